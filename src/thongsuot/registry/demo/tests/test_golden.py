"""The reader against the demo documents: what a clone without the five source documents can still measure (§5.3).

The golden rows were written down from the documents by hand. A figure counts as found when one that overlaps the
quotation has the right value, unit, qualifier, parts and subject; an order when a proposal overlaps the quotation.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from thongsuot.kernel.figures import Figure
from thongsuot.kernel.text import fold
from thongsuot.reading.inputs import load_document
from thongsuot.reading.jsonform import TASK_KINDS
from thongsuot.registry.demo.tests.readings import (
    DOCUMENTS,
    directives_at,
    figures_at,
    place_of,
    reading_of,
)

Row = dict[str, str]
_HERE = Path(__file__).parent


def rows(name: str) -> list[Row]:
    with (_HERE / name).open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


CLAIMS, DIRECTIVES = rows("golden_claims.csv"), rows("golden_directives.csv")


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def is_right(figure: Figure, row: Row) -> bool:
    return (
        figure.value == number(row["value"])
        and (figure.unit or "") == row["unit"]
        and figure.qualifier == row["qualifier"]
        and (figure.numerator, figure.denominator) == (number(row["numerator"]), number(row["denominator"]))
        and (figure.org or "") == row["subject"]
    )


def test_the_lists_cover_every_document() -> None:
    names = {path.name for path in DOCUMENTS.iterdir()}
    assert len(names) >= 9
    assert {row["file"] for row in (*CLAIMS, *DIRECTIVES)} == names
    assert len(CLAIMS) >= 60
    assert len(DIRECTIVES) >= 35


@pytest.mark.parametrize("master", sorted(DOCUMENTS.with_name("masters").iterdir()), ids=lambda path: path.stem)
def test_printed_documents_say_what_their_texts_say(master: Path) -> None:
    """``tools/build_demo_documents.py`` was run after the last change."""
    [printed] = DOCUMENTS.glob(f"{master.stem}.*")
    assert load_document(printed).text.split() == master.read_text(encoding="utf-8").split()


def test_figures_are_read_with_value_unit_qualifier_parts_and_subject() -> None:
    missed = [row for row in CLAIMS if not any(is_right(one, row) for one in figures_at(row["file"], row["quote"]))]
    assert len(missed) <= len(CLAIMS) * 0.05, missed


def test_orders_are_found() -> None:
    missed = [row for row in DIRECTIVES if not directives_at(row["file"], row["quote"])]
    assert len(missed) <= len(DIRECTIVES) * 0.1, missed


def test_what_is_proposed_is_an_order() -> None:
    """The list is complete for these documents, so every proposal besides it is a false one."""
    false = list(proposals_without_an_order())
    proposed = sum(1 for name in _names() for one in reading_of(name).directives if one.kind in TASK_KINDS)
    assert len(false) <= proposed * 0.15, false


def proposals_without_an_order() -> Iterator[tuple[str, str]]:
    for name in _names():
        places = [place_of(name, row["quote"]) for row in DIRECTIVES if row["file"] == name]
        for one in reading_of(name).directives:
            if one.kind in TASK_KINDS and not any(one.span.overlaps(place) for place in places):
                yield name, one.quote


def test_owners_and_deadlines_are_read() -> None:
    named = [row for row in DIRECTIVES if row["assignee"]]
    right = [row for row in named if any(fold(d.assignee or "") == fold(row["assignee"]) for d in _proposed(row))]
    assert len(right) >= len(named) * 0.85, [row for row in named if row not in right]
    dated = [row for row in DIRECTIVES if row["deadline"]]
    assert len(dated) >= 10
    late = [row for row in dated if not any(str(d.deadline) == row["deadline"] for d in _proposed(row))]
    assert not late, late


def _proposed(row: Row) -> list:
    return directives_at(row["file"], row["quote"])


def _names() -> list[str]:
    return sorted({row["file"] for row in DIRECTIVES})
