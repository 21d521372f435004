"""Figures of a table: its columns say what a cell is, its row whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thongsuot.kernel.figures import Direction, Figure, Span
from thongsuot.kernel.numbers import NumberToken, find_numbers
from thongsuot.kernel.periods import Period, find_periods
from thongsuot.reading import gazetteer
from thongsuot.reading.figures.context import DocumentContext
from thongsuot.reading.figures.mentions import find_orgs
from thongsuot.reading.figures.tables import Cell, Table

_ROLES: tuple[tuple[str, str], ...] = (
    ("serial", r"^(?:stt|tt|số tt|số thứ tự)$"),
    ("unit", r"^(?:đơn vị tính|đvt|đv tính)$"),
    ("rank", r"\b(?:hạng|xếp thứ|vị trí|thứ bậc)\b"),
    ("grade", r"\b(?:xếp loại|phân loại|loại|xếp mức)\b"),
    ("target", r"\b(?:kế hoạch|chỉ tiêu giao|mục tiêu|kh)\b"),
    ("value", r"\b(?:điểm|tỷ lệ|tỉ lệ|kết quả|thực hiện|giá trị|tổng|năm 20\d\d|số \S+)\b|%|^20\d\d$"),
    ("org", r"\b(?:đơn vị|tên|tỉnh|địa phương|cơ quan|sở|huyện|xã|phường|bộ|thành phố)\b"),
    ("name", r"\b(?:chỉ tiêu|chỉ số|nội dung|tiêu chí|lĩnh vực|nhiệm vụ)\b"),
)


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    heading: str


def _columns(table: Table) -> list[Column]:
    if table.header:
        return [Column(_role(cell.text), cell.text.strip()) for cell in table.header]
    width = max(len(row) for row in table.rows)
    return [Column("serial", ""), Column("org", ""), *_guessed(table, width)]


def _role(heading: str) -> str:
    low = heading.strip().lower()
    return next((role for role, pattern in _ROLES if re.search(pattern, low)), "value")


def _guessed(table: Table, width: int) -> Iterator[Column]:
    """Without headings: a column of decimals is the score, one of whole numbers the rank, one of words the grade."""
    scored = False
    for index in range(2, width):
        texts = [row[index].text for row in table.rows if index < len(row)]
        if all(re.fullmatch(r"\d{1,3}", text) for text in texts) and scored:
            yield Column("rank", "")
        elif all(_number(text) for text in texts) and not scored:
            scored = True
            yield Column("value", "")
        else:
            yield Column("grade" if not any(character.isdigit() for text in texts for character in text) else "", "")


def _number(text: str) -> NumberToken | None:
    """The cell's number, if the cell holds nothing else."""
    found = find_numbers("x " + text.strip())
    whole = len(found) == 1 and not re.sub(r"[\s%điểm<>≥≤~]", "", text.replace(found[0].text, ""))
    return found[0] if whole else None


def read_table(table: Table, text: str, context: DocumentContext) -> list[Figure]:
    """One figure for each cell of a value column; rank, grade and target of the row join the first."""
    columns = _columns(table)
    figures: list[Figure] = []
    for row in table.rows:
        cells = dict(zip(range(len(columns)), row, strict=False))
        figures.extend(_row(table, columns, cells, text, context))
    return figures


def _first(columns: list[Column], cells: dict[int, Cell], role: str) -> str | None:
    found = (cells[i].text.strip() for i, column in enumerate(columns) if column.role == role and i in cells)
    return next((cell for cell in found if cell), None)


def _row(
    table: Table, columns: list[Column], cells: dict[int, Cell], text: str, context: DocumentContext
) -> Iterator[Figure]:
    org, rank = _first(columns, cells, "org"), _number(_first(columns, cells, "rank") or "")
    target = _number(_first(columns, cells, "target") or "")
    span = Span(min(cell.span.start for cell in cells.values()), max(cell.span.end for cell in cells.values()))
    joined = False
    for index, column in enumerate(columns):
        number = _number(cells[index].text) if column.role == "value" and index in cells else None
        if number is None:
            continue
        yield Figure(
            name=_name(table, column, _first(columns, cells, "name"), context),
            quote=text[span.start : span.end],
            span=span,
            value=number.value,
            unit=_unit(table, column, number, _first(columns, cells, "unit"), cells[index].text),
            qualifier=number.qualifier,
            numerator=number.numerator,
            denominator=number.denominator,
            org=_organisation(org) or context.place,
            period=_period(column.heading, context) or _period(table.title, context) or context.default_period,
            rank=int(rank.value) if rank and not joined else None,
            out_of=int(rank.denominator) if rank and rank.denominator and not joined else None,
            grade=_first(columns, cells, "grade") if not joined else None,
            target=target.value if target and not joined else None,
            target_direction=Direction.AT_LEAST if target and not joined else None,
            cue=column.heading or table.title,
            value_span=cells[index].span,
        )
        joined = True


def _name(table: Table, column: Column, named: str | None, context: DocumentContext) -> str:
    generic = column.heading.lower() in {
        "",
        "điểm",
        "kết quả",
        "tỷ lệ",
        "tỷ lệ (%)",
        "thực hiện",
        "điểm số",
        "tổng điểm",
        "giá trị",
    }
    return named or ((table.title or context.title or column.heading) if generic else column.heading)


def _unit(table: Table, column: Column, number: NumberToken, stated: str | None, cell: str) -> str | None:
    if stated:
        return stated
    low = f"{column.heading} {cell}".lower()
    if number.percent or "%" in low or "tỷ lệ" in low:
        return "%"
    if "điểm" in low or (not column.heading and "điểm" in table.title.lower()):
        return "điểm"
    words = re.sub(r"^(?:tổng )?số (?:lượng )?", "", column.heading.lower()).split()
    counted = gazetteer.unit_words().counted
    return next((counted[phrase] for n in (3, 2, 1) if (phrase := " ".join(words[:n])) in counted), None)


def _organisation(cell: str | None) -> str | None:
    if cell is None:
        return None
    found = next((org for start, end, org in find_orgs(cell) if end - start == len(cell)), None)
    return found.name if found else cell


def _period(heading: str, context: DocumentContext) -> Period | None:
    bare = re.fullmatch(r"20\d\d", heading)
    found = find_periods(f"năm {heading}" if bare else heading, context.default_year, context.document_date)
    return found[0].period if found else None
