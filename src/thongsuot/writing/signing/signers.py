"""Who signs: the least a key holder must offer, so that a token, an HSM or a remote signing service can take part."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign import signers
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thongsuot.writing.signing.keys import PrivateKey, certificate_bytes, raw_signature


class Signer(Protocol):
    """A key with its certificate. The private key itself need never leave where it is kept."""

    @property
    def certificate(self) -> bytes:
        """The signing certificate, DER."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Certificates up to the root, DER; empty when unknown."""

    @property
    def timestamps(self) -> TimeStamper | None:
        """Where to have the moment vouched for (RFC 3161); ``None`` for none."""

    def sign(self, data: bytes) -> bytes:
        """The signature over SHA-256 of ``data``: PKCS#1 v1.5 for RSA keys, DER-coded ECDSA for elliptic ones."""


class Pkcs12Signer:
    """A key kept in a PKCS#12 file (.p12, .pfx): for a server that seals with the agency's key.

    ``time_url`` is the address of a time-stamp authority (RFC 3161); without one nobody vouches for the moment.
    Raises ``ValueError`` for a wrong password or a file without key and certificate, ``OSError`` when unreadable.
    """

    def __init__(self, path: Path, password: str, time_url: str = "") -> None:
        key, certificate, others = pkcs12.load_key_and_certificates(path.read_bytes(), password.encode())
        if certificate is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
            raise ValueError(f"Tệp {path.name} không có khóa RSA hoặc ECDSA kèm chứng thư. Hãy xuất lại tệp .p12.")
        self._key: PrivateKey = key
        self.certificate = certificate_bytes(certificate)
        self.chain = tuple(certificate_bytes(other) for other in others)
        self.timestamps: TimeStamper | None = HTTPTimeStamper(time_url, timeout=10) if time_url else None

    def sign(self, data: bytes) -> bytes:
        return raw_signature(self._key, data)


class PyHankoSigner(signers.Signer):
    """A ``Signer`` as pyHanko wants it."""

    def __init__(self, holder: Signer) -> None:
        self._holder = holder
        store = SimpleCertificateStore()
        store.register_multiple(x509.Certificate.load(other) for other in holder.chain)
        super().__init__(signing_cert=x509.Certificate.load(holder.certificate), cert_registry=store)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Ask the holder, once: for the estimate of the size a signature of like length is made up."""
        if digest_algorithm != "sha256":
            raise ValueError("Chữ ký số của văn bản dùng SHA-256.")
        return bytes(512) if dry_run else self._holder.sign(data)
