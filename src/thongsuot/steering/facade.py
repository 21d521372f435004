"""What other loops and the joints may use of the steering loop: functions and frozen dataclasses, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from thongsuot.platform.access.actors import Actor
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.actions.drafting import DraftFromRound, FromRound, WeakCriterion
from thongsuot.steering.remedies.domain import is_weak
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task


@dataclass(frozen=True, slots=True)
class WeakNode:
    """A criterion of a published round for one unit. ``key`` names round and criterion and is unique to them."""

    key: str
    name: str
    unit_id: int
    score: Decimal
    maximum: Decimal
    field: str = ""


def propose_limits(
    actor: Actor,
    *,
    home_id: int,
    year: int,
    round_name: str,
    nodes: Iterable[WeakNode],
    due: date | None = None,
    due_text: str = "",
    is_sample: bool = False,
) -> tuple[int, ...]:
    """Draft limits for the nodes below 80% of their maximum (R01); ids of those made now, none twice.

    Call at publication, in its transaction. ``due_text`` keeps the words («trong tháng 7/2022») beside ``due``.
    """
    weak = tuple(_criterion(one) for one in nodes if is_weak(one.score, one.maximum))
    return DraftFromRound.run(actor, FromRound(home_id, year, round_name, weak, due, due_text, is_sample)).ids


def adopt_targets(
    actor: Actor, *, home_id: int, year: int, round_name: str, nodes: Iterable[WeakNode], is_sample: bool = False
) -> tuple[int, ...]:
    """Draft limits for criteria somebody chose to raise, however near the maximum they stand; none twice."""
    chosen = tuple(_criterion(one) for one in nodes)
    return DraftFromRound.run(actor, FromRound(home_id, year, round_name, chosen, is_sample=is_sample)).ids


def may_adopt_targets(actor: Actor, home_path: str) -> bool:
    return actor.can(Steering.REMEDY_MANAGE, home_path)


def _criterion(one: WeakNode) -> WeakCriterion:
    return WeakCriterion(one.key, one.name, one.unit_id, str(one.score), str(one.maximum), one.field)


def tasks_done(unit_ids: Collection[int], year: int) -> dict[int, tuple[int, int]]:
    """Unit → (done, due) of the tasks it leads with a deadline in the year; units without one are left out (E10).

    Multi-year breakthroughs (B14), what was dropped and what was never assigned count on neither side.
    """
    due = Task.objects.filter(lead_id__in=unit_ids, deadline__year=year, is_strategic=False)
    given = due.exclude(status__in=(TaskStatus.PROPOSED, TaskStatus.DROPPED))
    done = Count("pk", filter=Q(status=TaskStatus.DONE))
    counts = given.order_by().values("lead_id").annotate(done=done, due=Count("pk"))
    return {row["lead_id"]: (row["done"], row["due"]) for row in counts}


@dataclass(frozen=True, slots=True)
class TaskClosing:
    """A task accepted on a day; ``task`` is its number."""

    unit_id: int
    day: date
    task: int


def task_closings(unit_ids: Collection[int], year: int) -> list[TaskClosing]:
    """When the tasks these units lead were accepted in the year, oldest first (§5.8)."""
    done = Task.objects.filter(lead_id__in=unit_ids, status=TaskStatus.DONE, accepted_on__year=year)
    rows = done.order_by("accepted_on", "pk").values_list("lead_id", "accepted_on", "pk")
    return [TaskClosing(unit, day, task) for unit, day, task in rows if unit is not None and day is not None]
