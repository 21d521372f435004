"""Turns roles over branches into query filters: one place decides what «within my branch» means."""

from __future__ import annotations

from django.db.models import Q

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import GRANTS, Role

_NO_BRANCH = ""  # the path of no unit: only a right over the whole tree covers it
_EVERYTHING = Q(pk__isnull=False)  # an empty Q would vanish when joined by «or»: public | Q() is public only


def within_branches(actor: Actor, permission: str, path_column: str) -> Q:
    """Rows whose unit lies in a branch where ``actor`` holds ``permission``; ``path_column`` like «unit__path».

    A grant without a branch, and the system itself, reach everything, rows without a unit included. Rows whose
    subject is not known yet (T1) belong to no branch and wait for someone with the whole tree.
    """
    if not isinstance(actor, Account):
        return _EVERYTHING if actor.can(permission) else Q(pk__in=[])
    reach = Q(pk__in=[])
    for grant in actor.current_grants:
        if not actor.is_active or permission not in GRANTS[Role(grant.role)]:
            continue
        if grant.unit is None:
            return _EVERYTHING
        reach |= Q(**{path_column: grant.unit.path}) | Q(**{f"{path_column}__startswith": f"{grant.unit.path}/"})
    return reach


def require_over(actor: Actor, permission: str, unit_path: str | None, added_by: int | None) -> None:
    """Refuse unless ``actor`` holds ``permission`` over the unit a document is about."""
    require(actor, permission, _asked(actor, unit_path, added_by))


def may_over(actor: Actor, permission: str, unit_path: str | None, added_by: int | None) -> bool:
    return actor.can(permission, _asked(actor, unit_path, added_by))


def _asked(actor: Actor, unit_path: str | None, added_by: int | None) -> str | None:
    """A document of no known unit lies in no branch: for whoever brought it in, or someone with the whole tree."""
    if unit_path is None and (added_by is None or added_by != actor.id):
        return _NO_BRANCH
    return unit_path
