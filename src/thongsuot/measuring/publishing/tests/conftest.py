"""A settled round: what two departments said, what the appraisers found, in the figures of the small set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant, ScoreEvidence
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.platform.files import store
from thongsuot.registry.documents.models import Document

# 10 + 14 + 7,5 + 19 + 6 + 17 + 7,5 = 81; + 2 thưởng − 1 phạt = 82/100 → 82% «Tốt».
HEALTH = {
    "1.1": {"answer": "1"},
    "1.2": {"numerator": "28", "denominator": "40"},
    "1.3": {"cases": "1"},
    "2.1": {"numerator": "95", "denominator": "100"},
    "2.2": {"value": "70"},
    "3": {"percent": "85"},
    "4": {"value": "7.5"},
    "T.1": {"cases": "1"},
    "P.1": {"cases": "1"},
}
# No task was given (1.2 leaves the maximum): 10 + 10 + 20 + 10 + 18 + 10 = 78 of 80 → 97,5% «Xuất sắc».
FINANCE = {
    "1.1": {"answer": "1"},
    "1.2": {"numerator": "0", "denominator": "0"},
    "1.3": {"cases": "0"},
    "2.1": {"numerator": "120", "denominator": "120"},
    "2.2": {"value": "80"},
    "3": {"percent": "90"},
    "4": {"value": "10"},
    "T.1": {"cases": "0"},
    "P.1": {"cases": "0"},
}
Settle = Callable[[Participant, Mapping[str, Mapping[str, str]]], None]


@pytest.fixture
def settle(criteria: CriteriaSet) -> Settle:
    """Rows of a settled unit: the unit's figures accepted as they are."""

    def fill(participant: Participant, figures: Mapping[str, Mapping[str, str]]) -> None:
        for leaf in criteria.leaves():
            texts = figures[leaf.code]
            outcome = score_leaf(leaf, {name: Decimal(text) for name, text in texts.items()})
            NodeScore.objects.create(
                participant=participant,
                code=leaf.code,
                inputs=texts,
                self_score=outcome.points if leaf.is_self_scored else None,
                verdict=Verdict.ACCEPTED,
                appraised_score=outcome.points,
                final_score=outcome.points,
            )
        participant.status = ParticipantStatus.SETTLED
        participant.save()

    return fill


@dataclass(frozen=True, slots=True)
class Settled:
    """The round with both units settled: 2.1 of Sở Y tế was found to be 90/100 (18 points, not 19)."""

    scene: Scene
    reduced: NodeScore


@pytest.fixture
def settled(scene: Scene, settle: Settle) -> Settled:
    settle(scene.mine, HEALTH)
    settle(scene.theirs, FINANCE)
    reduced = NodeScore.objects.get(participant=scene.mine, code="2.1")
    reduced.verdict = Verdict.REDUCED
    reduced.reason = "5 hồ sơ trong danh sách trả sau hạn."
    reduced.clause = "Điểm b mục 2.1"
    reduced.appraised_inputs = {"numerator": "90", "denominator": "100"}
    reduced.appraised_score = reduced.final_score = Decimal(18)
    reduced.save()
    scene.round.status = RoundStatus.EXPLAINING
    scene.round.save()
    return Settled(scene, reduced)


@pytest.fixture
def proved(settled: Settled, document: Document) -> Settled:
    """With a proof of each kind: a document of the record and a stored file."""
    ScoreEvidence.objects.create(
        score=settled.reduced, document=document, title=document.title, locator="mục 2", dated=date(2026, 6, 15)
    )
    kept = store.put([b"Danh sach ho so tra dung han\n"], "danh-sach.txt")
    ScoreEvidence.objects.create(
        score=settled.reduced, file_digest=kept.digest, file_name=kept.name, title="Danh sách hồ sơ"
    )
    return settled
