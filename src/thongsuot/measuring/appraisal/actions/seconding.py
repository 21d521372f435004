"""The blind second opinion: drawn by the round's seed, given without sight of the first verdict (J2.4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.appraisal.actions.base import criteria_of, is_judged, points_by_rule, require_state
from thongsuot.measuring.appraisal.domain.sampling import draw, reviewer_for
from thongsuot.measuring.appraisal.models import SecondReview
from thongsuot.measuring.appraisal.people import is_fit
from thongsuot.measuring.appraisal.telling import SECOND_DRAWN
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_participant, of_round, refuse_own, round_of
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import NodeScore, Round
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.notifications import Note, notify_many
from thongsuot.registry.accounts.models import Account

_NOT_SIGNED = (ParticipantStatus.INVITED, ParticipantStatus.SCORING)


@dataclass(frozen=True, slots=True)
class Drawing:
    round_id: int
    reviewer_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """``alone``: leaves drawn for which none of the reviewers may give the second opinion."""

    drawn: int
    alone: int


class DrawSecondReviews(Action[Drawing, Drawn]):
    """Draws what is not drawn yet and finds a reviewer where one was missing; what is drawn stays drawn."""

    name = "measuring.second.draw"
    label = gettext_lazy("Rút mẫu thẩm định độc lập lần hai")
    permission = Measuring.ROUND_MANAGE
    event = "measuring.second.drawn"
    idempotency = natural("the draw follows from the seed")

    def scope(self, data: Drawing) -> str:
        return round_of(data.round_id).home.path

    def check(self, actor: Actor, data: Drawing) -> None:
        row = round_of(data.round_id, lock=True)
        if row.status != RoundStatus.APPRAISING:
            raise ActionError(_("Chỉ rút mẫu khi đợt đang thẩm định."))
        if not data.reviewer_ids:
            raise ActionError(_("Hãy chọn ít nhất một người thẩm định lần hai."), "reviewers")

    def execute(self, context: Context, data: Drawing) -> Drawn:
        row = round_of(data.round_id)
        reviewers = list(Account.objects.filter(pk__in=data.reviewer_ids, is_active=True).order_by("pk"))
        scores = _drawn_scores(row)
        there = {one.score_id: one for one in SecondReview.objects.filter(score__in=[score.pk for score in scores])}
        fit = {
            unit.path: [one.pk for one in reviewers if is_fit(one, row, unit.path)]
            for unit in {score.participant.unit for score in scores}
        }
        changed, alone = [], 0
        for score in scores:
            review = there.get(score.pk)
            if review is not None and review.reviewer_id is not None:
                continue
            found = _reviewer(row, score, fit[score.participant.unit.path])
            alone += found is None
            if review is None or found is not None:
                changed.append(review or SecondReview(score=score))
                changed[-1].reviewer_id = found
        _keep(context, row, changed)
        return Drawn(len(scores), alone)


def seed_of(row: Round) -> str:
    return row.seed or row.key


def signed_leaves(row: Round) -> QuerySet[NodeScore]:
    """Scores of units that have signed; which of them a person judges, the set says."""
    rows = NodeScore.objects.filter(participant__round=row).exclude(participant__status__in=_NOT_SIGNED)
    return rows.select_related("participant__unit").order_by("participant__unit__sort_key", "pk")


def _drawn_scores(row: Round) -> list[NodeScore]:
    criteria = set_of(row.release)
    by_unit: dict[str, dict[str, NodeScore]] = defaultdict(dict)
    for one in signed_leaves(row):
        node = criteria.by_code.get(one.code)
        if node is not None and one.is_applicable and is_judged(node, one):
            by_unit[one.participant.unit.key][one.code] = one
    chosen = draw(seed_of(row), {unit: list(codes) for unit, codes in by_unit.items()}, row.second_share)
    return [by_unit[unit][code] for unit, codes in chosen.items() for code in codes]


def _reviewer(row: Round, score: NodeScore, fit: list[int]) -> int | None:
    first = {score.participant.appraiser_id, score.appraised_by_id}
    eligible = [one for one in fit if one not in first]
    return reviewer_for(seed_of(row), score.participant.unit.key, score.code, eligible)


def _keep(context: Context, row: Round, changed: list[SecondReview]) -> None:
    if not changed:
        context.unchanged()
        return
    SecondReview.objects.bulk_create([one for one in changed if one.pk is None])
    SecondReview.objects.bulk_update([one for one in changed if one.pk is not None], ["reviewer"])
    codes = [f"{one.score.participant.unit.key}:{one.score.code}" for one in changed]
    context.record(of_round(row), {"seed": (None, seed_of(row)), "second_reviews": (None, codes)})
    why, url = _("Bạn được rút làm người thẩm định độc lập lần hai."), reverse("second-reviews", args=[row.key])
    told = []
    for account, count in Counter(one.reviewer_id for one in changed if one.reviewer_id).items():
        text = _("%(count)d điểm chờ bạn thẩm định độc lập lần hai: %(round)s") % {"count": count, "round": row.title}
        told.append(([account], Note(SECOND_DRAWN, f"second-{row.pk}-{account}-{len(codes)}", text, why, url)))
    notify_many(told)


@dataclass(frozen=True, slots=True)
class Second:
    """``accept`` or corrected ``inputs`` with a reason, as in the first appraisal."""

    review_id: int
    accept: bool
    inputs: dict[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SecondGiven:
    id: int


class ReviewSecond(Action[Second, SecondGiven]):
    """Given once, by the person it was drawn for."""

    name = "measuring.second.review"
    label = gettext_lazy("Thẩm định độc lập lần hai")
    permission = Measuring.SCORE_APPRAISE
    event = "measuring.second.reviewed"
    idempotency = natural("a second opinion is given once")

    def authorise(self, actor: Actor, data: Second) -> None:
        review = _review(data)
        require(actor, self.permission, review.score.participant.round.home.path)
        if review.reviewer_id is None or review.reviewer_id != actor.id or review.score.appraised_by_id == actor.id:
            raise AccessDenied(_("Điểm này được rút cho người khác thẩm định lần hai."))
        refuse_own(actor, review.score.participant)

    def check(self, actor: Actor, data: Second) -> None:
        review = _review(data)
        states = [one for one in ParticipantStatus.values if one not in (*_NOT_SIGNED, ParticipantStatus.SETTLED)]
        require_state(review.score.participant, states)
        if review.second_score is not None:
            raise ActionError(_("Bạn đã thẩm định lần hai tiêu chí này. Ý kiến lần hai chỉ cho một lần."))
        if not data.accept and not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do điều chỉnh."), "reason")

    def execute(self, context: Context, data: Second) -> SecondGiven:
        review = _review(data)
        criteria = criteria_of(review.score.participant)
        if data.accept:
            review.second_score = review.score.self_score
        else:
            node = criteria.by_code[review.score.code]
            _inputs, review.second_score = points_by_rule(node, data.inputs, criteria.decimals)
        review.reason, review.at = data.reason.strip(), context.now
        review.save()
        change = {f"second:{review.score.code}": (None, str(review.second_score))}
        context.record(of_participant(review.score.participant), change)
        return SecondGiven(review.pk)


def _review(data: Second) -> SecondReview:
    rows = SecondReview.objects.select_for_update(of=("self",))
    related = ("score__participant__round__home", "score__participant__round__release", "score__participant__unit")
    found = rows.select_related(*related).filter(pk=data.review_id).first()
    if found is None:
        raise ActionError(_("Không còn điểm chờ thẩm định lần hai này. Hãy tải lại trang."))
    return found
