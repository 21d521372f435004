"""Centred titles broken into lines of like length: no last line of a lonely word."""

from __future__ import annotations

from thongsuot.writing.fonts import face

_STEP = 4.0  # points


def balanced_width(text: str, size: float, room: float) -> float:
    """The narrowest width, in points, that needs no more lines than ``room`` does for bold ``text`` of ``size``."""
    fewest = len(_wrap(text, size, room))
    width = room
    while width > _STEP and len(_wrap(text, size, width - _STEP)) == fewest:
        width -= _STEP
    return min(room, width + _STEP)  # spare room: Word's own measure may differ by a hair


def longest_line(text: str, size: float, room: float) -> float:
    """Length of the longest line of bold ``text`` wrapped in ``room`` points."""
    return max((face(bold=True).width(line, size) for line in _wrap(text, size, room)), default=0.0)


def _wrap(text: str, size: float, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face(bold=True).width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
