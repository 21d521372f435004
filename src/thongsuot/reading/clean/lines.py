"""Lines of a text with their exact place; blank lines are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thongsuot.kernel.figures import Span
from thongsuot.reading.letters import fold

_EDGE = " \t\u00a0\u200b\ufeff\f\v"


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line without its outer spaces; ``gap`` tells that a blank line stands before it."""

    span: Span
    text: str
    gap: bool = False

    @property
    def folded(self) -> str:
        return fold(self.text)


def iter_lines(text: str) -> Iterator[Line]:
    """Yield the non-blank lines of ``text`` in order."""
    start, gap = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip(_EDGE)
        if stripped:
            begin = start + raw.index(stripped)
            yield Line(Span(begin, begin + len(stripped)), stripped, gap)
        gap = not stripped
        start += len(raw) + 1
