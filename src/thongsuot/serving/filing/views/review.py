"""Check all answers, file, and the confirmation; pressed twice, gone back, answer lost: the same dossier."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.errors import FieldError
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing.actions import SubmitDraft, Submitting
from thongsuot.serving.filing.actions.submitting import faults_of
from thongsuot.serving.filing.domain.papers import cost_of
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.filing.newdossier import receiving_unit
from thongsuot.serving.filing.presenting import lines_of
from thongsuot.serving.filing.queries import held_files
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.filing.views.common import with_draft
from thongsuot.serving.filing.views.files import papers_for
from thongsuot.serving.filing.views.pages import REVIEW
from thongsuot.serving.filing.views.start import draft_about
from thongsuot.serving.filing.views.tracking import open_tracking, qr_of
from thongsuot.serving.forms.domain.checking import relevant, visible_fields, visible_pages
from thongsuot.serving.payments.links import pay_url
from thongsuot.serving.procedures.queries import content_of

_FILES = "giay-to:"


@require_http_methods(["GET", "POST"])
@with_draft
def review(request: HttpRequest, draft: FilingDraft) -> HttpResponse:
    errors: tuple[FieldError, ...] = ()
    if request.method == "POST":
        listed = tuple(int(one) for one in request.POST.getlist("tep") if one.isdigit())
        try:
            SubmitDraft.run(CitizenActor(draft.token), Submitting(draft.pk, listed))
            return redirect("filing-done", draft.token)
        except ActionError as refused:
            errors = refused.errors
    form, today = form_of(draft.version), timezone.localdate()
    answers = relevant(form, draft.answers, today)
    pages = visible_pages(form, draft.answers, today)
    context = {
        **draft_about(draft),
        "sections": [(one, lines_of(one, visible_fields(form, one, answers, today), answers)) for one in pages],
        "files": [(one, _names(draft).get(one.component, one.name)) for one in held_files(draft)],
        "papers": papers_for(draft),
        "cost": cost_of(content_of(draft.version), form, answers, today),
        "office": _office(draft, answers),
        "errors": [(one.message, _where(draft, one.field or "")) for one in errors],
        "waiting": []
        if errors
        else [(one.message, _where(draft, one.field or "")) for one in faults_of(draft, (), today)],
    }
    return render(request, "serving/filing/review.html", context, status=422 if errors else 200)


@require_GET
@with_draft
def done(request: HttpRequest, draft: FilingDraft) -> HttpResponse:
    """The confirmation exists only when there is a dossier."""
    dossier = draft.dossier
    if dossier is None:
        return redirect("filing-review", draft.token)
    open_tracking(request, dossier.code)
    address = request.build_absolute_uri(reverse("tracked-dossier", args=[dossier.code]))
    context = {
        **draft_about(draft),
        "dossier": dossier,
        "content": content_of(dossier.version),
        "parts": dossier.parts.all(),
        "pay_url": pay_url(dossier),
        "qr": qr_of(address),
    }
    return render(request, "serving/filing/done.html", context)


def _office(draft: FilingDraft, answers: dict[str, Any]) -> Unit | None:
    try:
        return receiving_unit(draft, answers, timezone.now())
    except ActionError:
        return None


def _names(draft: FilingDraft) -> dict[str, str]:
    return {one.code: one.name for one in content_of(draft.version).components}


def _where(draft: FilingDraft, field: str) -> str:
    """Address of the place to mend; "" where there is none."""
    if field == _FILES:
        return reverse("filing-files", args=[draft.token])
    if field.startswith(_FILES):
        return reverse("filing-file", args=[draft.token, field.removeprefix(_FILES)])
    known = {one.code for one in form_of(draft.version).all_pages}
    return f"{reverse('filing-page', args=[draft.token, field])}?ve={REVIEW}" if field in known else ""
