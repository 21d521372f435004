"""The stretch of a document its locator points at, for the eye beside the claim. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

AROUND = 700
_MARK = re.compile(r"(?:mục|phần|điểm|khoản|trang|chương)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``hit`` is empty where the locator was not found; then the text is shown from its start."""

    before: str
    hit: str
    after: str
    is_cut: bool


def excerpt(text: str, locator: str) -> Excerpt:
    """Where the locator's words stand, else a heading of its number («mục 3» → a line that begins with «3.»)."""
    start, end = _find(text, locator.strip())
    left, right = max(start - AROUND // 4, 0), min(end + AROUND, len(text))
    left = text.rfind("\n", 0, left) + 1 if left else 0
    return Excerpt(text[left:start], text[start:end], text[end:right], left > 0 or right < len(text))


def _find(text: str, locator: str) -> tuple[int, int]:
    """Whole words with their marks, case apart: «mục 4» is not «mức 41»."""
    if not locator:
        return 0, 0
    number = _MARK.sub("", locator).rstrip(".")
    heading = rf"^[ \t]*({re.escape(number)}[.)][^\n]*)" if number != locator else ""
    for pattern in (rf"(?<!\w)({re.escape(locator)})(?!\w)", heading):
        found = re.search(pattern, text, re.MULTILINE | re.IGNORECASE) if pattern else None
        if found:
            return found.span(1)
    return 0, 0
