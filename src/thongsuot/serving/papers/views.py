"""Issue and open a paper; the logbook."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files.http import respond
from thongsuot.platform.http import page_of
from thongsuot.registry.acting import say
from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.citizens.views import citizen_required
from thongsuot.serving.dossiers.actions import Opening, OpenPerson
from thongsuot.serving.dossiers.queries import dossier_for
from thongsuot.serving.papers import logbook as books
from thongsuot.serving.papers import queries
from thongsuot.serving.papers.actions import IssuePaper, PaperWanted
from thongsuot.serving.papers.models import PaperBook
from thongsuot.serving.papers.printed import LONGEST_PDF, sheet_of_book, workbook
from thongsuot.serving.papers.sheets.pdf import sheet_pdf
from thongsuot.serving.permissions import Serving

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_POST
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """``mau``: the form's number."""
    actor = actor_of(request)
    dossier_for(actor, code)
    wanted = PaperWanted(code, request.POST.get("mau", ""))
    say(request, lambda: IssuePaper.run(actor, wanted), _("Đã lập phiếu. Mở ở mục Giấy tờ đã lập."))
    return redirect(f"{reverse('dossier', args=[code])}#giay-to-da-lap")


@login_required
@require_GET
def paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The PDF or the Word file. It shows who the applicant is: opening it is a reading and is written down."""
    actor = actor_of(request)
    found = queries.paper_for(actor, pk)
    why = _("Mở %(title)s số %(number)s") % {"title": found.title, "number": f"{found.number:02d}"}
    OpenPerson.run(actor, Opening(found.dossier.code, why, f"paper:{found.pk}"))
    return respond(found.pdf if kind == "pdf" else found.word, inline=kind == "pdf")


@require_GET
@citizen_required
def my_paper(request: HttpRequest, citizen: Citizen, pk: int) -> HttpResponse:
    return respond(queries.paper_of_citizen(citizen, pk).pdf, inline=True)


@login_required
@require_GET
def logbook(request: HttpRequest) -> HttpResponse:
    """``don-vi`` and ``nam`` choose the book; without them the newest one of the first unit."""
    actor = actor_of(request)
    require(actor, Serving.DOSSIER_READ)
    visible = queries.logbooks_visible_to(actor)
    units = list(queries.units_keeping_books(actor)[:200])
    key = request.GET.get("don-vi") or (units[0].key if units else "")
    years = list(visible.filter(unit__key=key).order_by("-year").values_list("year", flat=True))
    book = _chosen(actor, key, request.GET.get("nam", ""), years)
    page = page_of(queries.entries_of(actor, book), ["number"], request.GET.get("sau")) if book else None
    waiting = books.missing(book.unit_id, book.year).count() if book and not book.closed_at else 0
    context = {
        "units": units,
        "key": key,
        "years": years,
        "book": book,
        "page": page,
        "waiting": waiting,
        "may_close": bool(book and not book.closed_at and timezone.now() >= books.year_start(book.year + 1)),
        "query": urlencode({"don-vi": key, "nam": book.year}) if book else "",
        "sample_data": bool(page and any(one.dossier.is_sample for one in page.rows)),
    }
    return render(request, "serving/papers/logbook.html", context)


def _chosen(actor: Actor, key: str, year: str, years: list[int]) -> PaperBook | None:
    if not years:
        return None
    return queries.logbook_for(actor, key, int(year) if year.isdigit() else years[0])


@login_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    book = _posted(request)
    say(
        request,
        lambda: books.EnterDossiers.run(actor_of(request), books.BookOf(book.unit_id, book.year)),
        _("Đã vào sổ các hồ sơ đã tiếp nhận."),
    )
    return _back(book)


@login_required
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    book = _posted(request)
    say(
        request,
        lambda: books.CloseLogbook.run(actor_of(request), books.BookOf(book.unit_id, book.year)),
        _("Đã khóa sổ."),
    )
    return _back(book)


def _posted(request: HttpRequest) -> PaperBook:
    year = request.POST.get("nam", "")
    return queries.logbook_for(actor_of(request), request.POST.get("don-vi", ""), int(year) if year.isdigit() else 0)


def _back(book: PaperBook) -> HttpResponse:
    return redirect(f"{reverse('logbook')}?{urlencode({'don-vi': book.unit.key, 'nam': book.year})}")


@login_required
@require_GET
def logbook_file(request: HttpRequest, unit: str, year: int, kind: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.DOSSIER_READ)
    book = queries.logbook_for(actor, unit, year)
    entries = queries.entries_of(actor, book)
    name = f"so-theo-doi-{book.unit.key}-{book.year}"
    if kind == "xlsx":
        response = HttpResponse(workbook(book, entries.iterator(chunk_size=2000)), content_type=_EXCEL)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response
    if book.last > LONGEST_PDF:
        raise Http404(_("Sổ có nhiều dòng, hãy tải bản Excel."))
    pdf = sheet_pdf(sheet_of_book(book, list(entries), timezone.localdate()))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
