"""Paragraphs printed twice: the lead repeated under a photograph, a caption repeated through the page (T3)."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.reading.clean.lines import Line
from thongsuot.reading.model import Noise

_MIN_EQUAL = 30
_MIN_CONTAINED = 80


def find_doubles(lines: Sequence[Line]) -> list[Noise]:
    """Mark each later copy; a lead wholly contained in a longer paragraph is the copy, whichever comes first."""
    noise: dict[int, Noise] = {}
    folded = [line.folded for line in lines]
    first: dict[str, int] = {}
    for index, (line, key) in enumerate(zip(lines, folded, strict=True)):
        if len(key) >= _MIN_EQUAL and key in first:
            noise[index] = Noise("doubled", line.span, line.text, "Đoạn lặp lại nguyên văn; chỉ tính một lần.")
        first.setdefault(key, index)
    long_lines = [i for i, key in enumerate(folded) if len(key) >= _MIN_CONTAINED and i not in noise]
    for inner in long_lines:
        if any(len(folded[outer]) > len(folded[inner]) and folded[inner] in folded[outer] for outer in long_lines):
            reason = "Đoạn nằm trọn trong một đoạn dài hơn; chỉ tính một lần."
            noise[inner] = Noise("doubled", lines[inner].span, lines[inner].text, reason)
    return [noise[index] for index in sorted(noise)]
