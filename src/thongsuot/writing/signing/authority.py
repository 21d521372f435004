"""An authority of our own for demonstration and tests: root, signers and time-stamps, worth nothing in law."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thongsuot.writing.signing.keys import (
    Pair,
    PrivateKey,
    certificate_bytes,
    make_pair,
    raw_signature,
    read_pair,
    store_pair,
)

WARNING = "THỬ NGHIỆM – không có giá trị pháp lý"
_ROOT, _TIME = "Thông Suốt – gốc THỬ NGHIỆM", "Thông Suốt – dấu thời gian THỬ NGHIỆM"


@dataclass(frozen=True, slots=True)
class TestSigner:
    """A signer of the test authority; see ``signers.Signer``."""

    __test__ = False  # the word is for people, not for pytest

    certificate: bytes
    chain: tuple[bytes, ...]
    timestamps: TimeStamper | None
    key: PrivateKey

    def sign(self, data: bytes) -> bytes:
        return raw_signature(self.key, data)


class TestAuthority:
    """Root, time-stamps and signers kept in ``folder`` (made on first use, readable by us alone)."""

    __test__ = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._root = self._pair("root", _ROOT, WARNING, None)

    @property
    def root(self) -> bytes:
        """The certificate to trust in a demonstration, DER."""
        return certificate_bytes(self._root[1])

    def signer(self, name: str, organisation: str) -> TestSigner:
        """The signer of that name; the same key each time. Every certificate says «THỬ NGHIỆM»."""
        label = hashlib.sha256(f"{name}\n{organisation}".encode()).hexdigest()[:16]
        key, certificate = self._pair(f"signer-{label}", name, f"{organisation[:40]} ({WARNING[:10]})", self._root)
        return TestSigner(certificate_bytes(certificate), (self.root,), self.timestamps, key)

    @property
    def timestamps(self) -> TimeStamper:
        """A time-stamp authority by RFC 3161, in this process."""
        key, certificate = self._pair("time", _TIME, WARNING, self._root, for_time=True)
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore()
        store.register(asn1_x509.Certificate.load(self.root))
        return DummyTimeStamper(
            asn1_x509.Certificate.load(certificate_bytes(certificate)), asn1_keys.PrivateKeyInfo.load(private), store
        )

    def _pair(self, file: str, name: str, organisation: str, issuer: Pair | None, *, for_time: bool = False) -> Pair:
        path = self._folder / f"{file}.pem"
        if not path.exists():
            store_pair(path, make_pair(name, organisation, issuer, for_time=for_time))
        return read_pair(path)
