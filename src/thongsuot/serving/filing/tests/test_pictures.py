"""What citizens send: photographs from cheap phones, scans, broken and hostile files (R1, R3)."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from thongsuot.platform.files import FileRefused
from thongsuot.serving.filing.domain.pictures import readable

_PLACE = 0x8825  # where the camera writes its place


def page(size: tuple[int, int] = (1200, 1600)) -> Image.Image:
    """A sheet with lines of small marks, as text looks from afar."""
    picture, dice = Image.new("RGB", size, "white"), random.Random(7)
    pen = ImageDraw.Draw(picture)
    for top in range(60, size[1] - 60, 28):
        for left in range(60, size[0] - 60, 12):
            if dice.random() < 0.7:
                pen.line((left, top, left + dice.randint(2, 9), top + dice.randint(4, 14)), "black", 2)
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **options)
    return kept.getvalue()


def first_page(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    shown = document[0].render(scale=0.5).to_pil()
    document.close()
    return shown


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("HEIF", "IMG_1.HEIC")])
def test_a_photograph_of_any_phone_becomes_a_small_pdf(kind: str, name: str) -> None:
    got = readable(saved(page(), kind), name)
    assert got.data.startswith(b"%PDF-") and got.name.endswith(".pdf") and got.pages == 1
    assert got.warning == ""
    assert first_page(got.data).height > first_page(got.data).width


def test_a_photograph_taken_sideways_stands_upright_and_forgets_where_it_was_taken() -> None:
    sideways, notes = page((1600, 1200)), Image.Exif()
    notes[0x0112] = 6  # turn a quarter
    notes.get_ifd(_PLACE)[2] = (21.0, 51.0, 13.0)
    notes[0x010F] = "HieuDienThoai"
    data = saved(sideways, "JPEG", exif=notes)
    assert b"HieuDienThoai" in data
    got = readable(data, "a.jpg")
    assert b"HieuDienThoai" not in got.data and b"Exif" not in got.data
    shown = first_page(got.data)
    assert shown.height > shown.width


def test_a_large_photograph_is_made_small_enough_for_the_mountain_road() -> None:
    data = saved(page((3000, 4000)), "JPEG", quality=97)
    assert len(readable(data, "a.jpg").data) < len(data) / 2


def test_transparent_paper_is_white() -> None:
    clear = Image.new("RGBA", (800, 800), (0, 0, 0, 0))
    clear.paste(page((600, 600)), (100, 100))
    assert first_page(readable(saved(clear, "PNG"), "a.png").data).getpixel((2, 2))[:3] == (255, 255, 255)


def test_a_blurred_or_dark_photograph_is_taken_with_a_word() -> None:
    assert "mờ" in readable(saved(page().filter(ImageFilter.GaussianBlur(9)), "JPEG"), "a.jpg").warning
    dark = page().point(lambda value: value * 0.15)
    assert "tối" in readable(saved(dark, "PNG"), "a.png").warning
    assert "nhỏ" in readable(saved(page((400, 600)), "PNG"), "a.png").warning


def test_a_pdf_is_kept_byte_for_byte() -> None:
    data = saved(page((600, 800)), "PDF")
    got = readable(data, "Giấy chứng sinh.pdf")
    assert (got.data, got.name, got.pages) == (data, "Giấy chứng sinh.pdf", 1)


def _blank_pdf() -> bytes:
    document, kept = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(595, 842)
    document.save(kept)
    return kept.getvalue()


def _locked_pdf() -> bytes:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer, kept = (
        copy_into_new_writer(PdfFileReader(io.BytesIO(saved(page((300, 300)), "PDF")), strict=False)),
        io.BytesIO(),
    )
    writer.encrypt(owner_pass="khoa", user_pass="khoa")
    writer.write(kept)
    return kept.getvalue()


def _zip_bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/x.xml", b"0" * 300_000_000)
    return kept.getvalue()


def _picture_bomb() -> bytes:
    """Thirty thousand pixels square, a few hundred bytes on the wire."""
    header = b"\x00\x00\x75\x30\x00\x00\x75\x30\x08\x02\x00\x00\x00"
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    body = b"".join(
        len(data).to_bytes(4, "big") + tag + data + zlib.crc32(tag + data).to_bytes(4, "big") for tag, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("made", "name", "words"),
    [
        (lambda: b"", "a.pdf", "trống"),
        (lambda: b"MZ" + b"\0" * 200, "giay-khai-sinh.pdf", "chương trình"),
        (lambda: b"%PDF-1.7 hong", "a.pdf", "hỏng"),
        (lambda: b"<html><script>alert(1)</script>", "a.pdf", "HTML"),
        (_blank_pdf, "a.pdf", "trang trắng"),
        (_locked_pdf, "a.pdf", "mật khẩu"),
        (_zip_bomb, "a.docx", "bung ra quá lớn"),
        (_picture_bomb, "a.png", "quá lớn"),
        (lambda: saved(page((900, 900)), "JPEG")[:3000], "a.jpg", "hỏng hoặc gửi chưa hết"),
        (lambda: saved(Image.new("RGB", (900, 900), "black"), "JPEG"), "a.jpg", "toàn một màu"),
        (lambda: saved(page((600, 600)), "PNG"), "a.pdf", "nội dung là ảnh PNG"),
        (lambda: b"ghi chu", "a.txt", "không nhận được"),
    ],
)
def test_what_nobody_could_read_is_told_at_once(made: Callable[[], bytes], name: str, words: str) -> None:
    with pytest.raises(FileRefused, match=words) as refused:
        readable(made(), name)
    assert "Hãy" in str(refused.value), "every refusal says how to mend it"


def test_junk_never_breaks_the_reader() -> None:
    dice = random.Random(11)
    heads = [b"%PDF-1.4\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic"]
    for round_ in range(60):
        data = heads[round_ % len(heads)] + dice.randbytes(dice.randint(0, 3000))
        with pytest.raises(FileRefused):
            readable(data, "a" + (".pdf", ".jpg", ".png", ".heic")[round_ % 4])
