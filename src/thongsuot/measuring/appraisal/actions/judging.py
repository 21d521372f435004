"""Verdicts on self-scores: accept, adjust with reason and clause, or ask (E03)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.appraisal.actions.base import (
    OPEN_TO_JUDGE,
    criteria_of,
    is_judged,
    points_by_rule,
    require_state,
    scores_of,
)
from thongsuot.measuring.appraisal.people import refuse_second, require_judge
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_participant, participant_of
from thongsuot.measuring.rounds.choices import ParticipantStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural


@dataclass(frozen=True, slots=True)
class Judgement:
    """``revision`` is that of the score the appraiser looked at; ``inputs`` are the corrected ones of an adjustment.

    ``reason`` is why points change, or what is asked; ``clause`` names the clause of the criterion it rests on.
    """

    code: str
    revision: int
    verdict: str
    inputs: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Appraising:
    participant_id: int
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Appraised:
    """``left``: leaves of the unit still without verdict."""

    left: int


class AppraiseScores(Action[Appraising, Appraised]):
    """All verdicts of one call or none. A score that changed since it was looked at is a conflict."""

    name = "measuring.score.appraise"
    label = gettext_lazy("Thẩm định điểm tự chấm")
    permission = Measuring.SCORE_APPRAISE
    event = "measuring.score.appraised"
    idempotency = natural("a verdict is given on one revision of a score")

    def authorise(self, actor: Actor, data: Appraising) -> None:
        require_judge(actor, participant_of(data.participant_id))

    def check(self, actor: Actor, data: Appraising) -> None:
        participant = participant_of(data.participant_id, lock=True)
        require_state(participant, OPEN_TO_JUDGE)
        criteria, scores = criteria_of(participant), scores_of(participant)
        for one in data.judgements:
            row = _row(criteria, scores, one)
            refuse_second(actor, row)
            if row.revision != one.revision:
                raise ConflictError(said_of_conflict(row))
            _check_words(one)

    def execute(self, context: Context, data: Appraising) -> Appraised:
        participant = participant_of(data.participant_id, lock=True)
        criteria, scores = criteria_of(participant), scores_of(participant)
        changes: dict[str, tuple[Any, Any]] = {}
        for one in data.judgements:
            row, before = scores[one.code], _plain(scores[one.code])
            _judge(criteria, row, one)
            row.revision += 1
            row.appraised_by_id, row.appraised_at = context.actor.id, context.now
            row.save()
            changes[one.code] = (before, _plain(row))
        if not changes:
            context.unchanged()
        left = sum(
            is_judged(criteria.by_code[one.code], one) and one.verdict == Verdict.NONE for one in scores.values()
        )
        if changes:
            changes |= _advance(participant, left)
            context.record(of_participant(participant), changes)
        return Appraised(left)


def said_of_conflict(row: NodeScore) -> str:
    """What a colleague did meanwhile, for the screen that shows both."""
    if row.appraised_by is None or row.appraised_at is None:
        return _("Đơn vị đã sửa tiêu chí %(code)s trong lúc bạn xem. Hãy xem lại rồi cho ý kiến.") % {"code": row.code}
    message = _("%(who)s đã thẩm định tiêu chí %(code)s lúc %(at)s: %(what)s. Ý kiến của bạn còn nguyên ở dưới.")
    return message % {
        "who": row.appraised_by.display_name,
        "code": row.code,
        "at": timezone.localtime(row.appraised_at).strftime("%H:%M"),
        "what": row.get_verdict_display(),
    }


def _row(criteria: CriteriaSet, scores: Mapping[str, NodeScore], one: Judgement) -> NodeScore:
    node, row = criteria.by_code.get(one.code), scores.get(one.code)
    if node is None or row is None or not is_judged(node, row):
        raise ActionError(_("Tiêu chí %(code)s không có điểm tự chấm để thẩm định.") % {"code": one.code})
    return row


def _check_words(one: Judgement) -> None:
    if one.verdict not in (Verdict.ACCEPTED, Verdict.REDUCED, Verdict.ASKED):
        raise ActionError(_("Hãy chọn công nhận, điều chỉnh hoặc hỏi lại."))
    if one.verdict == Verdict.REDUCED and not one.reason.strip():
        raise ActionError(_("Hãy ghi lý do điều chỉnh: đơn vị sẽ đọc và giải trình theo lý do này."), "reason")
    if one.verdict == Verdict.REDUCED and not one.clause.strip():
        raise ActionError(_("Hãy ghi điểm, khoản của tiêu chí làm căn cứ điều chỉnh."), "clause")
    if one.verdict == Verdict.ASKED and not one.reason.strip():
        raise ActionError(_("Hãy ghi nội dung cần đơn vị giải trình."), "reason")


def _judge(criteria: CriteriaSet, row: NodeScore, one: Judgement) -> None:
    row.verdict, row.reason, row.clause = one.verdict, "", ""
    row.appraised_inputs, row.appraised_score = {}, None
    if one.verdict == Verdict.ACCEPTED:
        row.appraised_score = row.self_score
        return
    row.reason = one.reason.strip()
    if one.verdict == Verdict.REDUCED:
        row.clause = one.clause.strip()
        _adjust(criteria.by_code[one.code], row, one, criteria.decimals)


def _adjust(node: Node, row: NodeScore, one: Judgement, decimals: int) -> None:
    row.appraised_inputs, row.appraised_score = points_by_rule(node, one.inputs, decimals)
    if row.is_applicable and row.appraised_score == row.self_score:
        message = _("Số liệu thẩm định cho đúng điểm tự chấm. Hãy công nhận, hoặc sửa số liệu thẩm định.")
        raise ActionError(message, next(iter(one.inputs), None))


def _advance(participant: Participant, left: int) -> dict[str, tuple[Any, Any]]:
    wanted = ParticipantStatus.APPRAISING if left else ParticipantStatus.APPRAISED
    before = participant.status
    if before == wanted:
        return {}
    participant.status = wanted
    participant.save(update_fields=["status"])
    return {"status": (before, wanted.value)}


def _plain(row: NodeScore) -> dict[str, Any]:
    """A verdict as events keep it."""
    points = None if row.appraised_score is None else str(row.appraised_score)
    return {"verdict": row.verdict, "points": points, "reason": row.reason, "clause": row.clause}
