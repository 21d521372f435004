"""Reads CSV, XLSX and the tables of DOCX as rows of text, tolerant of how Vietnamese offices save them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

from thongsuot.kernel.formatting import without_trailing_zeros
from thongsuot.platform.files.domain import DOCX, XLSX, FileRefused
from thongsuot.platform.imports.domain import SourceRow
from thongsuot.platform.imports.word import read_word_tables

MAX_ROWS = 200_000
MAX_COLUMNS = 200
_BLANK_ROWS_AT_END = 1000  # formatted but empty rows: some files claim a million of them
_MERGES_UP_TO = 8 * 1024 * 1024  # larger files are read as a stream, which knows nothing of merged cells
_DELIMITERS = (";", ",", "\t", "|")


def read_sheets(stream: BinaryIO, media_type: str) -> list[list[SourceRow]]:
    """The tables of a file: one of a CSV, the first sheet of an XLSX, every table of a DOCX."""
    return read_word_tables(stream) if media_type == DOCX.media_type else [read_rows(stream, media_type)]


def read_rows(stream: BinaryIO, media_type: str) -> list[SourceRow]:
    """Rows that hold anything, with their numbers. ``FileRefused`` says in Vietnamese why a file cannot be read."""
    cells = _xlsx(stream) if media_type == XLSX.media_type else _csv(stream)
    rows = [
        SourceRow(number, tuple(row[:MAX_COLUMNS]))
        for number, row in enumerate(islice(_until_blank(cells), MAX_ROWS + 1), start=1)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise FileRefused("Bảng không có dòng nào. Hãy kiểm tra lại trang tính đầu tiên của tệp.")
    if rows[-1].number > MAX_ROWS:
        raise FileRefused(f"Bảng có hơn {MAX_ROWS:,} dòng. Hãy chia thành nhiều tệp.".replace(",", "."))
    return rows


def _until_blank(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    blank = 0
    for row in rows:
        blank = 0 if any(row) else blank + 1
        if blank > _BLANK_ROWS_AT_END:
            return
        yield row


def _csv(stream: BinaryIO) -> Iterator[list[str]]:
    text = decode(stream.read())
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    except csv.Error as error:
        raise FileRefused(f"Tệp CSV hỏng ({error}). Hãy mở bằng Excel và lưu lại dạng «CSV UTF-8».") from error


def decode(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark; anything else is refused rather than read wrongly."""
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(
            "Tệp không ở mã Unicode (có thể là TCVN3 hoặc VNI). "
            "Hãy mở bằng Excel, lưu lại dạng «CSV UTF-8» rồi chọn lại."
        ) from error


def delimiter_of(text: str) -> str:
    """The sign that cuts the first lines most evenly; a decimal comma inside ';' cells does not mislead it."""
    lines = [line for line in islice(text.splitlines(), 20) if line.strip()]

    def evenness(sign: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
        usual = max(set(counts), key=counts.count)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=evenness) if lines else ";"


def _xlsx(stream: BinaryIO) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    is_small = stream.seek(0, io.SEEK_END) <= _MERGES_UP_TO
    stream.seek(0)
    try:
        book = load_workbook(stream, read_only=not is_small, data_only=True)
    except Exception as error:  # openpyxl raises whatever its XML parser meets in a damaged file
        raise FileRefused("Tệp Excel hỏng hoặc có mật khẩu. Hãy mở bằng Excel và lưu lại dạng .xlsx.") from error
    try:
        sheet = book.worksheets[0]
        below = _merged_downwards(sheet) if is_small else {}
        for row in sheet.iter_rows():
            yield [_shown(below.get((cell.row, cell.column), cell) if below else cell) for cell in row]
    finally:
        book.close()


def _merged_downwards(sheet: Any) -> dict[tuple[int, int], Any]:
    """(row, column) → the cell above it that it was merged into: «Sở Nội vụ» written once beside three tasks."""
    return {
        (row, merged.min_col): sheet.cell(merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row + 1, merged.max_row + 1)
    }


def _shown(cell: Any) -> str:
    return cell_text(cell.value, getattr(cell, "number_format", "") or "")


def cell_text(value: Any, number_format: str = "") -> str:
    """A cell as a person in Vietnam would type it: 33.8 → «33,8», 0.338 shown as percent → «33,8%», a day in full."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%m/%Y}" if _shows_no_day(number_format) else f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        number, sign = Decimal(repr(value)), ""
        if "%" in number_format:
            number, sign = number * 100, "%"
        return f"{without_trailing_zeros(number):f}".replace(".", ",") + sign
    return str(value).strip()


def _shows_no_day(number_format: str) -> bool:
    """Excel turns a typed «6/2026» into 1 June shown as «Jun-26»: the day was never meant."""
    shown = number_format.lower()
    return "d" not in shown and "m" in shown and "y" in shown
