"""A form as plain values: everything printed stands here, nothing is added by the writers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SAMPLE = "Dữ liệu minh họa"
# Paper: width and height, margins (top, right, bottom, left) in mm; size of letters in pt; side of the QR code in mm.
MEASURES = {
    "A4": ((210, 297), (18, 18, 20, 26), 13.0, 24),
    "A4L": ((297, 210), (16, 14, 16, 16), 11.0, 20),
    "A5": ((148, 210), (12, 12, 14, 15), 10.0, 18),
}


@dataclass(frozen=True, slots=True)
class Row:
    """«Họ và tên: Nguyễn Thị Hằng»."""

    label: str
    value: str
    type: str = "row"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; ``look``: "" plain, «bold», «italic»."""

    text: str
    look: str = ""
    type: str = "words"


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; ``shares``: widths of the columns, any positive numbers. Every row as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    type: str = "grid"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who signs at the foot, from left to right. ``is_digital``: the digital signature's place is here."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""
    is_digital: bool = False


Block = Row | Words | Grid


@dataclass(frozen=True, slots=True)
class Sheet:
    """``paper``: A4, A5, or A4L (on its side). ``qr``: the address the code leads to. ``mark``: form and circular."""

    paper: str
    issuer: str
    superior: str
    number_line: str
    place_date: str
    year: int
    title: str
    mark: str
    blocks: tuple[Block, ...]
    hands: tuple[Hand, ...] = ()
    subtitle: str = ""
    addressee: str = ""
    notes: tuple[str, ...] = ()
    qr: str = ""
    qr_caption: str = ""
    keywords: tuple[str, ...] = ()
    is_sample: bool = False


def plain_of(sheet: Sheet) -> dict[str, Any]:
    return asdict(sheet)


_BLOCKS: dict[str, type[Block]] = {"row": Row, "words": Words, "grid": Grid}


def sheet_from(plain: Mapping[str, Any]) -> Sheet:
    """The inverse of ``plain_of``, from what JSON kept."""
    blocks = tuple(_BLOCKS[one["type"]](**_tuples(one)) for one in plain["blocks"])
    hands = tuple(Hand(**_tuples(one)) for one in plain["hands"])
    return Sheet(**{**_tuples(plain), "blocks": blocks, "hands": hands})


def _tuples(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _deep(value) for name, value in plain.items()}


def _deep(value: Any) -> Any:
    return tuple(_deep(one) for one in value) if isinstance(value, list | tuple) else value
