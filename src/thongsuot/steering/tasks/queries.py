"""The only ways to fetch tasks, and their progress in one statement."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from thongsuot.platform.access.actors import Actor, SystemActor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.files.models import StoredFile
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import own_unit_paths
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.directives.models import Directive, DirectiveKind
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.positions.models import PositionHolding
from thongsuot.registry.units.models import Unit
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.domain import Progress
from thongsuot.steering.tasks.models import Extension, ExtensionStatus, Task, TaskEvidence
from thongsuot.steering.tasks.reach import marks_of

_ROW = ("home", "lead", "plan", "committee")


@access(Task)
def visible_to(actor: Actor) -> QuerySet[Task]:
    """Tasks given by, led by or shared with a unit in the reader's branches; the common ones above them; own drafts."""
    tasks = Task.objects.all()
    marks = _marks(actor)
    if marks is None:
        return tasks
    seen = Q(reach__overlap=marks) if marks else Q(pk__in=[])
    return tasks.filter(seen)


@access(Task)
def get_for(actor: Actor, pk: int) -> Task:
    return one_of(visible_to(actor).select_related(*_ROW, "parent", "follows", "goal", "lead_position"), pk=pk)


@access(Task)
def public_tasks(actor: Actor) -> QuerySet[Task]:
    """What everybody may see: tasks made public and given."""
    return Task.objects.filter(is_public=True).exclude(status=TaskStatus.PROPOSED)


@access(Task)
def sees_all(actor: Actor) -> bool:
    """Whether nothing is hidden from the reader, or a whole nation is their branch."""
    marks = _marks(actor)
    return marks is None or "vn" in marks


def progress(tasks: QuerySet[Task], on: date, *, strategic: bool = False) -> Progress:
    """Counts at the end of the day, in one statement. Multi-year breakthroughs only where asked for (B14)."""
    counts = _counted(tasks, strategic).aggregate(**_counts(on))
    return Progress(**counts)


def progress_by(tasks: QuerySet[Task], column: str, on: date, *, strategic: bool = False) -> dict[Any, Progress]:
    """The same for every value of a column («plan_id», «lead_id», «programme», «field»), one statement for all."""
    rows = _counted(tasks, strategic).order_by().values(column).annotate(**_counts(on))
    return {row.pop(column): Progress(**row) for row in rows}


def _counted(tasks: QuerySet[Task], strategic: bool) -> QuerySet[Task]:
    return tasks if strategic else tasks.filter(is_strategic=False)


def _counts(on: date) -> dict[str, Count]:
    """``domain.state_on`` as conditions on columns; a test holds the two together."""
    given = Q(assigned_on__lte=on) & ~Q(status=TaskStatus.PROPOSED)
    done = given & Q(status=TaskStatus.DONE, finished_on__lte=on)
    dropped = given & Q(status=TaskStatus.DROPPED, closed_on__lte=on)
    paused = given & Q(status=TaskStatus.PAUSED, paused_on__lte=on)
    still = given & (
        ~Q(status__in=(TaskStatus.DONE, TaskStatus.DROPPED, TaskStatus.PAUSED))
        | Q(status=TaskStatus.DONE, finished_on__gt=on)
        | Q(status=TaskStatus.DROPPED, closed_on__gt=on)
        | Q(status=TaskStatus.PAUSED, paused_on__gt=on)
    )
    which = {
        "early": done & Q(finished_on__lt=F("deadline")),
        "on_time": done & Q(finished_on=F("deadline")),
        "late": done & Q(finished_on__gt=F("deadline")),
        "undated": done & Q(deadline__isnull=True),
        "open": still & (Q(deadline__isnull=True) | Q(deadline__gte=on)),
        "overdue": still & Q(deadline__lt=on),
        "paused": paused,
        "dropped": dropped,
    }
    return {name: Count("pk", filter=condition) for name, condition in which.items()}


def _marks(actor: Actor) -> list[str] | None:
    """Marks of the branches the reader may see; ``None`` for all."""
    if not isinstance(actor, Account):
        return None if isinstance(actor, SystemActor) else []
    marks: set[str] = set()
    for grant in actor.current_grants:
        if not actor.is_active or Steering.READ not in GRANTS[Role(grant.role)]:
            continue
        if grant.unit is None:
            return None
        marks.update(marks_of(grant.unit.path))
    return sorted(marks)


