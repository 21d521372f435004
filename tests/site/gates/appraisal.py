"""Appraisal of a round under way: for who appraises in the province; the list to explain also for who reads rounds."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.models import NodeScore, Round
from thongsuot.registry.accounts.roles import GRANTS, Role

_UNIT = "so-xay-dung--lang-son"  # no demo account works there


def _appraising(answers: set[int]) -> Callable[[Role | None], set[int]]:
    def expected(role: Role | None) -> set[int]:
        if role is None:
            return {302}
        return answers if Measuring.SCORE_APPRAISE in GRANTS[role] else {403}

    return expected


def _list(answers: set[int]) -> Callable[[Role | None], set[int]]:
    """Seen by who reads the round; the unit's own people are others than the demo's."""

    def expected(role: Role | None) -> set[int]:
        if role is None:
            return {302}
        return answers if Measuring.ROUND_READ in GRANTS[role] else {404}

    return expected


GATES = {
    "appraisals": Measuring.SCORE_APPRAISE,
    "appraisal": Measuring.SCORE_APPRAISE,
    "appraisal-units": Measuring.SCORE_APPRAISE,
    "appraisal-step": _appraising({302, 403}),  # not one's own to settle: refused by name
    "appraisers": Measuring.ROUND_MANAGE,
    "second-reviews": Measuring.SCORE_APPRAISE,
    "second-review": _appraising({404}),  # drawn for nobody of the demo
    "second-draw": Measuring.ROUND_MANAGE,
    "agreement": Measuring.SCORE_APPRAISE,
    "survey-check": Measuring.SCORE_APPRAISE,
    "appraise": _appraising({200, 404}),  # 404 for whoever reviews it blind
    "explanations": _list({200}),
    "explanations-decide": _list({302}),
}
POSTED = {"appraisal-step", "second-draw", "explanations-decide"}


def _round() -> Round:
    return Round.objects.get(key="cham-diem-so-nganh-2026")


def _score() -> NodeScore:
    scores = NodeScore.objects.filter(participant__round=_round(), participant__unit__key=_UNIT)
    return scores.filter(self_score__isnull=False, second_review__isnull=True).order_by("code")[0]


def arguments() -> dict[str, Callable[[], list[object]]]:
    row: Callable[[], list[object]] = lambda: [_round().key]  # noqa: E731
    rounds = (
        "appraisal",
        "appraisal-units",
        "appraisers",
        "second-reviews",
        "second-draw",
        "agreement",
        "survey-check",
    )
    return {
        **dict.fromkeys((*rounds, "agreement", "survey-check"), row),
        "appraisal-step": lambda: [*row(), _UNIT, "chot"],
        "second-review": lambda: [*row(), 0],
        "appraise": lambda: [*row(), _UNIT, _score().code],
        "explanations": lambda: [*row(), _UNIT],
        "explanations-decide": lambda: [*row(), _UNIT],
    }
