"""Scans at the desk: added, looked at beside their text, taken or sent back."""

from __future__ import annotations

import io
from decimal import Decimal

import pypdfium2
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files import FileRefused, put
from thongsuot.platform.files.store import open_file
from thongsuot.platform.http import page_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.platform.jobs import enqueue
from thongsuot.registry.acting import attempt, say
from thongsuot.serving.digitising import queries
from thongsuot.serving.digitising.domain.completeness import of_all
from thongsuot.serving.digitising.figures import period_of, shares
from thongsuot.serving.digitising.forms import RejectForm, ScanForm
from thongsuot.serving.digitising.jobs import ToRead, read
from thongsuot.serving.digitising.models import ResultState, Scan, ScanState
from thongsuot.serving.digitising.reading import SURE, text_kept, why_no_reader
from thongsuot.serving.digitising.scanning import (
    KINDS,
    LIMIT,
    Accepting,
    AcceptScan,
    Rejecting,
    RejectScan,
    Scanning,
    ScanPart,
)
from thongsuot.serving.dossiers.actions import Opening, OpenPerson
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import dossier_for
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.versions import content_of

_OPEN = (ScanState.WAITING, ScanState.CHECK, ScanState.KEPT)
_DOTS_AN_INCH = 110
_BEGUN, _WHOLE = Decimal("62.7"), Decimal(25)  # S1: the sentence whose two readings the page sets side by side


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Scans that wait for a person, results that wait for a signature, and how far digitising has come."""
    actor = actor_of(request)
    require(actor, Serving.DOSSIER_READ)
    scans = queries.scans_visible_to(actor).filter(state__in=_OPEN)
    period = request.GET.get("ky", "30")
    start, end = period_of(period, timezone.localdate())
    page = page_of(scans, ["-pk"], request.GET.get("sau"), size=30)
    results = queries.results_visible_to(actor).filter(state=ResultState.PREPARED).order_by("pk")[:50]
    context = {
        "page": page,
        "sure": SURE,
        "results": results,
        "shares": shares(actor, start, end),
        "period": period,
        "start": start,
        "reading": of_all(_BEGUN, _WHOLE),
        "sample_data": any(one.part.dossier.is_sample for one in page.rows),
    }
    return render(request, "serving/digitising/desk.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    dossier = dossier_for(actor, code)
    require(actor, Serving.PART_SCAN, dossier.holder_unit.path)
    form = ScanForm(request.POST or None, request.FILES or None)
    form.fields["part"].choices = _choices(dossier)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            stored = put(upload.chunks(), upload.name, accepted=KINDS, limit=LIMIT, sealed=True)
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            wanted = _wanted(code, stored.pk, form.cleaned_data["part"])
            key = request.POST.get("khoa", "")
            done = attempt(form, lambda: ScanPart.run(actor, wanted, idempotency_key=key))
            if done is not None:
                enqueue(read, actor, ToRead(done.scan_id), title=_("Đọc chữ bản quét của hồ sơ %s") % code)
                messages.success(request, _("Đã giữ bản quét. Chữ đang được đọc, thường mất vài giây mỗi trang."))
                return redirect("scan", pk=done.scan_id)
    context = {"dossier": dossier, "form": form, "key": new_key(), "lacking": why_no_reader()}
    return render(request, "serving/digitising/add.html", context, status=422 if form.errors else 200)


def _choices(dossier: Dossier) -> list[tuple[str, str]]:
    parts = [(f"p{one.pk}", one.name) for one in dossier.parts.filter(is_digitised=False)]
    given = set(dossier.parts.values_list("component", flat=True))
    others = [one for one in content_of(dossier.version).components if one.code not in given and not one.database]
    return [*parts, *((f"c:{one.code}", one.name) for one in others)]


def _wanted(code: str, file_id: int, chosen: str) -> Scanning:
    if chosen.startswith("p"):
        return Scanning(code, file_id, part=int(chosen[1:]))
    return Scanning(code, file_id, component=chosen.removeprefix("c:"))


@login_required
@require_GET
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The page beside its text. Opening it is a reading of personal data."""
    found = queries.scan_for(actor_of(request), pk)
    return _scan(request, found, RejectForm())


def _scan(request: HttpRequest, found: Scan, form: RejectForm, status: int = 200) -> HttpResponse:
    actor, dossier = actor_of(request), found.part.dossier
    why = _("Kiểm tra bản quét «%(name)s»") % {"name": found.part.name}
    OpenPerson.run(actor, Opening(dossier.code, why, f"scan:{found.pk}"))
    pages = text_kept(found.text)
    context = {
        "scan": found,
        "dossier": dossier,
        "pages": [(number, lines) for number, lines in enumerate(pages, 1)],
        "doubtful": sum(word.is_doubtful for page in pages for line in page for word in line),
        "words": sum(len(line) for page in pages for line in page),
        "is_sure": found.confidence is not None and found.confidence >= SURE,
        "may_decide": actor.can(Serving.PART_SCAN, dossier.holder_unit.path),
        "form": form,
        "sample_data": dossier.is_sample,
    }
    return render(request, "serving/digitising/scan.html", context, status=status)


@login_required
@require_GET
def page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One page as a picture, of the archive file where there is one."""
    found = queries.scan_for(actor_of(request), pk)
    if found.archive is None:
        raise Http404(_("Bản quét này chưa đọc xong."))
    with open_file(found.archive) as stream:
        document = pypdfium2.PdfDocument(stream.read())
    if not 1 <= number <= len(document):
        raise Http404(_("Bản quét không có trang này."))
    picture = document[number - 1].render(scale=_DOTS_AN_INCH / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG")
    response = HttpResponse(out.getvalue(), content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """``viec``: nhan (accept), quet-lai (scan again, with a reason), doc-lai (read again)."""
    actor = actor_of(request)
    found = queries.scan_for(actor, pk)
    what = request.POST.get("viec", "")
    if what == "doc-lai":
        require(actor, Serving.PART_SCAN, found.part.dossier.holder_unit.path)
        enqueue(read, actor, ToRead(pk), title=_("Đọc lại bản quét"))
        messages.success(request, _("Đang đọc lại."))
        return redirect("scan", pk=pk)
    if what == "nhan":
        say(request, lambda: AcceptScan.run(actor, Accepting(pk)), _("Đã nhận bản số hóa."))
        return redirect("digitising")
    form = RejectForm(request.POST)
    if form.is_valid():
        wanted = Rejecting(pk, form.cleaned_data["reason"])
        if attempt(form, lambda: RejectScan.run(actor, wanted)) is not None:
            messages.success(request, _("Đã ghi: phải quét lại."))
            return redirect("digitising")
    return _scan(request, found, form, status=422)
