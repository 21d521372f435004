"""Every planted error is found near its place and by its kind; clean paragraphs raise no alarm."""

from __future__ import annotations

from collections import Counter

import pytest

from thongsuot.kernel.consistency import Severity
from thongsuot.reading.check import check_text
from thongsuot.reading.checking.tests.corpus import Planted, paragraphs

CLEAN = [clean for clean, _ in paragraphs()]
PLANTED = [planted for _, variants in paragraphs() for planted in variants]
NEAR = 40  # characters between the planted words and the quote


def _found(planted: Planted) -> bool:
    return any(
        finding.kind == planted.kind
        and finding.span.start < planted.end + NEAR
        and finding.span.end > planted.start - NEAR
        for finding in check_text(planted.text)
    )


@pytest.mark.parametrize("text", CLEAN)
def test_clean_paragraph_raises_no_alarm(text: str) -> None:
    assert [finding for finding in check_text(text) if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted.kind}-{planted.text[:40]}")
def test_planted_error_is_found(planted: Planted) -> None:
    assert _found(planted), [(finding.kind, finding.quote) for finding in check_text(planted.text)]


def test_one_planted_error_raises_hardly_more_than_one_alarm() -> None:
    alarms = [len([f for f in check_text(p.text) if f.severity is not Severity.NOTE]) for p in PLANTED]
    assert sum(alarms) <= 1.1 * len(PLANTED)


def test_clean_paragraphs_together_stay_clean() -> None:
    """Different places and periods in one text are not contradictions."""
    notes = [f for f in check_text("\n\n".join(CLEAN)) if f.kind not in ("contradiction", "target_already_met")]
    assert [f for f in notes if f.severity is not Severity.NOTE] == []


def test_corpus_is_large_enough_to_mean_something() -> None:
    assert len(CLEAN) >= 110
    assert min(Counter(planted.kind for planted in PLANTED).values()) >= 1
    assert len(PLANTED) >= 220
