"""A phone of 320 px pays by a bank that is late, then by one whose notice is lost: the page never asks twice (J6)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from thongsuot.serving.payments import asking
from thongsuot.serving.payments.actions.paying import GIVEN_UP
from thongsuot.serving.payments.choices import OrderState
from thongsuot.serving.payments.demo import WARD
from thongsuot.serving.payments.gateways import bank
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.models import PaymentOrder, SimulatedCharge
from thongsuot.web.tests.browser import OpenPage, browser, browser_page, serious_faults, sideways_overflow

__all__ = ["browser", "browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def unpaid() -> PaymentOrder:
    rows = PaymentOrder.objects.filter(unit__key=WARD, state=OrderState.UNPAID).exclude(dossier__status__in=GIVEN_UP)
    return rows.order_by("pk")[0]


def at_the_bank(open_page: OpenPage, order: PaymentOrder, mode: Mode, *, script: bool = True):  # type: ignore[no-untyped-def]
    """Pay page → bank → «Trả tiền»; the page landed on."""
    page = open_page(f"/thanh-toan/{order.token}", width=320, height=640, script=script)
    assert sideways_overflow(page) == 0
    page.get_by_role("button", name="Trả qua ngân hàng").click()
    page.get_by_role("heading", name="Ngân hàng giả lập").wait_for()
    assert sideways_overflow(page) == 0
    page.get_by_label("Ngân hàng cư xử thế nào").select_option(mode.value)
    page.get_by_role("button", name="Trả tiền").click()
    page.wait_for_url(f"**/thanh-toan/{order.token}")
    return page


def tells_the_truth(page) -> None:  # type: ignore[no-untyped-def]
    page.get_by_role("heading", name="Đang chờ ngân hàng trả lời").wait_for()
    assert page.get_by_text("Ông/bà không trả lại lần nữa").count() == 1
    assert page.get_by_role("button", name="Trả qua ngân hàng").count() == 0
    assert sideways_overflow(page) == 0
    assert serious_faults(page) == []


def shows_the_receipt(page, folder: Path) -> None:  # type: ignore[no-untyped-def]
    page.get_by_role("link", name="Xem lại kết quả").click()
    page.get_by_role("heading", name="Khoản này đã trả").wait_for()
    assert serious_faults(page) == []
    address = page.get_by_role("link", name="Tải biên lai").get_attribute("href")
    answer = page.request.get(f"{page.url.split('/thanh-toan')[0]}{address}")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")
    (folder / "bien-lai.pdf").write_bytes(answer.body())


def test_late_then_told(browser_page: OpenPage, tmp_path: Path) -> None:
    order = unpaid()
    page = at_the_bank(browser_page, order, Mode.LATE)
    tells_the_truth(page)
    page.get_by_role("link", name="Xem lại kết quả").click()
    tells_the_truth(page)
    bank.deliver(timezone.now() + timedelta(minutes=5))
    shows_the_receipt(page, tmp_path)


def test_lost_then_asked_for(browser_page: OpenPage, tmp_path: Path) -> None:
    """Without script, as an old phone might."""
    order = unpaid()
    page = at_the_bank(browser_page, order, Mode.LOST, script=False)
    page.get_by_role("heading", name="Đang chờ ngân hàng trả lời").wait_for()
    SimulatedCharge.objects.filter(order_number=order.number).update(known_from=timezone.now())
    assert asking.ask_open(timezone.now() + timedelta(minutes=3)) >= 1
    order.refresh_from_db()
    assert order.state == OrderState.PAID
    page.get_by_role("link", name="Xem lại kết quả").click()
    page.get_by_role("heading", name="Khoản này đã trả").wait_for()
