"""«Nơi nhận» at the left, the signature block at the right, on one level and never torn apart."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Pt

from thongsuot.writing.layout import Layout
from thongsuot.writing.lines import clean, recipient_lines
from thongsuot.writing.model import OfficialDocument
from thongsuot.writing.word import styles
from thongsuot.writing.word.page import text_width
from thongsuot.writing.word.xml import keep_row_whole, plain_table, put, styled

RECIPIENTS_SHARE = 0.5
SIGNING_ROOM = 80  # pt between the capacity and the name: room for the hand or the image of the digital signature


def write_foot(word: Document, document: OfficialDocument, layout: Layout) -> None:
    room = text_width(layout)
    table = word.add_table(rows=1, cols=2)
    plain_table(table, (room * RECIPIENTS_SHARE, room * (1 - RECIPIENTS_SHARE)))
    keep_row_whole(table)
    styled(word.add_paragraph(), styles.RULE)  # Word wants a paragraph after the last table; this one takes no room
    left, right = table.rows[0].cells
    lines = recipient_lines(document)
    if lines:
        put(left, "Nơi nhận:", styles.RECIPIENTS_LABEL)
        for line in lines:
            put(left, line, styles.RECIPIENTS)
    signature = document.signature
    for line in signature.lines:
        put(right, clean(line).strip().upper(), styles.CAPACITY)
    if signature.note:
        put(right, clean(signature.note).strip(), styles.NOTE).paragraph_format.space_before = Pt(SIGNING_ROOM / 2)
    room_above = Pt(SIGNING_ROOM / 2 if signature.note else SIGNING_ROOM)
    put(right, clean(signature.name).strip(), styles.SIGNER).paragraph_format.space_before = room_above
