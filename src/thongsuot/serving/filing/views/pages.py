"""The pages of a draft, one thing each: what is typed is saved first and judged afterwards."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.kernel.clock import format_time
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing.actions import SaveAnswers, Saving
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.filing.places import Place, resolve
from thongsuot.serving.filing.presenting import marked, shown_fields
from thongsuot.serving.filing.queries import draft_for
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.filing.views.common import with_draft
from thongsuot.serving.filing.views.start import draft_about
from thongsuot.serving.forms.domain.checking import check, stops_of, visible_fields, visible_pages
from thongsuot.serving.forms.domain.reading import read
from thongsuot.serving.forms.domain.schema import PRE_CHECK, Field, FieldKind, Form, Page

FILES, REVIEW = "giay-to", "kiem-tra-lai"
_PLACES = {FieldKind.ADDRESS, FieldKind.UNIT}


@require_GET
@with_draft
def go_on(request: HttpRequest, draft: FilingDraft) -> HttpResponse:
    """Where it was left; the address to keep for going on from another device."""
    return redirect(_address(draft, draft.position or _first(draft)))


@require_http_methods(["GET", "POST"])
@with_draft
def page(request: HttpRequest, draft: FilingDraft, page: str) -> HttpResponse:
    form, today = form_of(draft.version), timezone.localdate()
    one = _page(form, page)
    if one not in _pages(draft):
        return redirect("filing", draft.token)
    faults, places = [], {}
    if request.method == "POST":
        before = visible_fields(form, one, draft.answers, today)
        answers, places = _typed(request, one.fields if request.POST.get("tat-ca") else before)
        draft = _save(draft, answers, one.code)
        after = visible_fields(form, one, draft.answers, today)
        faults = check(form, draft.answers, today, one.code)
        if not faults and {field.code for field in after} <= {field.code for field in before}:
            return redirect(_after(request, draft, one))
        if faults and {fault.field.split(".")[0] for fault in faults} <= _new(before, after):
            faults = []  # a question that only now appears is asked, not reproached
    context = {
        **draft_about(draft),
        "page": one,
        "fields": shown_fields(visible_fields(form, one, draft.answers, today), draft.answers, faults, places),
        "faults": marked(faults),
        "stops": stops_of(form, draft.answers, today),
        **_place_in(draft, one),
        "back_to_review": request.GET.get("ve") == REVIEW,
    }
    return render(request, "serving/filing/page.html", context, status=422 if faults else 200)


@require_POST
@with_draft
def save(request: HttpRequest, draft: FilingDraft, page: str) -> HttpResponse:
    """In the background, as one types: «Đã lưu 10:32»."""
    one = _page(form_of(draft.version), page)
    fields = visible_fields(form_of(draft.version), one, draft.answers, timezone.localdate())
    answers, _places = _typed(request, fields)
    saved = _save(draft, answers, one.code)
    return JsonResponse({"saved": format_time(saved.saved_at), "revision": saved.revision})


def _first(draft: FilingDraft) -> str:
    """What was answered before starting is not asked again."""
    first, *others = _pages(draft)
    answered = first.code == PRE_CHECK and not check(
        form_of(draft.version), draft.answers, timezone.localdate(), PRE_CHECK
    )
    return others[0].code if answered and others else first.code


def _save(draft: FilingDraft, answers: dict[str, Any], position: str) -> FilingDraft:
    actor = CitizenActor(draft.token)
    SaveAnswers.run(actor, Saving(draft.pk, answers, position))
    return draft_for(actor, timezone.now())


def _typed(request: HttpRequest, fields: Any) -> tuple[dict[str, Any], dict[str, list[Place]]]:
    """The answers of a page, and the places to choose from where the words leave a doubt."""
    today = timezone.localdate()
    answers: dict[str, Any] = {}
    places: dict[str, list[Place]] = {}
    for field in fields:
        answers[field.code] = read(field, request.POST.getlist, today)
        if field.kind in _PLACES and answers[field.code]:
            answers[field.code], places[field.code] = resolve(answers[field.code], today)
    return answers, places


def _new(before: list[Field], after: list[Field]) -> set[str]:
    return {field.code for field in after} - {field.code for field in before}


def _page(form: Form, code: str) -> Page:
    found = next((one for one in form.all_pages if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _pages(draft: FilingDraft) -> list[Page]:
    return visible_pages(form_of(draft.version), draft.answers, timezone.localdate())


def _address(draft: FilingDraft, code: str) -> str:
    if code == FILES:
        return reverse("filing-files", args=[draft.token])
    known = {one.code for one in _pages(draft)}
    return reverse("filing-page", args=[draft.token, code if code in known else _pages(draft)[0].code])


def _after(request: HttpRequest, draft: FilingDraft, one: Page) -> str:
    if request.GET.get("ve") == REVIEW:
        return reverse("filing-review", args=[draft.token])
    codes = [other.code for other in _pages(draft)]
    following = codes[codes.index(one.code) + 1 :] if one.code in codes else codes
    return _address(draft, following[0] if following else FILES)


def _place_in(draft: FilingDraft, one: Page) -> dict[str, Any]:
    """Which page of how many, and the one before."""
    pages = _pages(draft)
    number = pages.index(one) + 1 if one in pages else 1
    before = pages[number - 2].code if number > 1 else ""
    return {"number": number, "count": len(pages) + 2, "before": before}
