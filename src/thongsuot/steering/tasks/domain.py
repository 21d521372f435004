"""Pure rules of a task: its life cycle, how a finish stands to the deadline, and progress as official reports print it.

The life cycle is product §2.5; an extension changes a deadline and is no state of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thongsuot.kernel.formatting import (
    format_number,
    format_percent,
    format_ratio,
    round_percent,
    without_trailing_zeros,
)


class State(StrEnum):
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    RECEIVED = "received"
    UNDER_WAY = "under_way"
    SUBMITTED = "submitted"
    DONE = "done"
    PAUSED = "paused"
    DROPPED = "dropped"


class Move(StrEnum):
    """What may happen to a task as a whole."""

    ASSIGN = "assign"
    RECEIVE = "receive"
    REPORT = "report"
    SUBMIT = "submit"
    ACCEPT = "accept"
    RETURN = "return"
    PAUSE = "pause"
    RESUME = "resume"
    DROP = "drop"
    HAND_OVER = "hand_over"
    ASK_EXTENSION = "ask_extension"
    EDIT = "edit"
    CONSULT = "consult"


_S = State
_WITH_DOER = (_S.ASSIGNED, _S.RECEIVED, _S.UNDER_WAY)
OPEN = (*_WITH_DOER, _S.SUBMITTED)
_UNFINISHED = (_S.PROPOSED, *OPEN, _S.PAUSED)
ALLOWED_FROM: dict[Move, tuple[State, ...]] = {
    Move.ASSIGN: (_S.PROPOSED, *OPEN),  # an open task may be given to another unit by its giver
    Move.RECEIVE: (_S.ASSIGNED,),
    Move.REPORT: _WITH_DOER,
    Move.SUBMIT: _WITH_DOER,
    Move.ACCEPT: (_S.SUBMITTED,),
    Move.RETURN: (_S.SUBMITTED,),
    Move.PAUSE: OPEN,
    Move.RESUME: (_S.PAUSED,),
    Move.DROP: _UNFINISHED,
    Move.HAND_OVER: _WITH_DOER,
    Move.ASK_EXTENSION: _WITH_DOER,
    Move.EDIT: _UNFINISHED,
    Move.CONSULT: (_S.PROPOSED,),
}
_LEADS_TO = {
    Move.ASSIGN: _S.ASSIGNED,
    Move.RECEIVE: _S.RECEIVED,
    Move.REPORT: _S.UNDER_WAY,
    Move.SUBMIT: _S.SUBMITTED,
    Move.ACCEPT: _S.DONE,
    Move.RETURN: _S.UNDER_WAY,
    Move.PAUSE: _S.PAUSED,
    Move.DROP: _S.DROPPED,
    Move.HAND_OVER: _S.ASSIGNED,
}
HAND_OVERS_THAT_RAISE_A_FLAG = 3  # A13: the third passing-on of one task goes to the head of the committee


class NotAllowed(ValueError):  # noqa: N818 — named for what it says
    """The move does not follow from the state."""


def after(move: Move, state: State, before_pause: State | None = None) -> State:
    """The state after a move; ``NotAllowed`` where it cannot be made. Asking and editing change no state.

    ``before_pause`` is where a paused task stood; resuming goes back there.
    """
    if state not in ALLOWED_FROM[move]:
        raise NotAllowed(f"{move} from {state}")
    if move is Move.RESUME:
        return before_pause or _S.ASSIGNED
    return _LEADS_TO.get(move, state)


def is_passed_around(hand_overs: int) -> bool:
    """«Đùn đẩy» (A13)."""
    return hand_overs >= HAND_OVERS_THAT_RAISE_A_FLAG


class Stand(StrEnum):
    """How a finish stands to its deadline (B04)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


def timeliness(deadline: date | None, finished_on: date) -> Stand | None:
    """Early before the deadline's day, on time on it, late after it; ``None`` without a deadline.

    A month or quarter as deadline is kept as its last day (B12), so anything inside it is never late.
    """
    if deadline is None:
        return None
    if finished_on == deadline:
        return Stand.ON_TIME
    return Stand.EARLY if finished_on < deadline else Stand.LATE


class Standing(StrEnum):
    """Where a task stood on a day, as progress counts it."""

    NOT_GIVEN = "not_given"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    UNDATED = "undated"  # done, with no deadline to be measured by
    OPEN = "open"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a task's life that progress is counted from; all as the row keeps them now."""

    state: State
    deadline: date | None = None
    assigned_on: date | None = None
    finished_on: date | None = None
    paused_on: date | None = None
    closed_on: date | None = None


def state_on(course: Course, day: date) -> Standing:
    """Where the task stood at the end of ``day``.

    Done counts from the day the doer finished (what is done by then), and only when it has since been accepted. A
    pause that has ended and a deadline that was moved are known by the history alone, not by the row.
    """
    if course.assigned_on is None or course.assigned_on > day or course.state is State.PROPOSED:
        return Standing.NOT_GIVEN
    if course.state is State.DONE and course.finished_on is not None and course.finished_on <= day:
        stand = timeliness(course.deadline, course.finished_on)
        return Standing(stand) if stand else Standing.UNDATED
    if course.state is State.DROPPED and course.closed_on is not None and course.closed_on <= day:
        return Standing.DROPPED
    if course.state is State.PAUSED and course.paused_on is not None and course.paused_on <= day:
        return Standing.PAUSED
    return Standing.OVERDUE if course.deadline is not None and course.deadline < day else Standing.OPEN


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of tasks on a day. ``open`` is not yet due, ``overdue`` is open past its deadline; ``undated`` is done.

    What was dropped («không còn phù hợp») leaves the whole and is told beside it.
    """

    early: int = 0
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    paused: int = 0
    dropped: int = 0
    undated: int = 0

    @property
    def done(self) -> int:
        return self.early + self.on_time + self.late + self.undated

    @property
    def total(self) -> int:
        return self.done + self.open + self.overdue + self.paused

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def share(self) -> Decimal | None:
        """Percent done, not rounded; ``None`` when there is nothing to do."""
        return Decimal(self.done) * 100 / self.total if self.total else None

    @property
    def text(self) -> str:
        """«28/40 (70%)», «35/41 (85,37%)»: half-up at two decimals, never up to 100% (§3.5)."""
        return format_ratio(self.done, self.total, 2)

    def __add__(self, other: Progress) -> Progress:
        """Parts added, never percentages averaged."""
        return Progress(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Measured:
    """How much of a counted quantity was done (B05)."""

    planned: Decimal | int
    done: Decimal | int

    @property
    def over(self) -> Decimal:
        """Above plan when positive: 54 of 50 is 4."""
        return Decimal(self.done) - Decimal(self.planned)

    @property
    def text(self) -> str:
        """«Vượt 4 (108%)», «Đạt (100%)», «Thiếu 3 (94%)»."""
        rate = without_trailing_zeros(round_percent(Decimal(self.done) * 100 / Decimal(self.planned), 2))
        share = f"({format_percent(rate)})"
        if not self.over:
            return f"Đạt {share}"
        return f"{'Vượt' if self.over > 0 else 'Thiếu'} {format_number(abs(self.over))} {share}"
