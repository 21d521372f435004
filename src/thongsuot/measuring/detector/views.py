"""Questions about figures too good, too even or too hurried; for who may read them, never public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.measuring.detector import queries
from thongsuot.measuring.detector.actions import Answering, AnswerQuestion
from thongsuot.measuring.detector.domain.questions import Question
from thongsuot.measuring.detector.domain.timing import What
from thongsuot.measuring.detector.forms import AnswerForm
from thongsuot.measuring.detector.gathering import Looked
from thongsuot.measuring.detector.models import DetectorAnswer
from thongsuot.measuring.detector.words import GROUPS
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.models import Round
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt
from thongsuot.registry.paging import CappedPaginator

PAGE_SIZE, _MOST_LINKS = 30, 8
_FIRST = 5  # questions of a kind shown at once


@dataclass(frozen=True, slots=True)
class Shown:
    """A question with what it was counted from; ``links``: (words, address)."""

    question: Question
    answer: DetectorAnswer | None
    links: list[tuple[str, str]]
    source: str


@login_required
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.DETECT)
    page = CappedPaginator(queries.rounds_to_question(actor), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "sample_data": any(one.is_sample for one in page)}
    return render(request, "measuring/detector/rounds.html", context)


@login_required
@require_GET
def questions(request: HttpRequest, key: str) -> HttpResponse:
    """``xem=tat-ca`` shows answered questions too."""
    actor = actor_of(request)
    opened = queries.round_to_question(actor, key)
    looked, answers = queries.looked_into(actor, opened), queries.answers_of(actor, opened)
    shown = [_shown(opened, one, answers) for one in looked.questions]
    whole = request.GET.get("xem") == "tat-ca"
    open_ones = [one for one in shown if one.answer is None]
    groups = _grouped(shown if whole else open_ones, looked)
    context = {
        "round": opened,
        "groups": [one for one in groups if one["questions"] or one["unseen"]],
        "quiet": [one["title"] for one in groups if not one["questions"] and not one["unseen"]],
        "counts": {
            "open": len(open_ones),
            "answered": len(shown) - len(open_ones),
            "units": len(looked.scoring.sheets),
        },
        "tabs": [
            (_("Chưa giải thích"), "?", not whole, len(open_ones)),
            (_("Tất cả"), "?xem=tat-ca", whole, len(shown)),
        ],
        "sample_data": opened.is_sample,
    }
    return render(request, "measuring/detector/questions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """``cau-hoi``: the key of a question that the round raises now."""
    actor = actor_of(request)
    opened = queries.round_to_question(actor, key)
    wanted = request.POST.get("cau-hoi") or request.GET.get("cau-hoi", "")
    question = next((one for one in queries.looked_into(actor, opened).questions if one.key == wanted), None)
    if question is None:
        raise Http404(_("Câu hỏi này không còn: số liệu đã thay đổi từ lúc trang được mở."))
    kept = queries.answers_of(actor, opened).get(question.key)
    form = AnswerForm(request.POST or None, initial={"reason": kept.reason if kept else ""})
    if request.method == "POST" and form.is_valid():
        given = Answering(opened.key, question.key, question.text, form.cleaned_data["reason"], question.unit)
        if attempt(form, lambda: AnswerQuestion.run(actor, given)) is not None:
            return redirect("round-anomalies", key)
    context = {
        "round": opened,
        "shown": _shown(opened, question, {question.key: kept} if kept else {}),
        "form": form,
        "sample_data": opened.is_sample,
    }
    return render(request, "measuring/detector/answer.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def ceiling(request: HttpRequest, key: str) -> HttpResponse:
    """For the council that revises the set (E07): which criteria still tell units apart."""
    actor = actor_of(request)
    opened = queries.round_to_question(actor, key)
    items = queries.looked_into(actor, opened).items
    context = {
        "round": opened,
        "flat": [one for one in items if one.is_flat],
        "items": sorted(items, key=lambda one: (not one.is_flat, -(one.mean or 0), one.item.code)),
        "flat_points": sum(one.item.maximum for one in items if one.is_flat),
        "whole_points": sum(one.item.maximum for one in items),
        "sample_data": opened.is_sample,
    }
    return render(request, "measuring/detector/ceiling.html", context)


def _grouped(shown: list[Shown], looked: Looked) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
    for group in GROUPS:
        own = [one for one in shown if one.question.kind in group.kinds]
        unseen = [group.unseen] if set(group.kinds) & set(looked.unseen) else []
        made = {"title": group.title, "why": group.why, "questions": own, "rest": len(own) - _FIRST, "unseen": unseen}
        groups.append(made)
    return groups


def _shown(opened: Round, question: Question, answers: Mapping[str, DetectorAnswer]) -> Shown:
    links = _links(opened, question)
    source = links[0][1] if links else reverse("round-anomalies", args=[opened.key])
    return Shown(question, answers.get(question.key), links, source)


def _links(opened: Round, question: Question) -> list[tuple[str, str]]:
    """The unit's sheet, the criterion, and what was counted one by one."""
    found: list[tuple[str, str]] = []
    if question.unit:
        found.append((_("Phiếu chấm của đơn vị"), reverse("self-score", args=[opened.key, question.unit])))
    if question.code:
        found.append((_("Trang tiêu chí"), reverse("criterion", args=[opened.release.key, question.code])))
        found.append((_("Điểm của các đơn vị"), reverse("ceiling-report", args=[opened.key])))
    what = question.detail.split(":")[0]
    for ref in question.refs[:_MOST_LINKS]:
        if what == What.APPRAISAL:
            found.append((ref, reverse("appraise", args=[opened.key, question.unit, ref])))
        elif what == What.TASK:
            found.append((_("nhiệm vụ số %(number)s") % {"number": ref}, reverse("task", args=[ref])))
    return found
