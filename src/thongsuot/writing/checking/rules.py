"""The lines drawn under motto, agency and subject: how long they are beside the words above them."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import qn

from thongsuot.writing.balance import longest_line
from thongsuot.writing.checking.effective import Element
from thongsuot.writing.checking.faults import Inspection
from thongsuot.writing.checking.parts import Line, runs_of
from thongsuot.writing.fonts import face

_POINTS_A_TWIP = 1 / 20
_POINTS_AN_EMU = 1 / 12700
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"


def line_share(inspection: Inspection, words: Sequence[Line]) -> float | None:
    """Length of the line under ``words`` as a share of their longest line; ``None`` when there is no line.

    A line drawn as a shape whose length the file does not tell counts as 0.
    """
    lines = inspection.parts.lines
    index = lines.index(words[-1])
    following = lines[index + 1] if index + 1 < len(lines) and lines[index + 1].cell == words[-1].cell else None
    length = _length(inspection, words[-1], following)
    if length is None:
        return None
    room = _room(inspection, words[-1])
    text = max(
        longest_line(line.text.strip(), _size(inspection, line), _inner(inspection, line, room)) for line in words
    )
    return length / text if text else None


def _length(inspection: Inspection, last: Line, following: Line | None) -> float | None:
    """Points; looked for as a border, a shape, a row of underscores, or underlined words."""
    for line, side in ((last, "bottom"), (following, "top"), (following, "bottom")):
        if line is not None and _border(inspection, line, side):
            return _inner(inspection, line, _room(inspection, line))
    for line in (last, following):
        if line is None:
            continue
        shapes = [float(extent.get("cx", 0)) * _POINTS_AN_EMU for extent in line.p.iter(_DRAWING)]
        if shapes or next(line.p.iter(qn("w:pict")), None) is not None:
            return max(shapes, default=0.0)
    if following is not None and set(following.text.strip()) <= {"_"} and following.text.strip():
        return face().width(following.text.strip(), _size(inspection, following))
    if all(inspection.styles.run(last.p, run, "w:u", "val") == "single" for run in runs_of(last)):
        return face(bold=True).width(last.text.strip(), _size(inspection, last))
    return None


def _border(inspection: Inspection, line: Line, side: str) -> bool:
    for level in inspection.styles._paragraph_levels(line.p):
        borders = level.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        found = borders.find(qn(f"w:{side}")) if borders is not None else None
        if found is not None:
            return found.get(qn("w:val")) not in {"nil", "none"}
    return False


def _room(inspection: Inspection, line: Line) -> float:
    """Width of the cell or of the text, in points."""
    if line.box is not None:
        width = line.box.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if width is not None and width.get(qn("w:type")) == "dxa":
            return float(width.get(qn("w:w"))) * _POINTS_A_TWIP - _cell_margins(line.box)
    section = inspection.word.sections[0]
    return float((section.page_width - section.left_margin - section.right_margin) * _POINTS_AN_EMU)


def _cell_margins(cell: Element) -> float:
    """Word keeps 5,4 pt free at both sides of a cell unless the table says otherwise."""
    table = next(cell.iterancestors(qn("w:tbl")))
    total = 0.0
    for names in (("left", "start"), ("right", "end")):
        paths = (f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn(f'w:{name}')}" for name in names)
        found = next((margin for path in paths if (margin := table.find(path)) is not None), None)
        total += 5.4 if found is None else float(found.get(qn("w:w"), 108)) * _POINTS_A_TWIP
    return total


def _inner(inspection: Inspection, line: Line, room: float) -> float:
    sides = (
        inspection.styles.number(line.p, "w:ind", side) or inspection.styles.number(line.p, "w:ind", other)
        for side, other in (("left", "start"), ("right", "end"))
    )
    return max(1.0, room - sum(sides) * _POINTS_A_TWIP)


def _size(inspection: Inspection, line: Line) -> float:
    return max((inspection.styles.size(line.p, run) for run in runs_of(line)), default=13.0)
