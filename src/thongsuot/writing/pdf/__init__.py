"""Papers as PDF/A-2b by Typst: tagged, in Vietnamese, fonts embedded, no system library needed."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from thongsuot.writing.fonts import FOLDER
from thongsuot.writing.layout import Layout, load_layout
from thongsuot.writing.model import OfficialDocument
from thongsuot.writing.pdf.data import layout_data

__all__ = ["write_pdf"]

_TEMPLATE = Path(__file__).with_name("layout.typ")
STANDARD = "a-2b"


def write_pdf(document: OfficialDocument, layout: Layout | None = None) -> bytes:
    """The PDF/A-2b of ``document``, laid out like its Word file."""
    data = layout_data(document, layout or load_layout())
    compiler = typst.Compiler(
        _TEMPLATE, font_paths=[FOLDER], ignore_system_fonts=True, sys_inputs={"document": json.dumps(data)}
    )
    return bytes(compiler.compile(format="pdf", pdf_standards=[STANDARD]))
