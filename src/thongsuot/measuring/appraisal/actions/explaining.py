"""The one consolidated list a unit explains, once, and what comes of it (J2.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.workdays import NoCalendar, load_calendar
from thongsuot.measuring.appraisal.actions.base import criteria_of, points_by_rule, require_state
from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationList, ExplanationOutcome
from thongsuot.measuring.appraisal.people import require_judge
from thongsuot.measuring.appraisal.telling import EXPLANATION_ASKED, EXPLANATION_GIVEN
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import (
    day_of,
    of_participant,
    of_round,
    participant_of,
    require_own,
    round_of,
)
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.measuring.rounds.telling import doers_of, runners_of
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.errors import FieldError
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.notifications import Note, notify

STILL_JUDGED = (ParticipantStatus.SIGNED, ParticipantStatus.APPRAISING, ParticipantStatus.APPRAISED)


@dataclass(frozen=True, slots=True)
class ParticipantId:
    participant_id: int


class SendExplanations(Action[ParticipantId, ParticipantId]):
    """Everything adjusted or asked about in one list, once; from then on no further criterion is opened."""

    name = "measuring.explanation.send"
    label = gettext_lazy("Gửi phiếu giải trình")
    permission = Measuring.SCORE_APPRAISE
    event = "measuring.explanation.sent"
    idempotency = natural("a unit gets one list")

    def authorise(self, actor: Actor, data: ParticipantId) -> None:
        require_judge(actor, participant_of(data.participant_id))

    def check(self, actor: Actor, data: ParticipantId) -> None:
        participant = participant_of(data.participant_id, lock=True)
        if ExplanationList.objects.filter(participant=participant).exists():
            raise ActionError(_("Đơn vị đã nhận phiếu giải trình; mỗi đợt chỉ có một phiếu."))
        require_state(participant, (ParticipantStatus.APPRAISED,))
        if not doubted(participant).exists():
            raise ActionError(
                _("Không có điểm nào bị điều chỉnh hoặc cần hỏi: hãy chốt điểm, không cần phiếu giải trình.")
            )

    def execute(self, context: Context, data: ParticipantId) -> ParticipantId:
        participant = participant_of(data.participant_id, lock=True)
        day = day_of(context)
        due = explain_by(day, participant.round.explain_workdays)
        sheet = ExplanationList.objects.create(participant=participant, sent_at=context.effective_at, due=due)
        order = list(criteria_of(participant).by_code)
        scores = sorted(doubted(participant), key=lambda one: order.index(one.code))
        items = [ExplanationItem(explanations=sheet, score=one, question=one.reason) for one in scores]
        ExplanationItem.objects.bulk_create(items)
        changes: dict[str, tuple[Any, Any]] = {"items": (None, [one.code for one in scores]), "due": (None, due)}
        _put(context, participant, ParticipantStatus.EXPLAINING, changes)
        _follow_round(context, participant)
        _ask_unit(participant, due, len(items))
        return data


def doubted(participant: Participant) -> QuerySet[NodeScore]:
    return NodeScore.objects.filter(participant=participant, verdict__in=(Verdict.REDUCED, Verdict.ASKED))


def explain_by(day: date, workdays: int) -> date:
    """The last day to explain. Raises ``ActionError`` where the year has no calendar: no day is guessed."""
    try:
        return load_calendar().add_workdays(day, workdays)
    except NoCalendar as missing:
        raise ActionError(str(missing)) from missing


def _put(
    context: Context, participant: Participant, status: ParticipantStatus, changes: dict[str, tuple[Any, Any]]
) -> None:
    before, participant.status = participant.status, status
    participant.save(update_fields=["status"])
    context.record(of_participant(participant), {**changes, "status": (before, status.value)})


def _follow_round(context: Context, participant: Participant) -> None:
    """The round explains once no unit is being appraised any more: it stands where its slowest unit stands."""
    row = round_of(participant.round_id, lock=True)
    if row.status != RoundStatus.APPRAISING or row.participants.filter(status__in=STILL_JUDGED).exists():
        return
    row.status = RoundStatus.EXPLAINING
    row.save(update_fields=["status"])
    context.record(of_round(row), {"status": (RoundStatus.APPRAISING, row.status)})


def _address(participant: Participant) -> str:
    return reverse("explanations", args=[participant.round.key, participant.unit.key])


def _ask_unit(participant: Participant, due: date, count: int) -> None:
    text = _("%(count)d điểm cần giải trình, hạn %(due)s: %(round)s") % {
        "count": count,
        "due": format_date(due),
        "round": participant.round.title,
    }
    why = _("Bạn là đầu mối hoặc lãnh đạo của đơn vị được chấm điểm.")
    note = Note(EXPLANATION_ASKED, f"explain-{participant.pk}", text, why, _address(participant), urgent=True)
    notify(doers_of([participant.unit_id]), note)


@dataclass(frozen=True, slots=True)
class Answering:
    """Item number → the unit's words; every item of the list."""

    participant_id: int
    answers: dict[str, str]


