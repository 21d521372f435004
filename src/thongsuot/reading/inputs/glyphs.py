"""Lines of a PDF page put back together from the boxes of its letters.

pdfium takes a page of a few short lines (recipients and signature, on the last page of many papers) for vertical
writing and returns one letter a line; where the letters stand is still told right.
"""

from __future__ import annotations

from typing import Protocol

_MIN_LINES = 4
_SPACE = 0.12  # of the letter's height: boxes of one word touch, a blank is at least twice this wide


class TextPage(Protocol):
    """What is used of ``pypdfium2.PdfTextPage``; boxes are (left, bottom, right, top) in points."""

    def count_chars(self) -> int: ...

    def get_text_range(self, index: int, count: int) -> str: ...

    def get_charbox(self, index: int, loose: bool) -> tuple[float, float, float, float]: ...


def is_scattered(text: str) -> bool:
    """Most lines hold one letter. A column of numbers is none: digits alone do not count."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    single = sum(len(line) == 1 and not line.isdigit() for line in lines)
    return len(lines) >= _MIN_LINES and single * 2 > len(lines)


def lines_by_boxes(page: TextPage) -> str:
    """The page's letters in the order they were printed; a new line where a letter stands lower or further left."""
    text, before = "", None
    for index in range(page.count_chars()):
        letter = page.get_text_range(index, 1)
        if not letter.strip():
            continue  # blanks and line ends are pdfium's guesses here
        box = page.get_charbox(index, loose=True)
        text += ("" if before is None else _between(before, box)) + letter
        before = box
    return text.replace("\ufffe", "-")


def _between(before: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> str:
    height = max(before[3] - before[1], box[3] - box[1])
    overlap = min(before[3], box[3]) - max(before[1], box[1])
    if overlap < height * 0.3 or box[0] < before[0] - height:  # a mark may stand a little left of its letter
        return "\n"
    return " " if box[0] - before[2] > height * _SPACE else ""
