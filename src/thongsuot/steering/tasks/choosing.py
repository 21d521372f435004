"""Names offered while a person types a unit."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import UnitKind
from thongsuot.registry.units.queries import alive_on

_MOST = 400
_KINDS = (UnitKind.DEPARTMENT, UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.MINISTRY, UnitKind.PUBLIC_UNIT)


def unit_choices(actor: Actor) -> list[str]:
    """Units in being in the person's branches, departments before communes; for the whole tree provinces alone."""
    units = alive_on(actor, timezone.localdate())
    paths = (
        [grant.unit.path if grant.unit else "" for grant in actor.current_grants] if isinstance(actor, Account) else []
    )
    if not paths or "" in paths or "vn" in paths:
        units = units.filter(kind__in=(UnitKind.PROVINCE, UnitKind.MINISTRY))
    else:
        # A department's own people pass work to its neighbours: look from the province down.
        roots = {"/".join(path.split("/")[:2]) for path in paths}
        near = reduce(or_, (Q(path=root) | Q(path__startswith=f"{root}/") for root in roots))
        units = units.filter(near, kind__in=_KINDS)
    found = units.values_list("kind", "sort_key", "name")[:_MOST]
    return [name for _kind, _key, name in sorted(found, key=lambda one: (_KINDS.index(UnitKind(one[0])), one[1]))]
