"""Leader signs, clerk numbers, agency seals; whoever touches a byte afterwards is found out."""

from __future__ import annotations

import io
import re
import shutil
import socket
import stat
import subprocess
import threading
from collections.abc import Iterator
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp, x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.reader import PdfFileReader

from thongsuot.writing.pdf import write_pdf
from thongsuot.writing.pdf.adding import Adding
from thongsuot.writing.signing import NotPdf, Pkcs12Signer, Role, TestAuthority, check_signatures, number_pdf, sign_pdf
from thongsuot.writing.signing.keys import read_pair
from thongsuot.writing.tests.notices import blank_notice, notice
from thongsuot.writing.tests.test_pdf import items

AGENCY = "Ủy ban nhân dân tỉnh Lạng Sơn"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return TestAuthority(tmp_path_factory.mktemp("var") / "ca")


@pytest.fixture(scope="module")
def signed(authority: TestAuthority) -> bytes:
    return sign_pdf(write_pdf(blank_notice()), authority.signer("Dương Công Hiệp", "Văn phòng UBND tỉnh"))


@pytest.fixture(scope="module")
def numbered(signed: bytes) -> bytes:
    return number_pdf(signed, 5, date(2024, 10, 9))


@pytest.fixture(scope="module")
def sealed(authority: TestAuthority, numbered: bytes) -> bytes:
    return sign_pdf(numbered, authority.signer(AGENCY, AGENCY), Role.AGENCY)


def test_a_fresh_signature_proves_who_when_and_that_nothing_changed(authority: TestAuthority, signed: bytes) -> None:
    [report] = check_signatures(signed, [authority.root])
    assert (report.signer, report.organisation) == ("Dương Công Hiệp", "Văn phòng UBND tỉnh (THỬ NGHIỆM)")
    assert report.intact and report.valid and report.trusted
    assert report.covers_whole_file and report.is_timestamped and report.is_test
    assert report.problems == ()
    moment = datetime.fromisoformat(report.signed_at)
    assert report.signed_at.endswith("+07:00")
    assert abs((datetime.now(moment.tzinfo) - moment).total_seconds()) < 600


def test_pades_and_nothing_older(sealed: bytes) -> None:
    assert sealed.count(b"/ETSI.CAdES.detached") == 2
    assert b"adbe.pkcs7" not in sealed


def test_each_step_only_adds_to_the_file(signed: bytes, numbered: bytes, sealed: bytes) -> None:
    assert numbered.startswith(signed)
    assert sealed.startswith(numbered)


def test_number_and_seal_leave_the_leaders_signature_whole(authority: TestAuthority, sealed: bytes) -> None:
    leader, agency = check_signatures(sealed, [authority.root])
    assert leader.intact and leader.valid and leader.trusted and leader.later_changes_allowed
    assert not leader.covers_whole_file  # number and seal came after it
    assert agency.intact and agency.valid and agency.covers_whole_file
    assert agency.signer == AGENCY
    assert leader.problems == agency.problems == ()


def test_number_and_day_can_be_read_once_filled(signed: bytes, numbered: bytes) -> None:
    assert (b"(05)" in signed, b"(05)" in numbered, b"(09)" in numbered) == (False, True, True)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_the_filled_number_is_seen_where_it_was_blank(numbered: bytes, tmp_path: Path) -> None:
    path = tmp_path / "thong-bao.pdf"
    path.write_bytes(numbered)
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Số: +05 +/TB-UBND +Lạng Sơn, ngày +09 +tháng 10 năm 2024", told)


def test_the_stamp_says_that_it_is_a_test(sealed: bytes) -> None:
    """What is drawn into the file names the signers in Vietnamese letters and warns."""
    root = PdfFileReader(io.BytesIO(sealed)).root
    filled = [field for field in items(root["/AcroForm"]["/Fields"]) if field["/FT"] == "/Sig"]
    assert len(filled) == 2
    for field in filled:
        drawing = field["/AP"]["/N"]["/Resources"]["/XObject"]["/Drawn"]
        fonts = drawing["/Resources"]["/Font"]
        assert all("Tinos" in str(fonts[name]["/BaseFont"]) for name in fonts)


def test_numbering_and_signing_keep_the_marks_of_pdf_a(sealed: bytes) -> None:
    reader = PdfFileReader(io.BytesIO(sealed))
    metadata = reader.root["/Metadata"].data.decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert reader.root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    for field in items(reader.root["/AcroForm"]["/Fields"]):
        assert int(field["/F"]) & 4
        assert field["/AP"]["/N"].data is not None


@pytest.mark.parametrize("part", ["head", "middle", "numbering", "tail"])
def test_one_flipped_byte_is_found_out(authority: TestAuthority, signed: bytes, sealed: bytes, part: str) -> None:
    places = {
        "head": sealed.index(b"stream") + 40,
        "middle": len(signed) // 3,
        "numbering": sealed.index(b"(05)") + 1,
        "tail": len(sealed) - 200,
    }
    spoilt = bytearray(sealed)
    spoilt[places[part]] ^= 1
    try:
        reports = check_signatures(bytes(spoilt), [authority.root])
    except NotPdf:
        return  # no longer a PDF at all
    assert reports
    assert not all(report.intact and report.valid for report in reports)
    assert any(report.problems for report in reports)


