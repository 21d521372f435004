"""Laying figures, orders and noise over a text without touching it; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class MarkKind(StrEnum):
    CLAIM = "claim"  # the number itself
    STATEMENT = "statement"  # the words around it that belong to the same claim
    DIRECTIVE = "directive"
    LIMITATION = "limitation"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that means something; ``key`` is the row's id, or the reason of the noise."""

    kind: MarkKind
    start: int
    end: int
    key: int | str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with the same marks all along. Joined in order, the pieces of a text are that text."""

    text: str
    claim: int | None = None
    statement: int | None = None  # the claim whose words these are, where the number itself stands elsewhere
    directive: int | None = None
    limitation: int | None = None
    noise: str | None = None
    last_of_directive: bool = False  # where the state of the order is shown


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """Cut ``text[start:end]`` wherever a mark begins or ends. Of marks of one kind the shortest at a place wins."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    cuts = sorted({start, end, *(_clip(cut, start, end) for mark in inside for cut in (mark.start, mark.end))})
    return [_piece(text[left:right], right, end, _covering(inside, left, right)) for left, right in pairwise(cuts)]


def _clip(cut: int, start: int, end: int) -> int:
    return min(max(cut, start), end)


def _covering(marks: Sequence[Mark], left: int, right: int) -> dict[MarkKind, Mark]:
    covering: dict[MarkKind, Mark] = {}
    for mark in sorted(marks, key=lambda one: one.start - one.end):  # the longest first, overwritten by shorter ones
        if mark.start <= left and right <= mark.end:
            covering[mark.kind] = mark
    return covering


def _piece(text: str, right: int, end: int, covering: dict[MarkKind, Mark]) -> Piece:
    keys = {kind: mark.key for kind, mark in covering.items()}
    directive = covering.get(MarkKind.DIRECTIVE)
    return Piece(
        text=text,
        claim=_number(keys.get(MarkKind.CLAIM)),
        statement=_number(keys.get(MarkKind.STATEMENT)),
        directive=_number(keys.get(MarkKind.DIRECTIVE)),
        limitation=_number(keys.get(MarkKind.LIMITATION)),
        noise=str(keys[MarkKind.NOISE]) if MarkKind.NOISE in keys else None,
        last_of_directive=directive is not None and right >= min(directive.end, end),
    )


def _number(key: int | str | None) -> int | None:
    return key if isinstance(key, int) else None
