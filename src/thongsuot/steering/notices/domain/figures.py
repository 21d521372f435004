"""Bound figures in running words: where they stand, and whether the record has moved on since (C02)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import Medium, format_count, format_number

_DIGITS_BEFORE = re.compile(r"\d[.,]?$")
_DIGITS_AFTER = re.compile(r"^[.,]?\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; ``figure`` is the number of the bound figure it is, counted from 0, or ``None``."""

    text: str
    start: int
    figure: int | None = None


def places(text: str, shown: Sequence[str]) -> list[int | None]:
    """Where each figure's words begin: the first free occurrence, ``None`` when they are no longer in the text."""
    taken: list[tuple[int, int]] = []
    found: list[int | None] = []
    for words in shown:
        start = _free(text, words, taken)
        found.append(start)
        if start is not None:
            taken.append((start, start + len(words)))
    return found


def _free(text: str, words: str, taken: Iterable[tuple[int, int]]) -> int | None:
    at = text.find(words) if words else -1
    while at >= 0:
        if _stands_alone(text, at, at + len(words)) and all(
            at + len(words) <= low or high <= at for low, high in taken
        ):
            return at
        at = text.find(words, at + 1)
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """«3,8%» is no part of «33,8%», nor «54» of «54,5» or «1.654»."""
    joined_before = _DIGITS_BEFORE.search(text[:start]) and text[start].isdigit()
    joined_after = _DIGITS_AFTER.match(text[end:]) and text[end - 1].isdigit()
    return not (joined_before or joined_after)


def cut(text: str, shown: Sequence[str]) -> list[Piece]:
    """The text in pieces, each bound figure one of its own. Joined in order the pieces are the text."""
    starts = sorted((at, number) for number, at in enumerate(places(text, shown)) if at is not None)
    pieces, last = [], 0
    for at, number in starts:
        if at > last:
            pieces.append(Piece(text[last:at], last))
        pieces.append(Piece(shown[number], at, number))
        last = at + len(shown[number])
    if last < len(text) or not pieces:
        pieces.append(Piece(text[last:], last))
    return pieces


GONE = "—"  # how a figure set aside is written where its new wording would stand


def reworded(shown: str, pairs: Iterable[tuple[str, str]]) -> str | None:
    """``shown`` with the first old wording that stands alone in it replaced by its new one; ``None`` without any."""
    for old, new in pairs:
        start = places(shown, [old])[0]
        if start is not None:
            return shown[:start] + new + shown[start + len(old) :]
    return None


def number_spellings(old: Decimal, new: Decimal) -> list[tuple[str, str]]:
    """The bare numbers, as screens and as documents write them: (5, 6) and (05, 06)."""
    spellings = [(format_number(old), format_number(new))]
    if old == old.to_integral_value() and new == new.to_integral_value() and min(old, new) >= 0:
        spellings.append((format_count(int(old), Medium.DOCUMENT), format_count(int(new), Medium.DOCUMENT)))
    return spellings


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure as it was when bound, and what the claim's living version says now (``None``: set aside)."""

    stated: str
    value: Decimal | None
    now: str | None
    value_now: Decimal | None
    kept_against: str = ""


def has_moved(bound: Bound) -> bool:
    """Whether the claim says something else now, unless that very wording was seen and passed over with a reason."""
    if bound.now == bound.stated and bound.value == bound.value_now:
        return False
    return bound.kept_against != (bound.now or GONE)
