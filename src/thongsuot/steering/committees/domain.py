"""Titles in protocol order, what changed between two memberships, which quarters have had their meeting. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Title:
    """``order`` is data of the position: Party before State before committee; small comes first."""

    text: str
    order: int


def in_protocol_order(titles: Iterable[Title]) -> list[str]:
    """Texts sorted by order, then alphabetically; the same title held twice is said once."""
    ordered = sorted(titles, key=lambda one: (one.order, one.text))
    return list(dict.fromkeys(one.text for one in ordered))


def spoken(titles: Iterable[Title]) -> str:
    """As a document names a person: all titles joined by commas (A01)."""
    return ", ".join(in_protocol_order(titles))


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on the committee; two memberships are compared by the position."""

    position_id: int
    title: str
    role: str
    programme: str = ""
    field: str = ""

    @property
    def duty(self) -> tuple[str, str, str]:
        return self.role, self.programme, self.field


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new membership did: who came, who left, whose duty changed (before, after)."""

    added: tuple[Seat, ...]
    removed: tuple[Seat, ...]
    changed: tuple[tuple[Seat, Seat], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(before: Sequence[Seat], after: Sequence[Seat]) -> Changes:
    """The difference of two memberships, each part in the order of its list; order of seats alone is no change."""
    old = {seat.position_id: seat for seat in before}
    new = {seat.position_id: seat for seat in after}
    return Changes(
        added=tuple(seat for seat in after if seat.position_id not in old),
        removed=tuple(seat for seat in before if seat.position_id not in new),
        changed=tuple(
            (old[seat.position_id], seat)
            for seat in after
            if seat.position_id in old and old[seat.position_id].duty != seat.duty
        ),
    )


QuarterState = Literal["held", "too_few", "waiting", "missed", "not_over"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A meeting that took place on ``held_on`` and reviewed a period ending ``until``; ``key`` tells which."""

    key: str
    until: date
    held_on: date


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter and the meetings that reviewed it."""

    year: int
    number: int
    meetings: tuple[Reviewed, ...]
    state: QuarterState

    @property
    def ends(self) -> date:
        return quarter_end(self.year, self.number)


def quarter_of(day: date) -> tuple[int, int]:
    """(year, 1–4)."""
    return day.year, (day.month - 1) // 3 + 1


def quarter_end(year: int, number: int) -> date:
    """The last day of the quarter."""
    return date(year, number * 3, 31 if number in (1, 4) else 30)


def rhythm(meetings: Iterable[Reviewed], year: int, on: date, per_quarter: int = 1) -> list[Quarter]:
    """The four quarters of ``year`` with their meetings, by the quarter *reviewed*, not by the day of meeting (A06).

    The meeting of 10/10/2024 on nine months counts for quarter III. Only meetings held by ``on`` count. A quarter
    without enough of them is ``not_over`` until it ends, then ``waiting`` (or ``too_few``) through the next quarter,
    then ``missed``. The wait of one quarter is ours: the sources only say «once a quarter».
    """
    held = sorted((one for one in meetings if one.held_on <= on), key=lambda one: (one.held_on, one.key))
    return [_quarter(held, year, number, on, per_quarter) for number in (1, 2, 3, 4)]


def _quarter(held: Sequence[Reviewed], year: int, number: int, on: date, per_quarter: int) -> Quarter:
    own = tuple(one for one in held if quarter_of(one.until) == (year, number))
    return Quarter(year, number, own, _state(len(own), year, number, on, per_quarter))


def _state(count: int, year: int, number: int, on: date, per_quarter: int) -> QuarterState:
    if count >= per_quarter:
        return "held"
    if on <= quarter_end(year, number):
        return "not_over"
    following = quarter_end(year + number // 4, number % 4 + 1)
    if on > following:
        return "missed"
    return "too_few" if count else "waiting"
