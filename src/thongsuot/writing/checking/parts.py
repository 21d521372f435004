"""Which paragraph is which component: found by what it says and where it stands, never by the names of styles, so that
papers typed by anybody can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from thongsuot.kernel.text import fold
from thongsuot.writing.checking.effective import Element, Styles
from thongsuot.writing.layout import Layout

_NUMBER = re.compile(r"^Số\s*:?[\s\u00a0….]*\d*[\s\u00a0….]*/\s*[A-ZĐƯ]", re.I)
_DATE = re.compile(r"ngày.*tháng.*năm", re.I)
_LONGEST_DATE_LINE = 90
_LONGEST_HEAD_LINE = 600  # nothing of the head but the subject comes near it
_HEAD_LINES = 40  # the head is never further down


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; ``cell`` is its table cell (table, row, column) or ``None`` in the running text."""

    p: Element
    text: str
    cell: tuple[int, int, int] | None = None
    box: Element | None = None  # the cell's element

    @property
    def is_blank(self) -> bool:
        return not self.text.strip(" \u00a0_\t\n")


@dataclass(slots=True)
class Parts:
    """The components found; ``None`` or empty where the paper has none."""

    lines: list[Line]
    national_name: Line | None = None
    motto: Line | None = None
    superior: list[Line] = field(default_factory=list)
    issuer: list[Line] = field(default_factory=list)
    number: Line | None = None
    letter_subject: Line | None = None
    place_date: Line | None = None
    kind: Line | None = None
    subject: list[Line] = field(default_factory=list)
    addressees: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    recipients_label: Line | None = None
    recipients: list[Line] = field(default_factory=list)
    capacity: list[Line] = field(default_factory=list)
    signer_name: Line | None = None


def find_parts(word: Any, styles: Styles, layout: Layout) -> Parts:
    """Sort the paragraphs of ``word`` into components."""
    parts = Parts(list(_lines(word.element.body)))
    head = [line for line in parts.lines[:_HEAD_LINES] if not line.is_blank and len(line.text) <= _LONGEST_HEAD_LINE]
    parts.national_name = next((line for line in head if "chunghiavietnam" in _letters(line.text)), None)
    parts.motto = next((line for line in head if _letters(line.text) == "doclaptudohanhphuc"), None)
    parts.number = next((line for line in head if _NUMBER.match(line.text.strip())), None)
    parts.place_date = next((line for line in head if _is_date(line.text)), None)
    kinds = {_letters(kind) for kind in layout.kinds}
    parts.kind = next((line for line in head if line.cell is None and _letters(line.text) in kinds), None)
    _agency(parts, head, styles)
    start = _title(parts, head, styles)
    end = _foot(parts)
    between = parts.lines[start:end]
    parts.addressees = _addressees(between)
    addressed = {line.p for line in parts.addressees}
    parts.body = [line for line in between if line.p not in addressed and not line.is_blank]
    return parts


def _lines(body: Element) -> Iterator[Line]:
    tables = 0
    for child in body:
        if child.tag == qn("w:p"):
            yield Line(child, _text(child))
        elif child.tag == qn("w:tbl"):
            for row, cells in enumerate(child.iter(qn("w:tr"))):
                for column, cell in enumerate(cells.findall(qn("w:tc"))):
                    for p in cell.iter(qn("w:p")):
                        yield Line(p, _text(p), (tables, row, column), cell)
            tables += 1


def _text(p: Element) -> str:
    pieces = []
    for node in p.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        if etree.QName(node).localname == "t":
            pieces.append(node.text or "")
        else:
            pieces.append("-" if etree.QName(node).localname == "noBreakHyphen" else " ")
    return "".join(pieces)


def _letters(text: str) -> str:
    """Letters alone, without marks: «Độc lập-Tự do» and «ĐỘC LẬP – TỰ DO» are the same words."""
    return re.sub(r"[^a-z]", "", fold(text))


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE_LINE and bool(_DATE.search(text)) and not text.strip().startswith("(")


