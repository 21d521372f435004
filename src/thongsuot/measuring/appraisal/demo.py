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
from thongsuot.measuring.rounds.choices import ParticipantStatus, Verdict
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.registry.accounts.models import Account

_LENIENT = 5


def go_on(row: Round, appraiser: Account, office: Account, second: Account) -> None:
    """Everything through the product's own actions; ``second`` has done what the first appraiser had looked at."""
    DrawSecondReviews.run(office, Drawing(row.pk, (second.pk,)))
    _second_opinions(row, second)
    first = Participant.objects.filter(round=row, status=ParticipantStatus.APPRAISING).order_by("pk").first()
    if first is not None:
        _finish(first, appraiser)
        SendExplanations.run(appraiser, ParticipantId(first.pk))


def _second_opinions(row: Round, second: Account) -> None:
    """Sample people agree four times in five; each fifth second opinion takes the unit's word."""
    reviews = SecondReview.objects.filter(score__participant__round=row, reviewer=second).select_related("score")
    for number, review in enumerate(reviews.exclude(score__verdict=Verdict.NONE).order_by("pk")):
        reduced = review.score.verdict == Verdict.REDUCED and review.score.appraised_inputs
        given = Second(review.pk, accept=True)
        if reduced and number % _LENIENT:
            given = Second(review.pk, False, review.score.appraised_inputs, "Văn bản gửi kèm chưa đủ căn cứ.")
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