def test_words_added_after_the_seal_are_found_out(authority: TestAuthority, sealed: bytes) -> None:
    writer = Adding(sealed)
    RawContent(b"0 0 0 rg 100 100 200 50 re f").add_to_page(writer, 0)
    for report in check_signatures(writer.whole(), [authority.root]):
        assert not report.later_changes_allowed
        assert "thay đổi" in " ".join(report.problems)


def test_without_the_root_a_signature_is_not_trusted(signed: bytes, tmp_path: Path) -> None:
    for roots in ([], [TestAuthority(tmp_path / "another").root]):
        [report] = check_signatures(signed, roots)
        assert report.valid and report.intact and not report.trusted
        assert report.problems == ("Chứng thư không dẫn về gốc tin cậy nào.",)


def test_a_paper_numbered_once_is_not_numbered_again(numbered: bytes) -> None:
    for pdf in (numbered, write_pdf(notice()), write_pdf(blank_notice(is_draft=True))):
        with pytest.raises(ValueError, match="không còn chỗ trống"):
            number_pdf(pdf, 6, date(2024, 10, 10))


def test_a_place_signed_already_is_not_signed_again(authority: TestAuthority, signed: bytes) -> None:
    with pytest.raises(ValueError, match="đã có chữ ký"):
        sign_pdf(signed, authority.signer("Người khác", "Nơi khác"))


def test_a_paper_without_places_is_signed_unseen(authority: TestAuthority) -> None:
    pdf = write_pdf(notice(is_draft=True))
    for count in (1, 2):
        pdf = sign_pdf(pdf, authority.signer("Nguyễn Văn An", "Sở Nội vụ"))
        reports = check_signatures(pdf, [authority.root])
        assert len(reports) == count
        assert all(report.valid and report.later_changes_allowed for report in reports)


def test_an_unsigned_paper_has_no_reports_and_what_is_no_pdf_is_told_so(authority: TestAuthority) -> None:
    assert check_signatures(write_pdf(notice())) == []
    for content in (b"", b"%PDF-1.7 nothing", b"PK\x03\x04"):
        with pytest.raises(NotPdf, match="không phải PDF"):
            check_signatures(content)
        with pytest.raises(NotPdf):
            sign_pdf(content, authority.signer("A", "B"))


def test_keys_are_kept_by_the_owner_alone_and_used_again(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    first = TestAuthority(folder).signer("Hồ Tiến Thiệu", "UBND tỉnh")
    assert TestAuthority(folder).signer("Hồ Tiến Thiệu", "UBND tỉnh").certificate == first.certificate
    assert TestAuthority(folder).signer("Hồ Tiến Thiệu", "UBND xã").certificate != first.certificate
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "THỬ NGHIỆM" in str(x509.Certificate.load(TestAuthority(folder).root).subject.native)


@pytest.fixture
def seal(authority: TestAuthority, tmp_path: Path) -> Path:
    """The agency's key as a PKCS#12 file with the password «bi mat»."""
    authority.signer("Văn thư", AGENCY)
    [file] = [path for path in authority._folder.glob("signer-*.pem") if "Văn thư" in _name(path)]
    key, certificate = read_pair(file)
    path = tmp_path / "dau.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"dau", key, certificate, None, BestAvailableEncryption(b"bi mat"))
    )
    return path


@pytest.fixture
def time_server(authority: TestAuthority) -> Iterator[str]:
    """A time-stamp authority that answers over HTTP as RFC 3161, §3.4 says."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            content = authority.timestamps.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_key_in_a_pkcs12_file_signs_with_time_from_afar(
    authority: TestAuthority, seal: Path, time_server: str
) -> None:
    pdf = sign_pdf(write_pdf(notice()), Pkcs12Signer(seal, "bi mat", time_server), Role.AGENCY)
    [report] = check_signatures(pdf, [authority.root])
    assert report.valid and report.trusted and report.is_timestamped


def test_a_time_stamp_authority_that_is_away_is_an_error_not_a_signature_without_time(seal: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    with pytest.raises(OSError, match=r"(?i)timestamp"):
        sign_pdf(write_pdf(notice()), Pkcs12Signer(seal, "bi mat", nobody), Role.AGENCY)


def test_without_a_time_stamp_authority_nobody_vouches_for_the_moment(authority: TestAuthority, seal: Path) -> None:
    pdf = sign_pdf(write_pdf(notice()), Pkcs12Signer(seal, "bi mat"), Role.AGENCY)
    [report] = check_signatures(pdf, [authority.root])
    assert report.valid and report.trusted and not report.is_timestamped
    with pytest.raises(ValueError, match=r"(?i)password|mật khẩu"):
        Pkcs12Signer(seal, "sai")


def _name(path: Path) -> str:
    return str(read_pair(path)[1].subject.rfc4514_string())
