"""The only ways to fetch what is warned about, what lies still and what is usual."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, F, FloatField, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.serving.dossiers.listing import RUNNING
from thongsuot.serving.dossiers.models import Dossier, DossierStep
from thongsuot.serving.dossiers.queries import dossiers_visible_to
from thongsuot.serving.permissions import Serving
from thongsuot.serving.warning.models import QuietNotice, StepBaseline, WarningRun

_RELATED = ("version__procedure", "procedure", "competent_unit", "holder_unit")


@access(Dossier)
def running(actor: Actor) -> QuerySet[Dossier]:
    """Open dossiers with a date, of those the reader sees."""
    return dossiers_visible_to(actor).filter(status__in=RUNNING, due_at__isnull=False).select_related(*_RELATED)


@access(Dossier)
def soon_late(actor: Actor, now: datetime, hours: int, warned: Decimal) -> QuerySet[Dossier]:
    """Due within ``hours`` and likely to miss it."""
    return likely_late(actor, now, warned).filter(due_at__lte=now + timedelta(hours=hours))


@access(Dossier)
def likely_late(actor: Actor, now: datetime, warned: Decimal) -> QuerySet[Dossier]:
    return running(actor).filter(risk__gte=warned, due_at__gt=now)


@access(Dossier)
def overdue(actor: Actor, now: datetime) -> QuerySet[Dossier]:
    return running(actor).filter(due_at__lte=now)


@access(Dossier)
def lying_still(actor: Actor) -> QuerySet[Dossier]:
    """Told of as lying still since their last event."""
    told = QuietNotice.objects.filter(dossier=OuterRef("pk"), since=OuterRef("last_event_at"))
    return running(actor).filter(Exists(told))


def in_step(rows: QuerySet[Dossier], code: str, unit: str) -> QuerySet[Dossier]:
    """Those now in the step, at the unit of that key; empty: any."""
    if not code and not unit:
        return rows
    passage = DossierStep.objects.filter(dossier=OuterRef("pk"), ended_at__isnull=True)
    passage = passage.filter(code=code) if code else passage
    return rows.filter(Exists(passage.filter(unit__key=unit) if unit else passage))


@access(StepBaseline)
def baselines_visible_to(actor: Actor) -> QuerySet[StepBaseline]:
    """Of units in one's branches, and of all units together for whoever reads the figures at all."""
    if not actor.can(Serving.BOARD_READ):
        return StepBaseline.objects.none()
    return StepBaseline.objects.filter(Q(unit__isnull=True) | within_branches(actor, Serving.BOARD_READ, "unit__path"))


@access(StepBaseline)
def heat(actor: Actor, fewest: int, code: str = "") -> QuerySet[StepBaseline, dict[str, object]]:
    """Steps of the reader's units, most often past their share first; of one step, unit by unit."""
    keys = ("code", "unit__key", "unit__name") if code else ("code",)
    rows = baselines_visible_to(actor).filter(unit__isnull=False, **({"code": code} if code else {}))
    minutes = Cast(Sum(F("median") * F("passages")), FloatField()) / Cast(Sum(F("share") * F("passages")), FloatField())
    told = rows.order_by().values(*keys).annotate(
        many=Sum("passages"), ratio=minutes, titles=Count("title", distinct=True), title=Max("title"),
        part=Cast(Sum("past_share"), FloatField()) / Cast(Sum("passages"), FloatField()),
    )  # fmt: skip
    return told.filter(many__gte=fewest).order_by("-part", "-many", *keys)


@access(DossierStep)
def under_way(actor: Actor, now: datetime) -> dict[tuple[str, str], tuple[int, int]]:
    """(step, unit) → open dossiers there now, and those past the step's own date."""
    rows = DossierStep.objects.filter(ended_at__isnull=True, dossier__in=running(actor).order_by().values("pk"))
    past = Count("pk", filter=Q(due_at__lt=now))
    counted = rows.order_by().values("code", "unit__key").annotate(many=Count("pk"), past=past)
    return {(one["code"], one["unit__key"]): (one["many"], one["past"]) for one in counted}


@access(WarningRun)
def last_run(actor: Actor) -> WarningRun | None:
    return WarningRun.objects.order_by("-at").first() if actor.can(Serving.BOARD_READ) else None
