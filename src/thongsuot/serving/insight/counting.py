"""Counts dossiers in the database: one pass, grouped, whatever the number of rows.

The cases below are ``clock.domain.ontime`` written in SQL; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.clock.domain.ontime import Timeliness
from thongsuot.serving.digitising.figures import electronic
from thongsuot.serving.digitising.models import Result, ResultState
from thongsuot.serving.dossiers.choices import ChannelChoice, Mode, PartSource
from thongsuot.serving.dossiers.models import Dossier, DossierPart
from thongsuot.serving.insight.domain.measures import Counts
from thongsuot.serving.insight.domain.span import Span
from thongsuot.serving.payments.choices import EntrySource, OrderKind
from thongsuot.serving.payments.models import PAID_STATES, PaymentEntry, PaymentOrder

_T = Timeliness
_REUSED = (PartSource.REUSED, PartSource.STORE, PartSource.DATABASE)
OPEN_AT_START = "settled__isnull"


def with_classes(rows: QuerySet[Dossier], span: Span) -> QuerySet[Dossier]:
    """Dossiers received or processed in the period, with their class by both definitions.

    Sub-dossiers belong to their dossier and are not counted beside it; internal procedures are no one-stop service.
    """
    settled = Coalesce("finished_at", "closed_at")
    counted = rows.filter(parent__isnull=True, procedure__is_internal=False).annotate(settled=settled)
    inside = counted.filter(started_at__lt=span.end, started_at__lte=span.seen).filter(
        Q(settled__isnull=True) | Q(settled__gte=span.start)
    )
    return inside.annotate(
        settled_day=TruncDate("settled", tzinfo=VIETNAM),
        due_day=TruncDate("due_at", tzinfo=VIETNAM),
        finished_day=TruncDate("finished_at", tzinfo=VIETNAM),
    ).annotate(by_766=_by_766(span), by_report=_by_report(span))


def _by_766(span: Span) -> Case:
    ended = Q(settled__lte=span.seen)
    return _case(
        (Q(supplements__gt=1) & ended, _T.LATE),
        (Q(supplements__gt=1), _T.OVERDUE),
        (ended & Q(due_at__isnull=True), _T.ON_TIME),
        (ended & Q(settled_day__lt=F("due_day")), _T.EARLY),
        (ended & Q(settled__lte=F("due_at")), _T.ON_TIME),
        (ended, _T.LATE),
        *_running(span),
    )


def _by_report(span: Span) -> Case:
    finished, closed = Q(finished_at__lte=span.seen), Q(closed_at__lte=span.seen)
    return _case(
        (finished & Q(due_at__isnull=True), _T.ON_TIME),
        (finished & Q(finished_day__lt=F("due_day")), _T.EARLY),
        (finished & Q(finished_at__lte=F("due_at")), _T.ON_TIME),
        (finished, _T.LATE),
        (closed & Q(closed_at__gt=F("due_at")), _T.LATE),
        (closed | Q(paused_since__lte=span.seen), _T.ON_TIME),
        *_running(span),
    )


def _running(span: Span) -> tuple[tuple[Q, Timeliness], ...]:
    in_time = Q(due_at__isnull=True) | Q(due_at__gte=span.seen)
    return ((in_time, _T.RUNNING), (Q(pk__isnull=False), _T.OVERDUE))


def _case(*whens: tuple[Q, Timeliness]) -> Case:
    return Case(*(When(condition, then=Value(one.value)) for condition, one in whens), output_field=CharField())


KEPT_766 = Q(by_766__in=(_T.EARLY, _T.ON_TIME, _T.RUNNING))
KEPT_REPORT = Q(by_report__in=(_T.EARLY, _T.ON_TIME, _T.RUNNING))
DIFFERING = (KEPT_766 & ~KEPT_REPORT) | (~KEPT_766 & KEPT_REPORT)


def fresh(span: Span) -> Q:
    """Received in the period: the base of every share of channel, payment and digitisation."""
    return Q(started_at__gte=span.start)


def _online(*modes: Mode) -> Q:
    return Q(channel=ChannelChoice.ONLINE) & (Q(mode__in=modes) if modes else Q())


def groups(span: Span) -> dict[str, Q]:
    """Column of ``Counts`` → the dossiers it counts, over the rows of ``with_classes`` alone."""
    new = fresh(span)
    return {
        "fresh_online": new & _online(),
        "fresh_other": new & ~_online(),
        "carried": ~new,
        **{f"report_{one.value}": Q(by_report=one.value) for one in _COUNTED},
        **{f"{one.value}_766": Q(by_766=one.value) for one in _COUNTED},
        "differing": DIFFERING,
        "received": new,
        "online_self": new & _online(Mode.SELF),
        "online_assisted": new & _online(Mode.ASSISTED),
        "online_officer": new & _online(Mode.OFFICER),
        "direct": new & Q(channel=ChannelChoice.DIRECT),
        "post": new & Q(channel=ChannelChoice.POST),
        "with_fee": new & Q(fee__gt=0),
        "same_day": new & Q(is_same_day=True, finished_day=F("started_day")),
    }


_COUNTED = (_T.EARLY, _T.ON_TIME, _T.LATE, _T.RUNNING, _T.OVERDUE)


def with_day(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.annotate(started_day=TruncDate("started_at", tzinfo=VIETNAM))


def with_papers(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """What hangs on a dossier: papers, results, payments. Dearer than the dossier's own columns."""
    here = {"dossier": OuterRef("pk")}
    parts = DossierPart.objects.filter(**here)
    bank = PaymentEntry.objects.filter(order__dossier=OuterRef("pk"), source=EntrySource.BANK, amount__gt=0)
    order = PaymentOrder.objects.filter(**here, kind=OrderKind.FEE, state__in=PAID_STATES)
    return rows.annotate(
        has_file=Exists(parts.filter(electronic())),
        has_paper=Exists(parts.exclude(electronic())),
        has_result=Exists(Result.objects.filter(**here, state=ResultState.SIGNED)),
        has_reuse=Exists(parts.filter(source__in=_REUSED)),
        has_paid=Exists(bank) & Exists(order),
    )


