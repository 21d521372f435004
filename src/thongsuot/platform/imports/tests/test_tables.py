from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from thongsuot.platform.files.domain import CSV, XLSX, FileRefused
from thongsuot.platform.imports.domain import Column, SourceRow, find_header, guess_mapping, missing_columns
from thongsuot.platform.imports.tables import cell_text, delimiter_of, read_rows

COLUMNS = (
    Column("unit", "Tên đơn vị", required=True, aliases=("Địa phương",)),
    Column("value", "Giá trị", required=True),
    Column("day", "Ngày"),
)


def csv_rows(text: str, encoding: str = "utf-8") -> list[SourceRow]:
    return read_rows(io.BytesIO(text.encode(encoding)), CSV.media_type)


def xlsx(rows: list[list[object]], formats: dict[str, str] | None = None) -> io.BytesIO:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Đơn vị;Giá trị\nA;33,8\nB;1.659,5\n", ";"),
        ("Đơn vị,Giá trị\nA,3\nB,4\n", ","),
        ('Đơn vị,Giá trị\nA,"33,8"\n', ","),
        ("Đơn vị\tGiá trị\nA\t33,8\n", "\t"),
        ("một cột\nA\n", ";"),
    ],
)
def test_the_delimiter_is_found(text, sign):
    assert delimiter_of(text) == sign


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_keep_the_numbers_the_reader_sees(encoding):
    rows = csv_rows("Bảng 1\n\nĐịa phương;Giá trị\nLạng Sơn;33,8\n", encoding)
    assert [row.number for row in rows] == [1, 3, 4]
    assert rows[2].cells == ("Lạng Sơn", "33,8")


@pytest.mark.parametrize(
    ("stream", "media_type", "words"),
    [
        (io.BytesIO("Đơn vị".encode("cp1258", errors="replace") + b"\xff"), CSV.media_type, "CSV UTF-8"),
        (io.BytesIO(b"\n;;\n"), CSV.media_type, "không có dòng nào"),
        (io.BytesIO(b"PK\x03\x04 hong"), XLSX.media_type, "Excel hỏng"),
        (io.BytesIO(b'"' + b"a" * 200_000), CSV.media_type, "CSV hỏng"),
    ],
)
def test_unreadable_files_are_refused_in_words(stream, media_type, words):
    with pytest.raises(FileRefused, match=words):
        read_rows(stream, media_type)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("thongsuot.platform.imports.tables.MAX_ROWS", 2)
    with pytest.raises(FileRefused, match="hơn 2 dòng"):
        csv_rows("a;b\n1;2\n3;4\n")


def test_excel_cells_read_as_people_type_them():
    stream = xlsx([["Đơn vị", "Tỷ lệ", "Ngày"], ["Lạng Sơn", 0.338, date(2024, 10, 9)]], {"B2": "0.0%"})
    assert read_rows(stream, XLSX.media_type)[1].cells == ("Lạng Sơn", "33,8%", "09/10/2024")


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (33.8, "33,8"), (12, "12"), (1e6, "1000000"), (0.1 + 0.2, "0,30000000000000004"), (True, "có")],
)
def test_cell_text(value, text):
    assert cell_text(value) == text
    assert cell_text(datetime(2024, 1, 2, 3, tzinfo=UTC)) == "02/01/2024"


def test_header_is_found_below_titles_without_marks_and_case():
    rows = [
        SourceRow(1, ("BIỂU SỐ 1", "")),
        SourceRow(3, ("STT", "DIA PHUONG", "Giá trị (%)", "Ghi chú")),
        SourceRow(4, ("1", "Lạng Sơn", "33,8", "")),
    ]
    assert find_header(rows, COLUMNS) == (1, {"unit": 1, "value": 2})


def test_exact_headings_win_over_partial_ones():
    assert guess_mapping(("Giá trị năm trước", "Giá trị"), COLUMNS) == {"value": 1}
    assert [column.name for column in missing_columns({"value": 0}, COLUMNS)] == ["unit"]


def test_an_empty_table_suggests_nothing():
    assert find_header([], COLUMNS) == (0, {})
