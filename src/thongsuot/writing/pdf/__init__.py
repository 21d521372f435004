"""Papers as PDF/A-2b by Typst: tagged, in Vietnamese, fonts embedded, no system library needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import typst

from thongsuot.writing.fonts import FOLDER
from thongsuot.writing.layout import Layout, load_layout
from thongsuot.writing.model import OfficialDocument
from thongsuot.writing.pdf.data import layout_data

__all__ = ["typeset", "typeset_signable", "write_pdf"]

_TEMPLATE = Path(__file__).with_name("layout.typ")
_STANDARD: Final = "a-2b"


def write_pdf(document: OfficialDocument, layout: Layout | None = None) -> bytes:
    """The PDF/A-2b of ``document``, laid out like its Word file.

    Unless it is a draft, fields wait in it: for the two digital signatures, and for number and day while blank, so that
    they can be filled after the leader has signed without breaking his signature (``signing.number_pdf``).
    """
    data = layout_data(document, layout or load_layout())
    compiler = _compiler(_TEMPLATE, data)
    content = _compiled(compiler)
    if document.is_draft:
        return content
    from thongsuot.writing.pdf.fields import prepare_fields  # a library of half a second, for who signs

    return prepare_fields(content, [found["value"] for found in json.loads(compiler.query("<spot>"))], data)


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """One small page drawn by Typst as PDF/A-2b: stamps and the words of filled fields."""
    return _compiled(_compiler(template, data))


def typeset_signable(template: Path, data: dict[str, Any], pages_before: int = 0) -> tuple[bytes, list[dict[str, Any]]]:
    """A paper of another layout, and where it marked its ``<spot>``s, for ``fields.prepare_fields``.

    ``pages_before``: pages that will be put before it in the file that is signed.
    """
    compiler = _compiler(template, data)
    spots = [found["value"] for found in json.loads(compiler.query("<spot>"))]
    for spot in spots:
        spot["at"]["page"] = int(spot["at"]["page"]) + pages_before
    return _compiled(compiler), spots


def _compiler(template: Path, data: dict[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        template, font_paths=[FOLDER], ignore_system_fonts=True, sys_inputs={"document": json.dumps(data)}
    )


def _compiled(compiler: typst.Compiler) -> bytes:
    content = compiler.compile(format="pdf", pdf_standards=[_STANDARD])
    assert isinstance(content, bytes)
    return content
