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
from django.db.models.functions import Cast, Coalesce
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
from thongsuot.serving.dossiers.domain.codes import tidy
from thongsuot.serving.dossiers.domain.happenings import CLOSED, PAUSED
from thongsuot.serving.dossiers.models import Dossier, Handover
from thongsuot.serving.dossiers.queries import dossiers_visible_to
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion
from thongsuot.serving.procedures.queries import in_force, procedures_visible_to

ORDER = ("tier", "pressing_at", "pk")
NEWEST = ("-pk",)
SOON = timedelta(hours=48)
_RUNNING = (Status.ACCEPTED, Status.PROCESSING)
_PAUSED = tuple(int(one) for one in PAUSED)
_CLOSED = tuple(int(one) for one in CLOSED)
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
    """The dossiers of a tab, with ``tier`` and ``pressing_at``; order them by ``ORDER``."""
    rows = _filtered(dossiers_visible_to(actor), wanted).filter(_tab(actor, wanted.tab, now))
    related = ("procedure", "version", "holder_unit", "competent_unit", "receiving_unit", "officer")
    return _ordered(rows, now).prefetch_related(*related)  # fifty rows share a few procedures, read once each


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


def _filtered(rows: QuerySet[Dossier], wanted: QueueFilter) -> QuerySet[Dossier]:
    if wanted.words:
        rows = rows.filter(Q(code__startswith=tidy(wanted.words)) | Q(search_key__contains=fold(nfc(wanted.words))))
    equal = {
        "procedure__code": wanted.procedure,
        "holder_unit__key": wanted.unit,
        "officer_id": wanted.officer,
        "channel": wanted.channel,
    }
    return rows.filter(**{column: value for column, value in equal.items() if value})


def _tab(actor: Actor, tab: Tab, now: datetime) -> Q:
    late = Q(status__in=_RUNNING, due_at__lt=now)
    return {
        Tab.MINE: _mine(actor) if tab is Tab.MINE else Q(),
        Tab.WAITING: Q(status=Status.NEW),
        Tab.RUNNING: Q(status__in=_RUNNING),
        Tab.SUPPLEMENT: Q(status__in=_PAUSED),
        Tab.TO_RETURN: Q(status=Status.FINISHED),
        Tab.SOON: Q(status__in=_RUNNING, due_at__gte=now, due_at__lt=now + SOON),
        Tab.LATE: late,
        Tab.ALL: Q(),
    }[tab]


def _mine(actor: Actor) -> Q:
    """Given to me by name, or in the common heap of a unit where I may move it on."""
    able = Q(pk__in=[])
    for permission, statuses in _MOVES.items():
        place = "receiving_unit" if permission == Serving.DOSSIER_RECEIVE else "holder_unit"
        here = Unit.objects.filter(within_branches(actor, permission, "path")).values("pk")
        able |= Q(status__in=statuses, **{f"{place}__in": here})
    named = Q(officer_id=actor.id) if actor.id else Q(pk__in=[])
    return (named & ~Q(status__in=(*_CLOSED, *_PAUSED))) | (Q(officer__isnull=True) & able)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Today's counts. ``tabs``: how many dossiers stand in each tab that is still open."""

    received: int
    returned: int
    due_today: int
    tabs: dict[Tab, int]


@access(Dossier)
def numbers(actor: Actor, wanted: QueueFilter, now: datetime) -> Numbers:
    """Counts of what is open or moved today, within the filters of the address, in one query."""
    start = datetime.combine(local(now).date(), time(), tzinfo=VIETNAM)
    end = start + timedelta(days=1)
    alive = Q(closed_at__isnull=True) | Q(closed_at__gte=start) | Q(received_at__gte=start)
    counted = {tab: Count("pk", filter=_tab(actor, tab, now)) for tab in Tab if tab is not Tab.ALL}
    found = _filtered(dossiers_visible_to(actor), wanted).filter(alive).aggregate(
        received=Count("pk", filter=Q(received_at__gte=start, received_at__lt=end)),
        returned=Count("pk", filter=Q(status=Status.RETURNED, closed_at__gte=start)),
        due_today=Count("pk", filter=Q(status__in=_RUNNING, due_at__gte=start, due_at__lt=end)),
        **{tab.name.lower(): count for tab, count in counted.items()},
    )  # fmt: skip
    tabs = {tab: found[tab.name.lower()] for tab in counted}
    return Numbers(found["received"], found["returned"], found["due_today"], tabs)


@access(Account)
def officers_of(actor: Actor) -> QuerySet[Account]:
    """Who may be given a dossier: those who work on dossiers in the units one reads."""
    roles = (Role.ONE_STOP, Role.SPECIALIST, Role.UNIT_HEAD)
    units = Unit.objects.filter(within_branches(actor, Serving.DOSSIER_READ, "path"))
    grants = Q(grants__role__in=roles, grants__unit__in=units)
    return Account.objects.filter(grants, is_active=True).distinct().order_by("display_name")


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
    lately = Q(dossiers__receiving_unit=unit, dossiers__submitted_at__gte=timezone.now() - timedelta(days=90))
    counted = procedures_visible_to(actor).filter(Exists(alive)).annotate(times=Count("dossiers", filter=lately))
    return list(counted.order_by("-times", "search_key")[:most])


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
