"""The only ways to fetch senders, their files and codes, and what two systems say differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.reporting.feed.choices import CodeKind, FeedState
from thongsuot.reporting.feed.models import FeedCode, FeedEvent, FeedFault, FeedFile, FeedSource, FeedTwin
from thongsuot.reporting.permissions import Reporting
from thongsuot.serving.permissions import Serving

FAULT_HEADER = ("Dòng", "Cột", "Lỗi và cách sửa")
_UNKNOWN = Q(unit__isnull=True, procedure__isnull=True)
_RELATED = ("dossier__competent_unit", "dossier__procedure", "source")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A sender, its last file taken in, and the events whose code is nothing with us yet."""

    source: FeedSource
    last: FeedFile | None
    waiting: int


@access(FeedSource)
def sources_visible_to(actor: Actor) -> QuerySet[FeedSource]:
    rows = FeedSource.objects.select_related("home").order_by("number")
    return rows.filter(within_branches(actor, Reporting.FEED_RUN, "home__path"))


@access(FeedSource)
def source_for(actor: Actor, key: str) -> FeedSource:
    return one_of(sources_visible_to(actor), key=key)


@access(FeedSource)
def source_lines(actor: Actor) -> list[SourceLine]:
    sources = list(sources_visible_to(actor))
    done = FeedFile.objects.filter(source__in=sources, state=FeedState.DONE)
    last = {one.source_id: one for one in done.order_by("source_id", "-finished_at").distinct("source_id")}
    unknown = FeedCode.objects.filter(_UNKNOWN, source__in=sources).values("source")
    waiting = dict(unknown.annotate(many=Sum("rows")).values_list("source", "many"))
    return [SourceLine(one, last.get(one.pk), waiting.get(one.pk, 0)) for one in sources]


@access(FeedFile)
def files_visible_to(actor: Actor) -> QuerySet[FeedFile]:
    mine = within_branches(actor, Reporting.FEED_RUN, "source__home__path")
    return FeedFile.objects.filter(mine).select_related("source__home", "stored", "job")


@access(FeedFile)
def file_for(actor: Actor, number: int) -> FeedFile:
    return one_of(files_visible_to(actor), pk=number)


@access(FeedCode)
def codes_visible_to(actor: Actor, source: FeedSource, *, known: bool = False) -> QuerySet[FeedCode]:
    """Codes nobody told apart yet, or those that are; the ones that hold most back first."""
    mine = within_branches(actor, Reporting.FEED_RUN, "source__home__path")
    rows = FeedCode.objects.filter(mine, ~_UNKNOWN if known else _UNKNOWN, source=source)
    return rows.select_related("unit", "procedure", "source__home")


@access(FeedCode)
def code_for(actor: Actor, number: int) -> FeedCode:
    mine = within_branches(actor, Reporting.FEED_RUN, "source__home__path")
    return one_of(FeedCode.objects.filter(mine).select_related("source__home"), pk=number)


@access(FeedFault)
def faults_of(actor: Actor, file: FeedFile) -> QuerySet[FeedFault]:
    return FeedFault.objects.filter(file__in=files_visible_to(actor), file=file).order_by("row", "id")


def fault_rows(actor: Actor, file: FeedFile) -> Iterator[tuple[str, str, str]]:
    """Lines of the error file under ``FAULT_HEADER``: rows that could not be read, then those that wait for a code."""
    for one in faults_of(actor, file).iterator():
        yield str(one.row), one.field, one.message
    yield from _waiting_rows(file)


def _waiting_rows(file: FeedFile) -> Iterator[tuple[str, str, str]]:
    codes = FeedCode.objects.filter(_UNKNOWN, source=file.source).values_list("kind", "code")
    units = {code for kind, code in codes if kind == CodeKind.UNIT}
    procedures = {code for kind, code in codes if kind == CodeKind.PROCEDURE}
    met = FeedEvent.objects.filter(Q(unit_code__in=units) | Q(procedure_code__in=procedures), file=file)
    for row, unit, procedure in met.order_by("row").values_list("row", "unit_code", "procedure_code").iterator():
        if unit in units:
            yield str(row), "DonViXuLy", unknown_words(CodeKind.UNIT, unit)
        if procedure in procedures:
            yield str(row), "MaTTHC", unknown_words(CodeKind.PROCEDURE, procedure)


def unknown_words(kind: str, code: str) -> str:
    what = _("đơn vị") if kind == CodeKind.UNIT else _("thủ tục")
    return _(
        "Mã %(what)s «%(code)s» chưa ghép với danh mục. Dòng đã được giữ; hãy ghép mã ở trang «Ghép mã», "
        "không phải gửi lại."
    ) % {"what": what, "code": code}


@access(FeedTwin)
def mismatches(actor: Actor, now: datetime) -> QuerySet[FeedTwin]:
    """Dossiers late with us and not there, or late there and not with us (I04); of units whose figures one reads."""
    here = _late("dossier__due_at", Coalesce("dossier__finished_at", "dossier__closed_at", Value(now)))
    there = _late("due_at", Coalesce("ended_at", Value(now)))
    mine = within_branches(actor, Serving.BOARD_READ, "dossier__competent_unit__path")
    rows = FeedTwin.objects.filter(mine).annotate(late_here=here, late_there=there)
    return rows.exclude(late_here=F("late_there")).select_related(*_RELATED)


def _late(due: str, end: Coalesce) -> Case:
    """The plain reading of both systems: past its date at the end, or now; without a date not late."""
    return Case(When(**{f"{due}__lt": end}, then=Value(True)), default=Value(False))