@access(Task)
def led_by_own_units(actor: Actor) -> QuerySet[Task]:
    """«Việc của tôi»: what the units a person works in answer for, or their position does."""
    if not isinstance(actor, Account):
        return Task.objects.none()
    units = list(Unit.objects.filter(path__in=own_unit_paths(actor)).values_list("pk", flat=True))
    today = timezone.localdate()
    ended = Q(valid_to__isnull=False, valid_to__lte=today)
    held = PositionHolding.objects.filter(person_id=actor.person_id or 0).exclude(ended | Q(valid_from__gt=today))
    positions = list(held.values_list("position_id", flat=True))
    return visible_to(actor).filter(Q(lead__in=units) | Q(lead_position__in=positions))


@access(Task)
def waiting_for(actor: Actor) -> QuerySet[Task]:
    """What waits for the person's word: acceptance, or the answer to a request for more time."""
    judged = Q(status=TaskStatus.SUBMITTED) & within_branches(actor, Steering.TASK_ACCEPT, "home__path")
    asked = Extension.objects.filter(task=OuterRef("pk"), status=ExtensionStatus.ASKED)
    answered = Q(Exists(asked)) & within_branches(actor, Steering.EXTENSION_DECIDE, "home__path")
    asked_of_head = Q(status=TaskStatus.PROPOSED, consulted_on__isnull=False)
    # who signs for the committee is who was asked
    asked_of_head &= within_branches(actor, Steering.NOTICE_SIGN, "home__path")
    return visible_to(actor).filter(judged | answered | asked_of_head)


@access(Task)
def followed(actor: Actor, directive_ids: Collection[int]) -> list[Task]:
    """What became of orders the reader already sees in their document; only state and day are to be shown of it."""
    tasks = Task.objects.filter(directive__in=directive_ids).exclude(status=TaskStatus.PROPOSED)
    return list(tasks.defer("detail", "reach", "search_key").order_by("-pk"))


@access(Task)
def in_view(actor: Actor, view: str) -> QuerySet[Task]:
    """By the name a view has in the address: «cua-toi», «cho-toi», else all the reader may see."""
    if view == "cua-toi":
        return led_by_own_units(actor)
    return waiting_for(actor) if view == "cho-toi" else visible_to(actor)


@access(StoredFile)
def exported_file(actor: Actor, kept: dict[str, str]) -> StoredFile | None:
    """The file an export left; whose export it was has been asked before."""
    return StoredFile.objects.filter(digest=kept.get("digest", ""), name=kept.get("name", "")).first()


@access(TaskEvidence)
def file_of(actor: Actor, task_id: int, evidence_id: int) -> StoredFile:
    """The file of a proof of a task the reader may see."""
    task = one_of(visible_to(actor).only("pk"), pk=task_id)
    proof = one_of(TaskEvidence.objects.exclude(file_digest=""), pk=evidence_id, task=task)
    return one_of(StoredFile.objects.order_by("pk"), digest=proof.file_digest, name=proof.file_name)


@access(Directive)
def orders_of(actor: Actor, document: Document) -> list[Directive]:
    """Confirmed orders of a document the reader holds, each with the task made of it."""
    return list(confirmed_orders(document).prefetch_related("tasks"))


@access(Directive)
def order_counts(actor: Actor, document: Document) -> dict[str, int]:
    """What stands beside the orders: still to be confirmed, and orientations, which stay orientations."""
    rows = Directive.objects.filter(document=document)
    waiting = Q(status=ReviewStatus.PROPOSED, kind=DirectiveKind.TASK)
    steering = Q(status=ReviewStatus.CONFIRMED, kind=DirectiveKind.ORIENTATION)
    return rows.aggregate(waiting=Count("pk", filter=waiting), orientations=Count("pk", filter=steering))


def confirmed_orders(document: Document) -> QuerySet[Directive]:
    """Orders that a named person confirmed as tasks, a common one before its shares."""
    rows = Directive.objects.filter(document=document, kind=DirectiveKind.TASK, status=ReviewStatus.CONFIRMED)
    return (
        rows.select_related("assignee", "parent").prefetch_related("parent__children").order_by("start", "-end", "pk")
    )
