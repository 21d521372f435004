"""Noise by place, so that a long archive is cleaned in time proportional to its length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from thongsuot.kernel.figures import Span
from thongsuot.reading.clean.lines import Line
from thongsuot.reading.model import Noise


class Marks:
    """Stretches of noise that do not overlap one another; none crosses the end of a line."""

    def __init__(self, noise: Iterable[Noise]) -> None:
        self._noise = sorted(noise, key=lambda n: n.span.start)
        self._starts = [n.span.start for n in self._noise]

    def inside(self, span: Span) -> list[Noise]:
        """Noise that begins within ``span``."""
        return self._noise[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def touch(self, span: Span) -> bool:
        """Whether any noise overlaps ``span``."""
        before = bisect_left(self._starts, span.start) - 1
        reaches = before >= 0 and self._noise[before].span.end > span.start
        return reaches or bool(self.inside(span))

    def cover(self, line: Line) -> bool:
        """Whether noise covers most of a line; then nothing of it is a statement."""
        covered = sum(min(n.span.end, line.span.end) - n.span.start for n in self.inside(line.span))
        return covered >= 0.6 * (line.span.end - line.span.start)
