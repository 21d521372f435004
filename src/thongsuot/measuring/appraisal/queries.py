"""The only ways to fetch what appraisal works on. Nobody finds here what they must not judge by (blind reviews)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from thongsuot.measuring.appraisal.domain.agreement import Pair
from thongsuot.measuring.appraisal.domain.inflation import Gap, gap_of
from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationList, ExplanationOutcome, SecondReview
from thongsuot.measuring.appraisal.queue import Background, Claim, Filters, Queue, queue_of
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import accounts_in_roles, own_unit_paths
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.documents.models import Document
from thongsuot.registry.documents.queries import visible_to as documents_visible_to

_UNSIGNED = (ParticipantStatus.INVITED, ParticipantStatus.SCORING)
_EARLY = (RoundStatus.DRAFT, RoundStatus.SCORING)


@access(Round)
def rounds_to_appraise(actor: Actor) -> QuerySet[Round]:
    """Rounds past self-scoring in one's branches, newest first."""
    mine = within_branches(actor, Measuring.SCORE_APPRAISE, "home__path")
    return Round.objects.filter(mine).exclude(status__in=_EARLY).select_related("home", "release")


@access(Round)
def round_for(actor: Actor, key: str) -> Round:
    return one_of(rounds_to_appraise(actor), key=key)


@access(Participant)
def units_of(actor: Actor, row: Round) -> list[Participant]:
    """All units of the round, in the order of their names."""
    rows = Participant.objects.filter(round=row, round__in=rounds_to_appraise(actor))
    found = list(rows.select_related("unit", "appraiser").order_by("unit__sort_key", "pk"))
    for one in found:
        one.round = row
    return found


@access(Participant)
def judgeable(actor: Actor, row: Round) -> list[Participant]:
    """The units one may judge: not one's own, and assigned to oneself, to nobody, or any for who runs the round."""
    own = own_unit_paths(actor) if isinstance(actor, Account) else frozenset()
    runs = actor.can(Measuring.ROUND_MANAGE, row.home.path)
    return [one for one in units_of(actor, row) if not _is_own(one, own) and _is_given(one, actor, runs=runs)]


def _is_own(participant: Participant, own: frozenset[str]) -> bool:
    path = participant.unit.path
    return any(one == path or one.startswith(f"{path}/") for one in own)


def _is_given(participant: Participant, actor: Actor, *, runs: bool) -> bool:
    return runs or participant.appraiser_id in (None, actor.id)


@access(NodeScore)
def queue(actor: Actor, row: Round, wanted: Filters, may: Sequence[Participant]) -> Queue:
    """The claims of signed units one may judge, the doubtful first; what one reviews blind is left out."""
    scores = NodeScore.objects.filter(participant__round=row, participant__round__in=rounds_to_appraise(actor))
    scores = scores.exclude(participant__status__in=_UNSIGNED)
    columns = ("pk", "participant__unit__key", "code", "self_score", "is_applicable", "note", "inputs", "verdict")
    blind = set(_seconds_of(actor, row).values_list("score", flat=True))
    claims = [
        Claim(pk, unit, code, points, applies, bool(note.strip()), inputs, verdict)
        for pk, unit, code, points, applies, note, inputs, verdict in scores.values_list(*columns)
        if pk not in blind
    ]
    background = Background(row.year, row.release.digest, _dates(row), _last_shares(row))
    return queue_of(set_of(row.release), claims, background, {one.unit.key for one in may}, wanted)


def _seconds_of(actor: Actor, row: Round) -> QuerySet[SecondReview]:
    """What the actor gives or gave the second opinion on: they never see or give the first."""
    return SecondReview.objects.filter(score__participant__round=row, reviewer=actor.id or 0)


def _dates(row: Round) -> dict[int, list[date | None]]:
    found: dict[int, list[date | None]] = defaultdict(list)
    rows = ScoreEvidence.objects.filter(score__participant__round=row).order_by("pk")
    for score, dated in rows.values_list("score", "dated"):
        found[score].append(dated)
    return found


