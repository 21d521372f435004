"""A sheet as a Word file that officials can go on editing."""

from __future__ import annotations

import io

import segno
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from thongsuot.serving.papers.sheets.model import MEASURES, MOTTO, NATION, SAMPLE, Block, Grid, Hand, Row, Sheet
from thongsuot.writing.lines import clean
from thongsuot.writing.word.xml import element, keep_row_whole, plain_table


def sheet_word(sheet: Sheet) -> bytes:
    """The .docx of the same sheet the PDF is drawn from."""
    word = Document()
    size = _page(word, sheet)
    room = _room(sheet)
    if sheet.mark:
        _line(word.add_paragraph(), sheet.mark, size - 2.5, italic=True, align=ALIGN.RIGHT)
    _head(word, sheet, size, room)
    _line(word.add_paragraph(), sheet.title.upper(), size + 2, bold=True, align=ALIGN.CENTER, before=14, after=4)
    if sheet.subtitle:
        _line(word.add_paragraph(), sheet.subtitle, size, bold=True, align=ALIGN.CENTER, after=4)
    if sheet.addressee:
        _line(word.add_paragraph(), f"Kính gửi: {sheet.addressee}", size, align=ALIGN.CENTER, before=6, after=6)
    for block in sheet.blocks:
        _block(word, block, size, room)
    if sheet.hands:
        _hands(word, sheet.hands, size, room)
    _foot(word, sheet, size, room)
    properties = word.core_properties
    properties.title, properties.author, properties.language = sheet.title[:255], sheet.issuer[:255], "vi-VN"
    properties.keywords, properties.comments = ", ".join(sheet.keywords)[:255], ""
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _page(word: WordDocument, sheet: Sheet) -> float:
    (width, height), (top, right, bottom, left), size, _code = MEASURES[sheet.paper]
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), "Times New Roman")
    normal.element.get_or_add_rPr().append(element("w:lang", val="vi-VN"))
    normal.paragraph_format.space_after = Pt(0)
    if sheet.is_sample:
        _line(section.footer.paragraphs[0], SAMPLE, size - 3, italic=True, align=ALIGN.CENTER)
    return size


def _room(sheet: Sheet) -> float:
    (width, _height), (_top, right, _bottom, left), _size, _code = MEASURES[sheet.paper]
    return float(width - left - right)


def _line(
    paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False,
    align: ALIGN = ALIGN.LEFT, before: float = 0, after: float = 0,
) -> Paragraph:  # fmt: skip
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    form = paragraph.paragraph_format
    form.alignment, form.space_before, form.space_after = align, Pt(before), Pt(after)
    return paragraph


def _in(cell: _Cell, text: str, size: float, **look: object) -> Paragraph:
    first: Paragraph = cell.paragraphs[0]
    paragraph = first if not first.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    return _line(paragraph, text, size, align=ALIGN.CENTER, **look)  # type: ignore[arg-type]


def _head(word: WordDocument, sheet: Sheet, size: float, room: float) -> None:
    table = word.add_table(rows=2, cols=2)
    plain_table(table, (room * 0.43, room * 0.57))
    left, right = table.cell(0, 0), table.cell(0, 1)
    if sheet.superior:
        _in(left, sheet.superior.upper(), size - 1)
    _in(left, sheet.issuer.upper(), size - 1, bold=True)
    _in(right, NATION, size - 1, bold=True)
    _in(right, MOTTO, size, bold=True).runs[0].underline = True
    _in(table.cell(1, 0), sheet.number_line, size, before=4)
    _in(table.cell(1, 1), sheet.place_date, size, italic=True, before=4)


def _block(word: WordDocument, block: Block, size: float, room: float) -> None:
    if isinstance(block, Row):
        paragraph = _line(word.add_paragraph(), f"{block.label}: ", size, before=4)
        paragraph.add_run(clean(block.value)).bold = True
    elif isinstance(block, Grid):
        _grid(word, block, size, room)
    else:
        look = {"bold": block.look == "bold", "italic": block.look == "italic"}
        paragraph = _line(word.add_paragraph(), block.text, size, align=ALIGN.JUSTIFY, before=6, **look)
        paragraph.paragraph_format.first_line_indent = Mm(8)


def _grid(word: WordDocument, grid: Grid, size: float, room: float) -> None:
    table = word.add_table(rows=1 + len(grid.rows), cols=len(grid.header))
    table.style = "Table Grid"
    table.autofit = False
    whole = sum(grid.shares)
    for column, share in zip(table.columns, grid.shares, strict=True):
        column.width = Mm(room * share / whole)
    for index, line in enumerate((grid.header, *grid.rows)):
        for cell, text, share in zip(table.rows[index].cells, line, grid.shares, strict=True):
            cell.width = Mm(room * share / whole)
            _line(cell.paragraphs[0], text, size - 1.5, bold=not index, align=ALIGN.LEFT if index else ALIGN.CENTER)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    keep_row_whole(table)


def _hands(word: WordDocument, hands: tuple[Hand, ...], size: float, room: float) -> None:
    word.add_paragraph()
    table = word.add_table(rows=1, cols=len(hands))
    plain_table(table, (room / len(hands),) * len(hands))
    keep_row_whole(table)
    for cell, hand in zip(table.rows[0].cells, hands, strict=True):
        for text in hand.lines:
            _in(cell, text.upper(), size, bold=True)
        _in(cell, hand.note or "\u00a0", size - 2, italic=True)
        _in(cell, hand.name, size, bold=True, before=60)


def _foot(word: WordDocument, sheet: Sheet, size: float, room: float) -> None:
    if not sheet.qr and not sheet.notes:
        return
    code = MEASURES[sheet.paper][3]
    word.add_paragraph()
    table = word.add_table(rows=1, cols=2)
    plain_table(table, (code + 4, room - code - 4))
    keep_row_whole(table)
    left, right = table.rows[0].cells
    if sheet.qr:
        picture = io.BytesIO()
        segno.make(sheet.qr, error="m", micro=False).save(picture, kind="png", scale=8, border=1)
        picture.seek(0)
        left.paragraphs[0].add_run().add_picture(picture, width=Mm(code))
    _line(right.paragraphs[0], sheet.qr_caption, size - 2)
    for note in sheet.notes:
        _line(right.add_paragraph(), note, size - 2, italic=True, before=2)
