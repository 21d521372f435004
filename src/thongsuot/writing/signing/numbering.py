"""Number and day written into a paper its leader has signed: an addition his signature allows."""

from __future__ import annotations

from datetime import date

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent

from thongsuot.writing.lines import number_text
from thongsuot.writing.pdf import typeset
from thongsuot.writing.pdf.adding import Adding
from thongsuot.writing.pdf.fields import TEXT_FIELDS
from thongsuot.writing.signing.pdffile import Drawn, open_for_adding
from thongsuot.writing.signing.sign import MARKS

_SIZE, _DESCENT = 13, 4.0
_N = generic.pdf_name


def number_pdf(pdf: bytes, number: int, day: date) -> bytes:
    """``pdf`` with number, day and, where it was blank, month filled in; no byte before is changed.

    Raises ``NotPdf``, or ``ValueError`` when there is no blank left for the number or the day.
    """
    writer = open_for_adding(pdf)
    blanks = _blanks(writer)
    if not {TEXT_FIELDS["number"], TEXT_FIELDS["day"]} <= blanks.keys():
        raise ValueError("Văn bản không còn chỗ trống để ghi số và ngày. Chỉ văn bản chưa cấp số mới ghi được.")
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    texts = {"number": number_text(number), "day": f"{day.day:02d}", "month": month}
    for name, text in texts.items():
        if TEXT_FIELDS[name] in blanks:
            _fill(writer, blanks[TEXT_FIELDS[name]], text, italic=name != "number")
    return writer.whole()


def _blanks(writer: Adding) -> dict[str, generic.DictionaryObject]:
    """Text fields without a value, by name."""
    root = writer.root
    found = [field.get_object() for field in root["/AcroForm"]["/Fields"]] if "/AcroForm" in root else []
    return {str(field["/T"]): field for field in found if field.get("/FT") == "/Tx" and "/V" not in field}


def _fill(writer: Adding, field: generic.DictionaryObject, text: str, *, italic: bool) -> None:
    left, bottom, right, top = (float(edge) for edge in field["/Rect"])
    data = {"kind": "words", "width": right - left, "height": top - bottom, "text": text, "italic": italic}
    page: PdfContent = Drawn(typeset(MARKS, {**data, "size": _SIZE, "descent": _DESCENT}))
    page.set_writer(writer)
    field[_N("/V")] = generic.TextStringObject(text)
    page.render()
    field[_N("/AP")] = generic.DictionaryObject({_N("/N"): page.resources.xobject.raw_get("/Drawn")})
    writer.update_container(field)
