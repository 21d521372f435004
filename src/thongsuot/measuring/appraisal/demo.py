"""The round under way in the middle of appraisal: drawn, partly judged twice, one unit asked to explain."""

from __future__ import annotations

from thongsuot.measuring.appraisal.actions import (
    AppraiseScores,
    Appraising,
    Drawing,
    DrawSecondReviews,
    Judgement,
    ParticipantId,
    ReviewSecond,
    Second,
    SendExplanations,
)
from thongsuot.measuring.appraisal.actions.base import criteria_of, waits
from thongsuot.measuring.appraisal.models import SecondReview
from thongsuot.measuring.criteria.domain.rules import YesNo
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.rounds.choices import ParticipantStatus, Verdict
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.measuring.scoring.evaluate import rule_of
from thongsuot.registry.accounts.models import Account

_HARSHER = 5  # every fifth second opinion finds less than the unit claims


def go_on(row: Round, appraiser: Account, office: Account, second: Account) -> None:
    """Everything through the product's own actions; ``second`` has done what the first appraiser had looked at."""
    DrawSecondReviews.run(office, Drawing(row.pk, (second.pk,)))
    _second_opinions(row, second)
    first = Participant.objects.filter(round=row, status=ParticipantStatus.APPRAISING).order_by("pk").first()
    if first is not None:
        _finish(first, appraiser)
        SendExplanations.run(appraiser, ParticipantId(first.pk))


def _second_opinions(row: Round, second: Account) -> None:
    criteria = set_of(row.release)
    reviews = SecondReview.objects.filter(score__participant__round=row, reviewer=second).select_related("score")
    done = reviews.exclude(score__verdict=Verdict.NONE).order_by("pk")
    for number, review in enumerate(done):
        yes_no = isinstance(rule_of(criteria.by_code[review.score.code]), YesNo)
        harsher = number % _HARSHER == 0 and yes_no and bool(review.score.self_score)
        given = Second(review.pk, accept=not harsher)
        if harsher:
            given = Second(review.pk, False, {"answer": "0"}, "Văn bản gửi kèm không thuộc năm chấm điểm.")
        ReviewSecond.run(second, given)


def _finish(participant: Participant, appraiser: Account) -> None:
    """What is still open is accepted, but for one leaf that is asked about."""
    criteria = criteria_of(participant)
    left = [one for one in participant.scores.order_by("pk") if waits(criteria, one)]
    given = [Judgement(one.code, one.revision, Verdict.ACCEPTED) for one in left]
    if left:
        question = "Văn bản gửi kèm có phải bản đã ban hành trong năm không?"
        given[0] = Judgement(left[0].code, left[0].revision, Verdict.ASKED, reason=question)
    AppraiseScores.run(appraiser, Appraising(participant.pk, tuple(given)))
