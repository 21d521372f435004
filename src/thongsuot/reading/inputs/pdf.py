"""Text layer of a PDF, with the lines of each paragraph put back together."""

from __future__ import annotations

import re

from thongsuot.reading.inputs.errors import UnreadableDocument
from thongsuot.reading.inputs.glyphs import is_scattered, lines_by_boxes
from thongsuot.reading.inputs.plain_text import refuse_legacy_font
from thongsuot.reading.inputs.reflow import reflow

_MAX_PAGES = 800
_MIN_CHARACTERS_A_PAGE = 25
_PAGE_NUMBER = re.compile(r"^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$")


def read_pdf(data: bytes) -> str:
    """Return the text of all pages. Raises ``UnreadableDocument`` for scans, passwords and broken files."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _cannot_open(str(error)) from error
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableDocument("too_long", f"Tệp PDF có {len(document)} trang, quá {_MAX_PAGES}. Hãy tách tệp.")
        pages = [_page_text(document[index]) for index in range(len(document))]
    finally:
        document.close()
    if sum(len(page.strip()) for page in pages) < _MIN_CHARACTERS_A_PAGE * max(1, len(pages)):
        raise UnreadableDocument(
            "scanned",
            "Tệp PDF là bản quét, không có lớp chữ. Hãy nhận dạng chữ (OCR) rồi nộp lại, hoặc dán nội dung dạng chữ.",
        )
    text = reflow("\n".join(_without_page_numbers(page) for page in pages))
    refuse_legacy_font(text)
    return text


def _cannot_open(reason: str) -> UnreadableDocument:
    if "password" in reason.lower():
        return UnreadableDocument("encrypted", "Tệp PDF có đặt mật khẩu. Hãy bỏ mật khẩu rồi nộp lại.")
    return UnreadableDocument("broken_pdf", "Tệp PDF bị hỏng hoặc tải chưa hết. Hãy tải lại rồi nộp lại.")


def _page_text(page: object) -> str:
    textpage = page.get_textpage()  # type: ignore[attr-defined]
    try:
        text = str(textpage.get_text_range()).replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-")
        return lines_by_boxes(textpage) if is_scattered(text) else text
    finally:
        textpage.close()


def _without_page_numbers(page: str) -> str:
    lines = [line for line in page.split("\n") if line.strip()]
    if lines and _PAGE_NUMBER.match(lines[0]):
        lines = lines[1:]
    if lines and _PAGE_NUMBER.match(lines[-1]):
        lines = lines[:-1]
    return "\n".join(lines)
