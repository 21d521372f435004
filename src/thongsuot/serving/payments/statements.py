"""Which days of the bank's statement we still lack: who paid by the code alone stands nowhere else."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Min

from thongsuot.kernel.clock import VIETNAM, local
from thongsuot.serving.payments.models import PaymentOrder, ReconcileDay

_FARTHEST = 60  # days back; the software's own figure, there is no rule


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of the day in Vietnam and of the next."""
    start = datetime.combine(day, time(), VIETNAM)
    return start, start + timedelta(days=1)


def missing_days(gateway: str, today: date) -> list[date]:
    """Days before ``today``, oldest first, whose statement was not read after they ended; none before the first."""
    rows = ReconcileDay.objects.filter(gateway=gateway, day__gte=today - timedelta(days=_FARTHEST), day__lt=today)
    read = dict(rows.values_list("day", "reconciled_at"))
    first = _first(set(read))
    if first is None:
        return []
    begin = max(first, today - timedelta(days=_FARTHEST))
    days = (begin + timedelta(days=number) for number in range((today - begin).days))
    return [day for day in days if day not in read or read[day] < day_bounds(day)[1]]


def days_to_fetch(gateway: str, today: date) -> list[date]:
    """The missing days, and the last two in any case: banks book late."""
    return sorted({*missing_days(gateway, today), *(today - timedelta(days=back) for back in (1, 2))})


def _first(read: set[date]) -> date | None:
    """The first day worth a statement: money can come since the first order. Sample orders are paid nowhere."""
    ordered = PaymentOrder.objects.filter(is_sample=False).aggregate(at=Min("created_at"))["at"]
    return min([*read, *([local(ordered).date()] if ordered else [])], default=None)
