"""Paper, margins, page number from the second page on, the mark of sample data on every page."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Mm

from thongsuot.writing.layout import Layout
from thongsuot.writing.model import OfficialDocument
from thongsuot.writing.word import styles
from thongsuot.writing.word.xml import field, styled


def text_width(layout: Layout) -> float:
    """Room between the side margins, in mm."""
    return float(layout["paper"].facts["width"]) - layout["margin.left"].use - layout["margin.right"].use


def set_page(word: Document, document: OfficialDocument, layout: Layout) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(layout["paper"].facts["width"]), Mm(layout["paper"].facts["height"])
    section.top_margin, section.bottom_margin = Mm(layout["margin.top"].use), Mm(layout["margin.bottom"].use)
    section.left_margin, section.right_margin = Mm(layout["margin.left"].use), Mm(layout["margin.right"].use)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    field(styled(number, styles.PAGE), "PAGE")
    if document.is_sample:
        for footer in (section.footer, section.first_page_footer):
            styled(footer.paragraphs[0], styles.SAMPLE).add_run(layout.sample_mark)
