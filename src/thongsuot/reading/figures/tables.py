"""Tables that lost their lines: rows with «|» or tabs, one cell a line, or cells parted by spaces only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thongsuot.kernel.figures import Span
from thongsuot.reading.figures.mentions import find_orgs

_SEPARATOR = re.compile(r"\s*\|\s*|\t+")
_SERIAL = re.compile(r"\(?(\d{1,3})[.)]?")
_PRINTED = r"[<>≥≤~]?\s?\d[\d.,]*\s?%?"
_SPACED = re.compile(
    rf"(?:(\d{{1,3}})[.)]?\s+)?([^\W\d].*?)\s+({_PRINTED}(?:\s+{_PRINTED})*)(?:\s+([^\W\d][^\d]{{0,20}}))?"
)
_HEADING_WORDS = re.compile(
    r"\b(?:stt|tt|điểm|hạng|tỷ lệ|tỉ lệ|kết quả|số|chỉ số|chỉ tiêu|kế hoạch|thực hiện|mục tiêu|xếp loại|đơn vị|năm)\b",
    re.IGNORECASE,
)
_LEAST_ROWS = 2
_LONGEST_CELL = 90
_MOST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Cell:
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` is empty where the text gives none; ``title`` is the line above."""

    title: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def span(self) -> Span:
        first = self.header[0] if self.header else self.rows[0][0]
        return Span(first.span.start, self.rows[-1][-1].span.end)


def _lines(text: str) -> list[Cell]:
    """Non-empty lines without their outer spaces."""
    found: list[Cell] = []
    start = 0
    for line in text.split("\n"):
        inner = line.strip()
        if inner:
            at = start + line.index(inner)
            found.append(Cell(Span(at, at + len(inner)), inner))
        start += len(line) + 1
    return found


def find_tables(text: str) -> list[Table]:
    """Tables of ``text`` in reading order, never overlapping."""
    lines = _lines(text)
    found: list[Table] = []
    index = 0
    while index < len(lines):
        made = _separated(lines, index) or _spaced(lines, index) or _stacked(lines, index)
        if made is None:
            index += 1
            continue
        table, index = made
        found.append(table)
    return found


def _title(lines: list[Cell], index: int) -> str:
    return lines[index - 1].text if index > 0 and len(lines[index - 1].text) <= 2 * _LONGEST_CELL else ""


def _cells(line: Cell) -> tuple[Cell, ...]:
    """The parts of a line between «|» or tabs; the frame of a Markdown table and its rule are dropped."""
    cells: list[Cell] = []
    start = 0
    for found in [*_SEPARATOR.finditer(line.text), None]:
        end = found.start() if found else len(line.text)
        piece = line.text[start:end]
        outer = not piece.strip() and (start == 0 or found is None)
        if not outer:
            cells.append(Cell(Span(line.span.start + start, line.span.start + end), piece))
        start = found.end() if found else end
    return tuple(cells)


def _rule(line: Cell) -> bool:
    return not re.sub(r"[|\-:=+\s]", "", line.text)


def _separated(lines: list[Cell], index: int) -> tuple[Table, int] | None:
    header = _cells(lines[index])
    if len(header) < 2 or not _HEADING_WORDS.search(lines[index].text) or _numeric(header[-1].text):
        return None
    rows: list[tuple[Cell, ...]] = []
    at = index + 1
    while at < len(lines):
        if _rule(lines[at]):
            at += 1
            continue
        row = _cells(lines[at])
        if len(row) != len(header):
            break
        rows.append(row)
        at += 1
    if len(rows) < _LEAST_ROWS:
        return None
    return Table(_title(lines, index), header, tuple(rows)), at


def _numeric(text: str) -> bool:
    return re.fullmatch(_PRINTED, text.strip()) is not None


def _spaced(lines: list[Cell], index: int) -> tuple[Table, int] | None:
    """«1 Sở A 95,2 1» and the lines that count on from it."""
    rows = list(_spaced_rows(lines, index))
    if len(rows) <= _LEAST_ROWS or len({len(row) for row in rows}) > 2:
        return None
    return Table(_title(lines, index), (), tuple(rows)), index + len(rows)


def _spaced_rows(lines: list[Cell], index: int) -> Iterator[tuple[Cell, ...]]:
    """Rows that count on («1», «2» …) or, without numbers in front, that each begin with an organisation."""
    expected = None
    serial = None
    for line in lines[index:]:
        found = _SPACED.fullmatch(line.text) if len(line.text) <= 2 * _LONGEST_CELL else None
        if found is None or (serial is not None and serial != bool(found[1])):
            return
        serial = bool(found[1])
        if serial and expected is not None and int(found[1]) not in (expected, expected - 1):
            return
        if not serial and not any(end == len(found[2]) and not start for start, end, _ in find_orgs(found[2])):
            return
        expected = int(found[1]) + 1 if serial else None
        yield tuple(_spaced_cells(line, found))


def _spaced_cells(line: Cell, found: re.Match[str]) -> Iterator[Cell]:
    start = line.span.start
    yield Cell(Span(start, start + (found.end(1) if found[1] else 0)), found[1] or "")
    yield Cell(Span(start + found.start(2), start + found.end(2)), found[2])
    for number in re.finditer(_PRINTED, found[3]):
        at = start + found.start(3) + number.start()
        yield Cell(Span(at, at + len(number[0].rstrip())), number[0].rstrip())
    if found[4]:
        yield Cell(Span(start + found.start(4), start + found.end(4)), found[4])


def _stacked(lines: list[Cell], index: int) -> tuple[Table, int] | None:
    """One cell a line: heading cells, then rows that begin «1», «2», «3» at equal distances."""
    if not re.fullmatch(r"(?:stt|tt|số tt)", lines[index].text.lower()):
        return None
    width = next((n for n in range(2, _MOST_COLUMNS + 1) if _serial(lines, index + n) == 1), None)
    if width is None:
        return None
    rows: list[tuple[Cell, ...]] = []
    at = index + width
    while _serial(lines, at) == len(rows) + 1 and at + width <= len(lines):
        rows.append(tuple(lines[at : at + width]))
        at += width
    short = all(len(cell.text) <= _LONGEST_CELL for row in rows for cell in row)
    if len(rows) < _LEAST_ROWS or not short:
        return None
    return Table(_title(lines, index), tuple(lines[index : index + width]), tuple(rows)), at


def _serial(lines: list[Cell], index: int) -> int | None:
    found = _SERIAL.fullmatch(lines[index].text) if index < len(lines) else None
    return int(found[1]) if found else None
