"""The few pieces of WordprocessingML that python-docx has no words for (ECMA-376 part 1, §17)."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TWIPS_A_POINT = 20


def element(tag: str, **attributes: object) -> Any:
    """``element("w:top", val="single")`` → ``<w:top w:val="single"/>``."""
    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def plain_table(table: Table, widths_mm: tuple[float, ...]) -> None:
    """No borders, fixed columns, no room at the sides of cells: a grid for the eye alone."""
    table.autofit = False
    properties = table._tbl.tblPr
    margins = element("w:tblCellMar")
    margins.extend([element("w:left", w=0, type="dxa"), element("w:right", w=0, type="dxa")])
    properties.append(margins)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)


def keep_row_whole(table: Table) -> None:
    """A row that would be torn by the end of the page moves on as one."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def put(cell: _Cell, text: str, style: str) -> Paragraph:
    """A paragraph in ``cell``; the empty one every cell is born with is used first."""
    first: Paragraph = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.text else cell.add_paragraph()
    styled(paragraph, style).add_run(text)
    return paragraph


def styled(paragraph: Paragraph, style: str) -> Paragraph:
    """Give the paragraph its style by name; python-docx's own way searches all styles each time."""
    paragraph._p.style = style.replace(" ", "")  # so python-docx makes the id of a style from its name
    return paragraph


def rule(paragraph: Paragraph, room: Length, length: Length) -> None:
    """Draw the line of ``length`` in the middle of ``room`` as the paragraph's upper border."""
    side = max(0, int(room - length) // 2)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Length(side)
    borders = element("w:pBdr")
    borders.append(element("w:top", val="single", sz=6, space=1, color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
        "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing",
        "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:rPr",
    )  # fmt: skip


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark round the whole paragraph; ``number`` must be its own within the file."""
    start = element("w:bookmarkStart", id=number, name=name)
    paragraph._p.insert_element_before(start, "w:r", "w:hyperlink")
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def field(paragraph: Paragraph, code: str) -> None:
    """A field Word fills in: ``PAGE``."""
    run = paragraph.add_run()
    run._r.append(element("w:fldChar", fldCharType="begin"))
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    run._r.append(instruction)
    run._r.append(element("w:fldChar", fldCharType="separate"))
    shown = element("w:t")
    shown.text = "2"
    run._r.append(shown)
    run._r.append(element("w:fldChar", fldCharType="end"))
