"""Every way the bank may misbehave ends alike: paid once, with one receipt, or openly not paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.queries import history_of, verify_chain
from thongsuot.platform.idempotency.store import new_key
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.choices import Payment
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments import asking
from thongsuot.serving.payments.actions.paying import BeginAttempt, Cash, CollectCash
from thongsuot.serving.payments.actions.settling import OrderNumber, SettleOrder
from thongsuot.serving.payments.choices import Heard, LineVerdict, LookReason, OrderState, Result
from thongsuot.serving.payments.conftest import Bank
from thongsuot.serving.payments.gateways.modes import SHORT_BY, Mode
from thongsuot.serving.payments.gateways.simulator import transfer
from thongsuot.serving.payments.models import (
    GatewayMessage,
    PaymentAttempt,
    PaymentEntry,
    PaymentOrder,
    ReconcileDay,
    StatementLine,
)
from thongsuot.serving.payments.statements import day_bounds

pytestmark = pytest.mark.django_db
Fresh = Callable[[PaymentOrder], PaymentOrder]


def is_settled(order: PaymentOrder) -> bool:
    """Paid, booked once, receipted, told to the dossier."""
    order = PaymentOrder.objects.select_related("dossier").get(pk=order.pk)
    booked = list(order.entries.values_list("amount", flat=True))
    assert verify_chain("payment-order", order.number) is None
    return (
        (order.state, order.look, booked) == (OrderState.PAID, "", [8_000])
        and order.receipt_number != ""
        and order.dossier.payment == Payment.PAID
        and not order.attempts.filter(ended_at__isnull=True).exists()
    )


def test_the_order_asks_for_the_fee_of_the_answers(order: PaymentOrder, dossier: Dossier) -> None:
    assert (order.amount, order.state, order.unit) == (8_000, OrderState.UNPAID, dossier.receiving_unit)
    assert order.lines == [{"code": "le-phi", "name": "Lệ phí", "kind": "le_phi", "amount": 8_000}]
    assert dossier.applicant_name not in f"{order.purpose}{order.number}"
    assert dossier.payment == Payment.DUE


@pytest.mark.parametrize("mode", [Mode.PROMPT, Mode.TWICE, Mode.DISORDER])
def test_notices_that_come_settle_at_once(order: PaymentOrder, the_bank: Bank, mode: Mode) -> None:
    the_bank.pay(order, mode)
    assert is_settled(order)
    the_bank.notices_due()
    the_bank.asked()
    assert is_settled(order)


def test_a_repeated_notice_is_kept_and_marked(order: PaymentOrder, the_bank: Bank) -> None:
    the_bank.pay(order, Mode.TWICE)
    the_bank.notices_due()
    heard = GatewayMessage.objects.filter(order=order, kind=Heard.NOTICE).order_by("pk")
    assert [one.is_repeat for one in heard] == [False, True, True]
    assert len({one.message_id for one in heard}) == 1


def test_late(order: PaymentOrder, the_bank: Bank, fresh: Fresh) -> None:
    the_bank.pay(order, Mode.LATE)
    assert fresh(order).state == OrderState.PENDING
    assert fresh(order).dossier.payment == Payment.PENDING
    assert the_bank.asked() == 1, "the bank does not know yet either"
    assert fresh(order).state == OrderState.PENDING
    the_bank.notices_due()
    assert is_settled(order)


@pytest.mark.parametrize("mode", [Mode.LOST, Mode.BAD_SIGNATURE, Mode.REDIRECT_ONLY])
def test_a_lost_or_forged_notice_is_made_good_by_asking(
    order: PaymentOrder, the_bank: Bank, fresh: Fresh, mode: Mode
) -> None:
    charge = the_bank.pay(order, mode)
    assert fresh(order).state == OrderState.PENDING
    assert fresh(order).entries.count() == 0, "a forged notice books nothing"
    the_bank.learns(charge)
    the_bank.asked()
    assert is_settled(order)


def test_the_forged_notice_stays_on_record(order: PaymentOrder, the_bank: Bank) -> None:
    the_bank.pay(order, Mode.BAD_SIGNATURE)
    forged = GatewayMessage.objects.get(kind=Heard.NOTICE)
    assert (forged.verified, forged.fault, forged.order) == (False, "Chữ ký không khớp.", None)
    assert order.number.encode() in forged.raw


def test_notice_and_answer_both_lost_is_made_good_by_the_statement(
    order: PaymentOrder, the_bank: Bank, fresh: Fresh
) -> None:
    charge = the_bank.pay(order, Mode.BOTH_LOST)
    the_bank.notices_due()
    the_bank.asked()
    assert fresh(order).state == OrderState.PENDING
    asking.reconcile_day(SYSTEM, local(timezone.now()).date())
    assert is_settled(order)
    line = StatementLine.objects.get()
    assert (line.verdict, line.bank, line.ours, line.reference) == (
        LineVerdict.MISSING_HERE, 8_000, None, charge.reference,
    )  # fmt: skip
    asking.reconcile_day(SYSTEM, local(timezone.now()).date())
    assert StatementLine.objects.get().verdict == LineVerdict.MATCHED, "done again, it agrees"
    day = ReconcileDay.objects.get()
    assert (day.bank_total, day.our_total) == (8_000, 8_000)


def test_a_transfer_by_the_code_alone_comes_with_the_statement(order: PaymentOrder) -> None:
    transfer(f"Nguyen van A chuyen {order.number.lower()} le phi", 8_000, timezone.now())
    asking.reconcile_day(SYSTEM, local(timezone.now()).date())
    assert is_settled(order)


def test_too_little_is_kept_and_looked_at(order: PaymentOrder, the_bank: Bank, fresh: Fresh) -> None:
    the_bank.pay(order, Mode.WRONG_AMOUNT)
    now = fresh(order)
    assert (now.state, now.look, now.needs_look) == (OrderState.PENDING, LookReason.SHORT, True)
    assert [one.amount for one in now.entries.all()] == [8_000 - SHORT_BY]
    with pytest.raises(ActionError, match="chưa cần trả thêm"):
        the_bank.begin(order)


def test_a_failed_try_may_be_followed_by_another(order: PaymentOrder, the_bank: Bank, fresh: Fresh) -> None:
    the_bank.pay(order, Mode.FAILED)
    first = order.attempts.get()
    assert (first.result, first.ended_at is not None) == (Result.FAILED, True)
    assert fresh(order).state == OrderState.PENDING
    the_bank.pay(order)
    assert is_settled(order)
    assert [one.result for one in order.attempts.all()] == [Result.FAILED, Result.PAID]


def test_cancelled_at_the_bank(order: PaymentOrder, the_bank: Bank) -> None:
    the_bank.press(the_bank.begin(order), Mode.PROMPT, cancelled=True)
    assert order.attempts.get().result == Result.CANCELLED


def test_nobody_is_sent_to_pay_while_the_bank_is_silent_or_after(order: PaymentOrder, the_bank: Bank) -> None:
    the_bank.pay(order, Mode.LOST)
    payer = CitizenActor(order.dossier.code)
    again = BeginAttempt.run(payer, OrderNumber(order.number))
    assert again.number == order.attempts.get().number, "the same try, never a second"
    the_bank.notices_due()
    the_bank.learns(the_bank.begin(order))
    the_bank.asked()
    assert is_settled(order)
    with pytest.raises(ActionError, match="đã trả rồi"):
        BeginAttempt.run(payer, OrderNumber(order.number))


def test_left_at_the_bank_without_paying_ends_when_its_page_closes(order: PaymentOrder, the_bank: Bank) -> None:
    BeginAttempt.run(CitizenActor(order.dossier.code), OrderNumber(order.number))  # never arrived there
    the_bank.asked()
    assert order.attempts.get().ended_at is None, "the bank's page is still open"
    PaymentAttempt.objects.update(expires_at=timezone.now() - timedelta(seconds=1), asked_at=None)
    the_bank.asked()
    assert order.attempts.get().result == Result.UNKNOWN


def test_unanswered_tries_of_a_finished_day_end_with_its_statement(order: PaymentOrder, the_bank: Bank) -> None:
    the_bank.begin(order)  # opened, never pressed: the bank answers «đang xử lý» for ever
    day_ago = timezone.now() - timedelta(days=1)
    PaymentAttempt.objects.update(begun_at=day_ago, expires_at=day_ago)
    asking.reconcile_past()
    assert order.attempts.get().result == Result.UNKNOWN


def test_a_try_that_began_before_midnight_and_closed_after_it_ends_too(
    order: PaymentOrder, the_bank: Bank, scene: Scene, fresh: Fresh
) -> None:
    """23:50, with a quarter of an hour to pay: it lies within no single day."""
    the_bank.begin(order)
    midnight, _end = day_bounds(local(timezone.now()).date() - timedelta(days=1))
    PaymentAttempt.objects.update(begun_at=midnight - timedelta(minutes=10), expires_at=midnight + timedelta(minutes=5))
    asking.reconcile_past()
    assert order.attempts.get().result == Result.UNKNOWN
    CollectCash.run(scene.desk, Cash(order.number, 8_000), idempotency_key=new_key())
    assert fresh(order).is_paid, "cash is no longer refused"


def test_whoever_does_not_hold_the_dossier_begins_nothing(order: PaymentOrder, scene: Scene) -> None:
    for actor in (CitizenActor("khac"), scene.desk, scene.head):
        with pytest.raises(AccessDenied):
            BeginAttempt.run(actor, OrderNumber(order.number))


def test_settling_again_changes_nothing(order: PaymentOrder, the_bank: Bank) -> None:
    the_bank.pay(order)
    events = history_of("payment-order", order.number).count()
    dossier_events = history_of("dossier", order.dossier.code).count()
    SettleOrder.run(SYSTEM, OrderNumber(order.number))
    assert history_of("payment-order", order.number).count() == events
    assert history_of("dossier", order.dossier.code).count() == dossier_events
    assert PaymentEntry.objects.count() == 1
