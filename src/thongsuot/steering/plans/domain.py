"""Targets as numbers: how far, until when, at which pace, and which of them are hard to reach (B05, B07, B08). Pure.

Everything is ``Decimal``; a missing figure is ``None`` and is never taken for zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thongsuot.kernel.figures import Direction
from thongsuot.kernel.formatting import format_number, format_percent, round_half_up, without_trailing_zeros

_HUNDRED = Decimal(100)
_DAYS_A_MONTH = Decimal(365) / 12
_TIGHT_UNITS = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Aim:
    """A number to reach by ``due``. ``baseline`` is where it stood on ``baseline_on``; ``None`` is not known."""

    value: Decimal
    direction: Direction = Direction.AT_LEAST
    unit: str = "%"
    decimals: int = 2
    due: date | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None

    @property
    def sign(self) -> int:
        """+1 where more is better, −1 where less is."""
        return -1 if self.direction is Direction.AT_MOST else 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A result of the target on the last day of its period."""

    day: date
    value: Decimal


class Reach(StrEnum):
    """How a result stands to the aim (B05)."""

    NO_VALUE = "no_value"
    NOT_YET = "not_yet"
    REACHED = "reached"
    EXCEEDED = "exceeded"


def gap(aim: Aim, value: Decimal) -> Decimal:
    """What is missing, in the unit of the aim; negative is what was done beyond it. Its sign knows the direction."""
    return (aim.value - value) * aim.sign


def relative_gap(aim: Aim, value: Decimal) -> Decimal | None:
    """The gap as a share of the aim, 0 when reached: 13,94 of 20 is 0,303. ``None`` for an aim of 0."""
    missing = max(gap(aim, value), Decimal(0))
    if missing == 0:
        return Decimal(0)
    return missing / abs(aim.value) if aim.value else None


def reach(aim: Aim, value: Decimal | None) -> Reach:
    if value is None:
        return Reach.NO_VALUE
    missing = gap(aim, value)
    if missing == 0:
        return Reach.REACHED
    return Reach.NOT_YET if missing > 0 else Reach.EXCEEDED


def percent_of_aim(aim: Aim, value: Decimal) -> Decimal | None:
    """How much of the aim was done, in percent. ``None`` where less is better or the aim is 0: no share there."""
    if aim.direction is Direction.AT_MOST or aim.value <= 0:
        return None
    return value * _HUNDRED / aim.value


def already_reached(aim: Aim) -> bool:
    """A goal set where it had been reached before it was set (trap T7)."""
    return aim.baseline is not None and gap(aim, aim.baseline) <= 0


# — words —


def difference_unit(unit: str) -> str:
    """Percentages differ by points: «6,06 điểm %»."""
    return "điểm %" if unit == "%" else unit


def amount(value: Decimal, unit: str, decimals: int = 2) -> str:
    """«33,8%», «50 thủ tục»: rounded half-up where longer than ``decimals``, padded nowhere."""
    shown = format_number(without_trailing_zeros(round_half_up(value, decimals)))
    return f"{shown}{unit}" if unit in _TIGHT_UNITS else f"{shown} {unit}".rstrip()


def aim_text(aim: Aim) -> str:
    """«≥ 20%», «≤ 5 ngày»."""
    sign = {Direction.AT_LEAST: "≥", Direction.AT_MOST: "≤"}.get(aim.direction, "=")
    return f"{sign} {amount(aim.value, aim.unit, aim.decimals)}"


def gap_text(aim: Aim, value: Decimal) -> str:
    """«thiếu 6,06 điểm %», «cao hơn 2 điểm %» where less is better, «vượt 4 thủ tục», «đúng mục tiêu»."""
    missing = gap(aim, value)
    size = amount(abs(missing), difference_unit(aim.unit), aim.decimals)
    if missing == 0:
        return "đúng mục tiêu"
    if aim.direction is Direction.AT_MOST:
        return f"{'cao' if missing > 0 else 'thấp'} hơn mức cho phép {size}"
    return f"{'thiếu' if missing > 0 else 'vượt'} {size}"


def achievement_text(aim: Aim, value: Decimal | None) -> str:
    """«Vượt 4 (108%)» for 54 of 50, «Đạt», «Chưa đạt»; the share of a percentage would only confuse and is left out."""
    state = reach(aim, value)
    if value is None:
        return "Chưa có số liệu"
    if state is Reach.REACHED:
        return "Đạt"
    if state is Reach.NOT_YET:
        return "Chưa đạt"
    if aim.direction is Direction.AT_MOST:
        return "Đạt"
    share = percent_of_aim(aim, value)
    beyond = format_number(without_trailing_zeros(round_half_up(-gap(aim, value), aim.decimals)))
    if aim.unit == "%" or share is None:
        return f"Vượt {beyond} {difference_unit(aim.unit)}".rstrip()
    return f"Vượt {beyond} ({format_percent(without_trailing_zeros(round_half_up(share, 2)))})"


# — time —


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Days after today up to the due day; negative when past. ``quarters`` counts the one that runs."""

    days: int
    quarters: int

    @property
    def text(self) -> str:
        if self.days < 0:
            return f"quá hạn {format_number(-self.days)} ngày"
        return "hạn hôm nay" if self.days == 0 else f"còn {format_number(self.days)} ngày"


def time_left(due: date, on: date) -> TimeLeft:
    """18/10/2022 → 31/12/2022: 74 days, 1 quarter (B08)."""
    days = (due - on).days
    quarters = (due.year - on.year) * 4 + (due.month - 1) // 3 - (on.month - 1) // 3 + 1
    return TimeLeft(days, quarters if days > 0 else 0)


def needed_pace(aim: Aim, value: Decimal, on: date) -> Decimal | None:
    """How much must be added (or taken off) a month to arrive on time. ``None`` when reached, past due or undated."""
    missing = gap(aim, value)
    if missing <= 0 or aim.due is None or aim.due <= on:
        return None
    return missing * _DAYS_A_MONTH / (aim.due - on).days


def even_share(start: date, end: date, on: date) -> Decimal:
    """Which part of the time from ``start`` to ``end`` has passed at the close of ``on``: 0 … 1."""
    passed, whole = _passed(start, end, on)
    return Decimal(passed) / whole


def _passed(start: date, end: date, on: date) -> tuple[int, int]:
    """Days gone by and days in all; a stretch without length is over on its day."""
    if end <= start:
        return int(on >= end), 1
    return min(max((on - start).days, 0), (end - start).days), (end - start).days


def expected_on(aim: Aim, on: date) -> Decimal | None:
    """The level an even pace from baseline to aim would have today; ``None`` without both ends and their days."""
    if aim.baseline is None or aim.baseline_on is None or aim.due is None:
        return None
    passed, whole = _passed(aim.baseline_on, aim.due, on)
    return aim.baseline + (aim.value - aim.baseline) * passed / whole  # divided last: a third of three is one


def expected_done(due: int, dated: int, total: int) -> Decimal | None:
    """Share (0 … 1) of the dated tasks whose deadline has come; ``None`` where fewer than half carry a date."""
    return Decimal(due) / dated if dated and 2 * dated >= total else None


def done_by_end(done: int, total: int, start: date, end: date, on: date) -> Decimal | None:
    """How many of ``total`` will be done at ``end`` if it goes on as from ``start`` to ``on``; ``None`` on day one."""
    passed, whole = _passed(start, end, on)
    return min(Decimal(done) * whole / passed, Decimal(total)) if passed else None
