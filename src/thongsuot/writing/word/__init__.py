"""Papers as Word files that officials go on editing: real styles, headings, bookmarks; nothing painted by hand."""

from __future__ import annotations

import io
from functools import lru_cache

from docx import Document

from thongsuot.writing.layout import Layout, load_layout
from thongsuot.writing.lines import clean, issuer_of, title_of
from thongsuot.writing.model import OfficialDocument
from thongsuot.writing.word.body import write_body
from thongsuot.writing.word.foot import write_foot
from thongsuot.writing.word.head import write_head
from thongsuot.writing.word.page import set_page
from thongsuot.writing.word.styles import make_styles

__all__ = ["write_word"]


def write_word(document: OfficialDocument, layout: Layout | None = None) -> bytes:
    """The .docx of ``document`` laid out by NĐ 30/2020/NĐ-CP, phụ lục I."""
    layout = layout or load_layout()
    word = Document(io.BytesIO(_base(layout)))
    set_page(word, document, layout)
    write_head(word, document, layout)
    write_body(word, document, layout)
    write_foot(word, document, layout)
    properties = word.core_properties
    properties.title, properties.subject = title_of(document)[:255], clean(document.kind)[:255] or "Công văn"
    properties.author = properties.last_modified_by = issuer_of(document)[:255]
    properties.language, properties.comments, properties.keywords = "vi-VN", "", clean(document.symbol)[:255]
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


@lru_cache(maxsize=4)
def _base(layout: Layout) -> bytes:
    """An empty paper with its styles: making them takes longer than writing a page."""
    word = Document()
    make_styles(word, layout)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()
