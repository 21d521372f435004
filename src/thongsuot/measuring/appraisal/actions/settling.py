"""A unit's scores fixed: what appraisal found, or what the explanation changed; then nothing moves until an appeal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import round_half_up
from thongsuot.measuring.appraisal.actions.base import criteria_of, require_state, scores_of, waits
from thongsuot.measuring.appraisal.actions.explaining import ParticipantId, doubted
from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationOutcome
from thongsuot.measuring.appraisal.people import require_judge
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_participant, participant_of
from thongsuot.measuring.rounds.choices import ParticipantStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.measuring.scoring.outcomes import Totals
from thongsuot.measuring.scoring.totals import total
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural

_PLACES = 4  # of the columns


@dataclass(frozen=True, slots=True)
class Settled:
    """``unscored``: leaves that count 0 because nobody scored them."""

    points: Decimal
    percent: Decimal | None
    unscored: tuple[str, ...]


class SettleParticipant(Action[ParticipantId, Settled]):
    """Refused while a claim is without verdict, a doubt was not put to the unit, or its explanation not decided."""

    name = "measuring.score.settle"
    label = gettext_lazy("Chốt điểm của đơn vị")
    permission = Measuring.SCORE_APPRAISE
    event = "measuring.score.settled"
    idempotency = natural("settled scores are settled")

    def authorise(self, actor: Actor, data: ParticipantId) -> None:
        require_judge(actor, participant_of(data.participant_id))

    def check(self, actor: Actor, data: ParticipantId) -> None:
        participant = participant_of(data.participant_id, lock=True)
        require_state(participant, ParticipantStatus.values)
        if participant.status == ParticipantStatus.SETTLED:
            raise ActionError(_("Điểm của đơn vị này đã chốt."))
        lack = what_lacks(participant)
        if lack:
            raise ActionError(lack)

    def execute(self, context: Context, data: ParticipantId) -> Settled:
        participant = participant_of(data.participant_id, lock=True)
        criteria, scores = criteria_of(participant), scores_of(participant)
        signed = participant.status not in (ParticipantStatus.INVITED, ParticipantStatus.SCORING)
        for code, row in scores.items():
            _settle(criteria.by_code[code], row, signed=signed)
        NodeScore.objects.bulk_update(scores.values(), ["final_score", "appraised_score", "revision"], batch_size=500)
        appraised, final = totals_of(criteria, scores, "appraised_score"), totals_of(criteria, scores, "final_score")
        before = participant.status
        _keep(participant, appraised, final)
        changes: dict[str, tuple[Any, Any]] = {
            "status": (before, participant.status),
            "appraised_total": (None, str(participant.appraised_total)),
            "final_total": (None, str(participant.final_total)),
        }
        context.record(of_participant(participant), changes)
        return Settled(final.points, final.percent, final.unscored)


def what_lacks(participant: Participant) -> str:
    """Why the scores cannot be settled yet, empty when they can. A unit that never signed is settled as it is."""
    if participant.status in (ParticipantStatus.INVITED, ParticipantStatus.SCORING):
        return ""
    criteria = criteria_of(participant)
    rows = NodeScore.objects.filter(participant=participant, verdict=Verdict.NONE)
    waiting = sum(waits(criteria, one) for one in rows)
    if waiting:
        return _("Còn %(count)d tiêu chí chưa thẩm định.") % {"count": waiting}
    if doubted(participant).filter(explanation__isnull=True).exists():
        return _("Có điểm bị điều chỉnh hoặc hỏi lại mà đơn vị chưa được giải trình. Hãy gửi phiếu giải trình.")
    open_ones = ExplanationItem.objects.filter(
        explanations__participant=participant, outcome=ExplanationOutcome.OPEN
    ).count()
    if open_ones:
        return _("Còn %(count)d giải trình chưa xem xét.") % {"count": open_ones}
    return ""


def _settle(node: Node, row: NodeScore, *, signed: bool) -> None:
    """Surveys, statistics and panels count as given; what the unit claimed counts as judged, unsigned claims do not."""
    if not node.is_self_scored and row.appraised_score is None:
        row.appraised_score = row.self_score
    if row.final_score is None:
        row.final_score = row.appraised_score if signed or not node.is_self_scored else None
    row.revision += 1


def totals_of(criteria: CriteriaSet, scores: Mapping[str, NodeScore], column: str) -> Totals:
    """Totals of the appraised or final points of a unit. «Not applicable» that appraisal gave points was refused."""
    points = {code: getattr(row, column) for code, row in scores.items()}
    return total(
        criteria, points, [code for code, row in scores.items() if not row.is_applicable and points[code] is None]
    )


def _keep(participant: Participant, appraised: Totals, final: Totals) -> None:
    participant.status = ParticipantStatus.SETTLED
    participant.appraised_total = round_half_up(appraised.points, _PLACES)
    participant.final_total = round_half_up(final.points, _PLACES)
    participant.applicable_maximum = final.applicable_maximum
    participant.percent = None if final.percent is None else round_half_up(final.percent, _PLACES)
    participant.save()
