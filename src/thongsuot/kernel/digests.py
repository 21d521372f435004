"""Digests that prove a record unchanged: canonical JSON, SHA-256, and chains of them."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

GENESIS = "0" * 64
Json = None | bool | int | str | Decimal | date | datetime | Mapping[str, "Json"] | list["Json"] | tuple["Json", ...]


def canonical_json(value: Json) -> str:
    """One text for one content: sorted keys, no spaces, NFC, decimals without trailing zeros, moments in UTC.

    Raises ``TypeError`` for floats, which have no exact text, and for moments without a time zone.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        return {"decimal": format(value.normalize() + 0, "f")}
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("Thời điểm trong chuỗi băm phải có múi giờ.")
        return {"time": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("Khóa trong chuỗi băm phải là chữ.")
        return {unicodedata.normalize("NFC", key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"Không băm được giá trị kiểu {type(value).__name__}.")


def digest(value: Json) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def link(previous: str, value: Json) -> str:
    """Digest of ``value`` chained to the one before it (``GENESIS`` for the first)."""
    return hashlib.sha256(f"{previous}\n{canonical_json(value)}".encode()).hexdigest()


def first_broken(entries: Iterable[tuple[Json, str]], start: str = GENESIS) -> int | None:
    """Index of the first (value, stored digest) that does not continue the chain; ``None`` when it is whole."""
    previous = start
    for index, (value, stored) in enumerate(entries):
        if link(previous, value) != stored:
            return index
        previous = stored
    return None
