"""The 79 golden claims of the five source documents (product §5.3, ≥ 95 %), and what else is found there."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from thongsuot.kernel.figures import Figure
from thongsuot.reading.model import Reading
from thongsuot.reading.reader import read_text

SOURCES = Path(__file__).resolve().parents[6] / "shared" / "sources"
pytestmark = [
    pytest.mark.sources,
    pytest.mark.skipif(not (SOURCES / "claims.csv").exists(), reason="các văn bản nguồn không có ở đây"),
]
MISSING_UNIT = "(thiếu đơn vị %)"  # T4: stays None
SCALED = {"điểm/10": "điểm"}  # the golden table adds the scale that the text only implies


@pytest.fixture(scope="module")
def claims() -> list[dict[str, str]]:
    with (SOURCES / "claims.csv").open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def readings(claims: list[dict[str, str]]) -> dict[str, Reading]:
    return {name: read_text((SOURCES / name).read_text(encoding="utf-8")) for name in {c["file"] for c in claims}}


def _value(figure: Figure) -> str:
    if figure.grade is not None and figure.value is None:
        return figure.grade
    if figure.value_min is not None:
        return f"{figure.value_min}-{figure.value_max}"
    return format(figure.value or Decimal(0), "f")


def _is(figure: Figure, claim: dict[str, str]) -> bool:
    start, end = int(claim["char_start"]), int(claim["char_end"])
    if not any(span.start < end and start < span.end for span in (figure.span, *figure.other_spans)):
        return False
    unit = None if claim["unit"] == MISSING_UNIT else SCALED.get(claim["unit"], claim["unit"])
    return (_value(figure), figure.unit, figure.qualifier) == (claim["value"], unit, claim["qualifier"])


def test_golden_claims(claims: list[dict[str, str]], readings: dict[str, Reading]) -> None:
    missed = [c["id"] for c in claims if not any(_is(figure, c) for figure in readings[c["file"]].figures)]
    assert len(claims) == 79
    assert not missed


def test_parts_of_golden_claims(claims: list[dict[str, str]], readings: dict[str, Reading]) -> None:
    for claim in claims:
        if claim["numerator"]:
            figure = next(figure for figure in readings[claim["file"]].figures if _is(figure, claim))
            parts = (figure.numerator, figure.denominator)
            assert parts == (Decimal(claim["numerator"]), Decimal(claim["denominator"])), claim["id"]


def test_subjects_of_golden_claims(claims: list[dict[str, str]], readings: dict[str, Reading]) -> None:
    wrong = []
    for claim in claims:
        figure = next(figure for figure in readings[claim["file"]].figures if _is(figure, claim))
        named = claim["subject"]
        level = "(cấp " in claim["indicator"] or "cấp huyện, cấp xã" in claim["indicator"]
        if level or "không nêu tên" in named:
            right = (figure.org or "cấp").startswith("cấp")
        else:
            right = (figure.org or "").lower() == named.lower()
        wrong += [] if right else [(claim["id"], figure.org)]
    assert not wrong


def test_comparators_of_golden_claims(claims: list[dict[str, str]], readings: dict[str, Reading]) -> None:
    """Score, rank, change, region rank, target of one indicator are one figure."""
    by_id = {c["id"]: next(f for f in readings[c["file"]].figures if _is(f, c)) for c in claims}
    ranks = {
        key: (by_id[key].rank, by_id[key].out_of, by_id[key].rank_change) for key in ("N038", "N039", "N059", "N060")
    }
    assert ranks == {"N038": (5, 63, 19), "N039": (10, 63, 4), "N059": (10, 63, None), "N060": (12, 63, 48)}
    sheet = {
        key: (by_id[key].rank, by_id[key].change, by_id[key].rank_change) for key in ("N073", "N074", "N075", "N076")
    }
    assert sheet == {
        "N073": (38, None, 1),
        "N074": (33, Decimal("-1.61"), -6),
        "N075": (27, Decimal("2.26"), 1),
        "N076": (50, Decimal("0.35"), None),
    }
    assert (by_id["N073"].region_rank, by_id["N075"].region_rank) == (9, 4)
    assert (by_id["N076"].equivalent, by_id["N076"].change_equivalent) == (Decimal("84.6"), Decimal("3.56"))
    assert (by_id["N107"].target, by_id["N108"].target, by_id["N093"].target_surplus) == (20, 10, 4)
    assert by_id["N056"].equivalent == Decimal("13.7")
    assert (by_id["N077"].rank, by_id["N077"].rank_max) == (50, 52)


def test_little_else_is_found(claims: list[dict[str, str]], readings: dict[str, Reading]) -> None:
    """Beside the golden claims only three stated figures: an ordinal of a session and two «100%»."""
    extra = [
        figure
        for name, reading in readings.items()
        for figure in reading.figures
        if not any(c["file"] == name and _is(figure, c) for c in claims)
    ]
    assert {(figure.value, figure.unit) for figure in extra} <= {(Decimal(1), "thứ tự"), (Decimal(100), "%")}
    assert len(extra) <= 3


def test_spans_are_verbatim(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for figure in reading.figures:
            assert reading.text[figure.span.start : figure.span.end] == figure.quote
