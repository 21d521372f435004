"""What people really send: each refused with a sentence that says what and how to mend it; nothing typed is lost."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.robustness.conftest import document_text
from thongsuot.cli.main import main
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.documents.models import Document

INTAKE = "/lam-viec/van-ban/them"
ENGLISH = (
    "The committee met on Tuesday and agreed that online services reached 33.8% of all applications this year. " * 3
)
Make = Callable[[], bytes]


def scanned_pdf() -> bytes:
    """One page with nothing but a picture, as a scanner makes it."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument.new()
    page = pdf.new_page(595, 842)
    bitmap = pypdfium2.PdfBitmap.new_native(120, 160, pypdfium2.raw.FPDFBitmap_BGR)
    bitmap.fill_rect((200, 200, 200, 255), 0, 0, 120, 160)
    image = pypdfium2.PdfImage.new(pdf)
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix().scale(500, 700))
    page.insert_obj(image)
    page.gen_content()
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def encrypted_pdf() -> bytes:
    """A body that only a password opens (standard handler, revision 2); the reader gets no further than the door."""
    objects = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    )
    trailer = b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]/Size 4>>\n%%EOF\n"
    return b"%PDF-1.4\n" + objects + trailer


def word(*paragraphs: str) -> bytes:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def zip_bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (200 * 1024 * 1024))
    return stream.getvalue()


def truncated_word() -> bytes:
    whole = word(document_text(1))
    return whole[: len(whole) // 2]


REFUSED: list[tuple[str, Make, str]] = [
    ("rong.txt", lambda: b"", "rỗng"),
    ("trang.txt", lambda: b" \n\t\n", "không có chữ"),
    ("quet.pdf", scanned_pdf, "bản quét"),
    ("khoa.pdf", encrypted_pdf, "mật khẩu"),
    ("hong.pdf", lambda: b"%PDF-1.7\nkhong phai pdf", "hỏng"),
    ("chuong-trinh.docx", lambda: b"MZ\x90\x00" + b"\x00" * 4000, "chương trình"),
    ("bom.docx", zip_bomb, "bung ra"),
    ("nua.docx", truncated_word, "hỏng"),
    ("cu.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx"),
    ("anh.pdf", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "ảnh"),
    ("english.txt", ENGLISH.encode, "không phải tiếng Việt"),
    ("nhi-phan.txt", lambda: bytes(range(256)) * 20, "không phải văn bản"),
    ("trang-web.txt", lambda: b"<!doctype html><html><p>Trang</p></html>", "HTML"),
]
CASES = pytest.mark.parametrize(("name", "make", "said"), REFUSED, ids=[name for name, _make, _said in REFUSED])


@CASES
def test_command_line(name: str, make: Make, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The other file of the same command is read all the same."""
    bad, good = tmp_path / name, tmp_path / "tot.txt"
    bad.write_bytes(make())
    good.write_text(document_text(1), encoding="utf-8")
    assert main(["read", str(bad), str(good), "--out", str(tmp_path / "ra")]) == 1
    errors = capsys.readouterr().err
    assert said in errors
    assert str(bad) in errors
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["tot.txt.json"]


@pytest.fixture
def secretary(db: None, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path / "kho"
    account = Account.objects.create_account("thu-ky-thu", "mat-khau-thu-nghiem", "Trần Thị Thử")
    RoleGrant.objects.create(account=account, role=Role.SECRETARIAT)
    client = Client()
    client.force_login(account)
    return client


@CASES
def test_upload_page(name: str, make: Make, said: str, secretary: Client) -> None:
    typed = {"title": "Tiêu đề đã gõ", "source_name": "Cổng thông tin đã gõ"}
    response = secretary.post(INTAKE, {"file": SimpleUploadedFile(name, make()), **typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert all(text in page for text in typed.values())
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENGLISH, "không phải tiếng Việt"),
        ("", "Hãy chọn một tệp hoặc dán nội dung"),
        ("   \n ", "Hãy chọn một tệp hoặc dán nội dung"),
        ("Đây là đoạn có ký tự lạ \x00 ở giữa.", "ký tự hỏng"),
        ("chữ " * 120_000, "ký tự"),
    ],
    ids=["english", "empty", "blank", "nul", "too-long"],
)
def test_pasted_text(text: str, said: str, secretary: Client) -> None:
    response = secretary.post(INTAKE, {"text": text, "title": "Tiêu đề đã gõ"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Tiêu đề đã gõ" in page
    assert said in page
    if text.strip() and "\x00" not in text:
        assert text.strip()[:40] in page
    assert not Document.objects.exists()


def test_file_and_text_at_once(secretary: Client) -> None:
    response = secretary.post(INTAKE, {"file": SimpleUploadedFile("a.txt", b"a"), "text": document_text(2)})
    assert response.status_code == 422
    assert "Hãy chỉ dùng một trong hai" in response.content.decode()
    assert document_text(2)[:60] in response.content.decode()


def test_two_hundred_megabytes_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused by its size, before a byte is read."""
    huge = tmp_path / "lon.txt"
    with huge.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    assert main(["read", str(huge), "--out", str(tmp_path / "ra")]) == 1
    assert "200 MB" in capsys.readouterr().err


@pytest.mark.slow
def test_two_hundred_megabytes_by_upload(secretary: Client, tmp_path: Path) -> None:
    huge = SimpleUploadedFile("lon.txt", b"\x00" * (200 * 1024 * 1024))
    response = secretary.post(INTAKE, {"file": huge, "title": "Tiêu đề đã gõ"})
    assert response.status_code == 422
    assert "200 MB" in response.content.decode()
    assert "Tiêu đề đã gõ" in response.content.decode()
    assert not list((tmp_path / "kho").rglob("*")) or not any(p.is_file() for p in (tmp_path / "kho").rglob("*"))


def test_decomposed_letters_are_read_and_told_of(
    secretary: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """macOS writes «ệ» as three signs: taken as one letter, and said so."""
    text = unicodedata.normalize("NFD", document_text(4))
    path = tmp_path / "nfd.txt"
    path.write_text(text, encoding="utf-8")
    assert main(["read", str(path), "--out", str(tmp_path / "ra")]) == 0
    assert "(NFD)" in capsys.readouterr().err
    page = secretary.post(INTAKE, {"text": text}, follow=True).content.decode()
    assert "(NFD)" in page
    assert Document.objects.get().text == unicodedata.normalize("NFC", Document.objects.get().text)
    assert Document.objects.get().claims.exists()


def test_a_name_in_decomposed_letters_and_with_folders(secretary: Client) -> None:
    name = unicodedata.normalize("NFD", "../../thông báo kết luận.txt")
    secretary.post(INTAKE, {"file": SimpleUploadedFile(name, document_text(5).encode())})
    assert Document.objects.get().file_name == "thông báo kết luận.txt"


def test_an_old_word_file_name_on_a_good_file(secretary: Client) -> None:
    """The name proves nothing: a .docx that is called .txt is refused with the reason, not misread."""
    response = secretary.post(INTAKE, {"file": SimpleUploadedFile("a.txt", word(document_text(6)))})
    assert response.status_code == 422
    assert "đuôi .txt" in response.content.decode()
