"""What a file is by its first bytes; a name proves nothing."""

from __future__ import annotations

import re
from enum import StrEnum

from thongsuot.reading.inputs.errors import UnreadableDocument

_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


class Media(StrEnum):
    TEXT = "txt"
    DOCX = "docx"
    PDF = "pdf"


_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"MZ", "program", "Tệp là chương trình Windows, không phải văn bản. Hãy chọn tệp .docx, .pdf hoặc .txt."),
    (b"\x7fELF", "program", "Tệp là chương trình, không phải văn bản. Hãy chọn tệp .docx, .pdf hoặc .txt."),
    (b"{\\rtf", "rtf", "Tệp là Rich Text (.rtf). Hãy mở bằng Word và lưu lại thành .docx."),
    (b"\x89PNG", "image", "Tệp là ảnh. Hãy nhận dạng chữ (OCR) rồi nộp tệp .docx, .pdf có lớp chữ hoặc .txt."),
    (b"\xff\xd8\xff", "image", "Tệp là ảnh. Hãy nhận dạng chữ (OCR) rồi nộp tệp .docx, .pdf có lớp chữ hoặc .txt."),
    (b"GIF8", "image", "Tệp là ảnh. Hãy nhận dạng chữ (OCR) rồi nộp tệp .docx, .pdf có lớp chữ hoặc .txt."),
    (b"II*\x00", "image", "Tệp là ảnh quét. Hãy nhận dạng chữ (OCR) rồi nộp lại tệp có lớp chữ."),
    (b"Rar!", "archive", "Tệp là tệp nén. Hãy giải nén rồi nộp từng văn bản."),
    (b"7z\xbc\xaf", "archive", "Tệp là tệp nén. Hãy giải nén rồi nộp từng văn bản."),
    (b"\x1f\x8b", "archive", "Tệp là tệp nén. Hãy giải nén rồi nộp từng văn bản."),
)  # fmt: skip
_HTML = re.compile(rb"^\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)", re.IGNORECASE)


def sniff(data: bytes) -> Media:
    """Return the kind of document; raises ``UnreadableDocument`` for anything that is none."""
    for magic, kind, message in _REFUSED:
        if data.startswith(magic):
            raise UnreadableDocument(kind, message)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(data)
    if b"%PDF-" in data[:1024]:
        return Media.PDF
    if data.startswith(b"PK\x03\x04"):
        return Media.DOCX
    if _HTML.match(data[:300]):
        raise UnreadableDocument(
            "html", "Tệp là trang web (HTML). Hãy sao chép phần chữ của bài và dán vào, hoặc lưu thành .txt."
        )
    return Media.TEXT


def _old_office(data: bytes) -> UnreadableDocument:
    if _ENCRYPTED_OFFICE in data:
        return UnreadableDocument("encrypted", "Tệp Word có đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu rồi lưu lại.")
    return UnreadableDocument("old_word", "Tệp Word đời cũ (.doc). Hãy mở bằng Word và lưu lại thành .docx.")
