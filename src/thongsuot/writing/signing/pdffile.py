"""A PDF opened for signing or checking; what Typst draws, taken over into it."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from thongsuot.writing.pdf.adding import Adding


class NotPdf(ValueError):  # noqa: N818 — a kind of file, said to the person as it is
    """The bytes cannot be read as a PDF; ``str()`` is for the person."""


def open_for_reading(pdf: bytes) -> PdfFileReader:
    """Raises ``NotPdf``."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        _ = reader.root
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise NotPdf("Tệp không phải PDF hoặc đã hỏng. Hãy tải lại tệp gốc.") from error
    return reader


def open_for_adding(pdf: bytes) -> Adding:
    """A writer that only ever adds to the end of the file. Raises ``NotPdf``."""
    open_for_reading(pdf)
    return Adding(pdf)


class Drawn(PdfContent):
    """The first page of a PDF made by ``pdf.typeset``, to be put into another one."""

    def __init__(self, page: bytes) -> None:
        self._page = page
        super().__init__()

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._page)))
        self.resources.xobject["/Drawn"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Drawn Do"
