"""A sheet as PDF/A-2b; with a place for signatures where one of its hands signs digitally."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import segno

from thongsuot.serving.papers.sheets.model import MEASURES, MOTTO, NATION, SAMPLE, Sheet, plain_of
from thongsuot.writing.fonts import fit
from thongsuot.writing.lines import clean
from thongsuot.writing.pdf import typeset_signable

_TEMPLATE = Path(__file__).with_name("sheet.typ")
_ROOM = 74  # pt between capacity and name: two lines of a visible signature and a seal of 36 mm across it


def sheet_pdf(sheet: Sheet) -> bytes:
    """The whole paper. Open signature fields wait in it where a hand ``is_digital``."""
    return sheet_pdf_after(sheet, 0)[0]


def sheet_pdf_after(sheet: Sheet, pages_before: int) -> tuple[bytes, list[dict[str, Any]]]:
    """The paper and the spots of its signatures; fields are already laid where nothing comes before it."""
    data = _data(sheet)
    content, spots = typeset_signable(_TEMPLATE, data, pages_before)
    if spots and not pages_before:
        content = with_fields(content, spots, sheet)
    return content, spots


def with_fields(pdf: bytes, spots: list[dict[str, Any]], sheet: Sheet) -> bytes:
    """Open signature fields at ``spots``, measured on the paper of ``sheet``."""
    from thongsuot.writing.pdf.fields import prepare_fields  # the signing library: see sealing.py

    return prepare_fields(pdf, spots, {"paper": MEASURES[sheet.paper][0], "signing_room": _ROOM})


def _data(sheet: Sheet) -> dict[str, Any]:
    paper, margin, size, code = MEASURES[sheet.paper]
    data = {
        **plain_of(sheet),
        "sheet": paper,
        "margin": margin,
        "size": size,
        "code": code,
        "signing_room": _ROOM,
        "nation": NATION,
        "motto": MOTTO,
        "foot": SAMPLE if sheet.is_sample else "",
    }
    fitted: dict[str, Any] = _fitted(data)
    return {**fitted, "qr": _svg(sheet.qr)}


def _svg(address: str) -> str:
    if not address:
        return ""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _fitted(value: Any) -> Any:
    if isinstance(value, str):
        return fit(clean(value))
    if isinstance(value, dict):
        return {key: _fitted(one) for key, one in value.items()}
    return [_fitted(one) for one in value] if isinstance(value, list | tuple) else value
