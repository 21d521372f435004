"""Put one digital signature into a PDF, with what is to be seen of it (NĐ 30/2020/NĐ-CP, phụ lục I, II.7d, II.8a)."""

from __future__ import annotations

import io
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from asn1crypto import x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.stamp import StaticStampStyle

from thongsuot.kernel.clock import VIETNAM
from thongsuot.writing.fonts import fit
from thongsuot.writing.pdf import typeset
from thongsuot.writing.pdf.fields import AGENCY, LEADER
from thongsuot.writing.signing.authority import WARNING
from thongsuot.writing.signing.pdffile import Drawn, open_for_adding
from thongsuot.writing.signing.signers import PyHankoSigner, Signer

MARKS = Path(__file__).with_name("marks.typ")


class Role(StrEnum):
    """In what capacity: the person who decides, or the agency (the clerk's seal)."""

    LEADER = LEADER
    AGENCY = AGENCY


def sign_pdf(pdf: bytes, signer: Signer, role: Role = Role.LEADER) -> bytes:
    """``pdf`` with one more signature added at its end; what was there stays byte for byte.

    Where the paper has no place ready for ``role``, the signature is there but not seen.
    Raises ``NotPdf``, ``ValueError`` when that place is signed already, ``OSError`` when the time-stamp authority
    cannot be reached.
    """
    writer = open_for_adding(pdf)
    name, box = _place(writer.prev, role)
    metadata = signers.PdfSignatureMetadata(
        field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=common_name(signer.certificate)
    )
    style = StaticStampStyle(background=_seen(signer, role, box), border_width=0) if box else None
    pdf_signer = signers.PdfSigner(metadata, PyHankoSigner(signer), timestamper=signer.timestamps, stamp_style=style)
    out = io.BytesIO()
    pdf_signer.sign_pdf(writer, output=out)
    return out.getvalue()


def _place(reader: PdfHandler, role: Role) -> tuple[str, tuple[float, float] | None]:
    """Name of the field and its size in points; a new invisible field where the paper has none."""
    found = {name: (value, ref) for name, value, ref in fields.enumerate_sig_fields(reader)}
    if role.value not in found:
        taken = sum(name.startswith(role.value) for name in found)
        return f"{role.value}_{taken + 1}", None
    value, reference = found[role.value]
    if value is not None:
        raise ValueError("Văn bản đã có chữ ký số ở vị trí này.")
    left, bottom, right, top = (float(edge) for edge in reference.get_object()["/Rect"])
    return role.value, (right - left, top - bottom)


def _seen(signer: Signer, role: Role, box: tuple[float, float]) -> PdfContent:
    data = {
        "kind": "leader" if role is Role.LEADER else "agency",
        "width": box[0],
        "height": box[1],
        "signer": fit(common_name(signer.certificate)),
        "moment": datetime.now(VIETNAM).isoformat(timespec="seconds"),
        "warning": WARNING if is_test(signer.certificate) else "",
    }
    return Drawn(typeset(MARKS, data))


def common_name(certificate: bytes) -> str:
    return str(x509.Certificate.load(certificate).subject.native.get("common_name", ""))


def is_test(certificate: bytes) -> bool:
    """Made by a test authority: it says so itself."""
    loaded = x509.Certificate.load(certificate)
    return any(
        WARNING[:10] in str(name.native.get("organization_name", "")) for name in (loaded.subject, loaded.issuer)
    )
