"""Which work a position answers for: what names it, and what its unit leads when it heads the unit (A10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.positions.models import Position
from thongsuot.registry.units.models import Unit
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.queries import visible_to


def heads_among(positions: Iterable[int]) -> set[int]:
    """Those before whom nobody of their unit stands in protocol order: the heads. Order is data of the position."""
    above = Position.objects.filter(unit=OuterRef("unit"), protocol_order__lt=OuterRef("protocol_order"))
    heads = Position.objects.filter(pk__in=set(positions)).exclude(Exists(above))
    return set(heads.values_list("pk", flat=True))


def tasks_of_position(actor: Actor, position: Position, home: Unit, year: int) -> QuerySet[Task]:
    """Work that the position answers for and that was not finished before the year: the same as its unit's sheet."""
    own = Q(lead_position=position)
    if position.unit_id != home.pk and position.pk in heads_among([position.pk]):
        own |= Q(lead=position.unit_id)
    return running(visible_to(actor).filter(own), year)


def tasks_of_unit(actor: Actor, unit: Unit, year: int) -> QuerySet[Task]:
    """Work from anybody that the unit leads, not finished before the year."""
    return running(visible_to(actor).filter(lead=unit), year)


def running(tasks: QuerySet[Task], year: int) -> QuerySet[Task]:
    """Given by the end of the year, and open at its beginning or later."""
    over = Q(status__in=(TaskStatus.DONE, TaskStatus.DROPPED), closed_on__lt=date(year, 1, 1))
    given = Q(assigned_on__isnull=False, assigned_on__lte=date(year, 12, 31))
    return tasks.filter(given).exclude(over).exclude(status=TaskStatus.PROPOSED)
