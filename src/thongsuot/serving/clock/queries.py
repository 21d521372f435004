"""The only ways to fetch closures, and what a corrected one touches."""

from __future__ import annotations

from django.db.models import QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.serving.clock.models import OfficeClosure
from thongsuot.serving.permissions import Serving


@access(OfficeClosure)
def closures_visible_to(actor: Actor) -> QuerySet[OfficeClosure]:
    """When an office is closed is no secret to those who work in one: all of them, latest first."""
    if not actor.can(Serving.BOARD_READ):
        return OfficeClosure.objects.none()
    return OfficeClosure.objects.select_related("unit").order_by("-first_day", "-pk")


@access(OfficeClosure)
def closure_for(actor: Actor, number: int) -> OfficeClosure:
    """Raises ``Hidden``."""
    return one_of(closures_visible_to(actor), pk=number)
