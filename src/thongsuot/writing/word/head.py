"""The head: agency and number at the left, national name, motto and date at the right, then kind and subject."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell

from thongsuot.writing.balance import balanced_width, longest_line
from thongsuot.writing.fonts import face
from thongsuot.writing.layout import Layout
from thongsuot.writing.lines import addressee_lines, clean, date_line, lines_of, number_line
from thongsuot.writing.model import OfficialDocument
from thongsuot.writing.word import styles
from thongsuot.writing.word.page import text_width
from thongsuot.writing.word.xml import bookmark, element, plain_table, put, rule, styled

LEFT_SHARE = 0.425  # the national name in 12 pt bold needs 88 mm of the 160 mm line
SUBJECT_SIDES = 20  # mm kept free at both sides of the subject together


def write_head(word: Document, document: OfficialDocument, layout: Layout) -> None:
    room = text_width(layout)
    left, right = room * LEFT_SHARE, room * (1 - LEFT_SHARE)
    table = word.add_table(rows=2, cols=2)
    plain_table(table, (left, right))
    _agency(table.cell(0, 0), document, layout, Mm(left))
    _nation(table.cell(0, 1), layout, Mm(right))
    put(table.cell(1, 0), number_line(document), styles.NUMBER)
    put(table.cell(1, 1), date_line(document), styles.PLACE_DATE)
    if not document.kind:
        put(table.cell(1, 0), f"V/v {clean(document.subject).strip()}", styles.LETTER_SUBJECT)
    if document.is_draft:
        _draft(table.cell(1, 0), layout, Mm(left))
    if document.kind:
        _title(word, document, layout, Mm(room - SUBJECT_SIDES))
    _addressees(word, document)


def _agency(cell: _Cell, document: OfficialDocument, layout: Layout, room: Length) -> None:
    for line in lines_of(document.superior):
        put(cell, line, styles.SUPERIOR)
    lines = lines_of(document.issuer)
    for line in lines:
        put(cell, line, styles.ISSUER)
    longest = max((face(bold=True).width(line, layout["issuer"].use) for line in lines), default=0)
    rule(put(cell, "", styles.RULE), room, Pt(min(longest, room.pt) * layout["issuer.line"].use))


def _nation(cell: _Cell, layout: Layout, room: Length) -> None:
    put(cell, layout["national_name"].facts["text"], styles.NATIONAL)
    motto = layout["motto"].facts["text"]
    put(cell, motto, styles.MOTTO)
    rule(put(cell, "", styles.RULE), room, Pt(face(bold=True).width(motto, layout["motto"].use)))


def _draft(cell: _Cell, layout: Layout, room: Length) -> None:
    """«DỰ THẢO» in a frame, as drafts are handed round; not a component of the law."""
    paragraph = put(cell, layout.draft_mark, styles.DRAFT)
    rule(paragraph, room, Mm(28))
    borders = paragraph._p.get_or_add_pPr().find(qn("w:pBdr"))
    borders.clear()
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(f"w:{side}", val="single", sz=8, space=2, color="000000"))


def _title(word: Document, document: OfficialDocument, layout: Layout, room: Length) -> None:
    kind = styled(word.add_paragraph(clean(document.kind).strip().upper()), styles.KIND)
    bookmark(kind, "ten_loai", 0)
    text, size = clean(document.subject).strip(), layout["subject"].use
    width = balanced_width(text, size, room.pt)
    subject = styled(word.add_paragraph(text), styles.SUBJECT)
    whole = Mm(text_width(layout))
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Pt((whole.pt - width) / 2)
    line = styled(word.add_paragraph(), styles.RULE)
    rule(line, whole, Pt(longest_line(text, size, width) * layout["subject.line"].use))
    line.paragraph_format.space_after = Pt(8)


def _addressees(word: Document, document: OfficialDocument) -> None:
    lines = addressee_lines(document)
    if not lines:
        return
    first = styled(word.add_paragraph(), styles.ADDRESSEES)
    form = first.paragraph_format
    form.space_after = Pt(12 if len(lines) == 1 else 0)
    form.left_indent = Mm(25)
    first.add_run(f"Kính gửi: {lines[0]}" if len(lines) == 1 else "Kính gửi:")
    for index, line in enumerate(lines if len(lines) > 1 else ()):
        form = styled(word.add_paragraph(line), styles.ADDRESSEES).paragraph_format
        form.left_indent, form.first_line_indent = Mm(48), Mm(-3)
        form.space_before = Pt(0)
        form.space_after = Pt(12 if index == len(lines) - 1 else 0)
