"""Facts out of the operational tables: one query for any number of dossiers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from thongsuot.kernel.clock import local
from thongsuot.kernel.rules import load_rule
from thongsuot.registry.units.models import Unit
from thongsuot.serving.digitising.figures import electronic
from thongsuot.serving.digitising.models import Result, ResultState
from thongsuot.serving.dossiers.choices import Mode, PartSource
from thongsuot.serving.dossiers.models import Dossier, DossierPart, DossierPerson, Rating
from thongsuot.serving.facts.domain import schema
from thongsuot.serving.facts.models import LocalMomentField
from thongsuot.serving.payments.figures import fee_paid_by_bank

Built = tuple[str, tuple[Any, ...]]
"""SQL of rows (dossier_id, *columns of the schema) and its parameters."""
_REUSED = (PartSource.REUSED, PartSource.STORE, PartSource.DATABASE)
_MODES = {Mode.SELF: schema.Mode.SELF, Mode.ASSISTED: schema.Mode.ASSISTED, Mode.OFFICER: schema.Mode.OFFICER}
PROVINCE_PATH = "^[^/]*/[^/]*"  # the second step from the nation is the province or ministry


def built(now: datetime, dossiers: Collection[int] | None = None) -> Built:
    """Facts of these dossiers, else of all; those that are no one-stop service, or not received, give no row."""
    columns = _columns(now)
    rows = _counted(dossiers).annotate(**{f"fact_{name}": columns[name] for name in schema.NAMES})
    text, values = rows.order_by().values_list("pk", *(f"fact_{name}" for name in schema.NAMES)).query.sql_with_params()
    return text, tuple(values)


def _counted(dossiers: Collection[int] | None) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(started_at__isnull=False, parent__isnull=True, procedure__is_internal=False)
    return rows if dossiers is None else rows.filter(pk__in=list(dossiers))


def _columns(now: datetime) -> dict[str, Combinable]:
    return {
        "source": Value(0, models.SmallIntegerField()),
        "code": F("code"),
        "province": Coalesce(Subquery(Unit.objects.filter(path=_above()).values("pk")[:1]), F("competent_unit")),
        "unit": F("competent_unit"),
        "received_unit": F("receiving_unit"),
        "procedure": F("procedure"),
        "channel": F("channel"),
        "mode": Case(*(When(mode=word, then=Value(int(number))) for word, number in _MODES.items())),
        "supplements": F("supplements"),
        "is_same_day": F("is_same_day"),
        **_moments(now),
        **_money(),
        **_papers(),
        **_people(now),
    }


def _above() -> Func:
    """The path of the province or ministry a unit belongs to."""
    path = OuterRef("competent_unit__path")
    return Func(path, Value(PROVINCE_PATH), function="substring", output_field=models.TextField())


def _moments(now: datetime) -> dict[str, Combinable]:
    end = Coalesce("finished_at", "closed_at")
    is_open = Q(finished_at__isnull=True, closed_at__isnull=True)
    overdue = Q(due_at__lt=Coalesce(end, Value(now)))
    return {
        "started_at": _local(F("started_at")),
        "due_at": _local(F("due_at")),
        "paused_at": _local(Case(When(is_open, then=F("paused_since")))),
        "finished_at": _local(F("finished_at")),
        "closed_at": _local(Case(When(finished_at__isnull=True, then=F("closed_at")))),
        "is_past_due": _flag(overdue),
    }


def _local(moment: Combinable) -> Func:
    template = "(%(expressions)s AT TIME ZONE 'Asia/Ho_Chi_Minh')"
    return Func(moment, template=template, output_field=LocalMomentField())


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _money() -> dict[str, Combinable]:
    return {"has_fee": _flag(Q(fee__gt=0)), "is_paid_online": fee_paid_by_bank()}


def _papers() -> dict[str, Combinable]:
    parts = DossierPart.objects.filter(dossier=OuterRef("pk"))
    return {
        "gives_paper": _flag(~Q(version__content__result="")),
        "has_electronic_result": Exists(Result.objects.filter(dossier=OuterRef("pk"), state=ResultState.SIGNED)),
        "has_electronic_part": Exists(parts.filter(electronic())),
        "has_paper_part": Exists(parts.exclude(electronic())),
        "is_reusing": Exists(parts.filter(source__in=_REUSED)),
        "is_from_store": Exists(parts.filter(source=PartSource.STORE)),
    }


def _people(now: datetime) -> dict[str, Combinable]:
    below = int(load_rule("serving/facts").on(local(now).date()).value["disliked_below"])
    known = DossierPerson.objects.filter(dossier=OuterRef("pk"), is_verified=True)
    template = f"(SELECT avg(value::numeric) < {below} FROM jsonb_each_text(%(expressions)s))"  # noqa: S608
    mean = Func(F("scores"), template=template, output_field=models.BooleanField())
    disliked = Rating.objects.filter(dossier=OuterRef("pk")).annotate(is_low=mean).filter(is_low=True)
    return {"is_identified": Exists(known), "is_disliked": Exists(disliked)}
