"""Looks at a scan before anything is done with it: what cannot be read safely is refused with words."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass

import pikepdf
from django.utils.translation import gettext as _
from PIL import Image, ImageSequence, UnidentifiedImageError
from pillow_heif import register_heif_opener

from thongsuot.platform.files.domain import HEIC, JPEG, MEBIBYTE, PDF, PNG, TIFF

register_heif_opener()
KINDS = (PDF, JPEG, PNG, TIFF, HEIC)
LIMIT = 30 * MEBIBYTE
MOST_PAGES = 100
MOST_PIXELS = 60_000_000  # A3 at 400 dpi is 31 million
_LONGEST_SIDE = 1500 / 25.4 * 72  # pt; no office scans a sheet longer than 1.5 m
_MOST_UNPACKED = 200 * MEBIBYTE  # of all pages together: a bomb of a few kilobytes unpacks to gigabytes


class ScanRefused(ValueError):  # noqa: N818 - what it says to the officer
    """``str(error)``: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Looked:
    """``pdf``: the scan as a PDF, pictures wrapped; ``pages`` ≥ 1."""

    pdf: bytes
    pages: int


def look_at(content: bytes, media_type: str) -> Looked:
    """Raises ``ScanRefused``: empty, locked, broken, far too many pages, pictures that would fill the memory."""
    if not content:
        raise ScanRefused(_("Tệp quét trống (0 byte). Hãy quét lại."))
    return _look_at_pdf(content) if media_type == PDF.media_type else _look_at_picture(content)


def _look_at_pdf(content: bytes) -> Looked:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            _refuse_too_many(pages)
            for page in pdf.pages:
                _look_at_page(page)
            _refuse_bombs(pdf)
    except pikepdf.PasswordError:
        raise ScanRefused(_("Tệp PDF có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi tải lại.")) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError) as error:
        if isinstance(error, ScanRefused):
            raise
        raise ScanRefused(_("Tệp PDF hỏng, không mở được. Hãy quét lại.")) from error
    return Looked(content, pages)


def _refuse_too_many(pages: int) -> None:
    if not pages:
        raise ScanRefused(_("Tệp không có trang nào. Hãy quét lại."))
    if pages > MOST_PAGES:
        raise ScanRefused(
            _("Tệp có %(pages)d trang, nhiều hơn %(most)d. Hãy chia thành nhiều tệp.")
            % {"pages": pages, "most": MOST_PAGES}
        )


def _look_at_page(page: pikepdf.Page) -> None:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    if max(abs(right - left), abs(top - bottom)) > _LONGEST_SIDE:
        raise ScanRefused(_("Có trang dài hơn 1,5 mét. Hãy quét lại theo khổ giấy thật."))
    for picture in page.get_images().values():
        if int(picture.get("/Width", 0)) * int(picture.get("/Height", 0)) > MOST_PIXELS:
            raise ScanRefused(_too_large())


def _refuse_bombs(pdf: pikepdf.Pdf) -> None:
    size = 0
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        streams = contents if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
        for stream in streams:
            size += _unpacked(stream)
            if size > _MOST_UNPACKED:
                raise ScanRefused(_("Tệp bung ra quá lớn nên không được nhận. Hãy quét lại bằng máy quét."))


def _unpacked(stream: pikepdf.Object) -> int:
    """Bytes after unpacking, counted without keeping them; stops above the limit."""
    if stream.get("/Filter") != pikepdf.Name.FlateDecode:
        return int(stream.get("/Length", 0))
    unpacker, size = zlib.decompressobj(), 0
    raw = stream.read_raw_bytes()
    try:
        while raw and size <= _MOST_UNPACKED:
            size += len(unpacker.decompress(raw, MEBIBYTE))
            raw = unpacker.unconsumed_tail
    except zlib.error as error:
        raise ScanRefused(_("Tệp PDF hỏng, không mở được. Hãy quét lại.")) from error
    return size


def _look_at_picture(content: bytes) -> Looked:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            pages = int(getattr(picture, "n_frames", 1))
            _refuse_too_many(pages)
            if picture.width * picture.height > MOST_PIXELS:
                raise ScanRefused(_too_large())
            return Looked(_wrapped(picture), pages)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ScanRefused(_("Ảnh hỏng hoặc không mở được. Hãy chụp, quét lại.")) from error


def _wrapped(picture: Image.Image) -> bytes:
    """The picture's frames as pages, at the resolution it names or at one that makes the long side 297 mm."""
    dpi = float(picture.info.get("dpi", (0, 0))[0] or 0)
    if not 70 <= dpi <= 1200:
        dpi = max(picture.size) / (297 / 25.4)
    frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(picture)]
    out = io.BytesIO()
    frames[0].save(out, "PDF", save_all=True, append_images=frames[1:], resolution=dpi, quality=90)
    return out.getvalue()


def _too_large() -> str:
    return _("Ảnh quá lớn (hơn 60 triệu điểm). Hãy quét ở 200–300 điểm mỗi inch rồi tải lại.")
