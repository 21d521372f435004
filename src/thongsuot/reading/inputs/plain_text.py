"""Bytes to text for .txt files: UTF-8, UTF-16, Windows-1258; the fonts of the 1990s get an explanation."""

from __future__ import annotations

import codecs
import unicodedata

from thongsuot.reading.inputs.errors import UnreadableDocument
from thongsuot.reading.inputs.language import legacy_font, vietnamese_share

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = "Tệp không phải văn bản (có byte điều khiển). Hãy chọn tệp .docx, .pdf hoặc .txt."


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text and Vietnamese notes on how it was decoded."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), []
    if _looks_utf16(data):
        return _strict(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"), ["Tệp UTF-16 không có dấu BOM."]
    if b"\x00" in data:
        raise UnreadableDocument("binary", _NOT_TEXT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)
    refuse_legacy_font(text)
    if sum(unicodedata.category(c) == "Cc" and c not in "\n\r\t\f\v" for c in text) > len(text) / 100:
        raise UnreadableDocument("binary", _NOT_TEXT)
    return text, []


def refuse_legacy_font(text: str) -> None:
    """Raise when letters are those of a TCVN3 or VNI font shown as Latin signs."""
    font = legacy_font(text)
    if font:
        raise UnreadableDocument(
            "legacy_encoding",
            f"Chữ trong tệp dùng bảng mã cũ {font}. Hãy chuyển sang Unicode (UniKey → Công cụ chuyển mã) rồi nộp lại.",
        )


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument("broken_text", "Tệp chữ bị hỏng giữa chừng. Hãy lưu lại dạng UTF-8.") from error


def _looks_utf16(data: bytes) -> bool:
    sample = data[:400]
    return len(sample) >= 8 and max(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) / 5


def _decode_legacy(data: bytes) -> tuple[str, list[str]]:
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    refuse_legacy_font(data.decode("cp1252", errors="replace"))
    if "\ufffd" not in windows and vietnamese_share(windows) > 0.05:
        return windows, ["Tệp dùng bảng mã Windows-1258, đã chuyển sang Unicode."]
    raise UnreadableDocument(
        "unknown_encoding", "Không nhận ra bảng mã của tệp chữ. Hãy mở bằng Notepad và lưu lại với mã hóa UTF-8."
    )
