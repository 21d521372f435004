"""The only ways to fetch what the boards count and list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.insight.counting import (
    counts_by_unit,
    fresh,
    groups,
    paper_groups,
    with_classes,
    with_day,
    with_papers,
)
from thongsuot.serving.insight.domain.measures import Counts
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


@access(Dossier)
def board_rows(actor: Actor, asked: Asked) -> QuerySet[Dossier]:
    """Dossiers decided at or below the unit. Only for counting and for lists without anybody's name."""
    require(actor, Serving.BOARD_READ, asked.unit.path)
    return _filtered(Dossier.objects.filter(competent_unit__in=_below(asked.unit)), asked)


def _below(unit: Unit) -> list[int]:
    """Numbers, so that the index of the competent unit is used."""
    path = Q(path=unit.path) | Q(path__startswith=f"{unit.path}/")
    return list(Unit.objects.filter(path).values_list("pk", flat=True))


def _filtered(rows: QuerySet[Dossier], asked: Asked) -> QuerySet[Dossier]:
    if asked.fields:
        rows = rows.filter(procedure__field__in=asked.fields)
    return rows.filter(business()) if asked.business else rows


def business() -> Q:
    """Procedures that concern enterprises (H11): asked by them, or of a field that is theirs."""
    fields = [key for key, one in catalogue().fields.items() if one.is_business]
    return Q(procedure__audiences__contains=["business"]) | Q(procedure__field__in=fields)


@access(Dossier)
def counts(actor: Actor, asked: Asked) -> dict[Unit, Counts]:
    """Each competent unit that has dossiers, in the order of names."""
    found = counts_by_unit(board_rows(actor, asked), asked.span)
    units = Unit.objects.in_bulk(list(found))
    return {units[pk]: found[pk] for pk in sorted(found, key=lambda pk: (units[pk].sort_key, pk))}


@access(Dossier)
def listed(actor: Actor, asked: Asked, group: str) -> QuerySet[Dossier] | None:
    """The dossiers one number was counted from; ``None`` for a word that names no number."""
    rows = with_day(with_classes(board_rows(actor, asked), asked.span))
    plain = groups(asked.span) | _sums(asked.span)
    if group in plain:
        return rows.filter(plain[group]).select_related("procedure", "competent_unit")
    papers = paper_groups(asked.span) | _funnel_groups(asked.span)
    if group in papers:
        return with_papers(rows).filter(papers[group]).select_related("procedure", "competent_unit")
    return None


def _sums(span: Span) -> dict[str, Q]:
    """Numbers that are sums of counted groups, and what shares leave out."""
    one = groups(span)
    late_766, late_report = one["late_766"] | one["overdue_766"], one["report_late"]
    return {
        "online": one["fresh_online"],
        "kept_766": ~late_766,
        "rest_766": late_766,
        "all_766": Q(),
        "kept_report": one["report_early"] | one["report_on_time"],
        "rest_report": late_report,
        "solved": one["report_early"] | one["report_on_time"] | late_report,
        "in_process": one["report_running"] | one["report_overdue"],
    }


def _funnel_groups(span: Span) -> dict[str, Q]:
    """Each is part of the one before: online; and paid online or nothing to pay; and wholly electronic; and signed."""
    online = fresh(span) & groups(span)["fresh_online"]
    settled = online & (Q(has_paid=True) | Q(fee__isnull=True) | Q(fee=0))
    papers = settled & Q(has_paper=False)
    return {
        "funnel_online": online,
        "funnel_paid": settled,
        "funnel_papers": papers,
        "funnel_result": papers & Q(has_result=True),
    }


@access(Dossier)
def funnel_counts(actor: Actor, asked: Asked) -> dict[str, int]:
    rows = with_papers(with_classes(board_rows(actor, asked), asked.span).filter(fresh(asked.span)))
    return rows.aggregate(**{name: Count("pk", filter=one) for name, one in _funnel_groups(asked.span).items()})


@access(ProcedureVersion)
def services(actor: Actor, day: date, asked: Asked | None = None) -> tuple[int, int]:
    """Procedures in force on a day, and those of them offered online (partly or wholly)."""
    rows = ProcedureVersion.objects.filter(in_force(day), procedure__is_internal=False)
    if asked and asked.fields:
        rows = rows.filter(procedure__field__in=asked.fields)
    if asked and asked.business:
        rows = rows.filter(business())
    online = ~Q(content__service="none")
    found = rows.aggregate(whole=Count("pk"), online=Count("pk", filter=online))
    return found["whole"], found["online"]


@access(Dossier)
def tallies(actor: Actor, asked: Asked) -> dict[int, tuple[int, int, int]]:
    """Indices 1 to 3 of the agency (NĐ 61): dossiers worth two, one and no points. Never by officer."""
    rows = with_classes(board_rows(actor, asked), asked.span).filter(settled__lte=asked.span.seen)
    steps = Q(steps__ended_at__gt=F("steps__due_at"))
    found = rows.aggregate(
        early=Count("pk", filter=Q(by_766="early")),
        on_time=Count("pk", filter=Q(by_766="on_time")),
        late=Count("pk", filter=Q(by_766="late")),
        never=Count("pk", filter=Q(supplements=0)),
        once=Count("pk", filter=Q(supplements=1)),
        often=Count("pk", filter=Q(supplements__gt=1)),
    )
    late_step = rows.filter(steps).values("pk").distinct().count()
    whole = found["early"] + found["on_time"] + found["late"]
    return {
        1: (found["early"], found["on_time"], found["late"]),
        2: (0, whole - late_step, late_step),
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
    return sum(counts_by_unit(_public_rows(asked), asked.span).values(), Counts())


def _public_rows(asked: Asked) -> QuerySet[Dossier]:
    return _filtered(Dossier.objects.filter(competent_unit__in=_below(asked.unit)), asked)


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
    """The hundred most asked for, with the counts of the four figures of a service; four queries."""
    columns = groups(asked.span) | _sums(asked.span)
    wanted = {"received": "received", "online": "online", "solved": "solved", "kept": "kept_report"}
    counted = {f"n_{name}": Count("pk", filter=columns[source]) for name, source in wanted.items()}
    rows = with_day(with_classes(_public_rows(asked), asked.span)).order_by().values("procedure")
    found = {row.pop("procedure"): row for row in rows.annotate(**counted).order_by("-n_received", "procedure")[:100]}
    drafts, ratings = _drafts(list(found), asked.span), _ratings(list(found), asked)
    procedures = Procedure.objects.in_bulk(list(found))
    return [
        (
            procedures[pk],
            OfProcedure(
                **{name[2:]: count for name, count in row.items()}, **drafts.get(pk, {}), **ratings.get(pk, {})
            ),
        )
        for pk, row in found.items()
    ]


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
    return board_rows(actor, asked).filter(is_sample=True).exists()


@access(Dossier)
def has_public_samples(actor: Actor, asked: Asked) -> bool:
    return _public_rows(asked).filter(is_sample=True).exists()
