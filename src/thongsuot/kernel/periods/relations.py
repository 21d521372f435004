"""How periods stand to each other: nesting, the one before, the parts a total is made of (D03)."""

from __future__ import annotations

from datetime import date, timedelta

from thongsuot.kernel.periods import model
from thongsuot.kernel.periods.model import Period, PeriodKind


def contains(outer: Period, inner: Period) -> bool:
    """Does ``outer`` cover every day of ``inner``? False where either has no known days.

    9 tháng covers 6 tháng; what only has an end («đến 18/10/2022») is covered on its last day.
    """
    if outer.end is None or inner.end is None:
        return False
    inner_start = inner.start or inner.end
    outer_start = outer.start or (date.min if outer.kind in _OPEN_START else outer.end)
    return outer_start <= inner_start and inner.end <= outer.end


_OPEN_START = frozenset({PeriodKind.AS_OF, PeriodKind.CUMULATIVE})


def overlaps(one: Period, other: Period) -> bool:
    """Do two periods share a day? False where either has no known days."""
    if one.end is None or other.end is None:
        return False
    return (one.start or one.end) <= other.end and (other.start or other.end) <= one.end


def previous(period: Period) -> Period | None:
    """The period reports compare with: the same months of the year before, the month or quarter before, the year
    before. ``None`` where no such period is defined (a stage, a cumulative or an incomplete period).
    """
    start = period.start
    if start is None or period.end is None:
        return None
    match period.kind:
        case PeriodKind.DAY:
            return model.day(start - timedelta(days=1))
        case PeriodKind.MONTH:
            before = start - timedelta(days=1)
            return model.month(before.year, before.month)
        case PeriodKind.QUARTER:
            before = start - timedelta(days=1)
            return model.quarter(before.year, before.month // 3)
        case PeriodKind.YEAR:
            return model.year(start.year - 1)
        case _:
            return same_period_last_year(period)


def same_period_last_year(period: Period) -> Period | None:
    """«So với cùng kỳ năm trước»; ``None`` for stages, cumulative, as-of, other and incomplete periods."""
    start, end = period.start, period.end
    if start is None or end is None:
        return None
    year = start.year - 1
    match period.kind:
        case PeriodKind.MONTH:
            return model.month(year, start.month)
        case PeriodKind.QUARTER:
            return model.quarter(year, end.month // 3)
        case PeriodKind.HALF:
            return model.half(year, 1 if end.month == 6 else 2)
        case PeriodKind.NINE_MONTHS:
            return model.nine_months(year)
        case PeriodKind.YEAR:
            return model.year(year)
        case _:
            return None


def parts_of(period: Period) -> tuple[Period, ...]:
    """Periods whose additive items sum to the whole: 9T = Q1 + Q2 + Q3, a quarter = its months. Empty if none.

    Only additive items add up; ratios are recomputed from numerators and denominators, never averaged (D03).
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return ()
    if period.kind is PeriodKind.QUARTER:
        return tuple(model.month(start.year, number) for number in range(start.month, end.month + 1))
    if period.kind in (PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR):
        return tuple(model.quarter(start.year, number) for number in range(start.month // 3 + 1, end.month // 3 + 1))
    if period.kind is PeriodKind.STAGE:
        return tuple(model.year(number) for number in range(start.year, end.year + 1))
    return ()
