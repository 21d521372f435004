"""Paragraphs printed twice: the lead repeated under a photograph, a caption repeated through the page (T3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thongsuot.reading.clean.lines import Line
from thongsuot.reading.model import Noise

_MIN_EQUAL = 30
_MIN_CONTAINED = 80
_OPENING = 6  # words


def find_doubles(lines: Sequence[Line]) -> list[Noise]:
    """Mark each later copy; a lead wholly contained in a longer paragraph is the copy, whichever comes first."""
    noise: dict[int, Noise] = {}
    folded = [line.folded for line in lines]
    first: dict[str, int] = {}
    for index, (line, key) in enumerate(zip(lines, folded, strict=True)):
        if len(key) >= _MIN_EQUAL and key in first:
            noise[index] = Noise("doubled", line.span, line.text, "Đoạn lặp lại nguyên văn; chỉ tính một lần.")
        first.setdefault(key, index)
    rest = [i for i, key in enumerate(folded) if len(key) >= _MIN_CONTAINED and i not in noise]
    for inner in _contained(folded, rest):
        reason = "Đoạn nằm trọn trong một đoạn dài hơn; chỉ tính một lần."
        noise[inner] = Noise("doubled", lines[inner].span, lines[inner].text, reason)
    return [noise[index] for index in sorted(noise)]


def _contained(folded: Sequence[str], candidates: Sequence[int]) -> Iterator[int]:
    """Those wholly inside a longer one. Only lines that hold the first words of a lead are compared with it."""
    opening = {i: tuple(folded[i].split()[:_OPENING]) for i in candidates}
    wanted = set(opening.values())
    holders: dict[tuple[str, ...], list[int]] = {}
    for index in candidates:
        words = folded[index].split()
        for place in range(len(words) - _OPENING + 1):
            run = tuple(words[place : place + _OPENING])
            if run in wanted:
                holders.setdefault(run, []).append(index)
    for inner in candidates:
        longer = (i for i in holders.get(opening[inner], ()) if len(folded[i]) > len(folded[inner]))
        if any(folded[inner] in folded[i] for i in longer):
            yield inner
