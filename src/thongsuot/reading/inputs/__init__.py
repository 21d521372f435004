"""Files to text: .txt, .docx, .pdf with a text layer; known by their content, never by their name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from thongsuot.reading.clean.normalise import normalise
from thongsuot.reading.inputs.errors import UnreadableDocument
from thongsuot.reading.inputs.language import refuse_other_languages
from thongsuot.reading.inputs.sniffing import Media, sniff

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "LoadedText", "UnreadableDocument", "load_document"]

MAX_BYTES = 50 * 1024 * 1024
MAX_CHARACTERS = 2_000_000  # some 800 pages; a longer text is a whole archive, not a document


@dataclass(frozen=True, slots=True)
class LoadedText:
    """``text`` as found (spans count in its ``clean.normalise`` form); ``warnings`` are Vietnamese sentences."""

    text: str
    media: str  # txt | docx | pdf
    warnings: tuple[str, ...] = ()


def load_document(path: Path | str) -> LoadedText:
    """Return the text of a file. Raises ``UnreadableDocument``, or ``OSError`` when the file cannot be opened.

    A file over ``MAX_BYTES`` is refused by its size alone, before a byte is read.
    """
    path = Path(path)
    size = path.stat().st_size
    if size == 0:
        raise UnreadableDocument("empty", "Tệp rỗng, không có chữ nào. Hãy chọn lại tệp có nội dung văn bản.")
    if size > MAX_BYTES:
        raise UnreadableDocument(
            "too_large",
            f"Tệp nặng {size / 1024 / 1024:.0f} MB, quá giới hạn {MAX_BYTES // 1024 // 1024} MB. "
            "Hãy tách tệp, hoặc bỏ ảnh rồi lưu lại.",
        )
    text, media, warnings = _read(path)
    if not text.strip():
        raise UnreadableDocument("empty", "Tệp không có chữ nào. Hãy chọn lại tệp có nội dung văn bản.")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocument(
            "too_long", f"Văn bản dài {len(text)} ký tự, quá giới hạn {MAX_CHARACTERS}. Hãy tách thành từng văn bản."
        )
    refuse_other_languages(text)
    _, changes = normalise(text)
    return LoadedText(text, media.value, (*warnings, *(change.reason for change in changes)))


def _read(path: Path) -> tuple[str, Media, list[str]]:
    data = path.read_bytes()
    media = sniff(data)
    if media is Media.DOCX:
        from thongsuot.reading.inputs.word import read_docx

        return read_docx(data), media, []
    if media is Media.PDF:
        from thongsuot.reading.inputs.pdf import read_pdf

        return read_pdf(data), media, []
    from thongsuot.reading.inputs.plain_text import decode

    text, warnings = decode(data)
    return text, media, warnings
