"""Readings of a query, from the strictest to the loosest, as tsquery text. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from thongsuot.platform.search.domain import ANYWHERE, HEAD, WHOLE, neighbours, title_key, typed_words

_SHORTEST_PREFIX = 3
MAX_WORDS = 12


class Tier(IntEnum):
    """How an entry answers; lower is better."""

    TITLE_IS = 0
    TITLE_STARTS = 1
    HEAD_PHRASE = 2
    HEAD_WORDS = 3
    ANYWHERE = 4
    PREFIX = 5
    CORRECTED = 6
    PARTLY = 7


Clause = tuple[str, ...]  # lexemes without kind that must all be there


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading the query: any of the clauses. ``open_end``: the last lexeme may go on."""

    tier: Tier
    clauses: tuple[Clause, ...]
    words: tuple[str, ...]
    open_end: bool = False

    @property
    def joins(self) -> bool:
        """Whether some clause needs several lexemes at once."""
        return any(len(clause) > 1 for clause in self.clauses)

    def tsquery(self, kind: str) -> str:
        """The reading inside one kind of entry."""
        text = " | ".join(f"({' & '.join(quoted(kind + lexeme) for lexeme in clause)})" for clause in self.clauses)
        return f"{text.removesuffix(')')}:*)" if self.open_end else text


def strict_readings(text: str) -> list[Reading]:
    """Readings that take the query as typed, best first; empty for a query without a word."""
    whole, parted = (words[:MAX_WORDS] for words in typed_words(text))
    if not whole:
        return []
    title = (WHOLE + title_key(text),)
    words = tuple(dict.fromkeys(whole + parted))
    readings = [
        Reading(Tier.TITLE_IS, (title,), words),
        Reading(Tier.TITLE_STARTS, (title,), words, open_end=True),
        Reading(Tier.HEAD_PHRASE, (head_phrase(whole),), words),
        Reading(Tier.HEAD_WORDS, (marked(HEAD, whole),), words),
        Reading(Tier.ANYWHERE, (marked(ANYWHERE, whole),), words),
    ]
    if parted != whole:
        readings.append(Reading(Tier.ANYWHERE, (marked(ANYWHERE, parted),), words))
    return readings


def prefix_reading(text: str) -> Reading | None:
    """The last word as the beginning of one, for a reader still typing; ``None`` for figures and very short words."""
    words = typed_words(text)[1][:MAX_WORDS]
    if not words or len(words[-1]) < _SHORTEST_PREFIX or "," in words[-1]:
        return None
    return Reading(Tier.PREFIX, (marked(ANYWHERE, words),), tuple(dict.fromkeys(words)), open_end=True)


def marked(mark: str, words: Iterable[str]) -> Clause:
    """The words as lexemes of one place, each once, the last kept last."""
    return tuple(dict.fromkeys(mark + word for word in words))


def corrected_readings(sequences: Iterable[tuple[str, ...]]) -> list[Reading]:
    """One reading for each corrected query, to be found side by side in a head."""
    return [Reading(Tier.CORRECTED, (head_phrase(list(words)),), words) for words in sequences]


def partial_readings(text: str) -> list[Reading]:
    """For a short query all words but any one; then any two neighbours in a head. Nothing for one word."""
    in_order = typed_words(text)[1][:MAX_WORDS]
    words = tuple(dict.fromkeys(in_order))
    readings = []
    if 2 <= len(words) <= 4:
        without_one = (words[:gap] + words[gap + 1 :] for gap in range(len(words)))
        clauses = tuple(marked(ANYWHERE, some) for some in without_one)
        readings.append(Reading(Tier.PARTLY, clauses, words))
    pairs = tuple((HEAD + pair,) for pair in dict.fromkeys(neighbours(in_order)))
    return [*readings, Reading(Tier.PARTLY, pairs, words)] if len(pairs) > 1 else readings


def head_phrase(words: list[str]) -> Clause:
    """All words in the head, neighbours side by side; figures and codes may stand anywhere in it."""
    pairs = [HEAD + pair for pair in neighbours(words)]
    paired = {word for one, other in pairwise(words) if one.isalpha() and other.isalpha() for word in (one, other)}
    return tuple(dict.fromkeys([*pairs, *(HEAD + word for word in words if word not in paired)]))


def quoted(lexeme: str) -> str:
    """A lexeme as tsquery text, whatever letters it holds."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
