"""What the screens of a meeting show, gathered in a fixed number of queries and embedded in one page (J4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.meetings import queries
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.meetings.page import Concluded, with_faces
from thongsuot.steering.meetings.present.corrections import Correction, corrections_since
from thongsuot.steering.plans.outlook.rows import TargetView
from thongsuot.steering.plans.queries import ProgrammeProgress, hard_targets, programme_progress
from thongsuot.steering.tasks.choices import OPEN_STATUSES, TaskSource, TaskStatus
from thongsuot.steering.tasks.domain import Progress
from thongsuot.steering.tasks.faces import Face, face_of
from thongsuot.steering.tasks.models import Task, TaskEvidence, TaskUpdate
from thongsuot.steering.tasks.queries import progress_by, visible_to

MOST_UNITS = 20
MOST_TASKS = 150  # late ones embedded for the drill: a hall never goes through more
MOST_TARGETS = 6


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A lead and its work; ``late`` are its overdue tasks embedded in the page."""

    unit: Unit
    progress: Progress
    late: list[Task]


@dataclass(frozen=True, slots=True)
class FlowRow:
    """Where work came from and how it stands."""

    source: str
    progress: Progress

    @property
    def kept(self) -> int:
        """Finished before or on the day."""
        return self.progress.early + self.progress.on_time + self.progress.undated


@dataclass(frozen=True, slots=True)
class Board:
    meeting: Meeting
    on: date
    programmes: list[ProgrammeProgress]
    targets: list[TargetView]
    units: list[UnitRow]
    tasks: list[tuple[Task, Face]]
    flow: list[FlowRow]
    previous: Meeting | None
    concluded: list[Concluded]
    corrections: list[Correction]


def board_of(actor: Actor, meeting: Meeting, on: date) -> Board:
    home = meeting.committee.home_id
    given = visible_to(actor).filter(home_id=home)
    previous = queries.previous_of(actor, meeting)
    concluded = queries.conclusions_of(actor, previous) if previous else []
    late = list(late_tasks(given, on))
    drilled = late + _with_evidence(given, [one.task_id for one in concluded if one.task_id], late)
    return Board(
        meeting=meeting,
        on=on,
        programmes=programme_progress(home, on, on.year),
        targets=hard_targets(actor, home, on)[:MOST_TARGETS],
        units=_units(given, late, on),
        tasks=[(task, face_of(task, on)) for task in drilled],
        flow=_flow(given, on),
        previous=previous,
        concluded=with_faces(concluded, on),
        corrections=corrections_since(meeting),
    )


def late_tasks(given: QuerySet[Task], on: date) -> QuerySet[Task]:
    """Open past their deadline on that day, the longest first, with what a drill shows."""
    unfinished = Q(status__in=OPEN_STATUSES) | Q(status=TaskStatus.DONE, finished_on__gt=on)
    late = given.filter(unfinished, assigned_on__lte=on, deadline__lt=on)
    return _drilled(late).order_by("deadline", "pk")[:MOST_TASKS]


def _with_evidence(given: QuerySet[Task], wanted: list[int], known: list[Task]) -> list[Task]:
    have = {one.pk for one in known}
    return list(_drilled(given.filter(pk__in=[pk for pk in wanted if pk not in have])))


def _drilled(tasks: QuerySet[Task]) -> QuerySet[Task]:
    updates = Prefetch("updates", TaskUpdate.objects.order_by("-at"))
    evidence = Prefetch("evidence", TaskEvidence.objects.order_by("pk"))
    return tasks.select_related("lead", "plan").prefetch_related(updates, evidence)


def _units(given: QuerySet[Task], late: list[Task], on: date) -> list[UnitRow]:
    """Units with most overdue work first; one statement for the counts, one for the names."""
    counts = progress_by(given.filter(lead__isnull=False), "lead_id", on)
    worst = sorted(counts, key=lambda pk: (-counts[pk].overdue, -counts[pk].open, pk))[:MOST_UNITS]
    names = Unit.objects.in_bulk(worst)
    return [UnitRow(names[pk], counts[pk], [one for one in late if one.lead_id == pk]) for pk in worst]


def _flow(given: QuerySet[Task], on: date) -> list[FlowRow]:
    counts = progress_by(given, "source", on)
    return [FlowRow(str(one.label), counts[one.value]) for one in TaskSource if one.value in counts]


def figures_of(actor: Actor, committee: Committee, on: date) -> dict[str, str]:
    """Claim → its words on the screens, as kept when the figures are settled for the projector."""
    rows = hard_targets(actor, committee.home_id, on)[:MOST_TARGETS]
    return {one.claim: one.sentence for one in rows if one.claim}
