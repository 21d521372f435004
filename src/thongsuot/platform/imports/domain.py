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
    """One row of the file: its number (from 1) and its cells as text.

    ``number`` is what the reader's program shows; a Word file shows none, so its rows are counted through the file and
    ``place`` says where to look: «bảng 2, dòng 5».
    """

    number: int
    cells: tuple[str, ...]
    place: str = ""


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


def joined(
    sheets: Sequence[Sequence[SourceRow]], columns: Sequence[Column]
) -> tuple[SourceRow, list[SourceRow], dict[str, int]]:
    """Header, rows below and suggested mapping of a file of one or more tables.

    Tables after the best-headed one are laid out as it is, each by its own header, so that a plan in two tables, or one
    whose header is repeated on every page, is read as one. Tables that name fewer than two columns (the heading and the
    signature of a letter) are left out.
    """
    found = [(sheet, *find_header(sheet, columns)) for sheet in sheets if sheet]
    if not found:
        raise ValueError("no table")
    best = max(range(len(found)), key=lambda place: (len(found[place][2]), -place))
    sheet, index, mapping = found[best]
    header = sheet[index]
    if len(found) == 1:
        return header, list(sheet[index + 1 :]), mapping
    width = len(header.cells)
    headings, rows = list(header.cells), []
    for other, start, guess in found:
        if len(guess) < 2:
            continue
        for name in guess:
            if name not in mapping:  # a column only this table has
                mapping[name] = width
                headings.append(other[start].cells[guess[name]])
                width += 1
        rows += [_laid_out(row, guess, mapping, width) for row in other[start + 1 :] if row.cells != other[start].cells]
    return SourceRow(header.number, tuple(headings), header.place), rows, mapping


def _laid_out(row: SourceRow, guess: Mapping[str, int], mapping: Mapping[str, int], width: int) -> SourceRow:
    cells = [""] * width
    for name, index in guess.items():
        cells[mapping[name]] = row.cells[index] if index < len(row.cells) else ""
    spans = [cell for cell in row.cells if cell.strip()]
    if len(spans) == 1 and not any(cell.strip() for cell in cells):  # a heading across the table, in a column unnamed
        cells[min(guess.values(), default=0)] = spans[0]
    return SourceRow(row.number, tuple(cells), row.place)


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
