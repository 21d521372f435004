"""§5.16: the page used on the spot keeps what is written while the network is away, and sends it once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind
from thongsuot.steering.inspections.actions import NewInspection, SetInspection
from thongsuot.steering.inspections.models import Inspection, InspectionFinding, VisitPhoto, VisitRecord
from thongsuot.web.tests.browser import browser, browser_page, serious_faults, session_cookie, sideways_overflow

__all__ = ["browser", "browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(transactional_db: None) -> Inspection:
    cache.clear()
    nation = make_unit("vn", "Việt Nam", UnitKind.NATION)
    home = make_unit("tinh-lang-son", "Tỉnh Lạng Sơn", UnitKind.PROVINCE, nation)
    unit = make_unit("phuong-ky-lua", "Phường Kỳ Lừa", UnitKind.COMMUNE, home)
    visitor = _account("tham-dinh", Role.APPRAISER, home)
    secretary = _account("thu-ky", Role.SECRETARIAT, home)
    wanted = NewInspection(home.pk, unit.pk, date(2026, 11, 20), date(2026, 11, 30), "mot-cua-cap-xa", (visitor.pk,))
    return Inspection.objects.get(pk=SetInspection.run(secretary, wanted, idempotency_key=new_key()).id)


def _account(name: str, role: Role, unit: Any) -> Account:
    account = Account.objects.create_account(name, "mat-khau-thu-nghiem", name)
    RoleGrant.objects.create(account=account, role=role, unit=unit)
    return account


def picture(side: int = 2400) -> bytes:
    """A PNG of noise, several megabytes: what a phone's camera gives."""
    import random

    noise = random.Random(7)
    rows = b"".join(b"\x00" + noise.randbytes(side * 3) for _row in range(side // 4))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side // 4, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "anh.png"
    path.write_bytes(picture())
    return path


@contextmanager
def phone(browser: Any, live_server: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="vi-VN", service_workers="allow")
    context.add_cookies([session_cookie(Account.objects.get(username="tham-dinh"), live_server.url)])
    yield context
    context.close()


def write(page: Any, item: str, note: str, photo: Path | None = None) -> None:
    page.select_option("[name=item]", item)
    page.check("[name=answer][value=not_met]")
    page.fill("[name=note]", note)
    if photo:
        page.set_input_files("[name=photo]", photo)
    page.click(".visit-form button")


def test_three_findings_survive_a_lost_network_and_a_killed_page(
    browser: Any, live_server: Any, visit: Inspection, photo: Path
) -> None:
    address = f"{live_server.url}/lam-viec/kiem-tra/{visit.pk}/tai-cho"
    with phone(browser, live_server) as context:
        page = context.new_page()
        page.goto(address)
        page.click("[data-kit]")
        page.get_by_text("Trang này đã mở được khi mất mạng.").wait_for()
        context.set_offline(True)
        write(page, "3", "Bốn hồ sơ trễ không xin lỗi", photo)
        page.get_by_text("1 ghi nhận chờ gửi").wait_for(timeout=20_000)
        write(page, "1", "Bảng thủ tục đặt khuất")
        page.get_by_text("2 ghi nhận chờ gửi").wait_for()
        write(page, "4", "Máy quét hỏng")
        page.get_by_text("3 ghi nhận chờ gửi").wait_for()
        page.close()
        assert VisitRecord.objects.count() == 0
        page = context.new_page()
        page.goto(address)  # opened by the worker: there is no network
        page.get_by_text("3 ghi nhận chờ gửi").wait_for()
        assert "Bốn hồ sơ trễ không xin lỗi" in page.inner_text("[data-pending-list]")
        assert sideways_overflow(page) <= 0
        context.set_offline(False)
        page.get_by_text("Không còn ghi nhận nào chờ gửi").wait_for(timeout=20_000)
        page.reload()
        page.get_by_text("Không còn ghi nhận nào chờ gửi").wait_for()
        assert page.locator(".visit-records li").count() == 3
    assert VisitRecord.objects.count() == InspectionFinding.objects.count() == 3
    assert [one.finding.text for one in VisitRecord.objects.order_by("written_at")] == [
        "Bốn hồ sơ trễ không xin lỗi",
        "Bảng thủ tục đặt khuất",
        "Máy quét hỏng",
    ]
    kept = VisitPhoto.objects.get().file
    assert kept.media_type == "image/jpeg" and kept.size <= 300 * 1024 < photo.stat().st_size


def test_an_answer_lost_on_the_way_back_makes_no_second_row(browser: Any, live_server: Any, visit: Inspection) -> None:
    """The server wrote the record, the phone never heard of it and sends again."""
    with phone(browser, live_server) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/lam-viec/kiem-tra/{visit.pk}/tai-cho")
        lost: list[int] = []

        def swallow(route: Any) -> None:
            if route.request.method == "POST" and not lost:
                lost.append(route.fetch().status)
                route.abort()
            else:
                route.continue_()

        page.route("**/tai-cho", swallow)
        with page.expect_event("requestfailed"):
            write(page, "3", "Trễ không xin lỗi")
        page.get_by_text("1 ghi nhận chờ gửi").wait_for()
        assert lost == [200] and VisitRecord.objects.count() == 1
        page.click("[data-send]")
        page.get_by_text("Không còn ghi nhận nào chờ gửi").wait_for()
    assert VisitRecord.objects.count() == 1


def test_what_the_server_refuses_stays_with_its_reason(browser: Any, live_server: Any, visit: Inspection) -> None:
    with phone(browser, live_server) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/lam-viec/kiem-tra/{visit.pk}/tai-cho")
        Inspection.objects.filter(pk=visit.pk).update(status="insp_answering")
        write(page, "3", "Ghi muộn")
        page.get_by_text("Đoàn đã chốt ghi nhận").wait_for()
        assert "1 ghi nhận chờ gửi" in page.inner_text("[data-waiting]")
        page.click("[data-pending-list] button")
        page.get_by_text("Không còn ghi nhận nào chờ gửi").wait_for()
    assert VisitRecord.objects.count() == 0


def test_without_script_the_plain_form_posts(browser_page: Any, visit: Inspection) -> None:
    account = Account.objects.get(username="tham-dinh")
    page = browser_page(f"/lam-viec/kiem-tra/{visit.pk}/tai-cho", width=320, script=False, account=account)
    page.select_option("[name=item]", "3")
    page.check("[name=answer][value=partly]")
    page.click(".visit-form button")
    assert "Mục chưa đạt cần ghi rõ đã thấy gì." in page.inner_text("main")
    page.fill("[name=note]", "Ba hồ sơ trễ")
    page.click(".visit-form button")
    assert page.locator(".visit-records li").count() == 1
    assert VisitRecord.objects.get().finding.text == "Ba hồ sơ trễ"


def test_nothing_serious_on_a_phone(browser_page: Any, visit: Inspection) -> None:
    account = Account.objects.get(username="tham-dinh")
    page = browser_page(f"/lam-viec/kiem-tra/{visit.pk}/tai-cho", width=320, account=account)
    page.locator(".visit-bar").wait_for()
    assert serious_faults(page) == [] and sideways_overflow(page) <= 0
