"""The shapes in which notices, reports and news state figures — and the numbers that are no figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from thongsuot.kernel.figures import Figure
from thongsuot.reading.figures.tests.reading_helpers import PLACE, read

FIELDS = [
    "qualifier",
    "org",
    "period",
    "value_min",
    "value_max",
    "numerator",
    "denominator",
    "rank",
    "rank_max",
    "out_of",
    "rank_scope",
    "region_rank",
    "region_out_of",
    "change",
    "change_unit",
    "rank_change",
    "change_base",
    "equivalent",
    "change_equivalent",
    "target",
    "target_direction",
    "target_surplus",
    "status",
    "grade",
    "source_body",
    "previous",
    "previous_rank",
    "change_word",
]


def _table() -> list[tuple[str, list[str]]]:
    rows: list[tuple[str, list[str]]] = []
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            rows[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            rows.append((line, []))
    return rows


def _written(figure: Figure) -> str:
    parts = [f"{figure.value} {figure.unit}"]
    for field in FIELDS:
        value = getattr(figure, field)
        if value is None or (field == "qualifier" and value == "=") or (field == "org" and value == PLACE):
            continue
        parts.append(f"{field}={value.text if field == 'period' else value}")
    return "; ".join(parts)


TABLE = _table()


@pytest.mark.parametrize(("sentence", "expected"), TABLE, ids=[sentence[:60] for sentence, _ in TABLE])
def test_figures_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert [_written(figure) for figure in read(sentence)] == expected


def test_the_table_is_broad() -> None:
    assert len(TABLE) >= 120
    assert sum(not figures for _, figures in TABLE) >= 20


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in TABLE])
def test_quotations_are_verbatim(sentence: str) -> None:
    for figure in read(sentence):
        assert sentence[figure.span.start : figure.span.end] == figure.quote
        assert figure.value_span is not None
        assert figure.span.start <= figure.value_span.start < figure.value_span.end <= figure.span.end
