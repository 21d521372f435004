"""Tables of Word files and merged cells of Excel, as offices draw them."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from docx import Document
from openpyxl import Workbook

from thongsuot.platform.files.domain import DOCX, XLSX, FileRefused
from thongsuot.platform.imports.domain import Column, SourceRow, joined
from thongsuot.platform.imports.tables import cell_text, read_rows, read_sheets
from thongsuot.platform.imports.word import read_word_tables

COLUMNS = (Column("code", "STT"), Column("task", "Nhiệm vụ"), Column("lead", "Chủ trì"), Column("due", "Thời hạn"))


def saved(document) -> io.BytesIO:
    stream = io.BytesIO()
    document.save(stream)
    stream.seek(0)
    return stream


def word(*tables: list[list[str]]):
    document = Document()
    for rows in tables:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return document


def test_every_table_is_read_with_its_places():
    stream = saved(word([["a", "b"], ["", ""], ["c", "d"]], [["e", "f"]]))
    assert read_sheets(stream, DOCX.media_type) == [
        [SourceRow(1, ("a", "b"), "bảng 1, dòng 1"), SourceRow(3, ("c", "d"), "bảng 1, dòng 3")],
        [SourceRow(4, ("e", "f"), "bảng 2, dòng 1")],
    ]


def test_a_heading_across_stands_in_the_first_cell_and_a_cell_downwards_in_every_row():
    document = word([["STT", "Nhiệm vụ", "Chủ trì"], ["I", "", ""], ["1", "Một", "Sở Nội vụ"], ["2", "Hai", ""]])
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(1, 2)).text = "I. Thể chế"
    merged = table.cell(2, 2).merge(table.cell(3, 2))
    merged.text = "Sở Nội vụ"
    (rows,) = read_word_tables(saved(document))
    assert [row.cells for row in rows[1:]] == [
        ("I. Thể chế", "", ""),
        ("1", "Một", "Sở Nội vụ"),
        ("2", "Hai", "Sở Nội vụ"),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04 hong", "Word hỏng"), (saved(Document()).getvalue(), "không có bảng nào")],
)
def test_word_files_that_cannot_be_read_are_refused_in_words(content, words):
    with pytest.raises(FileRefused, match=words):
        read_word_tables(io.BytesIO(content))


def rows(*cells: tuple[str, ...]) -> list[SourceRow]:
    return [SourceRow(number, row) for number, row in enumerate(cells, start=1)]


def test_one_table_is_what_it_was():
    header, below, mapping = joined([rows(("STT", "Nhiệm vụ"), ("1", "Một"))], COLUMNS)
    assert (header.cells, [row.cells for row in below], mapping) == (
        ("STT", "Nhiệm vụ"),
        [("1", "Một")],
        {"code": 0, "task": 1},
    )


def test_tables_of_a_letter_are_joined_and_its_head_and_signature_left_out():
    head = rows(("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    first = rows(("STT", "Nhiệm vụ", "Chủ trì"), ("1", "Một", "Sở Nội vụ"))
    again = rows(("STT", "Nhiệm vụ", "Chủ trì"), ("2", "Hai", "Sở Y tế"))
    other = rows(("Nhiệm vụ", "STT", "Thời hạn"), ("Ba", "3", "quý IV"))
    foot = rows(("Nơi nhận", "CHỦ TỊCH"))
    header, below, mapping = joined([head, first, again, other, foot], COLUMNS)
    assert header.cells == ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    assert mapping == {"code": 0, "task": 1, "lead": 2, "due": 3}
    assert [row.cells[:3] for row in below[:2]] == [("1", "Một", "Sở Nội vụ"), ("2", "Hai", "Sở Y tế")]
    assert below[2].cells == ("3", "Ba", "", "quý IV")


def test_cells_of_excel_merged_downwards_hold_for_every_row():
    book = Workbook()
    for row in (["STT", "Chủ trì", "Việc"], [1, "Sở Nội vụ", "Một"], [2, None, "Hai"], ["II. Mục", None, None]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("A4:C4")
    found = read_rows(saved(book), XLSX.media_type)
    assert [row.cells for row in found[1:]] == [
        ("1", "Sở Nội vụ", "Một"),
        ("2", "Sở Nội vụ", "Hai"),
        ("II. Mục", "", ""),
    ]


@pytest.mark.parametrize(
    ("number_format", "shown"), [("mmm-yy", "06/2026"), ("dd/mm/yyyy", "01/06/2026"), ("General", "01/06/2026")]
)
def test_a_month_that_excel_took_for_a_day_is_a_month(number_format, shown):
    assert cell_text(datetime(2026, 6, 1), number_format) == shown  # noqa: DTZ001 - Excel knows no zone
    assert cell_text(date(2026, 6, 1), number_format) == shown
