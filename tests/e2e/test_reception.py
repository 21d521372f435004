"""J7 with a stopwatch: keyboard only, from opening the page to the receipt; and a desk whose network goes away."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from thongsuot.registry.accounts.models import Account
from thongsuot.serving.desk.models import OfflineReception
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.web.tests.browser import OpenPage, browser, browser_page, serious_faults, session_cookie

__all__ = ["browser", "browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
CARD = "020085001234|081234567|Lành Thị Mai|15081985|Nữ|Khối 5, Phường Đông Kinh, Lạng Sơn|10052021"
Person = Callable[[str], Account]


def test_a_dossier_is_received_by_keyboard_in_under_a_minute(
    browser_page: OpenPage, person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    page = browser_page("/lam-viec/ho-so", account=person("mot-cua"))
    keys = page.keyboard
    began = time.monotonic()
    page.goto(page.url.replace("/ho-so", "/tiep-nhan"))
    keys.type("xac nhan tinh trang hon nhan", delay=60)  # as quick as a clerk types, no quicker
    keys.press("Enter")
    page.wait_for_selector("[data-reception]")
    keys.type(CARD)  # what a reader types
    keys.press("Enter")
    page.wait_for_function("document.activeElement.name === 'phone'")
    keys.type("0912345678", delay=60)
    keys.press("F2")
    keys.press("F9")
    page.wait_for_url("**/xong")
    seconds = time.monotonic() - began
    code = page.inner_text(".desk-code").strip()
    with capsys.disabled():
        print(f"\nTiếp nhận bằng bàn phím: {seconds:.1f} giây, từ lúc mở trang đến giấy hẹn {code}")
    dossier = Dossier.objects.select_related("person").get(code=code)
    assert dossier.applicant_name == "Lành Thị Mai" and dossier.person.id_number == "020085001234"
    assert dossier.due_at is not None and "Hẹn trả" in page.inner_text("main")
    assert page.evaluate("document.activeElement.textContent") == "Tiếp nhận hồ sơ tiếp theo"
    assert seconds < 60 and serious_faults(page) == []


def test_the_same_without_script_by_tab_and_enter(browser_page: OpenPage, person: Person) -> None:
    page = browser_page("/lam-viec/tiep-nhan", account=person("mot-cua"), script=False)
    keys = page.keyboard
    page.focus("main input[name=tim]")
    keys.type("xac nhan tinh trang hon nhan")
    keys.press("Enter")
    page.wait_for_url("**thu-tuc=*")
    page.focus("[name=card]")
    keys.type(CARD)
    keys.press("Enter")
    page.wait_for_load_state()
    assert page.input_value("[name=applicant_name]") == "Lành Thị Mai"
    page.focus("[name=phone]")
    keys.type("0912345679")
    for box in page.locator("[data-check]").all():
        box.locator("input[value=du]").focus()
        keys.press("Space")
    page.focus("[data-save]")
    keys.press("Enter")
    page.wait_for_url("**/xong")
    assert Dossier.objects.filter(code=page.inner_text(".desk-code").strip()).exists()


def _write(page: Any, name: str) -> None:
    for box in page.locator("fieldset:not([hidden]) [data-required]").all():
        box.check()
    page.fill("[name=applicant_name]", name)
    page.fill("[name=phone]", "0912345678")
    page.click(".desk-offline button.btn")


def test_three_receptions_without_a_network_are_three_dossiers(browser: Any, live_server: Any, person: Person) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", service_workers="allow")
    context.add_cookies([session_cookie(person("mot-cua"), live_server.url)])
    before = OfflineReception.objects.count()
    try:
        page = context.new_page()
        page.goto(f"{live_server.url}/lam-viec/tiep-nhan/ngoai-tuyen")
        page.click("[data-kit]")
        page.get_by_text("Trang này đã mở được khi mất mạng.").wait_for()
        context.set_offline(True)
        for count, name in enumerate(("Lành Văn Một", "Lành Thị Hai", "Lành Văn Ba"), start=1):
            _write(page, name)
            page.get_by_text(f"{count} hồ sơ chờ gửi").wait_for(timeout=20_000)
        page.reload()  # opened by the worker: there is no network
        page.get_by_text("3 hồ sơ chờ gửi").wait_for()
        assert page.inner_text("[data-pending-list]").count("TAM-") == 3
        assert OfflineReception.objects.count() == before
        kept = page.evaluate(
            """async () => { const open = indexedDB.open("thongsuot-desk", 1);
            const base = await new Promise((done) => { open.onsuccess = () => done(open.result); });
            const all = base.transaction("records").objectStore("records").getAll();
            return new Promise((done) => { all.onsuccess = () => done(all.result); }); }"""
        )
        context.set_offline(False)
        page.get_by_text("Không còn hồ sơ nào chờ gửi").wait_for(timeout=30_000)
        # The answers were lost on the way: the browser still has them, and sends them all once more.
        page.evaluate(
            """async (kept) => { const open = indexedDB.open("thongsuot-desk", 1);
            const base = await new Promise((done) => { open.onsuccess = () => done(open.result); });
            const work = base.transaction("records", "readwrite");
            kept.forEach((one) => work.objectStore("records").put(one));
            return new Promise((done) => { work.oncomplete = () => done(true); }); }""",
            kept,
        )
        page.reload()
        page.get_by_text("Không còn hồ sơ nào chờ gửi").wait_for(timeout=30_000)
        assert page.locator("[data-sent] li strong").count() >= 3
    finally:
        context.close()
    assert OfflineReception.objects.count() == before + 3
    assert Dossier.objects.filter(applicant_name__in=("Lành Văn Một", "Lành Thị Hai", "Lành Văn Ba")).count() == 3
