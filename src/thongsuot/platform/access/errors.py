"""Refusals. What a person may not know exists answers 404; what they may see but not do answers 403 with who can."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from thongsuot.platform.access import permissions
from thongsuot.platform.access.actors import Actor


class AccessDenied(PermissionDenied):
    """403. ``str(error)`` is a Vietnamese sentence fit for the screen."""


class Hidden(Http404):
    """404, for an absent object and an invisible one alike, so that an address never betrays a secret."""


def require(actor: Actor, permission: str, unit_path: str | None = None) -> None:
    """Raise ``AccessDenied`` unless the actor holds the declared permission for the unit."""
    declared = permissions.find(permission)
    if actor.can(permission, unit_path):
        return
    if not actor.is_authenticated:
        raise AccessDenied(_("Hãy đăng nhập để %(what)s.") % {"what": declared.label})
    raise AccessDenied(declared.refusal())
