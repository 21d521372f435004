"""Numbers of parts, sections and points: «3.», «3.1.», «a)»; and the anchors that links hold on to (C07).

Numbers follow the order of the paragraphs, never the other way round, so that moving one renumbers the rest. A plain
paragraph is named after the last numbered one above it («3.2-p1»): paragraphs added elsewhere leave its anchor alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thongsuot.kernel.text import fold

HEADING, SECTION, POINT = 0, 1, 2
_LETTERS = "abcdđeghiklmnopqrstuvxy"  # points are lettered by the Vietnamese alphabet


@dataclass(frozen=True, slots=True)
class Item:
    """``depth`` 0 heading of a part, 1 «3.1», 2 «a)»; a paragraph that is not numbered is plain whatever its depth."""

    depth: int
    is_numbered: bool


@dataclass(frozen=True, slots=True)
class Place:
    """``label`` without its mark of punctuation («3», «3.1», «a», «» for a plain paragraph); ``anchor`` is unique."""

    label: str
    anchor: str


def number(items: Iterable[Item]) -> list[Place]:
    """One place for each item, in order. Sections before the first heading count from part 0."""
    counts = [0, 0, 0, 0]  # headings, sections, points, plain paragraphs since the last number
    places = []
    for item in items:
        level = item.depth if item.is_numbered else 3
        counts[level] += 1
        counts[level + 1 :] = [0] * (3 - level)
        places.append(_place(counts, level))
    return places


def _place(counts: list[int], level: int) -> Place:
    part, section, point, plain = counts
    above = _anchor(part, section, point)
    if level == 3:
        return Place("", f"{above}-p{plain}" if above else f"p{plain}")
    return Place((str(part), f"{part}.{section}", letter(point))[level], above)


def _anchor(part: int, section: int, point: int) -> str:
    steps = [str(part)] if part or section or point else []
    steps += [str(section)] if section or point else []
    steps += [fold_letter(point)] if point else []
    return ".".join(steps)


def letter(count: int) -> str:
    """1 → «a», 5 → «đ»; past the alphabet the points go on as «a1», «b1» …"""
    turn, place = divmod(count - 1, len(_LETTERS))
    return _LETTERS[place] + (str(turn) if turn else "")


def fold_letter(count: int) -> str:
    """The same for an address, where «d» and «đ» must differ without marks: «d», «dd»."""
    shown = letter(count)
    return shown.replace("đ", "dd") if "đ" in shown else fold(shown)


def printed_label(depth: int, label: str) -> str:
    """With its mark as printed: «3.», «3.1.», «a)»."""
    if not label:
        return ""
    return f"{label})" if depth == POINT else f"{label}."
