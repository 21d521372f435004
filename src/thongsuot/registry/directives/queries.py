"""The only ways to fetch orders and limitations."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.units.models import Unit


def _in_reach(actor: Actor) -> Q:
    public = Q(document__is_public=True) & ~Q(status=ReviewStatus.REJECTED)
    own = Q(document__added_by=actor.id) if actor.id else Q(pk__in=[])
    return public | own | within_branches(actor, Permission.DOCUMENT_READ_DRAFT, "document__unit__path")


@access(Directive)
def visible_to(actor: Actor) -> QuerySet[Directive]:
    return Directive.objects.filter(_in_reach(actor)).select_related("document", "assignee", "reviewed_by")


@access(Directive)
def get_for(actor: Actor, pk: int) -> Directive:
    return one_of(visible_to(actor), pk=pk)


@access(Directive)
def of_unit(actor: Actor, unit: Unit) -> list[Directive]:
    """Orders whose lead is the unit, the next deadline first."""
    return list(visible_to(actor).filter(assignee=unit).order_by("deadline", "pk")[:50])


@access(Limitation)
def limitations_visible_to(actor: Actor) -> QuerySet[Limitation]:
    return Limitation.objects.filter(_in_reach(actor)).select_related("document", "unit")


@access(Limitation)
def limitation_for(actor: Actor, pk: int) -> Limitation:
    return one_of(limitations_visible_to(actor), pk=pk)
