"""Digital signatures of people and agencies: keys of a test authority in a demonstration, the agency's own where set.

NĐ 30/2020/NĐ-CP, Điều 12–14: the leader signs, then the agency. Without any key a paper stays unsigned and says so.
The signing library takes half a second to import, so it is imported where something is signed and not at every start.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from thongsuot.writing.signing import Pkcs12Signer, Signer, TestAuthority


def authority() -> TestAuthority | None:
    """The test authority of a demonstration; nothing where real papers are made."""
    if not settings.DEMO:
        return None
    from thongsuot.writing.signing import TestAuthority

    return TestAuthority(settings.VAR / "test-authority")


def can_sign() -> bool:
    """Whether a leader's key is at hand."""
    return authority() is not None


def signed(pdf: bytes, leader: str, body: str) -> bytes:
    """``pdf`` signed by the leader and sealed by the agency, each an addition to the file."""
    from thongsuot.writing.signing import Role, sign_pdf

    keys = authority()
    if keys is not None:
        pdf = sign_pdf(pdf, keys.signer(leader, body), Role.LEADER)
    seal = _seal(body)
    return sign_pdf(pdf, seal, Role.AGENCY) if seal is not None else pdf


def roots() -> tuple[bytes, ...]:
    """The certificates whose signatures count as ours, DER."""
    keys = authority()
    own = () if settings.SEAL is None else _own_seal().chain[-1:]
    return (*own, keys.root) if keys is not None else own


def _seal(body: str) -> Signer | None:
    if settings.SEAL is not None:
        return _own_seal()
    keys = authority()
    return keys.signer(body, body) if keys is not None else None


def _own_seal() -> Pkcs12Signer:
    from thongsuot.writing.signing import Pkcs12Signer

    return Pkcs12Signer(Path(settings.SEAL["file"]), settings.SEAL["password"], settings.SEAL["time_url"])
