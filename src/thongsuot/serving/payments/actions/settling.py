"""An order brought up to what is known about it: ledger, state, receipt number, dossier, clock; in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_money
from thongsuot.platform.actions import Action, natural
from thongsuot.platform.actions.base import Context
from thongsuot.platform.outbox import send
from thongsuot.serving.dossiers.choices import Payment, Status
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.telling import tell_applicant
from thongsuot.serving.dossiers.writing import happen, lock
from thongsuot.serving.payments.actions.base import of_order, order_of_number
from thongsuot.serving.payments.choices import EntrySource, OrderKind, OrderState, Result
from thongsuot.serving.payments.domain.states import Fact, Standing, State, fold, later, postings
from thongsuot.serving.payments.facts import facts_of
from thongsuot.serving.payments.models import PAID_STATES, PaymentEntry, PaymentOrder
from thongsuot.serving.permissions import Serving

RECEIPT_HANDLER = "serving.payments.receipt"


@dataclass(frozen=True, slots=True)
class OrderNumber:
    number: str


class SettleOrder(Action[OrderNumber, None]):
    """Run after anything new is known; finding nothing new it changes nothing."""

    name = "serving.payment.settle"
    label = gettext_lazy("Ghi nhận thanh toán")
    permission = Serving.PAYMENT_RECONCILE
    event = "serving.payment.settled"
    idempotency = natural("trạng thái và sổ thu là tổng của mọi tin đã nhận; tính lại không đổi gì")

    def scope(self, data: OrderNumber) -> str | None:
        return order_of_number(data.number).unit.path

    def execute(self, context: Context, data: OrderNumber) -> None:
        if not settle(context, order_of_number(data.number, lock=True)):
            context.unchanged()


def settle(context: Context, order: PaymentOrder) -> bool:
    """Bring the locked order up to its facts; whether anything moved. Records the order's event."""
    facts = facts_of(order)
    standing = fold(order.amount, facts)
    booked = _book(order, standing, facts, context.now)
    _end_attempts(order, standing, context.now)
    before = {name: getattr(order, name) for name in ("state", "look", "paid_at", "receipt_number")}
    order.state = later(State(order.state), standing.state).value
    order.look, order.paid_at = standing.look.value, order.paid_at or standing.paid_at
    if order.is_paid and not order.receipt_number:
        order.receipt_number = f"BL{order.number.removeprefix('TT')}"
    changes: dict[str, tuple[Any, Any]] = {
        name: (old, getattr(order, name)) for name, old in before.items() if old != getattr(order, name)
    }
    if booked:
        changes["held"] = (standing.held - booked, standing.held)
    if not changes:
        return False
    order.save()
    context.record(of_order(order), changes)
    _tell_dossier(context, order, OrderState(before["state"]))
    return True


def _book(order: PaymentOrder, standing: Standing, facts: Iterable[Fact], now: datetime) -> int:
    """Write the difference into the ledger; how many đồng it moves."""
    posted: Counter[str] = Counter()
    ordinal = 0
    for entry in order.entries.all():
        posted[entry.reference] += entry.amount
        ordinal = entry.ordinal
    moments = {fact.reference: fact.at for fact in sorted(facts, key=lambda one: one.at, reverse=True)}
    new = postings(standing, posted)
    PaymentEntry.objects.bulk_create(
        PaymentEntry(
            order=order,
            ordinal=ordinal + place,
            source=EntrySource.BANK if reference in standing.credits else EntrySource.REFUND,
            reference=reference,
            amount=amount,
            at=moments[reference],
            booked_at=now,
        )
        for place, (reference, amount) in enumerate(new, 1)
    )
    return sum(amount for _reference, amount in new)


def _end_attempts(order: PaymentOrder, standing: Standing, now: datetime) -> None:
    results = dict(
        order.messages.filter(verified=True).order_by("pk").values_list("attempt_number", "result")
    )  # the last word of each
    for attempt in order.attempts.filter(ended_at__isnull=True).exclude(number__in=standing.open_tries):
        attempt.ended_at, attempt.result = now, results.get(attempt.number) or Result.UNKNOWN
        attempt.save(update_fields=["ended_at", "result"])


def _tell_dossier(context: Context, order: PaymentOrder, before: OrderState) -> None:
    """The dossier's own log: that it was paid or given back, when, with which receipt."""
    state = OrderState(order.state)
    if state == before:
        return
    dossier = lock(order.dossier)
    data = {"payment": dossier_payment(dossier), "order": order.number}
    if state in PAID_STATES and before not in PAID_STATES:
        moment = max(order.paid_at or context.now, dossier.submitted_at)
        happen(context, dossier, Kind.PAID, moment, amount=order.amount, receipt=order.receipt_number, **data)
        _resume(context, order, dossier, moment)
        send(RECEIPT_HANDLER, {"order": order.number}, f"{RECEIPT_HANDLER}:{order.number}")
        tell_applicant(dossier, _paid_words(order))
    elif state == OrderState.PENDING:
        happen(context, dossier, Kind.PAID, **data)
    if state in (OrderState.PART_REFUNDED, OrderState.REFUNDED):
        happen(context, dossier, Kind.REFUNDED, **data)


def _resume(context: Context, order: PaymentOrder, dossier: Dossier, moment: datetime) -> None:
    """The duty is done: the clock goes on from the moment the money came, not from when we heard of it (D05)."""
    waits = dossier.status == Status.FINANCIAL_DUTY and order.kind == OrderKind.DUTY
    others = dossier.payment_orders.filter(kind=OrderKind.DUTY).exclude(state__in=PAID_STATES).exclude(pk=order.pk)
    if waits and not others.exists():
        asked = dossier.paused_since or moment
        happen(context, dossier, Kind.DUTY_DONE, max(moment, asked), order=order.number)


def dossier_payment(dossier: Dossier) -> str:
    """The one word the dossier shows for all its orders: whatever still waits comes first."""
    states = set(dossier.payment_orders.values_list("state", flat=True))
    for state, word in (
        (OrderState.UNPAID, Payment.DUE),
        (OrderState.PENDING, Payment.PENDING),
        (OrderState.PAID, Payment.PAID),
        (OrderState.PART_REFUNDED, Payment.PAID),
        (OrderState.REFUNDED, Payment.REFUNDED),
    ):
        if state in states:
            return str(word.value)
    return str(Payment.NONE.value)


def _paid_words(order: PaymentOrder) -> str:
    told = {"amount": format_money(order.amount), "code": order.dossier.code, "receipt": order.receipt_number}
    return _("Đã nhận %(amount)s của hồ sơ %(code)s. Biên lai số %(receipt)s ở trang tra cứu hồ sơ.") % told
