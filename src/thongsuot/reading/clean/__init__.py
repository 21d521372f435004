"""Cleaning: what in a copied text is not the document's own statement. Noise is marked, never deleted (product C14)."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.kernel.figures import Span
from thongsuot.reading.clean.bylines import find_bylines
from thongsuot.reading.clean.captions import find_captions
from thongsuot.reading.clean.doubles import find_doubles
from thongsuot.reading.clean.furniture import find_furniture, find_holes, find_outlet_marks
from thongsuot.reading.clean.lines import Line, iter_lines
from thongsuot.reading.clean.marks import Marks
from thongsuot.reading.clean.normalise import normalise
from thongsuot.reading.clean.typography import find_typography
from thongsuot.reading.model import Noise

__all__ = ["content_lines", "find_noise", "normalise"]


def find_noise(text: str) -> tuple[Noise, ...]:
    """All noise of ``text`` (already normalised), in order of place; whole-line noise never overlaps other noise."""
    holes = find_holes(text)
    held = Marks(holes)
    lines = [line for line in iter_lines(text) if not held.cover(line)]
    whole = find_furniture(lines, len(text))
    rest = _without(lines, whole)
    captions = find_captions(rest)
    whole += captions
    rest = _without(rest, captions)
    doubles = find_doubles(rest)
    whole += doubles
    rest = _without(rest, doubles)
    whole += find_bylines(rest)
    taken = Marks(whole)
    inner = [n for n in (*holes, *find_outlet_marks(rest), *find_typography(text)) if not taken.touch(n.span)]
    return tuple(sorted([*whole, *inner], key=lambda n: (n.span.start, -n.span.end)))


def content_lines(text: str, noise: Sequence[Noise]) -> list[Line]:
    """The lines that remain once lines of noise are taken out; a mark inside a line leaves the line in."""
    stars = {place for n in noise if n.kind == "asterisk" for place in range(n.span.start, n.span.end)}
    gone = Marks([n for n in noise if n.kind not in {"asterisk", "typography", "unicode"}])
    return [_unstar(_trim_front(line, gone), stars) for line in iter_lines(text) if not gone.cover(line)]


def _trim_front(line: Line, marks: Marks) -> Line:
    """Drop a newspaper's mark from the front of its paragraph."""
    for item in marks.inside(line.span):
        if item.span.start == line.span.start and item.span.end < line.span.end:
            text = line.text[item.span.end - line.span.start :]
            lead = len(text) - len(text.lstrip())
            return Line(Span(item.span.end + lead, line.span.end), text.lstrip(), line.gap)
    return line


def _unstar(line: Line, stars: set[int]) -> Line:
    """Drop the stars around a bold line."""
    start, end = line.span.start, line.span.end
    while start in stars and start < end:
        start += 1
    while end - 1 in stars and end > start:
        end -= 1
    text = line.text[start - line.span.start : end - line.span.start]
    return Line(Span(start, end), text, line.gap) if text.strip() == text else line


def _without(lines: Sequence[Line], noise: Sequence[Noise]) -> list[Line]:
    gone = {n.span for n in noise}
    return [line for line in lines if line.span not in gone]
