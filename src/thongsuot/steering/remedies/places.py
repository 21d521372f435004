"""Whose limits somebody follows up, and the units and positions a form offers."""

from __future__ import annotations

from datetime import date

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.positions.queries import visible_to as positions
from thongsuot.registry.units.models import Unit
from thongsuot.registry.units.queries import children_on

Choices = list[tuple[str, str]]


def homes_of(actor: Actor, permission: str) -> list[Unit]:
    """The provinces, ministries or communes over which the actor holds the right, as granted."""
    if not isinstance(actor, Account):
        return []
    granted = {grant.unit.pk: grant.unit for grant in actor.current_grants if grant.unit}
    return [unit for unit in granted.values() if actor.can(permission, unit.path)]


def unit_choices(actor: Actor, home: Unit, on: date, empty: str) -> Choices:
    """What stands directly under the home that day."""
    return [("", empty), *((str(one.pk), one.name) for one in children_on(actor, home, on))]


def position_choices(actor: Actor, units: list[Unit], empty: str) -> Choices:
    rows = positions(actor).filter(unit__in=units).order_by("unit__path", "protocol_order")
    return [("", empty), *((str(one.pk), f"{one.title}, {one.unit.short_name}") for one in rows)]
