"""The tables of a Word file as rows of text, merged cells unfolded."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from thongsuot.platform.files.domain import FileRefused
from thongsuot.platform.imports.domain import SourceRow

_MAX_UNPACKED = 150 * 1024 * 1024
_MAX_ROWS = 20_000  # a Word table of more rows is a database that lost its way


def read_word_tables(stream: BinaryIO) -> list[list[SourceRow]]:
    """Each table of the body as rows; numbers run through the file, ``place`` says «bảng 2, dòng 5».

    A cell merged across columns keeps its text in the first; one merged downwards repeats it in every row, as a person
    reads it. ``FileRefused`` says in Vietnamese why a file cannot be read.
    """
    number, tables = 0, []
    for position, table in enumerate(_tables(stream), start=1):
        rows = []
        for line, cells in enumerate(_rows(table), start=1):
            number += 1
            if number > _MAX_ROWS:
                raise FileRefused("Bảng trong tệp Word có hơn 20.000 dòng. Hãy chuyển sang Excel rồi chọn lại.")
            if any(cells):
                rows.append(SourceRow(number, tuple(cells), f"bảng {position}, dòng {line}"))
        if rows:
            tables.append(rows)
    if not tables:
        raise FileRefused("Tệp Word không có bảng nào. Hãy chọn tệp có bảng nhiệm vụ, chỉ tiêu.")
    return tables


def _tables(stream: BinaryIO) -> list[Any]:
    from docx import Document

    broken = "Tệp Word hỏng hoặc có mật khẩu. Hãy mở bằng Word và lưu lại dạng .docx."
    try:
        with zipfile.ZipFile(stream) as package:
            if sum(part.file_size for part in package.infolist()) > _MAX_UNPACKED:
                raise FileRefused("Tệp Word bung ra lớn bất thường nên không mở. Hãy bỏ ảnh rồi lưu lại.")
        stream.seek(0)
        return list(Document(stream).tables)
    except FileRefused:
        raise
    except Exception as error:  # python-docx raises whatever its XML parser meets in a damaged file
        raise FileRefused(broken) from error


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.rows:
        yield list(_cells(row))


def _cells(row: Any) -> Iterator[str]:
    """Cells left out at the start and end of a row (w:gridBefore, w:gridAfter) keep their columns."""
    yield from [""] * row.grid_cols_before
    before = None
    for cell in row.cells:
        yield "" if cell._tc is before else " ".join(cell.text.split())
        before = cell._tc
    yield from [""] * row.grid_cols_after
