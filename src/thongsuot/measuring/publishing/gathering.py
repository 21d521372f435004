"""All rows of a round in a handful of statements, however many units it has."""

from __future__ import annotations

from collections import defaultdict

from thongsuot.measuring.appraisal.models import ExplanationItem
from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.publishing.building import Rows
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence


def rows_of(opened: Round) -> Rows:
    """Unfiltered: for actions, and for queries that have asked who is reading."""
    participants = list(Participant.objects.filter(round=opened).select_related("unit"))
    scores: dict[int, list[NodeScore]] = defaultdict(list)
    for score in NodeScore.objects.filter(participant__round=opened).order_by("pk"):
        scores[score.participant_id].append(score)
    evidence: dict[int, list[ScoreEvidence]] = defaultdict(list)
    proofs = ScoreEvidence.objects.filter(score__participant__round=opened).select_related("document")
    for proof in proofs.order_by("pk"):
        evidence[proof.score_id].append(proof)
    items = ExplanationItem.objects.filter(score__participant__round=opened)
    explanations = {item.score_id: item for item in items}
    return Rows(opened, set_from(opened.release.content), participants, scores, evidence, explanations)
