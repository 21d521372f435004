"""Digital signatures by PAdES: the leader signs with number and day still blank, the clerk's seal covers both after.

NĐ 30/2020/NĐ-CP, Điều 12–14 and phụ lục I II.7d, II.8a. In the demonstration keys of a test authority stand in for
the signers' own tokens; without any authority papers stay unsigned and the page says so.
"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import open_file, put
from thongsuot.steering.notices.models import Notice
from thongsuot.steering.notices.printed import paper_of
from thongsuot.writing.pdf import write_pdf
from thongsuot.writing.signing import Role, TestAuthority, number_pdf, sign_pdf


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
    keys = authority()
    if keys is not None:
        body = _organisation(notice)
        pdf = sign_pdf(pdf, keys.signer(body, body), Role.AGENCY)
    return pdf


def _organisation(notice: Notice) -> str:
    return " ".join(notice.issuer.split())
