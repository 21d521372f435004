"""A message is the gateway's only when not one byte of it was touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.payments.domain.signing import (
    NEWEST,
    OLDEST,
    SENT_AT,
    SIGNATURE,
    Disbelieved,
    canonical,
    opened,
    signature_of,
    signed,
)

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
SECRET = b"mot khoa thu"
FIELDS = {"ts_order": "TT26030200001", "ts_amount": "8000", "ts_words": "Lệ phí & 1+1=2", SENT_AT: NOW.isoformat()}


def test_what_is_signed_opens_with_the_same_fields() -> None:
    assert opened(SECRET, signed(SECRET, FIELDS), NOW) == FIELDS


def test_parameters_are_signed_in_one_order_only() -> None:
    backwards = dict(reversed(FIELDS.items()))
    assert canonical(FIELDS) == canonical(backwards)
    assert len(signature_of(SECRET, FIELDS)) == 128


def test_every_single_byte_counts() -> None:
    """Flip each byte in turn: refused, or (a percent code in the other case) still the same words."""
    message = signed(SECRET, FIELDS)
    refused = 0
    for place in range(len(message)):
        for mask in (0x01, 0x20):
            touched = message[:place] + bytes([message[place] ^ mask]) + message[place + 1 :]
            try:
                assert opened(SECRET, touched, NOW) == FIELDS
            except Disbelieved:
                refused += 1
            else:
                assert dict(parse_qsl(touched.decode())) == dict(parse_qsl(message.decode()))
    assert refused > 1.8 * len(message)


@given(st.binary(max_size=200))
def test_anything_at_all_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(Disbelieved, match=r"^[A-ZĐ].*\.$"):
        opened(SECRET, body, NOW)


@pytest.mark.parametrize(
    "body",
    [
        signed(b"khoa khac", FIELDS),
        signed(SECRET, FIELDS) + b"&ts_amount=1",
        signed(SECRET, FIELDS) + b"&ts_amount=8000",
        signed(SECRET, FIELDS).replace(b"8000", b"9000"),
        signed(SECRET, FIELDS)[: -len(SIGNATURE) - 129],
        signed(SECRET, {**FIELDS, SENT_AT: "hôm qua"}),
        signed(SECRET, {**FIELDS, "ts_words": "a" * 70_000}),
    ],
    ids=["other key", "added", "repeated", "changed", "unsigned", "no time", "too long"],
)
def test_tampered(body: bytes) -> None:
    with pytest.raises(Disbelieved):
        opened(SECRET, body, NOW)


def test_a_replay_after_the_window_is_not_believed() -> None:
    message = signed(SECRET, FIELDS)
    assert opened(SECRET, message, NOW + OLDEST)
    assert opened(SECRET, message, NOW - NEWEST)
    for moment in (NOW + OLDEST + timedelta(seconds=1), NOW - NEWEST - timedelta(seconds=1)):
        with pytest.raises(Disbelieved, match="khung giờ"):
            opened(SECRET, message, moment)