class AnswerExplanations(Action[Answering, ParticipantId]):
    """The head answers for the unit: the whole list, once, until the last day."""

    name = "measuring.explanation.answer"
    label = gettext_lazy("Giải trình")
    permission = Measuring.SCORE_SIGN
    event = "measuring.explanation.answered"
    idempotency = natural("a list is answered once")

    def authorise(self, actor: Actor, data: Answering) -> None:
        require_own(actor, self.permission, participant_of(data.participant_id))

    def check(self, actor: Actor, data: Answering) -> None:
        participant = participant_of(data.participant_id, lock=True)
        sheet = list_of(participant)
        if sheet.answered_at is not None:
            raise ActionError(_("Đơn vị đã giải trình. Mỗi phiếu chỉ trả lời một lần."))
        require_state(participant, (ParticipantStatus.EXPLAINING,))
        if timezone.localdate() > sheet.due:
            raise ActionError(_("Hạn giải trình đã hết ngày %(day)s.") % {"day": format_date(sheet.due)})
        items = sheet.items.select_related("score")
        empty = [one for one in items if not data.answers.get(str(one.pk), "").strip()]
        if empty:
            message = _("Tiêu chí %(code)s chưa có giải trình. Nếu đồng ý với ý kiến thẩm định, hãy ghi «Đồng ý».")
            raise ActionError.of([FieldError(message % {"code": one.score.code}, f"tra-loi-{one.pk}") for one in empty])

    def execute(self, context: Context, data: Answering) -> ParticipantId:
        participant = participant_of(data.participant_id, lock=True)
        sheet = list_of(participant)
        sheet.answered_at, sheet.answered_by_id = context.now, context.actor.id
        sheet.save(update_fields=["answered_at", "answered_by"])
        items = list(sheet.items.select_related("score"))
        for one in items:
            one.answer = data.answers[str(one.pk)].strip()
        ExplanationItem.objects.bulk_update(items, ["answer"])
        changes = {f"answer:{one.score.code}": (None, one.answer) for one in items}
        _put(context, participant, ParticipantStatus.EXPLAINED, changes)
        text = _("%(unit)s đã giải trình: %(round)s") % {
            "unit": participant.unit.name,
            "round": participant.round.title,
        }
        why = _("Bạn thẩm định đơn vị này hoặc điều hành đợt chấm điểm.")
        judges = [participant.appraiser_id] if participant.appraiser_id else runners_of(participant.round.home_id)
        notify(judges, Note(EXPLANATION_GIVEN, f"explained-{participant.pk}", text, why, _address(participant)))
        return ParticipantId(participant.pk)


def list_of(participant: Participant) -> ExplanationList:
    """Under lock. Raises ``ActionError`` where none was sent."""
    found = ExplanationList.objects.select_for_update().filter(participant=participant).first()
    if found is None:
        raise ActionError(_("Đơn vị chưa nhận phiếu giải trình nào."))
    return found


@dataclass(frozen=True, slots=True)
class Decision:
    """``outcome`` kept or changed; ``inputs`` are the corrected ones where points change; a reason either way."""

    item_id: int
    outcome: str
    reason: str
    inputs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deciding:
    participant_id: int
    decisions: tuple[Decision, ...]


class DecideExplanations(Action[Deciding, ParticipantId]):
    """After the answer, or after the last day without one. What was asked and is kept counts as the unit scored it."""

    name = "measuring.explanation.decide"
    label = gettext_lazy("Xem xét giải trình")
    permission = Measuring.SCORE_APPRAISE
    event = "measuring.explanation.decided"
    idempotency = natural("each item has one outcome")

    def authorise(self, actor: Actor, data: Deciding) -> None:
        require_judge(actor, participant_of(data.participant_id))

    def check(self, actor: Actor, data: Deciding) -> None:
        participant = participant_of(data.participant_id, lock=True)
        sheet = list_of(participant)
        require_state(participant, (ParticipantStatus.EXPLAINING, ParticipantStatus.EXPLAINED))
        if sheet.answered_at is None and timezone.localdate() <= sheet.due:
            message = _("Đơn vị còn hạn giải trình đến hết ngày %(day)s.")
            raise ActionError(message % {"day": format_date(sheet.due)})
        for one in data.decisions:
            if one.outcome not in (ExplanationOutcome.KEPT, ExplanationOutcome.CHANGED):
                raise ActionError(_("Hãy chọn giữ điểm hoặc đổi điểm."), f"ket-qua-{one.item_id}")
            if not one.reason.strip():
                raise ActionError(_("Hãy ghi lý do: đơn vị sẽ đọc lý do này."), f"ly-do-{one.item_id}")

    def execute(self, context: Context, data: Deciding) -> ParticipantId:
        participant = participant_of(data.participant_id, lock=True)
        criteria = criteria_of(participant)
        items = {one.pk: one for one in list_of(participant).items.select_related("score")}
        changes: dict[str, tuple[Any, Any]] = {}
        for one in data.decisions:
            item = items.get(one.item_id)
            if item is None:
                raise ActionError(_("Phiếu giải trình đã đổi. Hãy tải lại trang."))
            before = {"outcome": item.outcome, "points": _text(item.score)}
            item.outcome, item.outcome_reason = one.outcome, one.reason.strip()
            _decide(criteria.by_code[item.score.code], item.score, one, criteria.decimals)
            item.save()
            item.score.save()
            changes[item.score.code] = (before, {"outcome": item.outcome, "points": _text(item.score)})
        if changes:
            context.record(of_participant(participant), changes)
        else:
            context.unchanged()
        return ParticipantId(participant.pk)


def _text(score: NodeScore) -> str | None:
    return None if score.final_score is None else str(score.final_score)


def _decide(node: Any, score: NodeScore, one: Decision, decimals: int) -> None:
    asked, found = score.verdict == Verdict.ASKED, {}
    if one.outcome == ExplanationOutcome.KEPT:
        score.final_score = score.self_score if asked else score.appraised_score
    else:
        found, score.final_score = points_by_rule(node, one.inputs, decimals)
    if asked:  # what was asked is appraised only now
        score.appraised_score = score.final_score
        score.appraised_inputs = found
    score.final_reason = one.reason.strip()
    score.revision += 1
