"""The five sources: the findings product §1.T expects, and silence where the arithmetic holds (§5.4)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from thongsuot.kernel.consistency import Finding, FindingKind, Severity
from thongsuot.kernel.figures import Span
from thongsuot.reading.check import check_text

SOURCES = Path(__file__).resolve().parents[6] / "shared" / "sources"
pytestmark = [pytest.mark.sources, pytest.mark.skipif(not SOURCES.exists(), reason="../shared/sources is absent")]

EXPECTED = {
    "000": {FindingKind.ABOVE_MAXIMUM, FindingKind.CHANGE_FROM_ZERO},  # T15, T17
    "001": {FindingKind.AMBIGUOUS_DENOMINATOR},  # T16
    "002": {FindingKind.MISSING_UNIT, FindingKind.IMPLIED_BASE},  # T4, L02
    "003": {FindingKind.SCALE_MISMATCH, FindingKind.DIRECTION_CONFLICT, FindingKind.TARGET_ALREADY_MET},  # T5–T7
    "004": set(),
}


def _findings(number: str) -> list[Finding]:
    return check_text(next(SOURCES.glob(f"{number}_*.txt")).read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_each_source_gives_exactly_the_expected_kinds(number: str) -> None:
    found = _findings(number)
    assert {finding.kind for finding in found} == EXPECTED[number]
    assert len(found) == len(EXPECTED[number])


def test_nothing_in_the_sources_is_called_plainly_wrong() -> None:
    assert [f for number in EXPECTED for f in _findings(number) if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("claim", ["N001", "N055", "N058", "N094", "N099"])
def test_no_false_alarm_where_the_ratio_holds(claim: str) -> None:
    with (SOURCES / "claims.csv").open(encoding="utf-8") as handle:
        row = next(row for row in csv.DictReader(handle) if row["id"] == claim)
    stated = Span(int(row["char_start"]), int(row["char_end"]))
    assert [f for f in _findings(row["file"][:3]) if f.span.overlaps(stated)] == []


def test_the_two_scales_of_t5_are_shown_with_the_relative_change() -> None:
    (finding,) = [f for f in _findings("003") if f.kind is FindingKind.SCALE_MISMATCH]
    assert finding.severity is Severity.WARNING
    assert all(shown in finding.message for shown in ("3,45", "3,55", "3,56%", "4,32%"))


def test_the_base_of_l02_is_computed() -> None:
    (finding,) = [f for f in _findings("002") if f.kind is FindingKind.IMPLIED_BASE]
    assert "895" in finding.message and "901" in finding.message and finding.severity is Severity.NOTE


def test_the_missing_unit_of_t4_agrees_with_its_parts() -> None:
    kinds = [f.kind for f in _findings("002")]
    assert FindingKind.MISSING_UNIT in kinds and FindingKind.RATIO_MISMATCH not in kinds
