"""The 55 golden orders of the five source documents (product §5.3).

Matching rule. A proposal of kind «nhiệm vụ» or «định hướng» matches a golden order when its span overlaps an occurrence
of the golden quotation in the same document. Recall: golden orders matched. Precision: proposals that match any golden
order. The list is not exhaustive, so precision is a floor. A golden
owner may stand among those who coordinate. Owners are compared by their words, abbreviations spelled
out, on the golden orders that name one outside brackets.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from thongsuot.reading.jsonform import TASK_KINDS
from thongsuot.reading.model import Directive, Reading
from thongsuot.reading.reader import read_text

SOURCES = Path(__file__).resolve().parents[4].parent / "shared" / "sources"
pytestmark = [pytest.mark.sources, pytest.mark.skipif(not SOURCES.is_dir(), reason="sources are not at hand")]

Golden = dict[str, str]
_SHORT = {"CT": "Chủ tịch", "TP": "thành phố", "TW": "Trung ương"}


@pytest.fixture(scope="module")
def golden() -> list[Golden]:
    with (SOURCES / "directives.csv").open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {path.name: read_text(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.glob("*.txt"))}


def proposals(reading: Reading) -> list[Directive]:
    return [directive for directive in reading.directives if directive.kind in TASK_KINDS]


def matches(reading: Reading, order: Golden) -> Iterator[tuple[int, Directive]]:
    """Proposals that overlap the quotation, with the number of characters shared."""
    places = [m.span() for m in re.finditer(re.escape(order["quote"]), reading.text)]
    for directive in proposals(reading):
        shared = max(min(directive.span.end, end) - max(directive.span.start, start) for start, end in places)
        if shared > 0:
            yield shared, directive


def closest(reading: Reading, order: Golden) -> Directive:
    """Of the proposals that overlap, the one that fits the quotation most tightly."""
    return max(matches(reading, order), key=lambda pair: (pair[0], -len(pair[1].quote)))[1]


def words_of(owner: str) -> set[str]:
    spelled = " ".join(_SHORT.get(word.strip(";,+"), word) for word in owner.split())
    return {word for word in re.findall(r"\w+", spelled.lower()) if word not in {"các", "và", "từng", "liên", "quan"}}


def test_recall_and_precision(golden: list[Golden], readings: dict[str, Reading]) -> None:
    found = [order for order in golden if any(matches(readings[order["file"]], order))]
    good = {
        (order["file"], directive.span) for order in golden for _, directive in matches(readings[order["file"]], order)
    }
    proposed = sum(len(proposals(reading)) for reading in readings.values())
    assert len(found) / len(golden) >= 0.98
    assert len(good) / proposed >= 0.85


def test_due_dates_are_all_right(golden: list[Golden], readings: dict[str, Reading]) -> None:
    for order in golden:
        deadline = closest(readings[order["file"]], order).deadline
        assert (deadline.isoformat() if deadline else "") == order["due"], order["id"]


def test_owners_where_named(golden: list[Golden], readings: dict[str, Reading]) -> None:
    named = [order for order in golden if not order["assignee"].startswith("(")]
    right = []
    for order in named:
        directive = closest(readings[order["file"]], order)
        given = words_of(" ".join([directive.assignee or "", *directive.coordinating]))
        wanted = words_of(order["assignee"])
        if len(wanted & given) >= 0.6 * len(wanted):
            right.append(order["id"])
    assert len(right) / len(named) >= 0.85, sorted({order["id"] for order in named} - set(right))


def test_every_proposal_quotes_its_span(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for item in (*reading.directives, *reading.limitations):
            assert reading.text[item.span.start : item.span.end] == item.quote


def test_quotas_have_a_parent_and_the_list_is_open(readings: dict[str, Reading]) -> None:
    children = [d for reading in readings.values() for d in reading.directives if d.parent_start is not None]
    parents = [d for r in readings.values() for d in r.directives if d.span.start in {c.parent_start for c in children}]
    assert [child.quantity for child in children] == ["05 lớp", "07 lớp", "06 lớp"]
    assert [parent.note for parent in parents if parent.parent_start is None] == ["danh sách chưa đầy đủ"]


def test_traps_of_meeting_facts(readings: dict[str, Reading]) -> None:
    by_number = {name[:3]: reading.meeting for name, reading in readings.items()}
    assert by_number["000"].place is None  # T1: the province is not named
    assert by_number["001"].date is None  # T2: no year
    assert by_number["001"].date_suggestion is not None
    assert "2023" in (by_number["001"].date_reason or "")
    assert by_number["001"].session == 4
    assert by_number["002"].session == 1
    assert by_number["004"].doc_number is None  # T9: blank until issued
    assert by_number["004"].sites == 11
    assert by_number["004"].period is not None
    assert by_number["004"].period.text == "quý III/2024"  # A06: reviewed, not held


def test_noise_is_marked_never_removed(readings: dict[str, Reading]) -> None:
    kinds = {noise.kind for reading in readings.values() for noise in reading.noise}
    assert {"doubled", "caption", "furniture", "template_hole", "asterisk", "byline", "typography"} <= kinds
    for name, reading in readings.items():
        assert reading.text == (SOURCES / name).read_text(encoding="utf-8")
        assert all(reading.text[n.span.start : n.span.end] == n.text for n in reading.noise)
