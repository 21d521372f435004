"""Tinos, shipped for PDF: same letter widths as Times New Roman, all Vietnamese letters, SIL Open Font Licence 1.1.

Read with the standard library alone: which characters it has, how wide they are.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Tinos"


@dataclass(frozen=True, slots=True)
class Face:
    """Widths of one font file in parts of the letter size."""

    widths: dict[int, float]

    def width(self, text: str, size: float) -> float:
        """Length of ``text`` on one line, in the unit of ``size``."""
        space = self.widths[0x20]
        return sum(self.widths.get(ord(letter), space) for letter in text) * size


@cache
def face(*, bold: bool = False) -> Face:
    """The upright face, or the bold one. A few milliseconds once."""
    data = (FOLDER / ("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf")).read_bytes()
    tables = _tables(data)
    units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * glyph)[0] / units for glyph in range(count)]
    return Face({code: advances[min(glyph, count - 1)] for code, glyph in _characters(data, tables[b"cmap"])})


@cache
def printable() -> frozenset[int]:
    """Code points Tinos can print in every style."""
    return frozenset(face().widths) & frozenset(face(bold=True).widths)


def fit(text: str) -> str:
    """``text`` with every character Tinos lacks shown as «□»: PDF/A forbids a letter without a shape."""
    known = printable()
    return "".join(letter if ord(letter) in known or letter == "\n" else "□" for letter in text)


def _tables(data: bytes) -> dict[bytes, int]:
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    return {tag: offset for tag, _, offset, _ in entries}


def _characters(data: bytes, cmap: int) -> list[tuple[int, int]]:
    """Pairs (code point, glyph) of the format-4 table for Unicode (OpenType specification, cmap)."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    places = [struct.unpack_from(">HHL", data, cmap + 4 + 8 * index) for index in range(count)]
    table = cmap + next(offset for platform, encoding, offset in places if (platform, encoding) == (3, 1))
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", data, table + 14 + 2 * segments * row + (2 if row else 0))
        for row in range(4)
    )
    range_at = table + 16 + 6 * segments
    found = []
    for index, (end, start, delta, shift) in enumerate(zip(ends, starts, deltas, ranges, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if shift:
                glyph = struct.unpack_from(">H", data, range_at + 2 * index + shift + 2 * (code - start))[0]
            if glyph or not shift:
                found.append((code, (glyph + delta) & 0xFFFF))
    return [(code, glyph) for code, glyph in found if glyph]
