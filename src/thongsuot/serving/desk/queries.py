"""The only ways to fetch what the desk shows; the queue has the order of ``domain.urgency`` in the database's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.fields import DurationField, IntegerField
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM, local
from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.registry.units.queries import alive_on
from thongsuot.serving.desk.asked import QueueFilter, Tab
from thongsuot.serving.desk.domain.urgency import Tier
from thongsuot.serving.desk.models import BulkFlag, DeskReadiness, OfflineReception, ReconcileLine, ReconcileRun
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.domain.codes import is_code, tidy
from thongsuot.serving.dossiers.domain.happenings import CLOSED, PAUSED
from thongsuot.serving.dossiers.models import Dossier, Handover
from thongsuot.serving.dossiers.queries import dossiers_visible_to, reached_units
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion
from thongsuot.serving.procedures.queries import in_force, procedures_visible_to

ORDER = ("tier", "pressing_at", "pk")
NEWEST = ("-pk",)
SOON = timedelta(hours=48)
_RUNNING = (Status.ACCEPTED, Status.PROCESSING)
_PAUSED = tuple(int(one) for one in PAUSED)
_CLOSED = tuple(int(one) for one in CLOSED)
_LIVE = (Status.NEW, Status.ACCEPTED, Status.PROCESSING, Status.FINISHED)  # somebody here can move it
# What a row of the queue shows or is judged by; fifty rows of all columns take as long to unpack as to find.
_SHOWN = (
    *("code", "procedure", "version", "receiving_unit", "competent_unit", "holder_unit", "officer", "taken_by"),
    *("status", "step", "applicant_name", "received_at", "due_at", "risk", "risk_step", "is_same_day", "is_sample"),
)
_FEW = 10  # units whose dossiers are read sooner than the nation's names
_UNDATED = datetime(9999, 1, 1, tzinfo=VIETNAM)
# What each right lets a person move on.
_MOVES: dict[str, tuple[int, ...]] = {
    Serving.DOSSIER_RECEIVE: (Status.NEW, Status.ACCEPTED),
    Serving.DOSSIER_RETURN: (Status.FINISHED,),
    Serving.DOSSIER_PROCESS: (Status.PROCESSING,),
}


def order_of(tab: Tab) -> tuple[str, ...]:
    """What is pressing first; all that ever was, the newest first, as a million rows are read by their key."""
    return NEWEST if tab is Tab.ALL else ORDER


@access(Dossier)
def queue(actor: Actor, wanted: QueueFilter, now: datetime) -> QuerySet[Dossier]:
    """The dossiers of a tab, with ``tier`` and ``pressing_at``; order them by ``ORDER``; ``rows_of`` reads the rest."""
    return _ordered(_filtered(actor, wanted).filter(_tab(actor, wanted.tab, now)), now).only(*_SHOWN)


def _ordered(rows: QuerySet[Dossier], now: datetime) -> QuerySet[Dossier]:
    whole = ExpressionWrapper(F("due_at") - Coalesce(F("received_at"), F("due_at")), DurationField())
    lost = ExpressionWrapper(whole * Cast(Coalesce(F("risk"), Value(0)), FloatField()), DurationField())
    pressing = ExpressionWrapper(F("due_at") - lost, DateTimeField())
    tier = Case(
        When(status__in=_CLOSED, then=Value(Tier.DONE.value)),
        When(status__in=(*_PAUSED, Status.NEW, Status.FINISHED), then=Value(Tier.WAITING.value)),
        When(due_at__lt=now, then=Value(Tier.LATE.value)),
        default=Value(Tier.RUNNING.value),
        output_field=IntegerField(),
    )
    return rows.annotate(tier=tier, pressing_at=Coalesce(pressing, Value(_UNDATED), output_field=DateTimeField()))


def _filtered(actor: Actor, wanted: QueueFilter) -> QuerySet[Dossier]:
    rows = _said(actor, dossiers_visible_to(actor), wanted.words)
    equal = {
        "procedure__code": wanted.procedure,
        "holder_unit__key": wanted.unit,
        "officer_id": wanted.officer,
        "channel": wanted.channel,
    }
    return rows.filter(**{column: value for column, value in equal.items() if value})


def _said(actor: Actor, rows: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """A whole code is one look-up; else the beginning of a code, or a name without marks.

    The index of names is the whole nation's. The few thousand rows of one office are quicker read than intersected
    with it, which the database cannot know: joined to nothing, the column has no index.
    """
    code = tidy(words)
    if not words:
        return rows
    if is_code(code):
        return rows.filter(code=code)
    units = reached_units(actor)
    name: str | Concat = "search_key" if units is None or len(units) > _FEW else Concat("search_key", Value(""))
    return rows.alias(said=name).filter(Q(code__startswith=code) | Q(said__contains=fold(nfc(words))))


def _tab(actor: Actor, tab: Tab, now: datetime) -> Q:
    return {
        Tab.MINE: _mine(actor) if tab is Tab.MINE else Q(),
        Tab.WAITING: Q(status=Status.NEW),
        Tab.RUNNING: Q(status__in=_RUNNING),
        Tab.SUPPLEMENT: Q(status__in=_PAUSED),
        Tab.TO_RETURN: Q(status=Status.FINISHED),
        Tab.SOON: Q(status__in=_RUNNING, due_at__gte=now, due_at__lt=now + SOON),
        Tab.LATE: Q(status__in=_RUNNING, due_at__lt=now),
        Tab.ALL: Q(),
    }[tab]


def _mine(actor: Actor) -> Q:
    """Given to me by name, or in the common heap of a unit where I may move it on."""
    mine = Q(officer_id=actor.id or 0)
    for permission, statuses in _MOVES.items():
        units = reached_units(actor, permission)
        if units is None:
            mine |= Q(officer__isnull=True, status__in=statuses)
        elif units:
            place = "receiving_unit" if permission == Serving.DOSSIER_RECEIVE else "holder_unit"
            mine |= Q(officer__isnull=True, status__in=statuses, **{f"{place}__in": units})
    return Q(status__in=_LIVE) & mine


@dataclass(frozen=True, slots=True)
class Numbers:
    """Today's counts. ``tabs``: how many dossiers stand in each tab that is still open."""

    received: int
    returned: int
    due_today: int
    tabs: dict[Tab, int]