def _last_shares(row: Round) -> dict[tuple[str, str], Decimal]:
    """Last year's final share of the maximum, where the criterion of that code bears the same name."""
    before = Round.objects.filter(home=row.home_id, population=row.population, year=row.year - 1)
    earlier = before.select_related("release").order_by("-pk").first()
    if earlier is None:
        return {}
    old, new = set_of(earlier.release).by_code, set_of(row.release).by_code
    same = {code: one.maximum for code, one in old.items() if code in new and one.name == new[code].name}
    scores = NodeScore.objects.filter(participant__round=earlier, final_score__isnull=False, code__in=list(same))
    return {
        (unit, code): final / maximum
        for unit, code, final in scores.values_list("participant__unit__key", "code", "final_score")
        if (maximum := same[code])
    }


@access(NodeScore)
def score_for(actor: Actor, row: Round, unit: str, code: str) -> NodeScore:
    """One claim with its verdict. Who gives the second opinion does not find it, and may not guess its address."""
    seen = NodeScore.objects.filter(participant__round=row, participant__round__in=rounds_to_appraise(actor))
    related = ("participant__unit", "participant__appraiser", "participant__round__home", "appraised_by", "entered_by")
    seen = seen.exclude(pk__in=_seconds_of(actor, row).values("score"))
    found = one_of(seen.select_related(*related), participant__unit__key=unit, code=code)
    if found.participant.status in _UNSIGNED:
        raise Hidden("Đơn vị chưa ký bản tự chấm.")
    found.participant.round = row
    return found


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence; ``document`` with its text where the actor may read it."""

    row: ScoreEvidence
    document: Document | None


@access(ScoreEvidence)
def proofs_of(actor: Actor, score: NodeScore) -> list[Proof]:
    rows = list(ScoreEvidence.objects.filter(score=score).select_related("claim__indicator", "document"))
    open_ones = set(documents_visible_to(actor).filter(score_evidence__in=rows).values_list("pk", flat=True))
    return [Proof(one, one.document if one.document_id in open_ones else None) for one in rows]


@access(SecondReview)
def seconds_for(actor: Actor, row: Round) -> list[SecondReview]:
    """One's own second opinions, open ones first. The first verdict is not fetched."""
    rows = _seconds_of(actor, row).filter(score__participant__round__in=rounds_to_appraise(actor))
    blind = rows.select_related("score__participant__unit").defer(*(f"score__{one}" for one in _FIRST_VERDICT))
    return sorted(blind, key=lambda one: (one.at is not None, one.pk))


_FIRST_VERDICT = (
    *("verdict", "appraised_inputs", "appraised_score", "reason", "clause"),
    *("appraised_by", "appraised_at", "final_score", "final_reason"),
)


@access(SecondReview)
def second_for(actor: Actor, row: Round, pk: int) -> SecondReview:
    found = next((one for one in seconds_for(actor, row) if one.pk == pk), None)
    if found is None:
        raise Hidden("Không tìm thấy điểm thẩm định lần hai này hoặc bạn không có quyền xem.")
    return found


@dataclass(frozen=True, slots=True)
class Twice:
    """One leaf judged by two people."""

    unit: str
    node: Node
    pair: Pair


@access(SecondReview)
def judged_twice(actor: Actor, row: Round) -> list[Twice]:
    """Pairs with both opinions; nothing of what the actor has still to judge blind is among them."""
    criteria = set_of(row.release)
    rows = SecondReview.objects.filter(score__participant__round=row, second_score__isnull=False)
    rows = rows.filter(score__appraised_score__isnull=False, score__participant__round__in=rounds_to_appraise(actor))
    rows = rows.exclude(score__verdict=Verdict.NONE).select_related("score__participant__unit").order_by("pk")
    found = []
    for one in rows:
        node, score = criteria.by_code[one.score.code], one.score
        pair = Pair(score.self_score, score.appraised_score, one.second_score, node.maximum or Decimal(0))
        found.append(Twice(score.participant.unit.name, node, pair))
    return found


