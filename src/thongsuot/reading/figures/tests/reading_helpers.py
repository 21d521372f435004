"""Read bare sentences without the rest of the reader."""

from __future__ import annotations

from thongsuot.kernel.figures import Figure, Span
from thongsuot.reading.figures import DocumentContext, read_figures
from thongsuot.reading.model import Passage, PassageKind

PLACE = "Tỉnh Mẫu"


def passages(text: str) -> list[Passage]:
    """One passage a line."""
    found, start = [], 0
    for number, line in enumerate(text.split("\n")):
        span = Span(start, start + len(line))
        if line.strip():
            found.append(Passage(PassageKind.PARAGRAPH, span, line, f"p{number}"))
        start = span.end + 1
    return found


def read(text: str, place: str | None = PLACE, title: str | None = None) -> list[Figure]:
    return read_figures(text, passages(text), [], DocumentContext(place=place, title=title))
