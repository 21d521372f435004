"""Read back by a decoder written apart from the writer, and checked against checks that others published."""

from __future__ import annotations

import io

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.payments.domain.vietqr import crc16, vietqr

# Whole codes as printed in NAPAS' description of the format (account and card transfer), their check at the end.
PRINTED = [
    "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5",
    "00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52",
    "00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN"
    "62340107NPS68690819thanh toan don hang6304A203",
]
_TABLE = []
for _start in range(256):  # by table, where the product goes bit by bit
    _value = _start << 8
    for _step in range(8):
        _value = ((_value << 1) ^ 0x1021) & 0xFFFF if _value >> 15 else (_value << 1) & 0xFFFF
    _TABLE.append(_value)


def check_of(text: str) -> str:
    value = 0xFFFF
    for letter in text.encode():
        value = ((value & 0xFF) << 8) ^ _TABLE[(value >> 8) ^ letter]
    return format(value, "04X")


def read(text: str) -> dict[str, str]:
    found = {}
    while text:
        tag, length = text[:2], int(text[2:4])
        assert len(text) >= 4 + length
        found[tag], text = text[4 : 4 + length], text[4 + length :]
    return found


@pytest.mark.parametrize("code", PRINTED)
def test_the_check_is_the_published_one(code: str) -> None:
    assert format(crc16(code[:-4].encode()), "04X") == check_of(code[:-4]) == code[-4:]


def test_crc_of_the_catalogue() -> None:
    assert crc16(b"123456789") == 0x29B1


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True).filter(str.isascii),
    st.from_regex(r"[0-9A-Z]{1,19}", fullmatch=True).filter(str.isascii),
    st.integers(1, 10**12),
    st.from_regex(r"[0-9A-Za-z][0-9A-Za-z ]{0,24}", fullmatch=True).filter(str.isascii),
)
def test_a_bank_reads_what_was_written(bank: str, account: str, amount: int, purpose: str) -> None:
    code = vietqr(bank, account, amount, purpose)
    fields = read(code)
    assert list(fields) == ["00", "01", "38", "53", "54", "58", "62", "63"]
    assert (fields["00"], fields["01"], fields["53"], fields["58"]) == ("01", "12", "704", "VN")
    place = read(fields["38"])
    assert (place["00"], place["02"]) == ("A000000727", "QRIBFTTA")
    assert read(place["01"]) == {"00": bank, "01": account}
    assert (int(fields["54"]), read(fields["62"])["08"]) == (amount, purpose)
    assert fields["63"] == check_of(code[:-4])


@pytest.mark.parametrize(
    "wrong",
    [
        ("97043", "1", 1, "a"),
        ("970436", "", 1, "a"),
        ("970436", "1" * 20, 1, "a"),
        ("970436", "1", 0, "a"),
        ("970436", "1", -5, "a"),
        ("970436", "1", 10**13, "a"),
        ("970436", "1", 1, ""),
        ("970436", "1", 1, "Lệ phí"),
        ("970436", "1", 1, "a" * 26),
    ],
)
def test_what_a_bank_would_not_read_is_refused(wrong: tuple[str, str, int, str]) -> None:
    with pytest.raises(ValueError, match=r"phải|chỉ"):
        vietqr(*wrong)


def test_it_fits_a_small_code_on_a_phone() -> None:
    code = segno.make(vietqr("970436", "0123456789012", 1_250_000, "TT26030212345ABCD"), error="m", micro=False)
    assert code.symbol_size(border=4)[0] <= 61
    out = io.BytesIO()
    code.save(out, kind="svg")
    assert out.getvalue().startswith(b"<?xml")
