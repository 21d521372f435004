"""Additions to a finished PDF: what is there stays byte for byte, metadata too."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class Adding(IncrementalPdfFileWriter):
    """Adds to the end of a PDF and leaves its XMP packet as Typst wrote it.

    pyHanko would write the packet anew in another spelling; validators of PDF/A are known to be particular about it.
    """

    def __init__(self, pdf: bytes) -> None:
        super().__init__(io.BytesIO(pdf))

    def _update_meta(self) -> None:
        pass

    def whole(self) -> bytes:
        """The PDF with all additions."""
        out = io.BytesIO()
        IncrementalPdfFileWriter.write(self, out)
        return out.getvalue()
