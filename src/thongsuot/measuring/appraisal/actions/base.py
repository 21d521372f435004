"""What the actions of appraisal share: the states they may start from, the scores of a unit, points by a rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.domain import decimals_of, texts_of
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.measuring.scoring.evaluate import rule_of, score_leaf
from thongsuot.measuring.scoring.outcomes import BadInput, Flag
from thongsuot.platform.actions import ActionError

JUDGED_ROUNDS = (RoundStatus.APPRAISING, RoundStatus.EXPLAINING)
OPEN_TO_JUDGE = (ParticipantStatus.SIGNED, ParticipantStatus.APPRAISING, ParticipantStatus.APPRAISED)


def require_state(participant: Participant, allowed: Collection[str]) -> None:
    """The round is being appraised and the unit stands where the step may start. Raises ``ActionError``."""
    if participant.round.status not in JUDGED_ROUNDS:
        message = _("Đợt chấm điểm đang ở bước «%(state)s» nên chưa làm được bước này.")
        raise ActionError(message % {"state": participant.round.get_status_display()})
    if participant.status not in allowed:
        message = _("%(unit)s đang ở bước «%(state)s» nên không làm được bước này. Hãy tải lại trang.")
        raise ActionError(message % {"unit": participant.unit.name, "state": participant.get_status_display()})


def criteria_of(participant: Participant) -> CriteriaSet:
    return set_of(participant.round.release)


def scores_of(participant: Participant) -> dict[str, NodeScore]:
    """Code → row, under lock; each knows who holds its second review."""
    rows = NodeScore.objects.select_for_update(of=("self",)).filter(participant=participant)
    return {one.code: one for one in rows.annotate(second_review_of=F("second_review__reviewer_id"))}


def is_judged(node: Node, score: NodeScore) -> bool:
    """Whether the leaf asks for a verdict: self-scored, and something is claimed, be it that it does not apply."""
    return node.is_self_scored and (score.self_score is not None or not score.is_applicable)


def waits(criteria: CriteriaSet, score: NodeScore) -> bool:
    """Whether the leaf still asks for a verdict; rows of codes the set does not have never do."""
    node = criteria.by_code.get(score.code)
    return node is not None and score.verdict == Verdict.NONE and is_judged(node, score)


def points_by_rule(node: Node, texts: Mapping[str, str], decimals: int) -> tuple[dict[str, str], Decimal]:
    """Corrected inputs as stored, and what the rule gives for them. Raises ``ActionError`` on the field at fault."""
    try:
        inputs = decimals_of(node, texts)
        outcome = score_leaf(node, inputs, decimals)
    except BadInput as error:
        raise ActionError(str(error), error.name) from error
    if outcome.flag is Flag.NOT_APPLICABLE:  # would leave the maximum, which only the unit may claim
        message = _("Số liệu này làm tiêu chí không áp dụng, không phải điều chỉnh điểm: %(said)s")
        raise ActionError(message % {"said": outcome.trace}, rule_of(node).inputs[-1])
    if outcome.flag is Flag.UNSCORED:
        message = _("Hãy ghi đủ số liệu thẩm định: %(said)s")
        raise ActionError(message % {"said": outcome.trace}, rule_of(node).inputs[0])
    return texts_of(inputs), outcome.points
