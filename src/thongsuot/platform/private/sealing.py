"""AES-256-GCM over single values, and keyed fingerprints to find a value again without opening any.

A sealed value is ``version (1 byte) · nonce (12) · ciphertext and tag``; the purpose is bound to it as associated data,
so a telephone number cannot be moved into the column of another purpose. Losing the key loses the values: it is kept
apart from the database (docs/operations.md).
"""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.kernel.text import fold, nfc

_VERSION = b"\x01"
_NONCE = 12


class CannotOpen(Exception):  # noqa: N818 - names what happened
    """Sealed with another key, or damaged; ``str(error)`` is Vietnamese."""

    def __init__(self) -> None:
        super().__init__(_("Không mở được dữ liệu cá nhân: khóa không đúng hoặc dữ liệu đã hỏng. Hãy báo quản trị."))


def seal(data: bytes, purpose: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + _cipher().encrypt(nonce, data, purpose.encode())


def unseal(sealed: bytes, purpose: str) -> bytes:
    """Raises ``CannotOpen``."""
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        if sealed[:1] != _VERSION:
            raise CannotOpen
        return _cipher().decrypt(nonce, body, purpose.encode())
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def fingerprint(purpose: str, *parts: str) -> str:
    """64 letters that are the same for the same words (marks and case folded, spaces dropped) and tell nothing else."""
    words = "\x1f".join("".join(fold(nfc(part)).split()) for part in parts)
    return hmac.new(_key("fingerprint"), f"{purpose}\x1e{words}".encode(), hashlib.sha256).hexdigest()


@cache
def _cipher_of(key: bytes) -> AESGCM:
    return AESGCM(key)


def _cipher() -> AESGCM:
    return _cipher_of(_key("seal"))


def _key(use: str) -> bytes:
    return hmac.new(settings.DATA_KEY.encode(), use.encode(), hashlib.sha256).digest()
