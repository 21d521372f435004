"""Headings, paragraphs, lists and tables; every anchored one gets a bookmark, every live figure too."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from thongsuot.writing.layout import Layout
from thongsuot.writing.lines import anchor_of, clean, depth_of, pieces_of, with_end_mark
from thongsuot.writing.model import Heading, ListItem, OfficialDocument, Paragraph, Run, Table, bookmark_name
from thongsuot.writing.word import styles
from thongsuot.writing.word.page import text_width
from thongsuot.writing.word.xml import bookmark, element, put, styled


def write_body(word: Document, document: OfficialDocument, layout: Layout) -> None:
    """The blocks in order, «./.» after the last; the last paragraph stays on one page with the signature."""
    marks = _Bookmarks()
    last: WordParagraph | None = None
    for block in with_end_mark(document.blocks):
        if isinstance(block, Table):
            _table(word, block, layout)
        else:
            last = _paragraph(word, block, marks)
    if last is not None:
        last.paragraph_format.keep_with_next = last.paragraph_format.keep_together = True


class _Bookmarks:
    """Names and numbers already given out: both must be unique in a file."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def put(self, paragraph: WordParagraph, name: str) -> None:
        if name not in self._names:
            self._names.add(name)
            bookmark(paragraph, name, len(self._names))

    def round_run(self, paragraph: WordParagraph, name: str) -> None:
        """Open a bookmark before the paragraph's last run and close it after."""
        if name in self._names:
            return
        self._names.add(name)
        run = paragraph.runs[-1]._r
        run.addprevious(element("w:bookmarkStart", id=len(self._names), name=name))
        run.addnext(element("w:bookmarkEnd", id=len(self._names)))


def _paragraph(word: Document, block: Heading | Paragraph | ListItem, marks: _Bookmarks) -> WordParagraph:
    paragraph = styled(word.add_paragraph(), _style(block))
    for piece in pieces_of(block):
        _run(paragraph, piece, marks)
    anchor = anchor_of(block)
    if anchor:
        marks.put(paragraph, bookmark_name(anchor))
    return paragraph


def _style(block: Heading | Paragraph | ListItem) -> str:
    if isinstance(block, Heading):
        return f"Heading {depth_of(block)}"
    return styles.LIST if isinstance(block, ListItem) else styles.BODY


def _run(paragraph: WordParagraph, piece: Run, marks: _Bookmarks) -> None:
    run = paragraph.add_run(piece.text)
    if piece.bold:
        run.bold = True
    if piece.italic:
        run.italic = True
    if piece.figure:
        marks.round_run(paragraph, bookmark_name(piece.figure).replace("muc_", "so_lieu_", 1)[:40])


def _table(word: Document, block: Table, layout: Layout) -> None:
    table = word.add_table(rows=1 + len(block.rows), cols=len(block.header), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, share in zip(table.columns, block.shares, strict=True):
        column.width = Mm(text_width(layout) * share)
    for index, texts in enumerate((block.header, *block.rows)):
        columns = zip(table.rows[index].cells, texts, block.shares, block.centred, strict=True)
        for cell, text, share, is_centred in columns:
            cell.width = Mm(text_width(layout) * share)
            put(cell, clean(text).strip(), _cell_style(is_head=index == 0, is_centred=is_centred))
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(element("w:cantSplit"))
    head.append(element("w:tblHeader"))
    space = styled(word.add_paragraph(), styles.RULE)
    space.paragraph_format.space_after = space.paragraph_format.space_before


def _cell_style(*, is_head: bool, is_centred: bool) -> str:
    if is_head:
        return styles.CELL_HEAD
    return styles.CELL_CENTRED if is_centred else styles.CELL
