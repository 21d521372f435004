"""Two signed sheets waiting for appraisal; what is claimed follows from the inputs by the set's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant, ScoreEvidence
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.registry.documents.models import Document

CLAIMS = {
    "1.1": {"answer": "1"},
    "1.2": {"numerator": "28", "denominator": "40"},
    "1.3": {"cases": "0"},
    "2.1": {"numerator": "190", "denominator": "200"},
    "2.2": {"value": "81"},
    "T.1": {"cases": "1"},
    "P.1": {"cases": "1"},
}
GIVEN = {"3": {"percent": "85"}, "4": {"value": "8"}}  # survey and statistics, entered by the scoring body


def claim(criteria: CriteriaSet, participant: Participant, code: str, inputs: dict[str, str]) -> NodeScore:
    points = score_leaf(criteria.by_code[code], {name: Decimal(text) for name, text in inputs.items()}).points
    return NodeScore.objects.create(participant=participant, code=code, inputs=inputs, self_score=points)


def give(criteria: CriteriaSet, participant: Participant, code: str, inputs: dict[str, str]) -> NodeScore:
    points = score_leaf(criteria.by_code[code], {name: Decimal(text) for name, text in inputs.items()}).points
    columns = {"appraised_inputs": inputs, "appraised_score": points, "verdict": Verdict.ACCEPTED}
    return NodeScore.objects.create(participant=participant, code=code, **columns)


@dataclass(frozen=True, slots=True)
class Desk:
    """``scene`` under appraisal: ``mine`` claims 80 points of its own, 1.1 proved by a document of the year."""

    scene: Scene
    criteria: CriteriaSet
    document: Document

    def score(self, code: str) -> NodeScore:
        return NodeScore.objects.get(participant=self.scene.mine, code=code)


@pytest.fixture
def desk(scene: Scene, criteria: CriteriaSet, document: Document) -> Desk:
    for participant in (scene.mine, scene.theirs):
        for code, inputs in CLAIMS.items():
            claim(criteria, participant, code, inputs)
        for code, inputs in GIVEN.items():
            give(criteria, participant, code, inputs)
        participant.status = ParticipantStatus.SIGNED
        participant.self_total = sum(
            (one.self_score for one in participant.scores.filter(self_score__isnull=False)), Decimal(0)
        )
        participant.save()
    scene.round.status = RoundStatus.APPRAISING
    scene.round.save()
    proof = {"document": document, "title": document.title, "locator": "mục 1", "dated": date(2026, 3, 2)}
    ScoreEvidence.objects.create(score=NodeScore.objects.get(participant=scene.mine, code="1.1"), **proof)
    return Desk(scene, criteria, document)
