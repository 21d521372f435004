"""The line a reader types from the QR on a citizen's card: «số|số cũ|họ tên|ddmmyyyy|giới|nơi cư trú|ngày cấp»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_FIELDS = 7
_LENGTHS = {9, 12}  # the old card (CMND) had nine digits


class BadCard(ValueError):  # noqa: N818 - names what it is
    """What was read is no card; ``str(error)`` says in Vietnamese what is wrong."""


@dataclass(frozen=True, slots=True)
class Card:
    """``born`` is ``None`` where the card names only a year."""

    number: str
    old_number: str
    name: str
    born: date | None
    sex: str
    address: str
    issued: date | None


def card_from(line: str) -> Card:
    """Raises ``BadCard``. Blanks around the parts are of no matter; the last part may be missing."""
    parts = [part.strip() for part in line.strip().split("|")]
    if len(parts) not in (_FIELDS - 1, _FIELDS):
        raise BadCard("Chuỗi đọc từ mã QR phải có 7 phần cách nhau bằng dấu |. Hãy quét lại mặt có mã QR.")
    number, old, name, born, sex, address, issued = [*parts, ""][:_FIELDS]
    if not number.isdigit() or len(number) not in _LENGTHS:
        raise BadCard("Số định danh đọc được không đủ 12 chữ số. Hãy quét lại hoặc gõ tay.")
    if not name:
        raise BadCard("Không đọc được họ tên trên thẻ. Hãy quét lại hoặc gõ tay.")
    return Card(number, old, name, _date(born), sex, address, _date(issued))


def is_card(line: str) -> bool:
    """Whether a line typed into a search box came from a card reader."""
    return line.count("|") >= _FIELDS - 2


def _date(digits: str) -> date | None:
    if len(digits) != 8 or not digits.isdigit():
        return None
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
