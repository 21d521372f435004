"""Queries as tsquery text, from the strictest reading to the loosest. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from thongsuot.platform.search.domain import HEAD, KIND, WHOLE, is_number, neighbours, title_key, words_of

_SHORTEST_PREFIX = 3
MAX_WORDS = 12


class Tier(IntEnum):
    """How an entry answers; lower is better."""

    TITLE_STARTS = 0
    HEAD_PHRASE = 1
    HEAD_WORDS = 2
    ANYWHERE = 3
    PREFIX = 4
    CORRECTED = 5
    PARTLY = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading the query: what to look for and how good its answers are."""

    tier: Tier
    tsquery: str
    words: tuple[str, ...]


def strict_readings(text: str) -> list[Reading]:
    """Readings that take the query as typed, best first; empty for a query without a word."""
    words = tuple(dict.fromkeys(words_of(text)))[:MAX_WORDS]
    if not words:
        return []
    readings = [
        Reading(Tier.TITLE_STARTS, f"{quoted(WHOLE + title_key(text))}:*", words),
        Reading(Tier.HEAD_PHRASE, head_phrase(words_of(text)[:MAX_WORDS]), words),
        Reading(Tier.HEAD_WORDS, both(HEAD + word for word in words), words),
        Reading(Tier.ANYWHERE, both(words), words),
    ]
    if len(words[-1]) >= _SHORTEST_PREFIX and "," not in words[-1]:
        readings.append(Reading(Tier.PREFIX, f"{both(words)}:*", words))
    return readings


def corrected_readings(sequences: Iterable[tuple[str, ...]]) -> list[Reading]:
    """One reading for each corrected query, to be found side by side in a head."""
    return [Reading(Tier.CORRECTED, head_phrase(list(words)), words) for words in sequences]


def partial_readings(text: str) -> list[Reading]:
    """All words but any one, then any two neighbours; nothing for a query of one word."""
    words = tuple(dict.fromkeys(words_of(text)))[:MAX_WORDS]
    if len(words) < 2:
        return []
    left_out = [both(words[:gap] + words[gap + 1 :]) for gap in range(len(words))]
    pairs = [both(pair) for pair in pairwise(words)]
    return [Reading(Tier.PARTLY, " | ".join(f"({query})" for query in queries), words) for queries in (left_out, pairs)]


def of_kind(kind: str, tsquery: str) -> str:
    """The same reading inside one kind of entry."""
    return f"{quoted(KIND + kind)} & ({tsquery})"


def head_phrase(words: list[str]) -> str:
    """All words in the head, neighbours side by side; figures may stand anywhere in it."""
    pairs = [HEAD + pair for pair in neighbours(words)]
    loose = {word for word in words if is_number(word) or not pairs or not word.isalpha()}
    return both([*pairs, *sorted(HEAD + word for word in loose)])


def both(lexemes: Iterable[str]) -> str:
    """All of the lexemes."""
    return " & ".join(map(quoted, dict.fromkeys(lexemes)))


def quoted(lexeme: str) -> str:
    """A lexeme as tsquery text, whatever letters it holds."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
