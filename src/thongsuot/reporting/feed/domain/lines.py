"""A file of rows, CSV or JSON lines, read one row at a time: a file of any length takes the memory of one row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from thongsuot.reporting.feed.domain.events import Fault
from thongsuot.reporting.feed.domain.shapes import KEPT, LISTS, trimmed

MOST_BYTES = 1_000_000  # of one line; longer is no row of a feed
_MARKS = (";", ",", "\t", "|")
_BROKEN = "#"  # key of a cleaned row that could not be read; its value is the message


class NotAFeed(ValueError):  # noqa: N818 - of the sender
    """Nothing in the file can be read as a feed; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Line:
    """``number``: of the row's last line in the file, from 1. Either ``given`` (trimmed) or ``fault``."""

    number: int
    given: dict[str, Any]
    fault: Fault | None = None


def rows_of(stream: BinaryIO) -> Iterator[Line]:
    """Rows of a CSV with a heading, or of JSON lines; raises ``NotAFeed`` before the first row."""
    lines = enumerate(_texts(stream), 1)
    at, first = next(((number, text) for number, text in lines if text.strip()), (0, ""))
    if not first:
        raise NotAFeed("Tệp trống. Hãy chọn tệp có ít nhất một dòng dữ liệu.")
    if first.lstrip().startswith("["):
        raise NotAFeed("Tệp là một mảng JSON. Hãy ghi mỗi hồ sơ một đối tượng trên một dòng (JSON Lines).")
    if first.lstrip().startswith("{"):
        return (_json_row(number, text) for number, text in chain([(at, first)], lines) if not text.isspace())
    return _csv_rows(first, (text for _number, text in lines), at)


def cleaned(stream: BinaryIO) -> Iterator[bytes]:
    """The same rows as JSON lines that hold only what facts need; what cannot be read stays in its place as a fault."""
    last = 0
    for line in rows_of(stream):
        yield b"\n" * (line.number - last - 1)  # numbers of lines stay those of the file that was sent
        last = line.number
        kept = line.given if line.fault is None else {_BROKEN: line.fault.message}
        yield json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _texts(stream: BinaryIO) -> Iterator[str]:
    """Lines as text, the mark at the beginning taken off; a line too long comes cut, and fails as a row."""
    head = True
    while piece := stream.readline(MOST_BYTES):
        rest = piece
        while not rest.endswith(b"\n") and (rest := stream.readline(MOST_BYTES)):
            pass
        text = piece.decode("utf-8", errors="replace").replace("\x00", "\ufffd")
        yield text.removeprefix("\ufeff") if head else text
        head = False


def _json_row(number: int, text: str) -> Line:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return Line(number, {}, Fault("", "Dòng này không phải một đối tượng JSON trọn vẹn. Hãy xuất lại dòng."))
    if not isinstance(given, dict):
        return Line(number, {}, Fault("", "Dòng này không phải một đối tượng JSON {…}. Hãy xuất lại dòng."))
    if isinstance(given.get(_BROKEN), str):
        return Line(number, {}, Fault("", given[_BROKEN]))
    return Line(number, trimmed(given))


def _csv_rows(first: str, lines: Iterator[str], above: int) -> Iterator[Line]:
    """``above``: lines of the file up to the heading."""
    mark = max(_MARKS, key=first.count)
    header = [name.strip() for name in next(csv.reader([first.strip().replace("\r", " ")], delimiter=mark), [])]
    if "mahoso" not in {name.casefold() for name in header}:
        raise NotAFeed("Dòng đầu của tệp CSV phải là tên cột và có cột MaHoSo. Hãy xuất tệp kèm tên cột.")
    return _csv_told(header, csv.reader(lines, delimiter=mark), above)


def _csv_told(header: list[str], reader: Any, above: int) -> Iterator[Line]:
    listed = [name for name in header if KEPT.get(name.casefold()) in LISTS]
    while True:
        began = reader.line_num + above + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Line(reader.line_num + above, {}, _unclosed(began, reader.line_num + above))
            continue
        if cells:
            yield _csv_row((began, reader.line_num + above), header, cells, listed)


def _unclosed(first: int, last: int) -> Fault:
    return Fault("", f"Từ dòng {first} đến dòng {last}: dấu ngoặc kép mở ra mà không đóng. Hãy sửa rồi gửi lại.")


def _csv_row(span: tuple[int, int], header: list[str], cells: list[str], listed: list[str]) -> Line:
    began, number = span
    if len(cells) != len(header) and began < number:
        return Line(number, {}, _unclosed(began, number))
    if len(cells) != len(header):
        message = f"Dòng có {len(cells)} ô, tiêu đề có {len(header)} cột. Hãy kiểm tra dấu ngăn cách và ngoặc kép."
        return Line(number, {}, Fault("", message))
    given: dict[str, object] = dict(zip(header, map(str.strip, cells), strict=True))
    for name in listed:
        given[name] = _json_cell(str(given[name]))
    return Line(number, trimmed(given))


def _json_cell(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return "?"