@access(SecondReview)
def drawn(actor: Actor, row: Round) -> dict[str, int]:
    """How many leaves were drawn, have been judged a second time, and have nobody to do it."""
    rows = SecondReview.objects.filter(
        score__participant__round=row, score__participant__round__in=rounds_to_appraise(actor)
    )
    flags = list(rows.values_list("at", "reviewer"))
    return {
        "drawn": len(flags),
        "done": sum(at is not None for at, _who in flags),
        "alone": sum(who is None for _at, who in flags),
    }


@access(Account)
def appraisers(actor: Actor, row: Round) -> list[Account]:
    """Open accounts that may appraise at the round's home, for those who run the round."""
    if not actor.can(Measuring.ROUND_MANAGE, row.home.path):
        return []
    roles = [role for role in Role if Measuring.SCORE_APPRAISE in GRANTS[role]]
    return accounts_in_roles([row.home_id], roles)


@dataclass(frozen=True, slots=True)
class UnitGap:
    """``gap`` is ``None`` while the actor still has to judge something of the unit blind. Counts of leaves:
    ``waiting`` for a verdict, ``doubted`` adjusted or asked about, ``undecided`` of those explained."""

    participant: Participant
    waiting: int
    doubted: int
    undecided: int
    gap: Gap | None

    @property
    def is_signed(self) -> bool:
        return self.participant.status not in _UNSIGNED


@access(Participant)
def gaps(actor: Actor, row: Round) -> list[UnitGap]:
    """Self against appraised of every unit (E08), seen before publication by those who appraise."""
    criteria = set_of(row.release)
    own = {one.code for one in criteria.leaves() if one.is_self_scored}
    scores: dict[int, list[tuple[Decimal | None, Decimal | None]]] = defaultdict(list)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = NodeScore.objects.filter(participant__round=row, code__in=own)
    claimed = Q(self_score__isnull=False) | Q(is_applicable=False)
    columns = ("participant", "self_score", "appraised_score", "verdict")
    for unit, points, found, verdict in rows.filter(claimed).values_list(*columns):
        scores[unit].append((points, found))
        counts[unit][verdict] += 1
    blind = set(_seconds_of(actor, row).filter(at__isnull=True).values_list("score__participant", flat=True))
    still_open = ExplanationItem.objects.filter(outcome=ExplanationOutcome.OPEN, score__participant__round=row)
    undecided = Counter(still_open.values_list("score__participant", flat=True))
    return [
        UnitGap(
            one,
            counts[one.pk][Verdict.NONE],
            counts[one.pk][Verdict.REDUCED] + counts[one.pk][Verdict.ASKED],
            undecided[one.pk],
            None if one.pk in blind else gap_of(scores[one.pk]),
        )
        for one in units_of(actor, row)
    ]


@access(ExplanationItem)
def items_of(actor: Actor, participant: Participant) -> list[ExplanationItem]:
    """The list of a unit, for itself and for who reads the round; without what one reviews blind."""
    rows = ExplanationItem.objects.filter(explanations=list_for(actor, participant))
    blind = _seconds_of(actor, participant.round).filter(at__isnull=True)
    return list(rows.exclude(score__in=blind.values("score")).select_related("score", "explanations").order_by("pk"))


@access(ExplanationList)
def list_for(actor: Actor, participant: Participant) -> ExplanationList | None:
    own = within_branches(actor, Measuring.SCORE_ENTER, "participant__unit__path")
    read = within_branches(actor, Measuring.ROUND_READ, "participant__round__home__path")
    rows = ExplanationList.objects.filter(own | read, participant=participant)
    return rows.select_related("answered_by").first()
