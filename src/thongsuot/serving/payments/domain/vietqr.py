"""The text of a VietQR code: EMVCo merchant-presented TLV with NAPAS' account template (AID A000000727, QRIBFTTA)."""

from __future__ import annotations

import re

_AID = "A000000727"
_SERVICE = "QRIBFTTA"  # fast transfer to an account
_DONG, _COUNTRY = "704", "VN"
PURPOSE_LENGTH = 25


def vietqr(bank: str, account: str, amount: int, purpose: str) -> str:
    """``bank``: six digits of NAPAS; ``account``: 1–19 letters or digits; ``amount``: đồng > 0; ``purpose``: ≤ 25 plain
    letters, digits, spaces. Raises ``ValueError``.
    """
    if not re.fullmatch(r"\d{6}", bank) or not re.fullmatch(r"[0-9A-Za-z]{1,19}", account):
        raise ValueError("Mã ngân hàng phải có 6 chữ số, số tài khoản từ 1 đến 19 chữ hoặc số.")
    if not 0 < amount < 10**13:
        raise ValueError("Số tiền phải là số đồng dương.")
    if not re.fullmatch(rf"[0-9A-Za-z ]{{1,{PURPOSE_LENGTH}}}", purpose):
        raise ValueError("Nội dung chuyển tiền chỉ gồm chữ không dấu, số, dấu cách; tối đa 25 ký tự.")
    place = _field("00", _AID) + _field("01", _field("00", bank) + _field("01", account)) + _field("02", _SERVICE)
    text = "".join(
        (
            _field("00", "01"),
            _field("01", "12"),  # for this one payment
            _field("38", place),
            _field("53", _DONG),
            _field("54", str(amount)),
            _field("58", _COUNTRY),
            _field("62", _field("08", purpose)),
            "6304",  # the check covers its own tag and length
        )
    )
    return text + f"{crc16(text.encode('ascii')):04X}"


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _bit in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
