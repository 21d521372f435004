"""Sealed values open with the right key and purpose only, and never look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.platform.private.sealing import CannotOpen, fingerprint, seal, unseal


@given(st.binary(max_size=300))
def test_what_was_sealed_opens_and_shows_nothing(data: bytes) -> None:
    sealed = seal(data, "so-dien-thoai")
    assert unseal(sealed, "so-dien-thoai") == data
    assert seal(data, "so-dien-thoai") != sealed
    assert len(data) < 8 or data not in sealed


def test_another_purpose_another_key_and_a_flipped_bit_open_nothing(settings: object) -> None:
    sealed = seal(b"0912 345 678", "so-dien-thoai")
    with pytest.raises(CannotOpen):
        unseal(sealed, "so-dinh-danh")
    with pytest.raises(CannotOpen):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), "so-dien-thoai")
    settings.DATA_KEY = "khóa khác"
    with pytest.raises(CannotOpen):
        unseal(sealed, "so-dien-thoai")


def test_a_fingerprint_finds_the_same_words_and_keeps_purposes_apart() -> None:
    assert fingerprint("dien-thoai", "0912 345 678") == fingerprint("dien-thoai", "0912345678")
    assert fingerprint("dien-thoai", "0912345678") != fingerprint("dinh-danh", "0912345678")
    assert fingerprint("tra-cuu", "ab", "c") != fingerprint("tra-cuu", "a", "bc")