def _agency(parts: Parts, head: list[Line], styles: Styles) -> None:
    """Lines over the number in its column; the bold ones at the end are the issuer, those before it the superior."""
    if parts.number is None:
        return
    index = head.index(parts.number)
    above = [line for line in head[:index] if line not in (parts.national_name, parts.motto, parts.place_date)]
    if parts.number.cell:
        table, _, column = parts.number.cell
        above = [line for line in above if line.cell and (line.cell[0], line.cell[2]) == (table, column)]
    bold = [any(styles.flag(line.p, run, "w:b") for run in runs_of(line)) for line in above]
    trailing = len(list(takewhile(bool, reversed(bold))))
    cut = len(above) - trailing if trailing else 0
    parts.superior, parts.issuer = above[:cut], above[cut:]
    below = [line for line in head[index + 1 :] if line.cell == parts.number.cell]
    parts.letter_subject = next((line for line in below if re.match(r"v\s*/\s*v", line.text.strip(), re.I)), None)


def _title(parts: Parts, head: list[Line], styles: Styles) -> int:
    """Find the subject; return the index of the first line after head and title."""
    if parts.kind is None:
        last = max((parts.lines.index(line) for line in (parts.number, parts.place_date) if line), default=-1)
        cell = parts.lines[last].cell if last >= 0 else None
        while cell and last + 1 < len(parts.lines) and _same_table(parts.lines[last + 1], cell):
            last += 1
        return last + 1
    index = parts.lines.index(parts.kind) + 1
    while index < len(parts.lines) and not parts.lines[index].is_blank:
        line = parts.lines[index]
        if line.cell or (parts.subject and styles.paragraph(line.p, "w:jc", "val") != "center"):
            break
        parts.subject.append(line)
        index += 1
    return index


def _same_table(line: Line, cell: tuple[int, int, int]) -> bool:
    return line.cell is not None and line.cell[0] == cell[0]


def _foot(parts: Parts) -> int:
    """Find recipients and signature; return the index where the body ends."""
    labels = [line for line in parts.lines if _letters(line.text).startswith("noinhan") and len(line.text) < 40]
    if not labels:
        return _foot_without_recipients(parts)
    parts.recipients_label = label = labels[-1]
    index = parts.lines.index(label)
    after = [line for line in parts.lines[index + 1 :] if not line.is_blank]
    if label.cell is None:
        parts.recipients = list(takewhile(lambda line: line.text.strip().startswith("-"), after))
        right = after[len(parts.recipients) :]
    else:
        parts.recipients = [line for line in after if line.cell == label.cell]
        table, column = label.cell[0], label.cell[2]
        everything = [line for line in parts.lines if line.cell and line.cell[0] == table and not line.is_blank]
        right = [line for line in everything if line.cell and line.cell[2] != column]
        index = next(i for i, line in enumerate(parts.lines) if line.cell and line.cell[0] == table)
    _signature(parts, right)
    return index


def _foot_without_recipients(parts: Parts) -> int:
    """A table at the very end, after the head, holds the signature block."""
    written = [line for line in parts.lines if not line.is_blank]
    if not written or written[-1].cell is None or written[-1].cell[0] == 0:
        return len(parts.lines)
    lines = [line for line in written if _same_table(line, written[-1].cell)]
    if lines[0].text != lines[0].text.upper():
        return len(parts.lines)
    _signature(parts, lines)
    return parts.lines.index(lines[0])


def _signature(parts: Parts, lines: list[Line]) -> None:
    shouted = list(takewhile(lambda line: line.text == line.text.upper(), lines))
    rest = lines[len(shouted) :]
    parts.capacity = shouted or lines[:1]
    parts.signer_name = rest[-1] if rest and rest[-1] not in parts.capacity else None


def _addressees(lines: list[Line]) -> list[Line]:
    start = next((i for i, line in enumerate(lines) if _letters(line.text).startswith("kinhgui")), None)
    if start is None:
        return []
    more = takewhile(lambda line: line.is_blank or line.text.strip().startswith("-"), lines[start + 1 :])
    return [lines[start], *(line for line in more if not line.is_blank)]


def runs_of(line: Line) -> list[Element]:
    """Runs with letters to be seen."""
    return [r for r in line.p.iter(qn("w:r")) if "".join(t.text or "" for t in r.iter(qn("w:t"))).strip(" \u00a0")]
