"""The only ways to fetch what the boards count and list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.dossiers.models import Dossier, DossierStep
from thongsuot.serving.facts import answers
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.facts.membership import Chosen, counted_facts, live_counts
from thongsuot.serving.facts.models import DossierFact
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.insight.domain.span import Span
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.content import ProcedureContent
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion
from thongsuot.serving.procedures.queries import content_of, in_force


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says. ``fields``: keys of the catalogue, empty = all; ``business``: H11."""

    unit: Unit
    span: Span
    fields: tuple[str, ...] = field(default=())
    business: bool = False


@access(Unit)
def board_units(actor: Actor) -> QuerySet[Unit]:
    """Units whose figures one reads."""
    return Unit.objects.filter(within_branches(actor, Serving.BOARD_READ, "path"))


@access(Unit)
def board_unit(actor: Actor, key: str) -> Unit:
    """The unit asked for; without a key one's own, the highest first."""
    require(actor, Serving.BOARD_READ)
    if key:
        return one_of(board_units(actor), key=key)
    return _own(actor) or one_of(board_units(actor).order_by("path"))


def _own(actor: Actor) -> Unit | None:
    if not isinstance(actor, Account):
        return None
    units = [one.unit for one in actor.current_grants if one.unit is not None]
    return next((one for one in units if actor.can(Serving.BOARD_READ, one.path)), None)


def _chosen(asked: Asked) -> Chosen:
    """The facts asked for: decided at or below the unit, of the procedures the filters leave."""
    return Chosen(_below(asked.unit), _procedures(asked))


def _procedures(asked: Asked) -> list[int] | None:
    """``None``: no filter."""
    if not (asked.fields or asked.business):
        return None
    rows = Procedure.objects.filter(field__in=asked.fields) if asked.fields else Procedure.objects.all()
    return list((rows.filter(business()) if asked.business else rows).values_list("pk", flat=True))


def _below(unit: Unit) -> list[int]:
    """Numbers, so that the index of the competent unit is used."""
    path = Q(path=unit.path) | Q(path__startswith=f"{unit.path}/")
    return list(Unit.objects.filter(path).values_list("pk", flat=True))


def business() -> Q:
    """Procedures that concern enterprises (H11): asked by them, or of a field that is theirs."""
    fields = [key for key, one in catalogue().fields.items() if one.is_business]
    return Q(audiences__contains=["business"]) | Q(field__in=fields)


@access(Dossier)
def counts(actor: Actor, asked: Asked) -> dict[Unit, Counts]:
    """Each competent unit that has dossiers in the period, in the order of names."""
    require(actor, Serving.BOARD_READ, asked.unit.path)
    found = {unit: one for unit, one in _by_unit(asked).items() if one.all_766}
    units = Unit.objects.in_bulk(list(found))
    return {units[pk]: found[pk] for pk in sorted(found, key=lambda pk: (units[pk].sort_key, pk))}


def _by_unit(asked: Asked) -> dict[int, Counts]:
    """From the sums; where only some procedures are asked for, from the facts by the same definition."""
    chosen, first, last = _chosen(asked), asked.span.first, asked.span.last
    if chosen.procedures is None:
        return answers.counts(chosen.units, first, last)
    return live_counts("unit", chosen, first, last)


