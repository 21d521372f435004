"""Where a person works at a desk, and the other places it may receive for."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.registry.units.queries import alive_on


def desk_of(actor: Actor, permission: str) -> Unit:
    """The unit of the first grant that gives the permission. Raises ``AccessDenied`` where no unit does."""
    for grant in actor.current_grants if isinstance(actor, Account) else ():
        if grant.unit is not None and actor.can(permission, grant.unit.path):
            return grant.unit
    raise AccessDenied(_("Việc này do công chức của một đơn vị làm. Tài khoản của bạn không thuộc quầy nào."))


def other_places(actor: Actor, desk: Unit, on: date) -> list[tuple[str, str]]:
    """Communes of the desk's province, for dossiers received here and decided there (H05)."""
    province = "/".join(desk.path.split("/")[:2])
    communes = alive_on(actor, on, UnitKind.COMMUNE).filter(path__startswith=f"{province}/").exclude(pk=desk.pk)
    return [(one.key, one.name) for one in communes]