@access(Dossier)
def numbers(actor: Actor, wanted: QueueFilter, now: datetime) -> Numbers:
    """Counts of what is open or moved today, within the filters of the address.

    Two statements, each with an index of its own: what is open by status, and what was closed today.
    """
    start = datetime.combine(local(now).date(), time(), tzinfo=VIETNAM)
    today = Q(received_at__gte=start, received_at__lt=start + timedelta(days=1))
    rows = _filtered(actor, wanted)
    opened = rows.filter(status__in=(*_LIVE, *_PAUSED)).order_by().values("status").annotate(
        all=Count("pk"),
        mine=Count("pk", filter=_mine(actor)),
        received=Count("pk", filter=today),
        due_today=Count("pk", filter=Q(due_at__gte=start, due_at__lt=start + timedelta(days=1))),
        soon=Count("pk", filter=Q(due_at__gte=now, due_at__lt=now + SOON)),
        late=Count("pk", filter=Q(due_at__lt=now)),
    )  # fmt: skip
    closed = rows.filter(closed_at__gte=start).aggregate(
        received=Count("pk", filter=today), returned=Count("pk", filter=Q(status=Status.RETURNED))
    )
    found = {one["status"]: one for one in opened}

    def total(name: str, *statuses: int) -> int:
        return sum(found[one][name] for one in statuses or found if one in found)

    tabs = {
        Tab.MINE: total("mine"),
        Tab.WAITING: total("all", Status.NEW),
        Tab.RUNNING: total("all", *_RUNNING),
        Tab.SUPPLEMENT: total("all", *_PAUSED),
        Tab.TO_RETURN: total("all", Status.FINISHED),
        Tab.SOON: total("soon", *_RUNNING),
        Tab.LATE: total("late", *_RUNNING),
    }
    received = total("received") + closed["received"]
    return Numbers(received, closed["returned"], total("due_today", *_RUNNING), tabs)


@access(Account)
def officers_of(actor: Actor) -> QuerySet[Account]:
    """Who may be given a dossier: those who work on dossiers in the units one reads."""
    roles = (Role.ONE_STOP, Role.SPECIALIST, Role.UNIT_HEAD)
    units = reached_units(actor)
    grants = Q(grants__role__in=roles, grants__unit__isnull=False)
    if units is not None:
        grants &= Q(grants__unit__in=units)
    return Account.objects.filter(grants, is_active=True).distinct().order_by("display_name").only("display_name")


