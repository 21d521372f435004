"""What a member or the head of a unit is asked about: their work, meetings, conclusions, limits, extensions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.positions.models import Position
from thongsuot.registry.units.models import Unit
from thongsuot.registry.units.queries import alive_on
from thongsuot.steering.meetings.models import Conclusion, MeetingStatus, Participant, Presence
from thongsuot.steering.meetings.queries import visible_to as meetings_visible_to
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.choices import LimitStatus
from thongsuot.steering.remedies.models import Limit
from thongsuot.steering.remedies.queries import visible_to as limits_visible_to
from thongsuot.steering.tasks.choices import OPEN_STATUSES
from thongsuot.steering.tasks.domain import Progress
from thongsuot.steering.tasks.faces import face_of
from thongsuot.steering.tasks.listing import Row, with_names
from thongsuot.steering.tasks.models import Extension, HandOver, Task
from thongsuot.steering.tasks.queries import progress

_SHOWN = 20
_SOON = 30  # days ahead a chairman asks about


@dataclass(frozen=True, slots=True)
class Work:
    """Tasks as they stand on a day: counts, the overdue ones (longest first), those due within ``_SOON`` days, and
    those finished late with their cause. Lists show at most ``_SHOWN``; the counts tell the rest."""

    progress: Progress
    overdue: list[Row]
    soon: list[Row]
    finished_late: list[Row]


@access(Task)
def work_of(actor: Actor, tasks: QuerySet[Task], on: date) -> Work:
    """Of tasks the caller fetched through ``tasks.queries``."""
    still = tasks.filter(status__in=OPEN_STATUSES)
    soon = still.filter(deadline__gte=on, deadline__lte=on + timedelta(days=_SOON))
    late = tasks.filter(finished_on__gt=F("deadline"), accepted_on__isnull=False)
    return Work(
        progress(tasks, on, strategic=True),
        _rows(still.filter(deadline__lt=on).order_by("deadline", "pk"), on),
        _rows(soon.order_by("deadline", "pk"), on),
        _rows(late.order_by("-finished_on", "pk"), on),
    )


def _rows(tasks: QuerySet[Task], on: date) -> list[Row]:
    return [Row(task, face_of(task, on)) for task in with_names(tasks)[:_SHOWN]]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Closed meetings of the year the position was called to, newest first."""

    meetings: list[Participant]

    @property
    def there(self) -> int:
        return sum(one.presence == Presence.PRESENT for one in self.meetings)

    @property
    def called(self) -> int:
        return len(self.meetings)

    @property
    def text(self) -> str:
        return f"{self.there}/{self.called}"


@access(Participant)
def attendance_of(actor: Actor, position: Position, year: int, on: date) -> Attendance:
    closed = meetings_visible_to(actor).filter(
        status=MeetingStatus.CLOSED, starts_at__year=year, starts_at__date__lte=on
    )
    rows = Participant.objects.filter(position=position, meeting__in=closed.order_by().values("pk"))
    return Attendance(list(rows.select_related("meeting__committee__unit").order_by("-meeting__starts_at")))


@dataclass(frozen=True, slots=True)
class Taken:
    """Conclusions given to a unit in the meetings of the year, newest first."""

    conclusions: list[Conclusion]

    @property
    def acknowledged(self) -> int:
        return sum(one.acknowledged_at is not None for one in self.conclusions)

    @property
    def given(self) -> int:
        return len(self.conclusions)

    @property
    def text(self) -> str:
        return f"{self.acknowledged}/{self.given}"


@access(Conclusion)
def conclusions_for(actor: Actor, unit: Unit, year: int, on: date) -> Taken:
    held = meetings_visible_to(actor).filter(starts_at__year=year, starts_at__date__lte=on)
    held = held.exclude(status__in=(MeetingStatus.PLANNED, MeetingStatus.INVITED, MeetingStatus.CANCELLED))
    rows = Conclusion.objects.filter(lead=unit, is_task=True, meeting__in=held.order_by().values("pk"))
    return Taken(list(rows.select_related("meeting", "task").order_by("-meeting__starts_at", "order")))


@access(Limit)
def limits_of(actor: Actor, unit: Unit, year: int) -> list[Limit]:
    """Limits of the year and those of earlier years not mended yet; drafts and what proved to be none left out."""
    real = limits_visible_to(actor).filter(unit=unit, year__lte=year)
    real = real.exclude(status__in=(LimitStatus.DRAFT, LimitStatus.NOT_A_LIMIT))
    mine = real.filter(Q(year=year) | Q(closed_on__isnull=True))
    return list(mine.select_related("position").order_by(F("due").asc(nulls_last=True), "pk")[:_SHOWN])


@access(Extension)
def extensions_of(actor: Actor, tasks: QuerySet[Task], year: int) -> list[Extension]:
    """Asked for within the year, newest first."""
    rows = Extension.objects.filter(task__in=tasks.order_by().values("pk"), asked_at__year=year)
    return list(rows.select_related("task").order_by("-asked_at"))


@access(HandOver)
def hand_overs_of(actor: Actor, unit: Unit, tasks: Iterable[int] | QuerySet[Task], year: int) -> list[HandOver]:
    """Work the unit passed on or was passed within the year, newest first; of tasks the person may see."""
    rows = HandOver.objects.filter(Q(from_unit=unit) | Q(to_unit=unit), at__year=year, task__in=tasks)
    return list(rows.select_related("task", "from_unit", "to_unit").order_by("-at"))


@access(Unit)
def units_answering(actor: Actor, kinds: Sequence[str], on: date) -> QuerySet[Unit]:
    """Units of these kinds in being that day within the branches in which the person reads steering work."""
    mine = within_branches(actor, Steering.READ, "path")
    return alive_on(actor, on).filter(mine, kind__in=kinds)
