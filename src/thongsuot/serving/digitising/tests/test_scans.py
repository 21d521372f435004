"""From a sheet under the scanner to an electronic paper; what goes wrong loses nothing."""

from __future__ import annotations

import io
import shutil
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.events.queries import history_of
from thongsuot.platform.files import FileRefused
from thongsuot.platform.files.domain import JPEG, PDF, PNG
from thongsuot.platform.files.store import open_file, put
from thongsuot.serving.conftest import Scene
from thongsuot.serving.digitising import reading
from thongsuot.serving.digitising.intake import KINDS, ScanRefused, look_at
from thongsuot.serving.digitising.jobs import read_one
from thongsuot.serving.digitising.models import Scan, ScanState
from thongsuot.serving.digitising.queries import scan_for
from thongsuot.serving.digitising.scanning import (
    Accepting,
    AcceptScan,
    Rejecting,
    RejectScan,
    Scanning,
    ScanPart,
)
from thongsuot.serving.digitising.tests.pages import LINES, character_errors, png, scan
from thongsuot.serving.dossiers.choices import PartSource, PartState
from thongsuot.serving.dossiers.conftest import take_in
from thongsuot.serving.dossiers.models import Dossier

__all__ = ["take_in"]
Taker = Callable[..., Dossier]
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


@cache
def read_page(dpi: int, noise: int, tilt: float) -> reading.ReadScan:
    """A page is read in seconds, so each once for all tests that look at what came out."""
    return reading.read_scan(look_at(png(scan(dpi, noise, tilt), dpi), PNG.media_type).pdf, 1)


def scanned(scene: Scene, dossier: Dossier, content: bytes, name: str = "to-khai.png", by: Any = None) -> Scan:
    stored = put([content], name, accepted=KINDS, sealed=True)
    done = ScanPart.run(
        by or scene.desk, Scanning(dossier.code, stored.pk, component="giay-to"), idempotency_key=f"q{stored.pk}"
    )
    return Scan.objects.get(pk=done.scan_id)


def pdf_of(pages: int = 1, **edits: Any) -> bytes:
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page(page_size=edits.get("size", (595, 842)))
    out = io.BytesIO()
    made.save(out, encryption=edits.get("encryption") or False)
    return out.getvalue()


# — what is refused, with words —


def test_a_file_of_no_bytes_is_refused() -> None:
    with pytest.raises(FileRefused, match="0 byte"):
        put([b""], "quet.pdf", accepted=KINDS, sealed=True)
    with pytest.raises(ScanRefused, match="trống"):
        look_at(b"", PDF.media_type)


def test_a_locked_pdf_is_refused() -> None:
    locked = pdf_of(encryption=pikepdf.Encryption(owner="chu", user="mat-khau"))
    with pytest.raises(ScanRefused, match="mật khẩu"):
        look_at(locked, PDF.media_type)


def test_a_broken_pdf_and_a_broken_picture_are_refused() -> None:
    with pytest.raises(ScanRefused, match="hỏng"):
        look_at(b"%PDF-1.7\n" + b"\x00\xff" * 500, PDF.media_type)
    with pytest.raises(ScanRefused, match="hỏng"):
        look_at(png(scan(dpi=100))[:300], PNG.media_type)


def test_a_zip_bomb_is_refused_however_it_is_dressed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("anh.png", b"\x00" * 250_000_000)
    for name in ("quet.pdf", "quet.zip", "quet.png"):
        with pytest.raises(FileRefused):
            put([out.getvalue()], name, accepted=KINDS, sealed=True)


def test_a_page_that_unpacks_to_gigabytes_is_refused() -> None:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _part in range(60)) + packer.flush()
    stream = pikepdf.Stream(made, b"")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    page.obj.Contents = stream
    out = io.BytesIO()
    made.save(out)
    assert len(out.getvalue()) < 2_000_000
    with pytest.raises(ScanRefused, match="bung ra"):
        look_at(out.getvalue(), PDF.media_type)


