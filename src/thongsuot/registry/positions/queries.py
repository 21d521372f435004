"""The only ways to fetch positions and who holds them; both are public matters."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.positions.models import Position, PositionHolding
from thongsuot.registry.units.models import Unit


def _in_force(on: date, prefix: str = "") -> Q:
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    lasting = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    return begun & lasting


@access(Position)
def visible_to(actor: Actor) -> QuerySet[Position]:
    return Position.objects.select_related("unit")


@access(Position)
def get_for(actor: Actor, pk: int) -> Position:
    return one_of(visible_to(actor).prefetch_related("holdings__person"), pk=pk)


@access(PositionHolding)
def holders_on(actor: Actor, unit: Unit, on: date) -> list[PositionHolding]:
    """Who held which position of the unit that day, in protocol order."""
    rows = PositionHolding.objects.filter(_in_force(on), _in_force(on, "position__"), position__unit=unit)
    return list(rows.select_related("person", "position").order_by("position__protocol_order", "person__sort_key"))