@access(Procedure)
def procedures_found(actor: Actor, words: str, day: date) -> list[Procedure]:
    """Procedures in force that day by code or by words without marks; an exact code alone, else at most nine."""
    alive = ProcedureVersion.objects.filter(in_force(day), procedure=OuterRef("pk"))
    rows = procedures_visible_to(actor).filter(Exists(alive))
    exact = rows.filter(code__iexact=words.strip())
    if exact:
        return list(exact)
    for word in fold(nfc(words)).split():
        rows = rows.filter(search_key__contains=word)
    return list(rows.order_by("search_key")[:9])


@access(Procedure)
def often_received(actor: Actor, unit: Unit, day: date, most: int = 9) -> list[Procedure]:
    """The procedures the unit took in most in the last three months, for the first keys of reception."""
    alive = ProcedureVersion.objects.filter(in_force(day), procedure=OuterRef("pk"))
    lately = Dossier.objects.filter(receiving_unit=unit, submitted_at__gte=timezone.now() - timedelta(days=90))
    times = dict(lately.order_by().values_list("procedure").annotate(Count("pk")))  # of one unit: never of all
    known = procedures_visible_to(actor).filter(Exists(alive))
    met = sorted(known.filter(pk__in=times), key=lambda one: (-times[one.pk], one.search_key))[:most]
    return met + list(known.exclude(pk__in=times).order_by("search_key")[: most - len(met)])


@access(Dossier)
def dossiers_by_code(actor: Actor, codes: Sequence[str]) -> dict[str, Dossier]:
    """Code → dossier, of those one may see; the rest are left out without saying why."""
    related = ("procedure", "version", "holder_unit", "competent_unit", "receiving_unit", "officer")
    return {one.code: one for one in dossiers_visible_to(actor).filter(code__in=codes).select_related(*related)}


@access(Handover)
def handovers_of(actor: Actor, unit: Unit, day: date) -> QuerySet[Handover]:
    """Hand-overs to or from the unit that day, the latest first, of the dossiers one may see."""
    start = datetime.combine(day, time(), tzinfo=VIETNAM)
    seen = Handover.objects.filter(
        dossier__in=dossiers_visible_to(actor), at__gte=start, at__lt=start + timedelta(days=1)
    )
    here = Q(from_unit=unit) | Q(to_unit=unit)
    return seen.filter(here).select_related("dossier", "from_unit", "to_unit", "gave", "took").order_by("-at")


@access(ReconcileRun)
def runs_visible_to(actor: Actor) -> QuerySet[ReconcileRun]:
    return ReconcileRun.objects.filter(within_branches(actor, Serving.DOSSIER_READ, "unit__path"))


@access(ReconcileRun)
def run_for(actor: Actor, pk: int) -> ReconcileRun:
    return one_of(runs_visible_to(actor).select_related("unit", "compared_by"), pk=pk)


@access(ReconcileLine)
def line_for(actor: Actor, pk: int) -> ReconcileLine:
    rows = ReconcileLine.objects.filter(run__in=runs_visible_to(actor)).select_related("run__unit")
    return one_of(rows, pk=pk)


@access(BulkFlag)
def flags_visible_to(actor: Actor) -> QuerySet[BulkFlag]:
    rows = BulkFlag.objects.filter(within_branches(actor, Serving.DOSSIER_READ, "unit__path"))
    return rows.select_related("unit", "actor", "answered_by")


@access(BulkFlag)
def flag_for(actor: Actor, pk: int) -> BulkFlag:
    return one_of(flags_visible_to(actor), pk=pk)


@access(OfflineReception)
def offline_of(actor: Actor, unit: Unit) -> QuerySet[OfflineReception]:
    """Receptions this person wrote offline at the unit, the latest first."""
    mine = OfflineReception.objects.filter(unit=unit, account_id=actor.id or 0)
    return mine.select_related("dossier__procedure")


@access(DeskReadiness)
def readiness_visible_to(actor: Actor) -> QuerySet[DeskReadiness]:
    rows = DeskReadiness.objects.filter(within_branches(actor, Serving.BOARD_READ, "unit__path"))
    return rows.select_related("unit", "noted_by")


@access(Unit)
def units_watched(actor: Actor, on: date) -> QuerySet[Unit]:
    """Communes and departments alive that day whose work the actor may look at."""
    mine = within_branches(actor, Serving.BOARD_READ, "path")
    kinds = (UnitKind.COMMUNE, UnitKind.DEPARTMENT)
    return alive_on(actor, on).filter(mine, kind__in=kinds).order_by("sort_key")