def paper_groups(span: Span) -> dict[str, Q]:
    """The same over the rows of ``with_papers``."""
    new = fresh(span)
    begun = Q(has_file=True) | Q(has_result=True)
    done = Q(finished_at__lte=span.seen) & ~Q(version__content__result="")
    return {
        "paid_online": new & Q(fee__gt=0, has_paid=True),
        "with_result": new & done,
        "electronic_result": new & done & Q(has_result=True),
        "digitised": new & begun,
        "wholly_digitised": new & Q(has_paper=False, has_result=True),
        "reused": new & begun & Q(has_reuse=True),
    }


def counts_by_unit(rows: QuerySet[Dossier], span: Span) -> dict[int, Counts]:
    """Competent unit → its counts. Two grouped queries for any number of units and dossiers."""
    own = with_day(with_classes(rows, span))
    found = _grouped(own, groups(span))
    papers = _grouped(with_papers(with_classes(rows, span).filter(fresh(span))), paper_groups(span))
    return {unit: Counts(**columns, **papers.get(unit, {})) for unit, columns in found.items()}


def _grouped(rows: QuerySet[Dossier], columns: dict[str, Q]) -> dict[int, dict[str, int]]:
    counted = {name: Count("pk", filter=condition) for name, condition in columns.items()}
    found = rows.order_by().values("competent_unit").annotate(**_safe(counted))
    return {row.pop("competent_unit"): {name[2:]: count for name, count in row.items()} for row in found}


def _safe(columns: dict[str, Count]) -> dict[str, Count]:
    """Django refuses an annotation named as a column («same_day» is none today; a column may come tomorrow)."""
    return {f"n_{name}": count for name, count in columns.items()}


def total_of(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())
