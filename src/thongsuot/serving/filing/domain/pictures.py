"""Photographs and scans → a PDF an officer can read: upright, of reasonable size, without where it was taken.

Whatever is empty, unreadable, locked or too large is told at once, in words that say how to mend it; a blurred or dark
photograph is taken with a warning, since the citizen may have nothing better.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageFilter, ImageOps, ImageStat
from pillow_heif import register_heif_opener

from thongsuot.platform.files.domain import HEIC, JPEG, PDF, PNG, FileRefused, clean_name, refusal, sniff

register_heif_opener()
ACCEPTED = (PDF, JPEG, PNG, HEIC)
MOST_PIXELS = 60_000_000  # a phone of 50 megapixels passes; a bomb of 30.000 × 30.000 does not
MOST_PAGES = 200
_LONGEST = 2400  # pixels: A4 at about 200 dots an inch
_QUALITY = 78
_SHARP, _DETAIL = 90.0, 5.0
_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


@dataclass(frozen=True, slots=True)
class Readable:
    """``data``: the PDF to keep; ``warning``: words for the sender, "" when all is well."""

    data: bytes
    name: str
    pages: int
    warning: str = ""


def readable(data: bytes, name: str) -> Readable:
    """Raises ``FileRefused`` with a Vietnamese sentence."""
    shown = clean_name(name)
    kind = sniff(io.BytesIO(data), shown)
    reason = refusal(shown, len(data), kind, ACCEPTED)
    if reason:
        raise FileRefused(reason)
    return _pdf(data, shown) if kind is PDF else _picture(data, shown)


def _pdf(data: bytes, name: str) -> Readable:
    """Kept byte for byte: it may carry a signature."""
    with _opened(data, name) as document:
        pages = len(document)
        if pages > MOST_PAGES:
            raise FileRefused(f"Tệp «{name}» có {pages} trang, nhiều hơn {MOST_PAGES}. Hãy tách ra rồi gửi từng phần.")
        blank = pages and all(_is_blank(document[number]) for number in range(min(pages, 3)))
    if not pages or blank:
        raise FileRefused(f"Tệp «{name}» là trang trắng. Hãy mở tệp xem lại, hoặc chụp ảnh giấy tờ rồi gửi ảnh.")
    return Readable(data, name, pages)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise FileRefused(f"Tệp «{name}» có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại.") from None
        raise FileRefused(f"Tệp «{name}» hỏng, không mở được. Hãy chụp ảnh giấy tờ rồi gửi ảnh.") from None
    try:
        yield document
    finally:
        document.close()


def _is_blank(page: pypdfium2.PdfPage) -> bool:
    longest = max(page.get_size()) or 1
    shown = page.render(scale=min(1.0, 300 / longest), grayscale=True).to_pil()
    return float(ImageStat.Stat(shown).stddev[0]) < 0.5


def _picture(data: bytes, name: str) -> Readable:
    picture = _upright(data, name)
    if ImageStat.Stat(picture.convert("L")).stddev[0] < _DETAIL:
        raise FileRefused(
            f"Ảnh «{name}» không thấy gì: toàn một màu. Hãy chụp lại chỗ sáng, đặt giấy nằm trọn trong ảnh."
        )
    warning = _warning(picture)
    picture.thumbnail((_LONGEST, _LONGEST))
    kept = io.BytesIO()
    picture.save(kept, "PDF", resolution=200.0, quality=_QUALITY)
    stem = name.rpartition(".")[0] or name
    return Readable(kept.getvalue(), f"{stem}.pdf", 1, warning)


def _upright(data: bytes, name: str) -> Image.Image:
    """The picture the right way up; pixels are unpacked only after their number is known to be sane."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "HEIF")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_large(name)
            opened.draft("RGB", (_LONGEST * 2, _LONGEST * 2))
            upright = ImageOps.exif_transpose(opened)
            return _on_white(upright)
    except FileRefused:
        raise
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise FileRefused(f"Ảnh «{name}» hỏng hoặc gửi chưa hết. Hãy chọn lại ảnh rồi gửi.") from None


def _too_large(name: str) -> FileRefused:
    return FileRefused(f"Ảnh «{name}» quá lớn. Hãy chụp lại bằng máy ảnh của điện thoại.")


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency and without what the camera wrote beside the picture (place, device)."""
    flat = Image.new("RGB", picture.size, "white")
    layer = picture.convert("RGBA") if "A" in picture.getbands() or "transparency" in picture.info else None
    flat.paste(layer or picture.convert("RGB"), mask=layer)
    return flat


def _warning(picture: Image.Image) -> str:
    if min(picture.size) < 500:
        return "Ảnh hơi nhỏ, chữ có thể khó đọc. Nếu được, ông/bà chụp lại gần hơn."
    grey = picture.convert("L")
    grey.thumbnail((1000, 1000))
    if ImageStat.Stat(grey.filter(_EDGES)).var[0] < _SHARP:
        return "Ảnh có thể bị mờ. Ông/bà xem lại; nếu không đọc được chữ thì chụp lại."
    if ImageStat.Stat(grey).mean[0] < 50:
        return "Ảnh hơi tối. Nếu khó đọc, ông/bà chụp lại ở chỗ sáng hơn."
    return ""
