"""What an import is made of, and how a file's header is matched to the columns wanted. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from thongsuot.kernel.text import fold, nfc

_HEADER_ROWS = 20  # a title, a unit's name and a date often stand above the header


class BatchStatus(StrEnum):
    """Life of a batch. ``checked`` = dry run done, nothing written."""

    CHECKED = "checked"
    CONFIRMED = "confirmed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Column:
    """One column an importer understands; ``aliases`` are other headings it goes by in real files."""

    name: str
    label: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of the file: its number as the reader's program shows it (from 1) and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row: which column (``None`` = the row), the value met, how to mend it in Vietnamese."""

    row: int
    column: str | None
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an importer would do. ``steps`` are plain values (``platform.values``) that ``apply`` understands.

    ``preview`` shows up to a screenful of changes as Vietnamese sentences; ``problems`` are rows left out.
    """

    steps: Sequence[Mapping[str, Any]]
    creates: int = 0
    updates: int = 0
    unchanged: int = 0
    problems: tuple[RowProblem, ...] = ()
    preview: tuple[str, ...] = field(default=())


def find_header(rows: Sequence[SourceRow], columns: Sequence[Column]) -> tuple[int, dict[str, int]]:
    """Index of the header row among the first rows and the mapping column name → cell index it suggests.

    The row that names most columns wins; with none named, the first row and an empty mapping.
    """
    guesses = [guess_mapping(row.cells, columns) for row in rows[:_HEADER_ROWS]]
    if not guesses:
        return 0, {}
    best = max(range(len(guesses)), key=lambda index: (len(guesses[index]), -index))
    return best, guesses[best]


def guess_mapping(header: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Match headings to columns without marks and case; a heading is used once, exact names before partial ones."""
    headings = [heading_key(cell) for cell in header]
    mapping: dict[str, int] = {}
    for matches in (_same, _contains):
        for column in columns:
            if column.name in mapping:
                continue
            names = [heading_key(name) for name in (column.label, column.name, *column.aliases)]
            for index, heading in enumerate(headings):
                if index not in mapping.values() and heading and any(matches(name, heading) for name in names):
                    mapping[column.name] = index
                    break
    return mapping


def heading_key(text: str) -> str:
    """A heading reduced to folded words: « Tên đơn vị (*) » → «ten don vi»."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(nfc(text))).split())


def missing_columns(mapping: Mapping[str, int], columns: Sequence[Column]) -> list[Column]:
    """Required columns that no cell is mapped to."""
    return [column for column in columns if column.required and column.name not in mapping]


def _same(name: str, heading: str) -> bool:
    return name == heading


def _contains(name: str, heading: str) -> bool:
    return f" {name} " in f" {heading} "
