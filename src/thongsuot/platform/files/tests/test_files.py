from __future__ import annotations

import errno
import io
import os
import time
import unicodedata
import zipfile

import pytest
from django.db import transaction
from docx import Document
from openpyxl import Workbook

from thongsuot.platform.files import FileRefused, blobs, open_file, put
from thongsuot.platform.files.domain import CSV, DOCX, HTML, PROGRAM, TEXT, UNKNOWN, XLSX, clean_name, sniff
from thongsuot.platform.files.http import respond
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import TABLES, sweep_orphans


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def docx() -> bytes:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("Thông báo kết luận")
    document.save(stream)
    return stream.getvalue()


def xlsx() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def zip_of(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def bomb() -> bytes:
    return zip_of("word/document.xml", b"0" * 250_000_000)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        pytest.param(docx(), "a.docx", DOCX, id="docx"),
        pytest.param(xlsx(), "a.bin", XLSX, id="xlsx"),
        (b"MZ\x90\x00", "a.docx", PROGRAM),
        (b"#!/bin/sh\n", "a.txt", PROGRAM),
        (b"  <!DOCTYPE html><p>", "a.txt", HTML),
        ("Đơn vị;Số".encode(), "a.csv", CSV),
        ("Đơn vị".encode("utf-16"), "a.txt", TEXT),
        (b"\x00\x01\x02", "a.txt", UNKNOWN),
        (b"PK\x03\x04 broken", "a.docx", UNKNOWN),
    ],
)
def test_bytes_tell_the_kind(content, name, kind):
    assert sniff(io.BytesIO(content), name) == kind


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (unicodedata.normalize("NFD", "Kế hoạch.docx"), "Kế hoạch.docx"),
        ("C:\\Users\\mai\\Báo cáo.pdf", "Báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202egpj.exe", "abgpj.exe"),
        ("..", "tep"),
    ],
)
def test_names_are_made_safe_and_nfc(given, shown):
    assert clean_name(given) == shown


@pytest.mark.django_db
def test_same_bytes_are_kept_once_under_both_names(folder):
    first, again, other = put([b"so lieu"], "a.txt"), put([b"so ", b"lieu"], "a.txt"), put([b"so lieu"], "b.txt")
    assert first.pk == again.pk != other.pk
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
    with open_file(other) as stream:
        assert stream.read() == b"so lieu"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (lambda: b"", "trong.docx", "trống"),
        (lambda: b"MZ\x90", "bao-cao.docx", "chương trình chạy được"),
        (docx, "bao-cao.pdf", "đuôi .pdf nhưng nội dung là tài liệu Word"),
        (xlsx, "bang.xlsx", "Hãy chọn tài liệu PDF"),
        (lambda: b"a" * 3_000_000, "lon.txt", "lớn hơn 2 MB"),
        (bomb, "bom.docx", "bung ra quá lớn"),
    ],
)
def test_what_cannot_be_taken_is_said_and_leaves_nothing(folder, content, name, words):
    """Contents are made when asked for: as parameters they would be part of the test's name, three megabytes long."""
    with pytest.raises(FileRefused, match=words):
        put([content()], name, limit=2 * 1024 * 1024)
    assert not StoredFile.objects.exists()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_tables_are_taken_where_tables_are_wanted():
    assert put([xlsx()], "bang.xlsx", accepted=TABLES).media_type == XLSX.media_type


@pytest.mark.django_db
def test_a_full_disk_is_named(monkeypatch, folder):
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(blobs.StorageFull, match="hết chỗ"):
        put([b"x"], "a.txt")
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_sweep_takes_only_old_bytes_without_a_row(folder):
    kept = put([b"giu"], "a.txt")
    with pytest.raises(RuntimeError), transaction.atomic():
        lost = put([b"bo"], "b.txt")
        raise RuntimeError
    abandoned = folder / "dang-ghi" / "half"
    abandoned.write_bytes(b"half")
    assert sweep_orphans() == 0
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 90_000,) * 2)
    assert sweep_orphans() == 2
    assert blobs.path_of(kept.digest).exists() and not blobs.path_of(lost.digest).exists() and not abandoned.exists()


@pytest.mark.django_db
def test_putting_known_bytes_again_shields_them_from_the_sweep():
    stored = put([b"x"], "a.txt")
    os.utime(blobs.path_of(stored.digest), (0, 0))
    StoredFile.objects.all().delete()
    put([b"x"], "a.txt").delete()  # the row of an open transaction is as invisible as a deleted one
    assert sweep_orphans() == 0


@pytest.mark.django_db
def test_a_download_cannot_run_in_the_browser():
    response = respond(put([b"cong khai"], "báo cáo.txt"))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''b%C3%A1o")
    assert response["Content-Type"] == "application/octet-stream"
    assert b"".join(response) == b"cong khai"
    response.close()


@pytest.mark.django_db
def test_only_harmless_kinds_are_shown_in_place():
    blob = put([b"<html>"], "a.html", accepted=(HTML,)).blob
    page = StoredFile.objects.create(digest=blob, blob=blob, name="x", size=6, media_type="text/html")
    for stored, expected in ((page, "attachment"), (put([b"x"], "a.txt"), "inline")):
        response = respond(stored, inline=True)
        assert response["Content-Disposition"].startswith(expected)
        response.close()


@pytest.mark.django_db
def test_a_sealed_file_lies_encrypted_and_opens_whole(folder):
    text = "Số định danh 001090000001".encode()
    stored, plain = put([text], "đơn.txt", sealed=True), put([text], "đơn.txt")
    assert (stored.digest, stored.size) == (plain.digest, plain.size) and stored.pk != plain.pk
    assert text not in blobs.path_of(stored.blob).read_bytes()
    with open_file(stored) as stream:
        assert stream.read() == text
    os.utime(blobs.path_of(stored.blob), (0, 0))
    assert sweep_orphans() == 0