def test_pictures_pages_and_sheets_beyond_measure_are_refused() -> None:
    with pytest.raises(ScanRefused, match="60 triệu"):
        look_at(png(Image.new("1", (9000, 9000))), PNG.media_type)
    with pytest.raises(ScanRefused, match="120 trang"):
        look_at(pdf_of(120), PDF.media_type)
    with pytest.raises(ScanRefused, match="1,5 mét"):
        look_at(pdf_of(size=(9000, 842)), PDF.media_type)


def test_a_photograph_becomes_pages_of_its_true_size() -> None:
    out = io.BytesIO()
    scan(dpi=150).convert("RGB").save(out, "JPEG", dpi=(150, 150))
    looked = look_at(out.getvalue(), JPEG.media_type)
    width, height = pypdfium2.PdfDocument(looked.pdf)[0].get_size()
    assert (looked.pages, round(width / 72 * 25.4), round(height / 72 * 25.4)) == (1, 210, 297)


# — reading —


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(
    ("dpi", "noise", "tilt", "most"), [(300, 0, 0.0, 0.01), (200, 0, 1.5, 0.02), (150, 90, 0.0, 0.10)]
)
def test_vietnamese_is_read_with_few_wrong_letters(dpi: int, noise: int, tilt: float, most: float) -> None:
    """Measured on pages of our own drawing: clean, tilted, and a noisy photocopy at 150 dpi."""
    found = read_page(dpi, noise, tilt)
    said = " ".join(word.text for line in found.pages[0] for word in line)
    errors = character_errors(" ".join(LINES), said)
    print(f"CER {errors:.4f} at {dpi} dpi, noise {noise}, tilt {tilt}; confidence {found.confidence}")
    assert errors <= most
    if not noise:
        assert found.confidence >= reading.SURE


@needs_tesseract
@pytest.mark.slow
def test_the_archive_file_is_pdf_a_with_the_same_words_under_the_picture() -> None:
    found = read_page(300, 0, 0.0)
    with pikepdf.open(io.BytesIO(found.pdf)) as pdf, pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
    layer = pypdfium2.PdfDocument(found.pdf)[0].get_textpage().get_text_range()
    assert character_errors(" ".join(LINES), layer) < 0.02


def test_doubtful_words_survive_the_sealed_column() -> None:
    pages = [[[reading.Word("Đông", 96), reading.Word("K1nh", 41)]], []]
    kept = reading.text_kept(reading.kept_text(pages))
    assert kept == pages and [word.is_doubtful for word in kept[0][0]] == [False, True]
    assert reading.text_kept("") == []


def test_hocr_is_taken_apart_line_by_line() -> None:
    hocr = (
        "<span class='ocr_line' id='l1'><span class='ocrx_word' title='bbox 1; x_wconf 95'>Ủy</span> "
        "<span class='ocrx_word' title='x_wconf 60'><strong>ban &amp;</strong></span></span>"
        "<span class='ocr_header'><span class='ocrx_word' title='x_wconf 12'> </span></span>"
    )
    assert reading.words_of(hocr) == [[reading.Word("Ủy", 95), reading.Word("ban &", 60)]]


# — the desk —


@needs_tesseract
@pytest.mark.django_db
def test_scanned_read_checked_and_taken_as_the_electronic_paper(scene: Scene, take_in: Taker, client: Client) -> None:
    dossier = take_in()
    found = scanned(scene, dossier, png(scan()))
    assert found.part.source == PartSource.SCANNED and not found.part.is_digitised
    with pytest.raises(ActionError, match="chưa đọc xong"):
        AcceptScan.run(scene.desk, Accepting(found.pk))
    read_one(found.pk)
    assert read_one(found.pk) == "Bản quét này đã được đọc.", "a job run twice does nothing more"
    found.refresh_from_db()
    assert (found.state, found.pages) == (ScanState.CHECK, 1) and found.archive.is_sealed
    client.force_login(scene.desk)
    page = client.get(reverse("scan", args=[found.pk])).content.decode()
    assert "Thúy" in page and "Khớp với bản giấy" in page
    assert history_of("dossier", dossier.code).filter(name="serving.dossier.read").exists()
    assert client.get(reverse("scan-page", args=[found.pk, 1])).content.startswith(b"\x89PNG")
    assert client.get(reverse("scan-page", args=[found.pk, 2])).status_code == 404
    client.post(reverse("scan-decide", args=[found.pk]), {"viec": "nhan"})
    part = dossier.parts.get(component="giay-to")
    assert part.is_digitised and part.state == PartState.GOOD and part.file_id == found.archive_id
    with pytest.raises(ConflictError):
        RejectScan.run(scene.desk, Rejecting(found.pk, "muộn rồi"))


