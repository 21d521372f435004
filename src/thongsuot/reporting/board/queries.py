"""The only ways to fetch what the boards count: units, what was printed, sums of the cube. No row, nobody's name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from thongsuot.measuring.facade import Place, places
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.models import Procedure


@access(Unit)
def nation(actor: Actor) -> Unit:
    return one_of(Unit.objects.order_by("path"), kind=UnitKind.NATION)


@access(Unit)
def provinces(actor: Actor, day: date) -> list[Unit]:
    """Those that exist on ``day``, in the order of names."""
    return list(_on(day).filter(kind=UnitKind.PROVINCE).order_by("sort_key"))


@access(Unit)
def provinces_ever(actor: Actor) -> list[Unit]:
    """Those that have ended too: what they decided stays the nation's."""
    return list(Unit.objects.filter(kind=UnitKind.PROVINCE))


@access(Unit)
def board_unit(actor: Actor, key: str) -> Unit:
    return one_of(Unit.objects.select_related("parent"), key=key)


@access(Unit)
def units_below(actor: Actor, unit: Unit) -> list[Unit]:
    """All that ever stood under the unit, itself too: old dossiers belong to units that have ended."""
    return list(Unit.objects.filter(Q(pk=unit.pk) | Q(path__startswith=f"{unit.path}/")))


def _on(day: date) -> QuerySet[Unit]:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return Unit.objects.filter(begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=day)))


def may_open(actor: Actor, unit: Unit) -> bool:
    """Whether one may read the dossiers behind a number."""
    return bool(actor.is_authenticated and actor.can(Serving.BOARD_READ, unit.path))


def printed(actor: Actor) -> dict[str, Place]:
    """Unit key → what the portal printed for it."""
    return {one.unit.key: one for one in places(actor) if one.unit}


@access(Procedure)
def procedures(actor: Actor, numbers: Collection[int]) -> list[Procedure]:
    """In the order of the numbers given; what the catalogue does not hold is left out."""
    found = Procedure.objects.in_bulk(list(numbers))
    return [found[one] for one in numbers if one in found]
