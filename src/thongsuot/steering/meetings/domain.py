"""Pure rules of meetings: the quarter reviewed, compliance, ordinals, papers owed, what a meeting still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thongsuot.kernel.periods import Period, model, previous

PAPER_WARNINGS = (3, 1)  # days before the meeting on which missing papers are told (product §4.6)
_CLOSING_DAYS = 20  # a meeting this near a quarter's end still looks back on that quarter


class Standing(StrEnum):
    """How a quarter stands to the rule of one meeting a quarter (A06)."""

    HELD = "held"
    PLANNED = "planned"
    MISSING = "missing"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as the calendar counts it: the period it reviews, not the day it was held."""

    key: str
    reviewed_from: date | None
    reviewed_to: date | None
    held_on: date
    closed: bool


@dataclass(frozen=True, slots=True)
class QuarterStanding:
    quarter: Period
    standing: Standing
    sittings: tuple[Sitting, ...]


def quarter_of(day: date) -> Period:
    return model.quarter(day.year, (day.month - 1) // 3 + 1)


def quarter_reviewed(day: date) -> Period:
    """The quarter a meeting of that day looks back on: 10/10/2024 → quý III/2024, 25/09/2024 → quý III/2024."""
    running = quarter_of(day)
    if running.end is not None and (running.end - day).days < _CLOSING_DAYS:
        return running
    before = previous(running)
    return before if before is not None else running


def compliance(year: int, sittings: Iterable[Sitting], today: date) -> tuple[QuarterStanding, ...]:
    """The four quarters of a year with the meetings that reviewed each.

    A sitting counts for the quarter in which its reviewed period ends: «9 tháng đầu năm» counts for quý III. A quarter
    is missing once the next quarter is over and nobody met, since the meeting follows the quarter.
    """
    every = sorted(sittings, key=lambda one: one.held_on)
    return tuple(_standing(model.quarter(year, number), every, today) for number in range(1, 5))


def _standing(quarter: Period, sittings: list[Sitting], today: date) -> QuarterStanding:
    mine = tuple(one for one in sittings if one.reviewed_to and quarter_of(one.reviewed_to) == quarter)
    end = quarter.end or today
    grace = quarter_of(end + timedelta(days=1)).end or end
    if any(one.closed for one in mine):
        standing = Standing.HELD
    elif mine:
        standing = Standing.PLANNED
    else:
        standing = Standing.MISSING if today > grace else Standing.AHEAD
    return QuarterStanding(quarter, standing, mine)


def next_ordinal(taken: Iterable[int]) -> int:
    """Sessions count within one instance of a committee: a body born by merger has none yet and begins at 1 (C10)."""
    return max(taken, default=0) + 1


def key_for(committee: str, period: Period, taken: Iterable[str]) -> str:
    """A lasting address: «bcd-…--2024-q3», or «…--2024-q3-2» for the second meeting on one quarter."""
    end = period.end
    stem = f"{committee[:96]}--{end.year}-q{(end.month - 1) // 3 + 1}" if end else f"{committee[:96]}--hop"
    used = set(taken)
    if stem not in used:
        return stem
    return next(name for number in range(2, len(used) + 3) if (name := f"{stem}-{number}") not in used)


def days_left(meets_on: date, today: date) -> int:
    return (meets_on - today).days


def warns_of_papers(meets_on: date, today: date) -> bool:
    """Whether missing papers are told today: three days and one day before."""
    return days_left(meets_on, today) in PAPER_WARNINGS
