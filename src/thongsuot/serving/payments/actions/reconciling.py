"""A day of the bank's statement against our ledger; what was paid there and not here is settled on the spot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import local
from thongsuot.platform.actions import Action, natural
from thongsuot.platform.actions.base import Context
from thongsuot.platform.events.domain import Aggregate
from thongsuot.serving.payments.actions.base import order_of_number
from thongsuot.serving.payments.actions.settling import settle
from thongsuot.serving.payments.choices import EntrySource, Result
from thongsuot.serving.payments.domain.reconcile import BankLine, Finding, OurLine, reconcile
from thongsuot.serving.payments.gateways.interface import StatementRow
from thongsuot.serving.payments.models import (
    PaymentAttempt,
    PaymentEntry,
    PaymentOrder,
    ReconcileDay,
    StatementLine,
)
from thongsuot.serving.payments.statements import day_bounds, missing_days
from thongsuot.serving.permissions import Serving

_NUMBER = re.compile(r"TT\d{6}[A-Z0-9]{8}")


@dataclass(frozen=True, slots=True)
class Statement:
    """``message``: pk of the kept statement the rows were read from."""

    gateway: str
    day: date
    message: int
    rows: tuple[StatementRow, ...]


class Reconcile(Action[Statement, None]):
    """Done again it gives the same answer anew: a statement fetched at noon is fetched whole at night."""

    name = "serving.payment.reconcile"
    label = gettext_lazy("Đối soát với sao kê ngân hàng")
    permission = Serving.PAYMENT_RECONCILE
    event = "serving.payment.reconciled"
    idempotency = natural("mỗi cổng mỗi ngày một bản đối soát; làm lại thì thay bản cũ")

    def execute(self, context: Context, data: Statement) -> None:
        orders = _orders(data.rows)
        lines = [BankLine(one.reference, _named(one.order), one.amount) for one in data.rows]
        ours = _ours(data.gateway, data.day, data.rows)
        found = reconcile(ours, lines, frozenset(orders))
        day, _new = ReconcileDay.objects.update_or_create(
            gateway=data.gateway,
            day=data.day,
            defaults={
                "statement_id": data.message,
                "reconciled_at": context.now,
                "bank_total": sum(one.amount for one in lines),
                "our_total": sum(one.amount for one in ours),
                "is_sample": any(order.is_sample for order in orders.values()),
            },
        )
        _write(day, found, data.rows, orders)
        for number in sorted({one.order for one in lines} & orders.keys()):
            settle(context, order_of_number(number, lock=True))
        _end_unanswered(context, data)
        counts: dict[str, int] = {}
        for one in found:
            counts[one.verdict.value] = counts.get(one.verdict.value, 0) + 1
        context.record(
            Aggregate("reconcile-day", f"{data.gateway}:{data.day.isoformat()}"),
            {verdict: (None, count) for verdict, count in counts.items()},
        )


def _named(words: str) -> str:
    """The order's number within the words of a transfer, which payers and banks dress up; else the words."""
    found = _NUMBER.search(words.upper())
    return found[0] if found else words


def _orders(rows: Sequence[StatementRow]) -> dict[str, PaymentOrder]:
    numbers = {_named(one.order) for one in rows}
    return {one.number: one for one in PaymentOrder.objects.filter(number__in=numbers)}


def _ours(gateway: str, day: date, rows: Sequence[StatementRow]) -> list[OurLine]:
    """Bank transfers in our ledger on that day, and those of the statement booked on another, by reference."""
    start, end = day_bounds(day)
    entries = PaymentEntry.objects.filter(source=EntrySource.BANK)
    of_day = entries.filter(at__gte=start, at__lt=end) | entries.filter(reference__in=[one.reference for one in rows])
    sums = of_day.values("reference", "order__number").annotate(sum=Sum("amount")).order_by("reference")
    return [OurLine(one["reference"], one["order__number"], one["sum"]) for one in sums]


def _write(
    day: ReconcileDay, found: Sequence[Finding], rows: Sequence[StatementRow], orders: dict[str, PaymentOrder]
) -> None:
    moments = {one.reference: one.at for one in rows}
    day.lines.all().delete()
    known = orders | {
        one.number: one for one in PaymentOrder.objects.filter(number__in={one.order for one in found} - orders.keys())
    }
    StatementLine.objects.bulk_create(
        StatementLine(
            day=day,
            ordinal=place,
            reference=one.reference,
            order_number=one.order[:80],
            order=known.get(one.order),
            bank=one.bank,
            ours=one.ours,
            at=moments.get(one.reference),
            verdict=one.verdict.value,
        )
        for place, one in enumerate(found, 1)
    )


def _end_unanswered(context: Context, data: Statement) -> None:
    """Tries over by the end of a finished day that no statement knows came to nothing, whatever day they began on.

    One of a day whose statement we still lack may have been paid: it waits for that statement.
    """
    _start, end = day_bounds(data.day)
    today = local(context.now).date()
    if today <= data.day:
        return
    unread = set(missing_days(data.gateway, today))
    left = PaymentAttempt.objects.filter(gateway=data.gateway, ended_at__isnull=True, expires_at__lt=end)
    over = [one.pk for one in left if not {local(one.begun_at).date(), local(one.expires_at).date()} & unread]
    PaymentAttempt.objects.filter(pk__in=over).update(ended_at=context.now, result=Result.UNKNOWN)
