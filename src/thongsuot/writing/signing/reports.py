"""What the signatures of a PDF prove, read afresh from its bytes, without a network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from thongsuot.kernel.clock import VIETNAM
from thongsuot.writing.model import SignatureReport
from thongsuot.writing.signing.pdffile import open_for_reading
from thongsuot.writing.signing.sign import is_test

_ALLOWED = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}
_BROKEN = (
    PdfError,
    SignatureValidationError,
    SigningError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
)


def check_signatures(pdf: bytes, roots: Sequence[bytes] = ()) -> list[SignatureReport]:
    """One report a signature, oldest first; ``roots`` are the DER certificates to be trusted. Raises ``NotPdf``.

    Revocation is not asked for: that needs the network of the certificate authority.
    """
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots], allow_fetching=False, revocation_mode="soft-fail"
    )
    reader = open_for_reading(pdf)
    try:
        found = reader.embedded_regular_signatures
    except _BROKEN:
        return [_unreadable("?", "Chữ ký số không đọc được: tệp đã bị sửa hoặc hỏng.")]
    return [_report(signature, context) for signature in found]


def _report(signature: EmbeddedPdfSignature, context: ValidationContext) -> SignatureReport:
    try:
        status = validate_pdf_signature(signature, context, context)
        certificate = signature.signer_cert
    except _BROKEN:
        return _unreadable(signature.field_name, "Chữ ký số không kiểm tra được: tệp đã bị sửa hoặc hỏng.")
    subject = certificate.subject.native
    moment = _moment(status)
    return SignatureReport(
        field=signature.field_name,
        signer=str(subject.get("common_name", "")),
        organisation=str(subject.get("organization_name", "")),
        signed_at=moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment else "",
        is_timestamped=bool(status.timestamp_validity and status.timestamp_validity.trusted),
        intact=bool(status.intact),
        valid=bool(status.valid),
        trusted=bool(status.trusted),
        covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        later_changes_allowed=_later_changes_allowed(status),
        is_test=is_test(certificate.dump()),
        problems=tuple(_problems(status)),
    )


def _moment(status: PdfSignatureStatus) -> datetime | None:
    vouched = status.timestamp_validity
    moment: datetime | None = vouched.timestamp if vouched else status.signer_reported_dt
    return moment


def _later_changes_allowed(status: PdfSignatureStatus) -> bool:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    return status.modification_level in _ALLOWED and bool(status.docmdp_ok)


def _problems(status: PdfSignatureStatus) -> list[str]:
    wrong = []
    if not status.intact:
        wrong.append("Nội dung đã bị sửa sau khi ký.")
    elif not status.valid:
        wrong.append("Chữ ký không khớp với chứng thư.")
    if not status.trusted:
        wrong.append("Chứng thư không dẫn về gốc tin cậy nào.")
    if not _later_changes_allowed(status):
        wrong.append("Sau khi ký, tệp có thay đổi ngoài việc ghi số, ngày và ký tiếp.")
    return wrong


def _unreadable(field: str, problem: str) -> SignatureReport:
    return SignatureReport(
        field=field, signer="", organisation="", signed_at="", is_timestamped=False, intact=False, valid=False,
        trusted=False, covers_whole_file=False, later_changes_allowed=False, is_test=False, problems=(problem,),
    )  # fmt: skip