@pytest.mark.django_db
def test_without_tesseract_the_scan_is_kept_and_the_page_says_what_to_install(
    scene: Scene, take_in: Taker, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading.shutil, "which", lambda _name: None)
    found = scanned(scene, take_in(), png(scan(dpi=100)))
    assert "tesseract-ocr-vie" in read_one(found.pk)
    found.refresh_from_db()
    assert found.state == ScanState.KEPT
    with open_file(found.original) as stream:
        assert stream.read() == png(scan(dpi=100)), "nothing is lost"
    client.force_login(scene.desk)
    page = client.get(reverse("scan", args=[found.pk])).content.decode()
    assert "tesseract-ocr-vie" in page and "Đọc lại" in page


@pytest.mark.django_db
def test_a_scan_that_cannot_be_read_is_kept_too(scene: Scene, take_in: Taker, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_pdf: bytes, _pages: int) -> reading.ReadScan:
        raise reading.Unreadable("Không đọc được chữ của bản quét này.")

    monkeypatch.setattr("thongsuot.serving.digitising.jobs.read_scan", fails)
    found = scanned(scene, take_in(), png(scan(dpi=100)))
    read_one(found.pk)
    found.refresh_from_db()
    assert found.state == ScanState.KEPT and "Không đọc được" in found.problem


@pytest.mark.django_db
def test_sent_back_with_a_reason(scene: Scene, take_in: Taker) -> None:
    found = scanned(scene, take_in(), png(scan(dpi=100)))
    with pytest.raises(ActionError, match="vì sao"):
        RejectScan.run(scene.desk, Rejecting(found.pk, "  "))
    RejectScan.run(scene.desk, Rejecting(found.pk, "Mất góc dưới"))
    found.refresh_from_db()
    assert (found.state, found.problem, found.part.is_digitised) == (ScanState.REJECTED, "Mất góc dưới", False)


@pytest.mark.django_db
def test_the_page_takes_an_upload_and_keeps_what_was_chosen_when_it_is_bad(
    scene: Scene, take_in: Taker, client: Client
) -> None:
    dossier = take_in()
    client.force_login(scene.desk)
    url = reverse("scan-add", args=[dossier.code])
    bad = SimpleUploadedFile("quet.pdf", pdf_of(encryption=pikepdf.Encryption(owner="a", user="b")))
    answer = client.post(url, {"part": "c:giay-to", "file": bad, "khoa": "k1"})
    assert answer.status_code == 422 and "mật khẩu" in answer.content.decode()
    assert 'value="c:giay-to" selected' in answer.content.decode()
    assert not Scan.objects.exists()
    good = SimpleUploadedFile("quet.png", png(scan(dpi=100)))
    assert client.post(url, {"part": "c:giay-to", "file": good, "khoa": "k2"}).status_code == 302
    good.seek(0)
    client.post(url, {"part": "c:giay-to", "file": good, "khoa": "k2"})
    assert Scan.objects.count() == 1, "sent twice, kept once"


@pytest.mark.django_db
def test_neighbours_and_post_clerks_do_not_scan(scene: Scene, take_in: Taker, client: Client) -> None:
    dossier = take_in()
    found = scanned(scene, dossier, png(scan(dpi=100)))
    with pytest.raises(Hidden):
        scan_for(scene.neighbour, found.pk)
    for actor, refused in ((scene.neighbour, (Hidden, AccessDenied)), (scene.post, (Hidden, AccessDenied))):
        with pytest.raises(refused):
            scanned(scene, dossier, png(scan(dpi=90)), f"q-{actor.pk}.png", by=actor)
        with pytest.raises(AccessDenied):
            AcceptScan.run(actor, Accepting(found.pk))
    client.force_login(scene.neighbour)
    for name, arguments in (("scan", [found.pk]), ("scan-page", [found.pk, 1]), ("scan-add", [dossier.code])):
        assert client.get(reverse(name, args=arguments)).status_code == 404
