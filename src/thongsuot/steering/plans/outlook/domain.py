"""Where a target is heading, said with its method or honestly not at all; and which targets are hard (B07). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thongsuot.kernel.periods import PeriodKind
from thongsuot.steering.plans.domain import (
    Aim,
    Reach,
    Reading,
    TimeLeft,
    already_reached,
    expected_on,
    gap,
    needed_pace,
    reach,
    relative_gap,
    time_left,
)

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Forecast:
    """``value`` on the due day, or ``None`` with the reason in ``method``. ``points`` is how many it stands on."""

    value: Decimal | None
    method: str
    points: int = 0

    @property
    def is_known(self) -> bool:
        return self.value is not None


class Family(StrEnum):
    """Results of one family may stand on one line: a month is no step on the way to nine months."""

    LEVEL = "level"  # as of a day, cumulative: the state of things
    SINCE_NEW_YEAR = "since_new_year"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    OTHER = "other"


_FAMILIES = {
    PeriodKind.DAY: Family.LEVEL,
    PeriodKind.AS_OF: Family.LEVEL,
    PeriodKind.CUMULATIVE: Family.LEVEL,
    PeriodKind.STAGE: Family.LEVEL,
    PeriodKind.NINE_MONTHS: Family.SINCE_NEW_YEAR,
    PeriodKind.MONTH: Family.MONTH,
    PeriodKind.QUARTER: Family.QUARTER,
    PeriodKind.YEAR: Family.YEAR,
}


def family(kind: PeriodKind, start: date | None, end: date) -> Family:
    """First quarter, half year, nine months and year all run from new year; the second half does not."""
    from_new_year = start is not None and (start.month, start.day, start.year) == (1, 1, end.year)
    if from_new_year and kind in (PeriodKind.HALF, PeriodKind.OTHER):
        return Family.SINCE_NEW_YEAR
    return _FAMILIES.get(kind, Family.OTHER)


def comparable(readings: Sequence[tuple[Family, Reading]]) -> list[Reading]:
    """The readings that can be joined with the newest: its family, and its year where each year begins anew."""
    if not readings:
        return []
    ordered = sorted(readings, key=lambda pair: pair[1].day)
    newest_family, newest = ordered[-1]
    same = [one for kind, one in ordered if kind is newest_family]
    if newest_family is Family.SINCE_NEW_YEAR:
        same = [one for one in same if one.day.year == newest.day.year]
    return same


def forecast(aim: Aim, readings: Sequence[Reading]) -> Forecast:
    """The level on the due day if it goes on as the actual points go: one straight line, least squares.

    The baseline is a point only where its own day is known. Fewer than two days, or no due day ahead: refused.
    """
    if aim.due is None:
        return Forecast(None, "chỉ tiêu chưa có hạn")
    points = {one.day: one.value for one in readings}
    if not points:
        return Forecast(None, "chưa có kỳ số liệu nào")
    newest = max(points)
    if aim.due <= newest:
        return Forecast(None, "đã có kết quả đến hạn, không cần dự báo")
    count = len(points)
    with_baseline = aim.baseline is not None and aim.baseline_on is not None and aim.baseline_on < min(points)
    if with_baseline and aim.baseline is not None and aim.baseline_on is not None:
        points[aim.baseline_on] = aim.baseline
    if len(points) < 2:
        return Forecast(None, _too_few(count, aim), count)
    value = _within(aim, _line(sorted(points.items()), aim.due))
    origin = "mức ban đầu và " if with_baseline else ""
    return Forecast(value, f"đường thẳng qua {origin}{count} kỳ thực hiện", len(points))


def _too_few(count: int, aim: Aim) -> str:
    lacking = "chưa có mức ban đầu" if aim.baseline is None else "mức ban đầu chưa có ngày"
    if aim.baseline is not None and aim.baseline_on is not None:
        lacking = "mức ban đầu không đứng trước kỳ đó"
    return f"mới có {count} kỳ số liệu, {lacking}; cần ít nhất hai mốc"


def _line(points: Sequence[tuple[date, Decimal]], due: date) -> Decimal:
    """Ordinary least squares through (day, value), read at ``due``; two points give the line through both.

    In fractions, so that a line that meets its aim meets it exactly.
    """
    first = points[0][0]
    days = [Fraction((day - first).days) for day, _value in points]
    values = [Fraction(value) for _day, value in points]
    none = Fraction(0)
    mean_day, mean_value = sum(days, none) / len(days), sum(values, none) / len(values)
    spread = sum(((day - mean_day) * (day - mean_day) for day in days), none)
    lean = sum(((day - mean_day) * (value - mean_value) for day, value in zip(days, values, strict=True)), none)
    met = mean_value + lean / spread * ((due - first).days - mean_day)
    return Decimal(met.numerator) / met.denominator


def _within(aim: Aim, value: Decimal) -> Decimal:
    """No count falls below nothing and no share of a whole exceeds it."""
    value = max(value, Decimal(0))
    return min(value, _HUNDRED) if aim.unit == "%" and aim.value <= _HUNDRED else value


class Worry(StrEnum):
    """Why a target stands on the list."""

    PAST_DUE = "past_due"
    BEHIND_PACE = "behind_pace"
    FORECAST_MISSES = "forecast_misses"
    UNKNOWN_PACE = "unknown_pace"  # not reached, and nothing says that it will be


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything a page says of one target on a day. ``None`` is not known; ``worries`` empty is not hard."""

    aim: Aim
    reading: Reading | None
    reach: Reach
    gap: Decimal | None
    relative_gap: Decimal | None
    left: TimeLeft | None
    pace: Decimal | None
    expected: Decimal | None
    forecast: Forecast
    worries: tuple[Worry, ...]
    was_reached_before: bool

    @property
    def is_hard(self) -> bool:
        return bool(self.worries)


