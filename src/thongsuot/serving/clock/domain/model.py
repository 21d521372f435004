"""What the clock is told and what it says. Moments are aware datetimes in Asia/Ho_Chi_Minh."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class LimitUnit(StrEnum):
    """How the procedure states its time; «1 ngày làm việc = 8 giờ làm việc» (practice, D19)."""

    WORKING_DAYS = "working_days"
    WORKING_HOURS = "working_hours"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Limit:
    """``value`` > 0 in ``unit``, or 0 working days: «trong ngày» (D20). Parts of a day are worked as hours."""

    value: Decimal
    unit: LimitUnit


class ClockEventKind(StrEnum):
    """What moves the clock. ``ARRIVED``: the competent authority holds it (phi địa giới, D02)."""

    RECEIVED = "received"  # accepted as complete: the clock starts (D01) unless it waits for ARRIVED
    ARRIVED = "arrived"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"  # with the apology; once at most (D07)
    FINISHED = "finished"  # the result exists: end time of processing (D09)
    CLOSED = "closed"  # returned, refused, stopped or withdrawn


class PauseReason(StrEnum):
    SUPPLEMENT = "supplement"
    FINANCIAL_DUTY = "financial_duty"
    OTHER = "other"  # a legal reason named in the event


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """``at``: when it took effect, not when it was typed. ``limit``: the added time of an EXTENDED."""

    kind: ClockEventKind
    at: datetime
    reason: PauseReason | None = None
    limit: Limit | None = None
    waits_for_arrival: bool = False  # on RECEIVED: received here for another authority


@dataclass(frozen=True, slots=True)
class Because:
    """One step of the reckoning, in Vietnamese, with the article it rests on."""

    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The clock at one moment. ``None`` where it has not come to that yet.

    ``promised_at`` is the first date given; ``due_at`` the one that holds now (pauses, the extension), ``None`` while
    paused: then nobody knows it, and ``left`` is what will be left when the clock runs again. ``used`` and
    ``left`` are working minutes; ``left`` is negative when late. ``supplements`` counts the pauses for supplement:
    index 766 counts more than one as late (D10).
    """

    started_at: datetime | None = None
    promised_at: datetime | None = None
    due_at: datetime | None = None
    paused_since: datetime | None = None
    finished_at: datetime | None = None
    closed_at: datetime | None = None
    is_extended: bool = False
    supplements: int = 0
    used: int = 0
    left: int | None = None
    because: tuple[Because, ...] = field(default=())
