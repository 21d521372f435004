"""The line to the bank was down for days: whoever paid by the code alone is found once it is back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.serving.conftest import Scene
from thongsuot.serving.payments import asking
from thongsuot.serving.payments.choices import OrderState
from thongsuot.serving.payments.conftest import Bank
from thongsuot.serving.payments.gateways.simulator import NAME, transfer
from thongsuot.serving.payments.models import PaymentAttempt, PaymentOrder, ReconcileDay
from thongsuot.serving.payments.statements import days_to_fetch, missing_days
from thongsuot.serving.payments.tests.test_pages import as_, page

pytestmark = pytest.mark.django_db
Fresh = Callable[[PaymentOrder], PaymentOrder]
DAY = timedelta(days=1)


def begun(order: PaymentOrder, days: int) -> None:
    """The order is real and that many days old."""
    PaymentOrder.objects.filter(pk=order.pk).update(is_sample=False, created_at=timezone.now() - days * DAY)


def test_a_transfer_of_five_days_ago_is_found_when_the_line_is_back(order: PaymentOrder, fresh: Fresh) -> None:
    begun(order, 6)
    transfer(order.number, 8_000, timezone.now() - 5 * DAY)
    with override_settings(GATEWAY="https://127.0.0.1:9", GATEWAY_SECRET="x" * 40):
        asking.reconcile_past()
    assert fresh(order).state == OrderState.UNPAID
    asking.reconcile_past()
    assert fresh(order).state == OrderState.PAID
    assert missing_days(NAME, local(timezone.now()).date()) == []


def test_a_day_read_before_it_ended_is_read_again_and_the_last_two_always(order: PaymentOrder) -> None:
    now = timezone.now()
    today = local(now).date()
    assert days_to_fetch(NAME, today) == [today - 2 * DAY, today - DAY], "nothing was ever paid here"
    begun(order, 100)
    assert missing_days(NAME, today)[0] == today - 60 * DAY, "no farther back"
    for back in range(1, 61):
        noon = now - (back if back in (4, 1) else 0) * DAY
        ReconcileDay.objects.create(gateway=NAME, day=today - back * DAY, reconciled_at=noon, bank_total=0, our_total=0)
    assert missing_days(NAME, today) == [today - 4 * DAY, today - DAY]
    assert days_to_fetch(NAME, today) == [today - 4 * DAY, today - 2 * DAY, today - DAY]


def test_a_try_of_a_day_without_a_statement_waits_for_it(order: PaymentOrder, the_bank: Bank) -> None:
    begun(order, 6)
    the_bank.begin(order)
    then = timezone.now() - 5 * DAY
    PaymentAttempt.objects.update(begun_at=then, expires_at=then)
    asking.reconcile_day(SYSTEM, local(timezone.now()).date() - DAY)
    assert order.attempts.get().ended_at is None, "it may have been paid: nobody is asked to pay again"
    asking.reconcile_past()
    assert order.attempts.get().ended_at is not None


def test_the_page_names_the_days_that_lack(scene: Scene, order: PaymentOrder) -> None:
    begun(order, 3)
    client = as_(scene.focal)
    html = page(client, "payments-reconciliation")
    for back in (3, 2, 1):
        assert f"{local(timezone.now()).date() - back * DAY:%d/%m/%Y}" in html
    assert "Chưa có sao kê của ngày" in html
    asking.reconcile_past()
    assert "Chưa có sao kê của ngày" not in page(client, "payments-reconciliation")
