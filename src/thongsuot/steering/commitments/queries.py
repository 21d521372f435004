"""The ledger everybody may read: public work with its date and state, and public orders nobody follows yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet

from thongsuot.platform.access.actors import ANONYMOUS, Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.directives import queries as directives
from thongsuot.registry.directives.models import Directive, DirectiveKind
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.units.models import Unit
from thongsuot.steering.commitments.domain import Promise, Standing
from thongsuot.steering.tasks.choices import OPEN_STATUSES, TaskStatus
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.queries import public_tasks

# Seconds for which the public's counts stand: over a million promises counting again for each reader takes a second.
_KEEP = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """``unit`` is the province or agency whose promises; ``standing`` empty = all."""

    unit: Unit | None = None
    standing: Standing | None = None
    words: str = ""


@access(Task)
def ledger(actor: Actor, filters: Filters, day: date) -> QuerySet[Task]:
    """Public tasks, the newest deadline first; the same for everybody, so that a copied address shows the same."""
    tasks = public_tasks(actor).select_related("home", "lead").prefetch_related("evidence__document", "evidence__claim")
    if filters.unit is not None:
        tasks = tasks.filter(home=filters.unit)
    if filters.standing is not None:
        tasks = tasks.filter(_in_standing(filters.standing, day))
    if filters.words:
        tasks = tasks.filter(search_key__contains=filters.words)
    return tasks.order_by(F("deadline").desc(nulls_last=True), "-pk")


def _in_standing(standing: Standing, day: date) -> Q:
    done = Q(status=TaskStatus.DONE)
    still_open = Q(status__in=[*OPEN_STATUSES, TaskStatus.PAUSED])
    late = Q(deadline__isnull=False, finished_on__gt=F("deadline"))
    return {
        Standing.OVERDUE: still_open & Q(deadline__lt=day),
        Standing.OPEN: still_open & Q(deadline__gte=day),
        Standing.NO_DATE: still_open & Q(deadline__isnull=True),
        Standing.KEPT: done & ~late,
        Standing.KEPT_LATE: done & late,
        Standing.DROPPED: Q(status=TaskStatus.DROPPED),
        Standing.UNTRACKED: Q(pk__in=[]),
    }[standing]


@access(Task)
def counts(actor: Actor, unit: Unit | None, day: date) -> dict[Standing, int]:
    """How many promises stand how; one query, at most once a minute for each unit."""
    name = f"commitments.counts.{unit.pk if unit else 0}.{day}"
    found = cache.get(name)
    if found is None:
        found = _count(actor, unit, day)
        cache.set(name, found, _KEEP)
    return {Standing(value): number for value, number in found.items()}


def _count(actor: Actor, unit: Unit | None, day: date) -> dict[str, int]:
    tasks = ledger(actor, Filters(unit=unit), day).order_by()
    found = tasks.aggregate(
        **{one.name: Count("pk", filter=_in_standing(one, day)) for one in Standing if one is not Standing.UNTRACKED}
    )
    return {Standing[name].value: number for name, number in found.items()}


@access(Directive)
def untracked(actor: Actor, unit: Unit | None) -> QuerySet[Directive]:
    """Confirmed orders of public documents that became no task: what nobody follows is shown as such."""
    orders = directives.visible_to(ANONYMOUS).filter(
        kind=DirectiveKind.TASK, status=ReviewStatus.CONFIRMED, tasks__isnull=True, document__is_public=True
    )
    if unit is not None:
        orders = orders.filter(document__unit=unit)
    return orders.order_by(F("deadline").desc(nulls_last=True), "-pk")


@access(Unit)
def promising_units(actor: Actor) -> list[Unit]:
    """Units with public promises, for the filter; asked for once a minute."""
    numbers = cache.get("commitments.units")
    if numbers is None:
        numbers = list(public_tasks(actor).order_by().values_list("home_id", flat=True).distinct())
        cache.set("commitments.units", numbers, _KEEP)
    return list(Unit.objects.filter(pk__in=numbers).order_by("sort_key"))


def promise_of(task: Task) -> Promise:
    finished = task.finished_on if task.status == TaskStatus.DONE else None
    return Promise(task.deadline, finished, is_dropped=task.status == TaskStatus.DROPPED)