def outlook(aim: Aim, readings: Sequence[tuple[Family, Reading]], on: date) -> Outlook:
    """Look at one target on a day: later results are left out, so that a page of the past says what was known then."""
    known = [pair for pair in readings if pair[1].day <= on]
    joined = comparable(known)
    newest = joined[-1] if joined else None
    value = newest.value if newest else None
    coming = forecast(aim, joined)
    due_then = expected_on(aim, newest.day) if newest else None  # a result is held against its own day
    return Outlook(
        aim,
        newest,
        reach(aim, value),
        None if value is None else gap(aim, value),
        None if value is None else relative_gap(aim, value),
        time_left(aim.due, on) if aim.due else None,
        None if value is None else needed_pace(aim, value, on),
        expected_on(aim, on),
        coming,
        _worries(aim, newest, due_then, coming, on),
        already_reached(aim),
    )


def _worries(
    aim: Aim, newest: Reading | None, expected: Decimal | None, coming: Forecast, on: date
) -> tuple[Worry, ...]:
    """A target without any result is reported as such elsewhere; one that is reached worries nobody."""
    if newest is None or gap(aim, newest.value) <= 0:
        return ()
    if aim.due is not None and aim.due < on:
        return (Worry.PAST_DUE,)
    found = []
    if expected is not None and (expected - newest.value) * aim.sign > 0:
        found.append(Worry.BEHIND_PACE)
    if coming.value is not None and gap(aim, coming.value) > 0:
        found.append(Worry.FORECAST_MISSES)
    if expected is None and coming.value is None:
        found.append(Worry.UNKNOWN_PACE)
    return tuple(found)


def badness(view: Outlook) -> tuple[int, Decimal]:
    """Sort key, worst first: by relative gap; an aim of 0 that is missed has none and comes before all."""
    if view.relative_gap is None:
        return (0, Decimal(0)) if view.gap is not None and view.gap > 0 else (2, Decimal(0))
    return (1, -view.relative_gap)
