"""Digital signatures by PAdES: the leader signs with number and day still blank, the clerk's seal covers both after.

NĐ 30/2020/NĐ-CP, Điều 12–14 and phụ lục I II.7d, II.8a. In the demonstration keys of a test authority stand in for
the signers' own tokens; without any authority papers stay unsigned and the page says so.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import open_file, put
from thongsuot.steering.notices.models import Notice
from thongsuot.steering.notices.printed import paper_of
from thongsuot.writing.pdf import write_pdf
from thongsuot.writing.signing import Pkcs12Signer, Role, Signer, TestAuthority, number_pdf, sign_pdf


def authority() -> TestAuthority | None:
    """The test authority of a demonstration; nothing where real papers are made."""
    return TestAuthority(settings.VAR / "test-authority") if settings.DEMO else None


def signed_by_leader(notice: Notice) -> StoredFile:
    """The PDF with blanks for number, day and month, signed by whoever is named in the block; kept by content."""
    blank = replace(paper_of(notice), number=None, day=None, month=None, is_draft=False)
    pdf = write_pdf(blank)
    keys = authority()
    if keys is not None:
        name = notice.signer_name or " / ".join(notice.signature_lines)
        pdf = sign_pdf(pdf, keys.signer(name, _organisation(notice)), Role.LEADER)
    return put([pdf], f"{notice.key[:80]}-da-ky.pdf", accepted=(PDF,))


def sealed(notice: Notice) -> bytes:
    """The leader's file with number and day filled in and the seal of the body; his signature stays whole."""
    assert notice.number is not None and notice.dated is not None
    with open_file(StoredFile.objects.filter(digest=notice.pdf_digest).order_by("pk")[0]) as stream:
        pdf = number_pdf(stream.read(), notice.number, notice.dated)
    seal = _seal(_organisation(notice))
    return sign_pdf(pdf, seal, Role.AGENCY) if seal else pdf


def _seal(body: str) -> Signer | None:
    """The body's own key where one is configured (THONGSUOT_SEAL), the test authority's in a demonstration."""
    if settings.SEAL is not None:
        return Pkcs12Signer(Path(settings.SEAL["file"]), settings.SEAL["password"], settings.SEAL["time_url"])
    keys = authority()
    return keys.signer(body, body) if keys is not None else None


def _organisation(notice: Notice) -> str:
    return " ".join(notice.issuer.split())
