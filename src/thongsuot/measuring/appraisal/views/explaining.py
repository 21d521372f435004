"""The one list of a unit: the unit answers, the council decides; each sees the whole of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.measuring.appraisal import queries
from thongsuot.measuring.appraisal.actions import AnswerExplanations, Answering, DecideExplanations, Deciding
from thongsuot.measuring.appraisal.forms import DecisionForm
from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationList
from thongsuot.measuring.appraisal.people import may_judge
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.choices import ParticipantStatus
from thongsuot.measuring.rounds.models import Participant
from thongsuot.measuring.rounds.queries import participant_for
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.registry.accounts.queries import belongs_to

_OPEN = (ParticipantStatus.EXPLAINING, ParticipantStatus.EXPLAINED)


@login_required
@require_http_methods(["GET", "POST"])
def explanations(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    actor = actor_of(request)
    participant = participant_for(actor, key, unit)
    if request.method == "GET":
        return _page(request, actor, participant, {}, {})
    answers = {
        name.removeprefix("tra-loi-"): text for name, text in request.POST.items() if name.startswith("tra-loi-")
    }
    try:
        AnswerExplanations.run(actor, Answering(participant.pk, answers))
    except ActionError as error:
        return _page(request, actor, participant, answers, {one.field or "": one.message for one in error.errors})
    messages.success(request, _("Đã gửi giải trình. Hội đồng xem xét rồi trả lời từng nội dung."))
    return redirect("explanations", key=key, unit=unit)


@login_required
@require_POST
def decide(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """What is not chosen stays open; everything chosen is decided together."""
    actor = actor_of(request)
    participant = participant_for(actor, key, unit)
    criteria = set_of(participant.round.release)
    items = queries.items_of(actor, participant)
    forms = {one.pk: DecisionForm(criteria.by_code[one.score.code], one, request.POST) for one in items}
    faulty = [one for one in forms.values() if not one.is_valid()]  # each is asked: all faults show at once
    if not faulty:
        decisions = tuple(made for one in forms.values() if (made := one.decision()) is not None)
        if not decisions:
            messages.info(request, _("Chưa chọn kết quả nào."))
            return redirect("explanations", key=key, unit=unit)
        try:
            DecideExplanations.run(actor, Deciding(participant.pk, decisions))
        except ActionError as error:
            for one in forms.values():
                one.take(error)
        else:
            messages.success(request, _("Đã ghi kết quả xem xét giải trình."))
            return redirect("explanations", key=key, unit=unit)
    return _page(request, actor, participant, {}, {}, forms)


def _page(
    request: HttpRequest,
    actor: Actor,
    participant: Participant,
    answers: dict[str, str],
    errors: dict[str, str],
    forms: dict[int, DecisionForm] | None = None,
) -> HttpResponse:
    row, sheet = participant.round, queries.list_for(actor, participant)
    criteria = set_of(row.release)
    items = queries.items_of(actor, participant)
    deciding = _decides(actor, participant, sheet)
    if deciding and forms is None:
        forms = {one.pk: DecisionForm(criteria.by_code[one.score.code], one) for one in items}
    context = {
        "round": row,
        "participant": participant,
        "list": sheet,
        "lines": [_line(one, criteria.by_code[one.score.code], answers, errors, forms or {}) for one in items],
        "errors": errors,
        "answering": _answers(actor, participant, sheet),
        "deciding": deciding,
        "is_own": belongs_to(actor, participant.unit.path),
        "is_settled": participant.status == ParticipantStatus.SETTLED,
        "today": timezone.localdate(),
        "sample_data": row.is_sample,
    }
    bad = bool(errors) or any(one.errors for one in (forms or {}).values())
    return render(request, "measuring/appraisal/explanations.html", context, status=422 if bad else 200)


def _line(
    item: ExplanationItem,
    node: object,
    answers: dict[str, str],
    errors: dict[str, str],
    forms: dict[int, DecisionForm],
) -> dict[str, object]:
    return {
        "item": item,
        "node": node,
        "typed": answers.get(str(item.pk), item.answer),
        "error": errors.get(f"tra-loi-{item.pk}", ""),
        "form": forms.get(item.pk),
    }


def _answers(actor: Actor, participant: Participant, sheet: ExplanationList | None) -> bool:
    return (
        sheet is not None
        and sheet.answered_at is None
        and participant.status == ParticipantStatus.EXPLAINING
        and timezone.localdate() <= sheet.due
        and actor.can(Measuring.SCORE_SIGN, participant.unit.path)
        and belongs_to(actor, participant.unit.path)
    )


def _decides(actor: Actor, participant: Participant, sheet: ExplanationList | None) -> bool:
    ready = sheet is not None and (sheet.answered_at is not None or timezone.localdate() > sheet.due)
    return ready and participant.status in _OPEN and may_judge(actor, participant)
