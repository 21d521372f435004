"""The queue of the round under way, a claim, the council's pages, the second opinion, the list to explain."""

from __future__ import annotations

from thongsuot.measuring.appraisal.models import ExplanationList, SecondReview
from thongsuot.measuring.rounds.models import NodeScore, Round


def addresses() -> dict[str, list[str]]:
    row = Round.objects.get(key="cham-diem-so-nganh-2026")
    at = f"/lam-viec/tham-dinh/{row.key}"
    scores = NodeScore.objects.filter(participant__round=row, participant__status="unit_signed", verdict="none")
    score = scores.filter(self_score__gt=0, evidence__isnull=False, second_review__isnull=True).order_by("pk")[0]
    second = SecondReview.objects.filter(score__participant__round=row, at__isnull=True).order_by("pk")[0]
    listed = ExplanationList.objects.filter(participant__round=row).order_by("pk")[0]
    list_at = f"/lam-viec/cham-diem/{row.key}/{listed.participant.unit.key}/giai-trinh"
    return {
        "tham-dinh": ["/lam-viec/tham-dinh", at, f"{at}/{score.participant.unit.key}/{score.code}"],
        "so-noi-vu": [f"{at}/don-vi", f"{at}/phan-cong", f"{at}/lan-hai", f"{at}/do-thong-nhat", list_at],
        second.reviewer.username: [f"{at}/lan-hai/{second.pk}", f"{at}/khao-sat"],
    }
