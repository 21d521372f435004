"""The fixed words of a notice as one digest: what was signed is what is issued."""

from __future__ import annotations

from thongsuot.kernel.digests import digest
from thongsuot.steering.notices.models import Notice


def digest_of(notice: Notice) -> str:
    """Everything printed but number and day, which the clerk gives after the signature."""
    body = notice.paragraphs.order_by("order").values_list("role", "depth", "label", "anchor", "text")
    return digest(
        {
            "head": [notice.superior, notice.issuer, notice.symbol, notice.place, notice.kind_name, notice.subject],
            "opening": notice.opening,
            "body": [list(row) for row in body],
            "closing": notice.closing,
            "signature": [*notice.signature_lines, notice.signer_name],
            "recipients": list(notice.recipients.values_list("text", flat=True)),
        }
    )
