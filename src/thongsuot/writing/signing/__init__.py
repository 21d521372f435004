"""Digital signatures on papers: PAdES (``ETSI.CAdES.detached``), several in turn, each an addition to the file.

The order of NĐ 30/2020/NĐ-CP for electronic papers (Điều 14): the leader signs (``sign_pdf``), the clerk gives number
and day (``number_pdf``), the agency signs (``sign_pdf`` with ``Role.AGENCY``). Who holds the keys is the business of a
``Signer``: a test authority, a PKCS#12 file, a token or a remote signing service.
"""

from __future__ import annotations

from thongsuot.writing.signing.authority import TestAuthority
from thongsuot.writing.signing.numbering import number_pdf
from thongsuot.writing.signing.pdffile import NotPdf
from thongsuot.writing.signing.reports import check_signatures
from thongsuot.writing.signing.sign import Role, sign_pdf
from thongsuot.writing.signing.signers import Pkcs12Signer, Signer

__all__ = ["NotPdf", "Pkcs12Signer", "Role", "Signer", "TestAuthority", "check_signatures", "number_pdf", "sign_pdf"]
