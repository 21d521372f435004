"""Turns «holds this permission in these branches» into a filter. ``registry`` knows the branches and says how."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from thongsuot.platform.access.actors import Actor, SystemActor

Reach = Callable[[Actor, str, str], Q]


def _system_only(actor: Actor, permission: str, path_column: str) -> Q:
    return Q() if isinstance(actor, SystemActor) else Q(pk__in=[])


_reach: Reach = _system_only  # before registry speaks nobody reaches anything restricted


def use(reach: Reach) -> None:
    """Set the function ``(actor, permission, path_column) → Q``; called once when ``registry`` is ready."""
    global _reach  # noqa: PLW0603 - one hook of the process, set at start
    _reach = reach


def within(actor: Actor, permission: str, path_column: str) -> Q:
    """Rows whose unit path lies where the actor holds the permission."""
    return _reach(actor, permission, path_column)
