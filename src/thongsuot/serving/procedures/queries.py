"""The only ways to fetch procedures and their versions, and which office decides on which day."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.competence import NoOffice, competent_unit, level_on
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus
from thongsuot.serving.procedures.versions import NoVersion, content_of, in_force, version_on

__all__ = [
    "NoOffice",
    "NoVersion",
    "competent_unit",
    "content_of",
    "editable_by",
    "in_force",
    "level_on",
    "procedure_for",
    "procedures_visible_to",
    "version_for",
    "version_on",
    "versions_visible_to",
]


@access(Procedure)
def procedures_visible_to(actor: Actor) -> QuerySet[Procedure]:
    """What was ever announced, for everybody; internal ones (H04) for those who work in or over their unit only.

    What is still being drafted: for those who may edit it.
    """
    announced = ProcedureVersion.objects.filter(procedure=OuterRef("pk")).exclude(status=VersionStatus.DRAFT)
    public = Q(is_internal=False) & Exists(announced)
    inside = Q(is_internal=True) & Exists(announced) & _works_there(actor)
    return Procedure.objects.filter(public | inside | editable_by(actor))


@access(Procedure)
def procedure_for(actor: Actor, code: str) -> Procedure:
    return one_of(procedures_visible_to(actor).select_related("home"), code=code)


@access(ProcedureVersion)
def versions_visible_to(actor: Actor) -> QuerySet[ProcedureVersion]:
    """Announced versions of the procedures one may see, and the drafts one may edit."""
    seen = ProcedureVersion.objects.filter(procedure__in=procedures_visible_to(actor))
    drafts = Q(procedure__in=Procedure.objects.filter(editable_by(actor)))
    return seen.filter(~Q(status=VersionStatus.DRAFT) | drafts)


@access(ProcedureVersion)
def version_for(actor: Actor, code: str, number: int) -> ProcedureVersion:
    related = versions_visible_to(actor).select_related("procedure__home", "based_on")
    return one_of(related, procedure__code=code, number=number)


def editable_by(actor: Actor) -> Q:
    """Procedures of one's branch; those of the whole nation for who holds the right over the whole tree."""
    return within_branches(actor, Serving.PROCEDURE_EDIT, "home__path")


def _works_there(actor: Actor) -> Q:
    """Units at or below ``home`` use its internal procedures; units above it oversee them."""
    below = within_branches(actor, Serving.BOARD_READ, "home__path")
    if not isinstance(actor, Account):
        return below
    paths = {grant.unit.path for grant in actor.current_grants if grant.unit is not None}
    above = {"/".join(path.split("/")[: count + 1]) for path in paths for count in range(path.count("/") + 1)}
    return below | Q(home__path__in=above)
