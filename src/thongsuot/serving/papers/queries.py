"""The doors to papers and logbooks."""

from __future__ import annotations

from django.db.models import QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.units.models import Unit
from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import dossiers_visible_to
from thongsuot.serving.papers.catalogue import PaperKind
from thongsuot.serving.papers.models import IssuedPaper, LogEntry, PaperBook
from thongsuot.serving.permissions import Serving

# For the applicant; the control slip goes from desk to desk inside the office.
FOR_APPLICANT = (PaperKind.RECEIPT, PaperKind.SUPPLEMENT, PaperKind.REFUSAL, PaperKind.APOLOGY, PaperKind.STOP)


@access(IssuedPaper)
def papers_visible_to(actor: Actor) -> QuerySet[IssuedPaper]:
    """Papers of the dossiers the actor may see, newest first."""
    seen = IssuedPaper.objects.filter(dossier__in=dossiers_visible_to(actor))
    return seen.select_related("dossier", "pdf", "word", "issued_by").order_by("-pk")


@access(IssuedPaper)
def paper_for(actor: Actor, paper_id: int) -> IssuedPaper:
    return one_of(papers_visible_to(actor), pk=paper_id)


def papers_of(dossier: Dossier) -> QuerySet[IssuedPaper]:
    """What was given to the applicant on a dossier already fetched: for the page of whoever proves to hold it."""
    return dossier.papers.filter(kind__in=FOR_APPLICANT).select_related("pdf").order_by("-pk")


def paper_of_citizen(citizen: Citizen, paper_id: int) -> IssuedPaper:
    """One of the citizen's own; ``Hidden`` (404) for everybody else's."""
    mine = IssuedPaper.objects.filter(dossier__person__id_print=citizen.id_print, kind__in=FOR_APPLICANT)
    return one_of(mine.select_related("pdf"), pk=paper_id)


@access(PaperBook)
def logbooks_visible_to(actor: Actor) -> QuerySet[PaperBook]:
    """Logbooks of the units whose dossiers the actor reads."""
    books = PaperBook.objects.filter(kind=PaperKind.LOGBOOK.value)
    return books.filter(within_branches(actor, Serving.DOSSIER_READ, "unit__path")).select_related("unit")


@access(PaperBook)
def logbook_for(actor: Actor, unit_key: str, year: int) -> PaperBook:
    return one_of(logbooks_visible_to(actor), unit__key=unit_key, year=year)


@access(LogEntry)
def entries_of(actor: Actor, book: PaperBook) -> QuerySet[LogEntry]:
    """Lines of a book the actor may see, in order."""
    seen = LogEntry.objects.filter(book=book, book__in=logbooks_visible_to(actor))
    related = ("dossier__procedure", "dossier__competent_unit", "dossier__officer")
    return seen.select_related(*related).order_by("number")


@access(Unit)
def units_keeping_books(actor: Actor) -> QuerySet[Unit]:
    """Units of which the actor may see a logbook."""
    return Unit.objects.filter(pk__in=logbooks_visible_to(actor).values("unit")).order_by("sort_key")
