"""J7 at one small desk: a stopwatch on a reception by keyboard alone, and a network that goes away and comes back."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.cache import cache

from thongsuot.serving.conftest import Scene, account, scene, small
from thongsuot.serving.desk.models import OfflineReception
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.web.tests.browser import browser, session_cookie

__all__ = ["account", "browser", "scene", "small"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CARD = "020085001234|081234567|Lành Thị Mai|15081985|Nữ|Khối 5, Phường Đông Kinh, Lạng Sơn|10052021"
_KEPT = """async () => { const open = indexedDB.open("thongsuot-desk", 1);
const base = await new Promise((done) => { open.onsuccess = () => done(open.result); });
const all = base.transaction("records").objectStore("records").getAll();
return new Promise((done) => { all.onsuccess = () => done(all.result); }); }"""
_PUT_BACK = """async (kept) => { const open = indexedDB.open("thongsuot-desk", 1);
const base = await new Promise((done) => { open.onsuccess = () => done(open.result); });
const work = base.transaction("records", "readwrite");
kept.forEach((one) => work.objectStore("records").put(one));
return new Promise((done) => { work.oncomplete = () => done(true); }); }"""


@pytest.fixture
def desk(browser: Any, live_server: Any, scene: Scene) -> Any:
    cache.clear()
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", service_workers="allow")
    context.set_default_timeout(90_000)
    context.add_cookies([session_cookie(scene.desk, live_server.url)])
    yield context
    context.close()


def test_received_by_keyboard_alone_in_under_a_minute(
    desk: Any, live_server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    page = desk.new_page()
    keys, began = page.keyboard, time.monotonic()
    page.goto(f"{live_server.url}/lam-viec/tiep-nhan")
    keys.type("giay chung nhan", delay=60)
    keys.press("Enter")
    page.wait_for_selector("[data-reception]")
    page.wait_for_load_state()
    keys.type(CARD)  # what a reader types
    keys.press("Enter")
    page.wait_for_function("document.activeElement.name === 'phone'")
    keys.type("0912345678", delay=60)
    keys.press("F2")
    keys.press("F9")
    page.wait_for_url("**/xong")
    seconds = time.monotonic() - began
    with capsys.disabled():
        print(f"\nTiếp nhận bằng bàn phím: {seconds:.1f} giây, từ lúc mở trang đến giấy hẹn")
    dossier = Dossier.objects.select_related("person").get()
    assert dossier.applicant_name == "Lành Thị Mai" and dossier.person.id_number == "020085001234"
    assert dossier.due_at is not None and dossier.code in page.inner_text(".desk-code")
    assert page.evaluate("document.activeElement.textContent") == "Tiếp nhận hồ sơ tiếp theo"
    assert seconds < 60


def test_three_written_offline_and_sent_twice_are_three_dossiers(desk: Any, live_server: Any) -> None:
    page = desk.new_page()
    page.goto(f"{live_server.url}/lam-viec/tiep-nhan/ngoai-tuyen")
    page.click("[data-kit]")
    page.get_by_text("Trang này đã mở được khi mất mạng.").wait_for()
    desk.set_offline(True)
    for count, name in enumerate(("Lành Văn Một", "Lành Thị Hai", "Lành Văn Ba"), start=1):
        page.check("fieldset:not([hidden]) [data-required]")
        page.fill("[name=applicant_name]", name)
        page.fill("[name=phone]", "0912345678")
        page.click(".desk-offline button.btn")
        page.get_by_text(f"{count} hồ sơ chờ gửi").wait_for()
    page.reload()  # opened by the worker: there is no network
    page.get_by_text("3 hồ sơ chờ gửi").wait_for()
    assert page.inner_text("[data-pending-list]").count("TAM-") == 3 and not Dossier.objects.exists()
    kept = page.evaluate(_KEPT)
    desk.set_offline(False)
    page.get_by_text("Không còn hồ sơ nào chờ gửi").wait_for()
    page.evaluate(_PUT_BACK, kept)  # as if the answers had been lost on the way: all are sent once more
    page.reload()
    page.get_by_text("Không còn hồ sơ nào chờ gửi").wait_for()
    assert page.locator("[data-sent] li strong").count() == 3
    assert Dossier.objects.count() == OfflineReception.objects.count() == 3
    assert {one.person.phone for one in Dossier.objects.select_related("person")} == {"0912345678"}
