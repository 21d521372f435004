"""§5.8: planted cases found with ≥ 90% recall and ≤ 5% false alarms, over many seeds."""

from __future__ import annotations

from collections import Counter

import pytest

from thongsuot.measuring.analysis.domain.discrimination import discrimination
from thongsuot.measuring.detector.domain.answers import straight_questions
from thongsuot.measuring.detector.domain.digits import digit_questions
from thongsuot.measuring.detector.domain.filings import device_questions
from thongsuot.measuring.detector.domain.questions import Kind, Question
from thongsuot.measuring.detector.domain.scores import ceiling_questions, inflation_questions
from thongsuot.measuring.detector.domain.timing import timing_questions
from thongsuot.measuring.detector.tests.planted import Province, province

SEEDS = range(12)


def asked(made: Province) -> list[Question]:
    assert made.scoring is not None
    return [
        *timing_questions(made.happenings, made.names),
        *device_questions(made.filings, made.names),
        *straight_questions(made.sheets, made.names),
        *digit_questions(made.counts, made.names),
        *inflation_questions(made.scoring),
        *ceiling_questions(discrimination(made.scoring)),
    ]


@pytest.fixture(scope="module")
def tallies() -> dict[str, Counter[Kind]]:
    """Over all seeds and by kind: planted, found, false (asked about somebody innocent), innocent."""
    tally: dict[str, Counter[Kind]] = {name: Counter() for name in ("planted", "found", "false", "innocent")}
    for seed in SEEDS:
        made = province(seed)
        flagged = {(one.kind, one.unit or one.code) for one in asked(made)}
        tally["planted"].update(kind for kind, _ in made.planted)
        tally["found"].update(kind for kind, _ in made.planted & flagged)
        tally["false"].update(kind for kind, _ in flagged - made.planted)
        tally["innocent"].update(kind for kind, _ in made.looked_at - made.planted)
    return tally


@pytest.mark.parametrize("kind", list(Kind))
def test_planted_cases_are_found_and_the_others_left_alone(tallies: dict[str, Counter[Kind]], kind: Kind) -> None:
    planted, found, false, innocent = (tallies[name][kind] for name in ("planted", "found", "false", "innocent"))
    print(kind, planted, found, false, innocent)
    assert found >= 0.9 * planted
    assert false <= 0.05 * innocent
    assert false <= 0.05 * (found + false), "of all questions asked, too many are about nothing"
