"""Find a phrase although a syllable of it was mistyped or lost: «trực truyến», «dữ diệu», «vị trí việc» (T18)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thongsuot.kernel.text import fold

_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class FuzzyMatch:
    """Where the phrase stands, half-open, and how many letters had to be changed (0 = none)."""

    start: int
    end: int
    edits: int


def within_one_edit(one: str, other: str) -> bool:
    """Equal but for one letter added, lost, changed, or two neighbours swapped."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    rest_one, rest_other = one[head:], other[head:]
    swapped = len(rest_one) == len(rest_other) > 1 and rest_one[:2] == rest_other[1::-1]
    return (
        rest_one[1:] == rest_other[1:]
        or rest_one[1:] == rest_other
        or rest_one == rest_other[1:]
        or (swapped and rest_one[2:] == rest_other[2:])
    )


def _cost(wanted: str, met: str) -> int | None:
    if wanted == met:
        return 0
    return 1 if min(len(wanted), len(met)) >= 3 and within_one_edit(wanted, met) else None


def fuzzy_find(query: str, text: str) -> FuzzyMatch | None:
    """The closest place of ``query`` in ``text`` (NFC), marks aside.

    At most one syllable may be off by one letter; in phrases of four syllables or more one may be missing instead
    (last excepted: then the phrase is just shorter). An exact place wins, then the first in the text.
    """
    wanted = _SYLLABLE.findall(fold(query))
    if not wanted:
        return None
    met = [(found[0], found.start(), found.end()) for found in _SYLLABLE.finditer(fold(text))]
    candidates = [(wanted, 0)]
    if len(wanted) >= 4:
        candidates += [(wanted[:gap] + wanted[gap + 1 :], 1) for gap in range(1, len(wanted))]
    best: FuzzyMatch | None = None
    for phrase, lost in candidates:
        for at in range(len(met) - len(phrase) + 1):
            edits = _phrase_cost(phrase, [word for word, _, _ in met[at : at + len(phrase)]], allowed=1 - lost)
            if edits is not None and (best is None or edits + lost < best.edits):
                best = FuzzyMatch(met[at][1], met[at + len(phrase) - 1][2], edits + lost)
    return best


def _phrase_cost(phrase: list[str], met: list[str], allowed: int) -> int | None:
    total = 0
    for wanted, word in zip(phrase, met, strict=True):
        cost = _cost(wanted, word)
        if cost is None or total + cost > allowed:
            return None
        total += cost
    return total
