"""The logbook (mẫu số 07; 06 before 15/9/2025): opened each year, numbered from 01, closed at the year's end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.platform.outbox import Delivery, handler, subscribe
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Kind
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.papers.catalogue import PaperKind
from thongsuot.serving.papers.models import LogEntry, PaperBook
from thongsuot.serving.papers.numbering import open_book
from thongsuot.serving.permissions import Serving

_HANDLER = "serving.papers.logbook"
_KIND = PaperKind.LOGBOOK.value


@dataclass(frozen=True, slots=True)
class BookOf:
    unit_id: int
    year: int


@dataclass(frozen=True, slots=True)
class Entered:
    """``count`` new lines; ``last``: the number of the last one of the book."""

    count: int
    last: int


class EnterDossiers(Action[BookOf, Entered]):
    """Every dossier the unit received that year and that has no number yet gets one, by the moment of reception."""

    name = "serving.logbook.enter"
    label = gettext_lazy("Vào sổ theo dõi hồ sơ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.logbook.entered"
    idempotency = natural("a dossier has one line in the books")

    def scope(self, data: BookOf) -> str | None:
        return Unit.objects.get(pk=data.unit_id).path

    def execute(self, context: Context, data: BookOf) -> Entered:
        book = open_book(Unit.objects.get(pk=data.unit_id), _KIND, data.year)
        waiting = list(missing(book.unit_id, data.year).values_list("pk", flat=True))
        if not waiting:
            context.unchanged()
            return Entered(0, book.last)
        before = book.last
        LogEntry.objects.bulk_create(
            [LogEntry(book=book, number=number, dossier_id=pk) for number, pk in enumerate(waiting, before + 1)],
            batch_size=2000,
        )
        book.last = before + len(waiting)
        book.save(update_fields=["last"])
        context.record(Aggregate("logbook", str(book.pk)), {"last": (before, book.last)})
        return Entered(len(waiting), book.last)


class CloseLogbook(Action[BookOf, Entered]):
    """At the end of the year: nothing is added any more. What is entered late goes into the next book."""

    name = "serving.logbook.close"
    label = gettext_lazy("Khóa sổ theo dõi hồ sơ")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.logbook.closed"
    idempotency = natural("a closed book stays closed")

    def scope(self, data: BookOf) -> str | None:
        return Unit.objects.get(pk=data.unit_id).path

    def authorise(self, actor: Actor, data: BookOf) -> None:
        from thongsuot.platform.access.errors import require

        super().authorise(actor, data)
        require(actor, Serving.DOSSIER_READ, self.scope(data))  # a post clerk receives, but keeps no books

    def execute(self, context: Context, data: BookOf) -> Entered:
        found = PaperBook.objects.select_for_update().filter(unit_id=data.unit_id, kind=_KIND, year=data.year).first()
        if found is None:
            raise ActionError(_("Chưa có sổ năm này."))
        if found.closed_at is not None:
            context.unchanged()
            return Entered(0, found.last)
        if context.now < year_start(data.year + 1):
            raise ActionError(_("Sổ năm %(year)d chỉ khóa khi đã hết năm.") % {"year": data.year})
        if missing(data.unit_id, data.year).exists():
            raise ActionError(_("Còn hồ sơ đã tiếp nhận chưa vào sổ. Hãy vào sổ trước khi khóa."))
        found.closed_at = context.now
        found.save(update_fields=["closed_at"])
        context.record(Aggregate("logbook", str(found.pk)), {"closed_at": (None, context.now)})
        return Entered(0, found.last)


def missing(unit_id: int, year: int) -> QuerySet[Dossier]:
    """Received by the unit until the end of ``year`` and in no book: of that year, or late for a closed one."""
    closed = PaperBook.objects.filter(unit_id=unit_id, kind=_KIND, closed_at__isnull=False, year__lt=year)
    last_closed = closed.aggregate(last=Max("year"))["last"]
    rows = Dossier.objects.filter(receiving_unit_id=unit_id, received_at__lt=year_start(year + 1), log_entry=None)
    if last_closed != year - 1:
        rows = rows.filter(received_at__gte=year_start(year))
    return rows.order_by("received_at", "pk")


def year_start(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=VIETNAM)


@handler(_HANDLER)
def enter_received(delivery: Delivery) -> None:
    """A dossier was received: it goes into the book of its year, or of this year where that one is closed."""
    dossier = Dossier.objects.filter(code=delivery.payload["aggregate_id"]).first()
    if dossier is None or dossier.received_at is None:
        return
    year = dossier.received_at.astimezone(VIETNAM).year
    closed = PaperBook.objects.filter(unit_id=dossier.receiving_unit_id, kind=_KIND, closed_at__isnull=False)
    while closed.filter(year=year).exists():
        year += 1
    EnterDossiers.run(SYSTEM, BookOf(dossier.receiving_unit_id, year))


def follow_receptions() -> None:
    """Called once when the app is ready."""
    subscribe(f"{EVENT_PREFIX}{Kind.RECEIVED}", _HANDLER)