@access(Dossier)
def listed(actor: Actor, asked: Asked, name: str) -> QuerySet[DossierFact]:
    """The dossiers one number was counted from; ``name`` is a name of ``Counts``. Nobody's name is in them."""
    require(actor, Serving.BOARD_READ, asked.unit.path)
    return counted_facts(name, _chosen(asked), asked.span.first, asked.span.last)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with the names of its numbers; ``is_ours``: its dossier is here to be opened."""

    fact: DossierFact
    procedure: str
    unit: str
    started_at: datetime
    due_at: datetime | None
    finished_at: datetime | None

    @property
    def is_ours(self) -> bool:
        return self.fact.dossier_id is not None


@access(Dossier)
def told(actor: Actor, facts: Sequence[DossierFact]) -> list[Told]:
    """Facts already fetched by ``listed``, as they are shown; two queries."""
    procedures = dict(Procedure.objects.filter(pk__in={one.procedure for one in facts}).values_list("pk", "title"))
    units = dict(Unit.objects.filter(pk__in={one.unit for one in facts}).values_list("pk", "name"))
    return [
        Told(
            *(one, procedures.get(one.procedure, ""), units.get(one.unit, "")),
            *(at and at.replace(tzinfo=VIETNAM) for at in (one.started_at, one.due_at, one.finished_at)),
        )
        for one in facts
    ]


@access(Dossier)
def any_sample(actor: Actor, facts: Sequence[DossierFact]) -> bool:
    return Dossier.objects.filter(pk__in=[one.dossier_id for one in facts], is_sample=True).exists()


@access(ProcedureVersion)
def services(actor: Actor, day: date, asked: Asked | None = None) -> tuple[int, int]:
    """Procedures in force on a day, and those of them offered online (partly or wholly)."""
    rows = ProcedureVersion.objects.filter(in_force(day), procedure__is_internal=False)
    if asked and asked.fields:
        rows = rows.filter(procedure__field__in=asked.fields)
    if asked and asked.business:
        rows = rows.filter(procedure__in=Procedure.objects.filter(business()))
    online = ~Q(content__service="none")
    found = rows.aggregate(whole=Count("pk"), online=Count("pk", filter=online))
    return found["whole"], found["online"]


@access(Dossier)
def tallies(actor: Actor, asked: Asked, counts: Counts) -> dict[int, tuple[int, int, int]]:
    """Indices 1 to 3 of the agency (NĐ 61): settled dossiers worth two, one and no points. Never by officer."""
    settled = listed(actor, asked, "settled")
    found = settled.aggregate(
        never=Count("pk", filter=Q(supplements=0)),
        once=Count("pk", filter=Q(supplements=1)),
        often=Count("pk", filter=Q(supplements__gt=1)),
    )
    late = DossierStep.objects.filter(dossier__in=settled.values("dossier_id"), ended_at__gt=F("due_at"))
    late_step = late.values("dossier").distinct().count()
    return {
        1: (counts.early_766, counts.on_time_766, counts.late_766),
        2: (0, counts.settled - late_step, late_step),
        3: (found["never"], found["once"], found["often"]),
    }


# — what everybody may read: sums only, no row and nobody's name —


@access(Unit)
def public_unit(actor: Actor, key: str) -> Unit:
    """The unit asked for; without a key the province of the newest dossier, else the nation."""
    if key:
        return one_of(Unit.objects.all(), key=key)
    newest = Dossier.objects.order_by("-pk").values_list("competent_unit__path", flat=True).first() or ""
    paths = {"/".join(newest.split("/")[:length]) for length in range(1, newest.count("/") + 2)}
    province = Unit.objects.filter(path__in=paths, kind=UnitKind.PROVINCE).first()
    return province or one_of(Unit.objects.order_by("path"), kind=UnitKind.NATION)


@access(Dossier)
def public_counts(actor: Actor, asked: Asked) -> Counts:
    return sum(_by_unit(asked).values(), Counts())


@dataclass(frozen=True, slots=True)
class OfProcedure:
    """Counts of one procedure in the period: filed, online, settled and kept; drafts begun and sent; ratings."""

    received: int = 0
    online: int = 0
    solved: int = 0
    kept: int = 0
    drafts: int = 0
    sent: int = 0
    ratings: int = 0
    satisfied: int = 0


@access(Dossier)
def public_procedures(actor: Actor, asked: Asked) -> list[tuple[Procedure, OfProcedure]]:
    """The hundred most asked for, with the counts of the four figures of a service."""
    found = _by_procedure(asked)
    most = sorted(found, key=lambda pk: (-found[pk].received, pk))[:100]
    drafts, ratings = _drafts(most, asked.span), _ratings(most, asked)
    procedures = Procedure.objects.in_bulk(most)
    return [
        (procedures[pk], OfProcedure(**_of_procedure(found[pk]), **drafts.get(pk, {}), **ratings.get(pk, {})))
        for pk in most
    ]


def _by_procedure(asked: Asked) -> dict[int, Counts]:
    """Of a province or the nation from the sums, of any other unit from its facts."""
    chosen, first, last = _chosen(asked), asked.span.first, asked.span.last
    if asked.unit.kind in (UnitKind.NATION, UnitKind.PROVINCE):
        provinces = None if asked.unit.kind == UnitKind.NATION else [asked.unit.pk]
        found = answers.procedure_counts(first, last, provinces, chosen.procedures)
    else:
        found = live_counts("procedure", chosen, first, last)
    return {procedure: one for procedure, one in found.items() if one.all_766}


def _of_procedure(one: Counts) -> dict[str, int]:
    return {"received": one.received, "online": one.online, "solved": one.solved, "kept": one.kept_report}


def _drafts(procedures: list[int], span: Span) -> dict[int, dict[str, int]]:
    """Begun in the period, wherever they were to go: a draft knows no unit before it is sent."""
    rows = FilingDraft.objects.filter(procedure__in=procedures, begun_at__gte=span.start, begun_at__lt=span.end)
    told = rows.order_by().values("procedure")
    counted = told.annotate(drafts=Count("pk"), sent=Count("pk", filter=Q(dossier__isnull=False)))
    return {row.pop("procedure"): row for row in counted}


_SATISFIED = """
SELECT d.procedure_id, count(*), count(*) FILTER (WHERE m.mean >= 4)
FROM serving_rating r
JOIN serving_dossier d ON d.id = r.dossier_id
CROSS JOIN LATERAL (SELECT avg(value::numeric) AS mean FROM jsonb_each_text(r.scores)) m
WHERE r.at >= %s AND r.at < %s AND d.procedure_id = ANY(%s) AND d.competent_unit_id = ANY(%s)
GROUP BY d.procedure_id
"""


def _ratings(procedures: list[int], asked: Asked) -> dict[int, dict[str, int]]:
    """Satisfied: a mean of 4 or more of 5 over the factors one answered."""
    with connection.cursor() as cursor:
        cursor.execute(_SATISFIED, [asked.span.start, asked.span.end, procedures, _below(asked.unit)])
        return {row[0]: {"ratings": row[1], "satisfied": row[2]} for row in cursor.fetchall()}


@access(ProcedureVersion)
def contents_on(actor: Actor, procedures: Collection[Procedure], day: date) -> dict[int, ProcedureContent]:
    """Procedure → what it asks on that day; one query."""
    rows = ProcedureVersion.objects.filter(in_force(day), procedure__in=procedures)
    return {one.procedure_id: content_of(one) for one in rows}


@access(Dossier)
def has_samples(actor: Actor, asked: Asked) -> bool:
    """Whether what is counted holds made-up rows: then the page says so."""
    require(actor, Serving.BOARD_READ, asked.unit.path)
    return _has_samples(asked)


@access(Dossier)
def has_public_samples(actor: Actor, asked: Asked) -> bool:
    return _has_samples(asked)


def _has_samples(asked: Asked) -> bool:
    return Dossier.objects.filter(competent_unit__in=_below(asked.unit), is_sample=True).exists()
