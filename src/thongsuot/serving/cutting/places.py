"""Whose proposals one makes, and of which procedures."""

from __future__ import annotations

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.queries import procedures_visible_to


def home_of(actor: Actor) -> Unit | None:
    """The unit one proposes for: that of the first role which may."""
    if not isinstance(actor, Account):
        return None
    units = [grant.unit for grant in actor.current_grants if grant.unit is not None]
    return next((one for one in units if actor.can(Serving.CUT_PROPOSE, one.path)), None)


def procedure_choices(actor: Actor) -> list[tuple[str, str]]:
    rows = procedures_visible_to(actor).order_by("field", "title").values_list("code", "title")
    return [(code, f"{title} ({code})") for code, title in rows[:2000]]
