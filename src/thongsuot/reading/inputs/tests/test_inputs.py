"""Every way a file can be wrong has its own sentence; every good one its text."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest

from thongsuot.reading.inputs import MAX_BYTES, UnreadableDocument, load_document
from thongsuot.reading.inputs.pdf import read_pdf
from thongsuot.reading.inputs.reflow import reflow

VIETNAMESE = "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành khẩn trương rà soát, hoàn thành nhiệm vụ được giao."


def kept(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_text_encodings(tmp_path: Path, encoding: str) -> None:
    assert load_document(kept(tmp_path, "a.txt", VIETNAMESE.encode(encoding))).text == VIETNAMESE


def test_windows_1258(tmp_path: Path) -> None:
    words = "Các cơ quan hành chính nhà nước của tỉnh đã và đang làm tốt việc này trong cả năm qua"
    pieces = []
    for letter in words:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"), "")
        pieces.append(unicodedata.normalize("NFC", "".join(m for m in marks if m != tone)) + tone)
    loaded = load_document(kept(tmp_path, "a.txt", "".join(pieces).encode("cp1258")))
    assert unicodedata.normalize("NFC", loaded.text) == words
    assert loaded.warnings


def test_nfd_is_noted(tmp_path: Path) -> None:
    loaded = load_document(kept(tmp_path, "a.txt", unicodedata.normalize("NFD", VIETNAMESE).encode()))
    assert "NFC" in loaded.warnings[0]


def one_entry_zip(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return buffer.getvalue()


def blank_pdf() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(300, 300)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


TCVN3 = "Chñ tÞch Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ngµnh khÈn tr­¬ng rµ so¸t, hoµn thµnh nhiÖm vô ®­îc giao"
ENGLISH = "The committee met on Monday to review the progress of the reform and agreed on the next steps."


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"  \n ", "empty"),
        ("a.docx", b"MZ\x90\x00\x03", "program"),
        ("a.txt", ENGLISH.encode(), "language"),
        ("a.txt", "Министерство внутренних дел провело заседание комитета по реформе управления.".encode(), "language"),
        ("a.txt", b"UBND tinh yeu cau cac so, nganh thuc hien tot cong tac cai cach hanh chinh cua tinh", "no_marks"),
        ("a.txt", TCVN3.encode("cp1252"), "legacy_encoding"),
        ("a.txt", bytes(range(256)) * 3, "binary"),
        ("a.pdf", b"%PDF-1.7 hong", "broken_pdf"),
        ("a.pdf", blank_pdf(), "scanned"),
        ("a.docx", b"PK\x03\x04hong", "broken_word"),
        ("a.docx", one_entry_zip("word/document.xml", b"0" * 160 * 1024 * 1024), "zip_bomb"),
        ("a.docx", one_entry_zip("xl/workbook.xml", b"<a/>"), "spreadsheet"),
        ("a.docx", one_entry_zip("ghi-chu.txt", b"a"), "not_word"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.doc", b"\xd0\xcf\x11\xe0 WordDocument", "old_word"),
        ("a.txt", b"<!DOCTYPE html><html><body>a</body></html>", "html"),
        ("a.txt", b"\x89PNG\r\n", "image"),
    ],
)
def test_refusals(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        load_document(kept(tmp_path, name, data))
    assert caught.value.kind == kind
    assert str(caught.value).count(".") >= 2  # what is wrong, then how to mend it


def test_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as handle:
        handle.truncate(4 * MAX_BYTES)  # sparse: reading it would be noticed, its size alone is enough
    with pytest.raises(UnreadableDocument, match="200 MB"):
        load_document(path)


def test_word_keeps_numbers_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Giao Sở Nội vụ rà soát các thủ tục.", style="List Number")
    document.add_paragraph("Giao Sở Tài chính bố trí kinh phí.", style="List Number")
    document.add_paragraph("Kiểm tra đột xuất.", style="List Bullet")
    table = document.add_table(1, 4)
    for cell, words in zip(table.rows[0].cells, ("1", "Sở Y tế", "", "97,5%"), strict=True):
        cell.text = words
    document.save(str(tmp_path / "a.docx"))
    assert load_document(tmp_path / "a.docx").text.splitlines() == [
        "1. Giao Sở Nội vụ rà soát các thủ tục.",
        "2. Giao Sở Tài chính bố trí kinh phí.",
        "- Kiểm tra đột xuất.",
        "1 | Sở Y tế | - | 97,5%",
    ]


def test_wrapped_lines_become_paragraphs() -> None:
    printed = (
        "Để hoàn thành nhiệm vụ năm 2024, Chủ tịch UBND tỉnh yêu cầu các sở,\n"
        "ban, ngành khẩn trương rà soát tiến độ và báo cáo kết quả về Sở Nội\n"
        "vụ.\n"
        "1. Sở Nội vụ tổng hợp kết quả thực hiện của các cơ quan, đơn vị\n"
        "trước ngày 15/12.\n"
        "Nơi nhận:\n"
        "- Như trên;"
    )
    assert [line[:12] for line in reflow(printed).splitlines()] == [
        "Để hoàn thàn",
        "1. Sở Nội vụ",
        "Nơi nhận:",
        "- Như trên;",
    ]


def test_page_of_few_short_lines_is_no_vertical_writing() -> None:
    data = (Path(__file__).parent / "data" / "short-last-page.pdf").read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        scattered = document[0].get_textpage().get_text_range().splitlines()
    assert len(scattered) > 10  # what pdfium makes of it
    assert read_pdf(data).splitlines() == ["- Các sở, ngành;", "- Lưu: VT.", "CHỦ TỊCH"]


@pytest.mark.parametrize("date", ["7/2022.", "15/7/2022, gửi Sở Nội vụ.", "15/2022/QĐ-UBND"])
def test_reflow_keeps_a_date_with_its_month(date: str) -> None:
    line = "a) Rà soát, sửa bộ tiêu chí của tỉnh, trình UBND tỉnh trong tháng"
    assert reflow(f"{line}\n{date}\nb) Trình kế hoạch.") == f"{line} {date}\nb) Trình kế hoạch."


def test_reflow_leaves_a_line_of_date_alone() -> None:
    assert reflow("Họp ban chỉ đạo.\n15/7/2022").splitlines() == ["Họp ban chỉ đạo.", "15/7/2022"]
