"""The only ways to fetch procedures and their versions, and which office decides on which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Length

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.competence import NoOffice, competent_unit, level_on
from thongsuot.serving.procedures.models import (
    Procedure,
    ProcedureCompetence,
    ProcedureVersion,
    ReviewItem,
    VersionStatus,
)
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

_NEAR = 0.4  # «ddang ki kai sinh» still meets «đăng ký khai sinh»; below it anything meets anything


@access(Procedure)
def procedures_visible_to(actor: Actor) -> QuerySet[Procedure]:
    """What was ever announced, for everybody; internal ones (H04) for those who work in or over their unit only.

    What is still being drafted: for those who write or announce it.
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
    """Procedures of one's branch; those of the whole nation for who holds the right over the whole tree.

    Who announces sees drafts as who writes them; what either may do, the actions say.
    """
    writes = within_branches(actor, Serving.PROCEDURE_EDIT, "home__path")
    return writes | within_branches(actor, Serving.PROCEDURE_PUBLISH, "home__path")


def _works_there(actor: Actor) -> Q:
    """Units at or below ``home`` use its internal procedures; units above it oversee them."""
    below = within_branches(actor, Serving.BOARD_READ, "home__path")
    if not isinstance(actor, Account):
        return below
    paths = {grant.unit.path for grant in actor.current_grants if grant.unit is not None}
    above = {"/".join(path.split("/")[: count + 1]) for path in paths for count in range(path.count("/") + 1)}
    return below | Q(home__path__in=above)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the list says; empty means all. ``group``: several fields; ``found``: codes, best first."""

    words: str = ""
    life_event: str = ""
    fields: tuple[str, ...] = ()
    level: str = ""
    audience: str = ""
    found: tuple[str, ...] | None = None


@access(Procedure)
def open_procedures(actor: Actor, day: date) -> QuerySet[Procedure]:
    """The public catalogue of ``day``: never internal ones, whoever looks (H04)."""
    alive = ProcedureVersion.objects.filter(in_force(day), procedure=OuterRef("pk"))
    return procedures_visible_to(actor).filter(Exists(alive), is_internal=False)


@access(Procedure)
def internal_procedures(actor: Actor) -> QuerySet[Procedure]:
    return procedures_visible_to(actor).filter(is_internal=True)


@access(Procedure)
def listed(actor: Actor, wanted: Filters, day: date) -> QuerySet[Procedure]:
    """The public catalogue of ``day`` as the address asks; by rank where words were given, else by field and name."""
    rows = open_procedures(actor, day)
    if wanted.life_event:
        rows = rows.filter(life_events__contains=[wanted.life_event])
    if wanted.fields:
        rows = rows.filter(field__in=wanted.fields)
    if wanted.audience:
        rows = rows.filter(audiences__contains=[wanted.audience])
    if wanted.level:
        rows = rows.filter(_decided_at(wanted.level, day))
    if wanted.found is None:
        return rows.order_by("field", "title")
    rank = Case(*(When(code=code, then=Value(place)) for place, code in enumerate(wanted.found)), default=Value(0))
    return rows.filter(code__in=wanted.found).order_by(rank, "pk")


@access(Procedure)
def alike(actor: Actor, words: str, most: int) -> tuple[str, ...]:
    """Codes of public procedures whose folded title is nearest to the folded words, nearest and shortest first."""
    near = TrigramWordSimilarity(words, "search_key")
    rows = procedures_visible_to(actor).filter(is_internal=False).annotate(near=near).filter(near__gte=_NEAR)
    return tuple(rows.order_by("-near", Length("title"), "pk").values_list("code", flat=True)[:most])


def _decided_at(level: str, day: date) -> Q:
    """The delegation of the day stands before the level written in the version (H03)."""
    delegated = ProcedureCompetence.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), procedure=OuterRef("pk"), valid_from__lte=day
    )
    written = ProcedureVersion.objects.filter(in_force(day), procedure=OuterRef("pk"), content__level=level)
    return Exists(delegated.filter(level=level)) | (~Exists(delegated) & Exists(written))


@access(Procedure)
def to_edit(actor: Actor) -> QuerySet[Procedure]:
    """The catalogue desk: what one may edit, drafts and internal ones among them."""
    return Procedure.objects.filter(editable_by(actor)).select_related("home").order_by("field", "title")


@access(ReviewItem)
def reviews_visible_to(actor: Actor) -> QuerySet[ReviewItem]:
    """Items of the procedures one may edit, oldest first: who spoke first is answered first."""
    mine = Procedure.objects.filter(editable_by(actor))
    return ReviewItem.objects.filter(procedure__in=mine).select_related("procedure__home", "version").order_by("pk")


@access(ReviewItem)
def review_for(actor: Actor, pk: int) -> ReviewItem:
    return one_of(reviews_visible_to(actor), pk=pk)


@access(ReviewItem)
def answered_reviews(actor: Actor, procedure: Procedure) -> QuerySet[ReviewItem]:
    """Public: how many spoke and what was answered. What is said is shown only once answered."""
    return ReviewItem.objects.filter(procedure=procedure_for(actor, procedure.code)).order_by("-pk")


def versions_now(procedures: Iterable[Procedure], day: date) -> dict[int, ProcedureVersion]:
    """Procedure → its version in force on ``day``, in one query."""
    rows = ProcedureVersion.objects.filter(in_force(day), procedure__in=[one.pk for one in procedures])
    return {one.procedure_id: one for one in rows}


def levels_now(procedures: Iterable[Procedure], day: date) -> dict[int, str]:
    """Procedure → the level it was delegated to on ``day``; only those with a delegation."""
    rows = ProcedureCompetence.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        procedure__in=[one.pk for one in procedures],
        valid_from__lte=day,
    )
    return {one.procedure_id: one.level for one in rows}
