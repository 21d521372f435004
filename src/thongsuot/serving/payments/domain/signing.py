"""Signed parameters in the shape the Vietnamese gateways share: sorted, percent-encoded, HMAC-SHA512.

The names (``ts_…``) are ours. The signature covers every other parameter, empty ones included.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

SIGNATURE = "ts_sign"
SENT_AT = "ts_sent"
# A bank repeats a notice for days; older ones, or ones from tomorrow, are kept but asked about instead of believed.
OLDEST, NEWEST = timedelta(days=7), timedelta(minutes=5)
LONGEST = 64 * 1024


class Disbelieved(Exception):  # noqa: N818 - says what we do with the message
    """Not what the gateway signed; ``str(error)`` says why, in Vietnamese. The raw message stays on record."""


def canonical(fields: Mapping[str, str]) -> bytes:
    """The bytes that are signed."""
    return urlencode(sorted((name, value) for name, value in fields.items() if name != SIGNATURE)).encode()


def signature_of(secret: bytes, fields: Mapping[str, str]) -> str:
    """128 hexadecimal digits."""
    return hmac.new(secret, canonical(fields), hashlib.sha512).hexdigest()


def signed(secret: bytes, fields: Mapping[str, str]) -> bytes:
    """The whole message: fields and signature."""
    return canonical(fields) + f"&{SIGNATURE}={signature_of(secret, fields)}".encode()


def opened(secret: bytes, body: bytes, now: datetime, longest: int = LONGEST) -> dict[str, str]:
    """The fields of a message that the holder of ``secret`` signed lately; raises ``Disbelieved``."""
    if len(body) > longest:
        raise Disbelieved("Tin quá dài.")
    fields = _parsed(body)
    given = fields.pop(SIGNATURE, "")
    if not hmac.compare_digest(given.encode(), signature_of(secret, fields).encode()):
        raise Disbelieved("Chữ ký không khớp.")
    sent = _moment(fields.get(SENT_AT, ""))
    if not now - OLDEST <= sent <= now + NEWEST:
        raise Disbelieved("Tin gửi ngoài khung giờ được nhận.")
    return fields


def _parsed(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError as error:
        raise Disbelieved("Tin không đọc được.") from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Disbelieved("Tin có tham số lặp.")
    return fields


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Disbelieved("Tin thiếu giờ gửi.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
