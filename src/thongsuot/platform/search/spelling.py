"""Typing slips: which known words may have been meant. Pure but for the question whether a word is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from string import ascii_lowercase

from thongsuot.platform.search.domain import neighbours

_SHORTEST = 3
_MAX_SEQUENCES = 24
Known = Callable[[Iterable[str]], set[str]]


def one_slip_away(word: str) -> set[str]:
    """Every string one letter added, lost, changed, or two neighbours swapped from a folded word."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_lowercase}
    added = {head + letter + tail for head, tail in cuts for letter in ascii_lowercase}
    return (lost | swapped | changed | added) - {word, ""}


def corrections(words: list[str], known: Known) -> list[tuple[str, ...]]:
    """Queries with one word mended so that it is known and stands beside its neighbours somewhere.

    ``known`` answers which of many words or pairs («truc tuyen») some title holds. Two questions are asked in all.
    """
    if len(words) == 1:
        return [(word,) for word in sorted(known(_slips(words[0])))[:_MAX_SEQUENCES]]
    slips = {word: _slips(word) for word in words}
    mended = known({one for many in slips.values() for one in many})
    sequences = [
        (*words[:at], better, *words[at + 1 :])
        for at, word in enumerate(words)
        for better in sorted(mended & slips[word])
    ]
    pairs = known({pair for sequence in sequences for pair in _pairs(sequence)})
    return [sequence for sequence in sequences if pairs.issuperset(_pairs(sequence))][:_MAX_SEQUENCES]


def _slips(word: str) -> set[str]:
    return one_slip_away(word) if word.isalpha() and len(word) >= _SHORTEST else set()


def _pairs(words: tuple[str, ...]) -> set[str]:
    return set(neighbours(list(words)))
