"""Whose brief it is, of which day, since when; and the addresses that open what a line counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks import queries as tasks
from thongsuot.steering.tasks.models import Task

LOOKS_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Scope:
    """``since`` bounds what counts as a change."""

    actor: Actor
    unit: Unit
    on: date
    since: date

    def tasks(self) -> QuerySet[Task]:
        """Work the unit gave or answers for; a nation's brief looks at all the actor may see."""
        seen = tasks.visible_to(self.actor)
        if self.unit.kind == UnitKind.NATION:
            return seen
        return seen.filter(Q(home=self.unit) | Q(lead=self.unit))

    def list_url(self, **filters: str) -> str:
        """The task list narrowed to what was counted."""
        return f"{reverse('tasks')}?{urlencode(filters)}"


def scope_of(actor: Actor, on: date, unit_key: str = "") -> Scope | None:
    """The unit asked for if the actor may be briefed on it, else the one their role is over; else ``None``."""
    unit = _asked(actor, unit_key) if unit_key else _own(actor)
    return Scope(actor, unit, on, on - LOOKS_BACK) if unit else None


def _asked(actor: Actor, key: str) -> Unit | None:
    unit = units.visible_to(actor).filter(key=key).first()
    return unit if unit and actor.can(Steering.BRIEF, unit.path) else None


def _own(actor: Actor) -> Unit | None:
    if isinstance(actor, Account):
        for grant in actor.current_grants:
            if grant.unit and actor.can(Steering.BRIEF, grant.unit.path):
                return grant.unit
    return units.visible_to(actor).filter(kind=UnitKind.NATION).first() if actor.can(Steering.BRIEF) else None
