"""What a file is, told from its bytes and not from its name. Pure: reads the open file it is given, writes nothing."""

from __future__ import annotations

import codecs
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

MEBIBYTE = 1024 * 1024
DEFAULT_LIMIT = 100 * MEBIBYTE
_HEAD = 8192
_MAX_UNPACKED = 1024 * MEBIBYTE
_MAX_RATIO = 200  # honest office files compress 5–20 times; a zip bomb thousands


class FileRefused(ValueError):  # noqa: N818 - «tệp bị từ chối» is what it says, an error of the sender and not ours
    """The file cannot be taken; ``str(error)`` says in Vietnamese what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content. ``inline``: a browser may show it in place, it cannot run anything."""

    media_type: str
    label: str
    extensions: tuple[str, ...]
    inline: bool = False


PDF = Kind("application/pdf", "tài liệu PDF", (".pdf",), inline=True)
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "tài liệu Word (.docx)", (".docx",)
)
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "bảng tính Excel (.xlsx)", (".xlsx",))
PPTX = Kind(
    "application/vnd.openxmlformats-officedocument.presentationml.presentation", "trình chiếu (.pptx)", (".pptx",)
)
ZIP = Kind("application/zip", "tệp nén ZIP", (".zip",))
OLD_OFFICE = Kind("application/x-ole-storage", "tệp Office đời cũ (.doc, .xls)", (".doc", ".xls", ".ppt"))
PNG = Kind("image/png", "ảnh PNG", (".png",), inline=True)
JPEG = Kind("image/jpeg", "ảnh JPEG", (".jpg", ".jpeg"), inline=True)
HEIC = Kind("image/heic", "ảnh HEIC", (".heic", ".heif"))
TIFF = Kind("image/tiff", "ảnh TIFF", (".tif", ".tiff"))
PROGRAM = Kind("application/x-executable", "chương trình chạy được", (".exe",))
HTML = Kind("text/html", "trang web HTML", (".html", ".htm"))
CSV = Kind("text/csv", "bảng CSV", (".csv",), inline=True)
TEXT = Kind("text/plain", "văn bản thuần", (".txt", ".md"), inline=True)
UNKNOWN = Kind("application/octet-stream", "tệp không rõ loại", ())
KINDS = (PDF, DOCX, XLSX, PPTX, ZIP, OLD_OFFICE, PNG, JPEG, HEIC, TIFF, PROGRAM, HTML, CSV, TEXT, UNKNOWN)

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"#!", PROGRAM),
)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
_OFFICE_PARTS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def clean_name(name: str) -> str:
    """The name as it will be shown: NFC (macOS sends NFD), no folders, no control letters, at most 200 letters."""
    bare = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    shown = "".join(letter for letter in bare if unicodedata.category(letter)[0] != "C").strip(" .")
    return shown[-200:] or "tep"


def kind_of(media_type: str) -> Kind:
    """The kind stored under a media type; ``UNKNOWN`` for one that a later release no longer knows."""
    return next((kind for kind in KINDS if kind.media_type == media_type), UNKNOWN)


def sniff(stream: BinaryIO, name: str) -> Kind:
    """The kind the bytes show; the name only tells CSV from other text. Leaves the stream at an arbitrary place."""
    stream.seek(0)
    head = stream.read(_HEAD)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(stream)
    return _sniff_text(head, name)


def _sniff_zip(stream: BinaryIO) -> Kind:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return UNKNOWN
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(packed, MEBIBYTE):
        raise FileRefused("Tệp nén này bung ra quá lớn nên không được nhận. Hãy lưu lại tệp bằng phần mềm văn phòng.")
    for prefix, kind in _OFFICE_PARTS:
        if any(one.filename.startswith(prefix) for one in entries):
            return kind
    return ZIP


def _sniff_text(head: bytes, name: str) -> Kind:
    if head.startswith(_UTF16_MARKS):
        text = head[: len(head) // 2 * 2].decode("utf-16", errors="ignore")
    elif b"\x00" in head:
        return UNKNOWN
    else:
        text = head.decode("utf-8", errors="replace")  # an old one-byte encoding is still text; the reader will say so
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html", "<script", "<svg", "<?xml")):
        return HTML
    return CSV if name.lower().endswith(CSV.extensions) else TEXT


def refusal(name: str, size: int, kind: Kind, accepted: tuple[Kind, ...]) -> str | None:
    """Why a whole file cannot be taken, as one sentence with what to do; ``None`` when it can."""
    if size == 0:
        return f"Tệp «{name}» trống (0 byte). Hãy mở lại tệp gốc, kiểm tra nội dung rồi chọn tệp lần nữa."
    wanted = ", ".join(one.label for one in accepted)
    if kind not in accepted:
        return f"Tệp «{name}» là {kind.label}, không nhận được ở đây. Hãy chọn {wanted}."
    suffix = PurePath(name).suffix.lower()
    claimed = next((one for one in KINDS if suffix in one.extensions), None)
    if claimed not in (None, kind) and not {claimed, kind} <= {TEXT, CSV}:
        return (
            f"Tệp «{name}» có đuôi {suffix} nhưng nội dung là {kind.label}. "
            f"Hãy mở tệp bằng đúng phần mềm, lưu lại rồi chọn lần nữa."
        )
    return None


def too_large(name: str, limit: int) -> str:
    """The sentence for a file above the limit in bytes."""
    return (
        f"Tệp «{name}» lớn hơn {limit // MEBIBYTE} MB. "
        "Hãy chia nhỏ tệp, giảm độ phân giải ảnh quét, hoặc dán phần chữ cần đọc."
    )
