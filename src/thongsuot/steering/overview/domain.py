"""The chairman's five minutes: which five things to say of many, each in at most 25 words with a number. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_WORDS = 25
FIVE = 5
_OF_ONE_KIND = 2  # five overdue tasks are one message, not five


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the brief. ``number`` is shown large («12», «6,06»), ``unit`` small under it («việc», «điểm %»).

    ``weight`` orders lines of one list; ``url`` opens what was counted; ``claim`` is the claim of the figure, if any.
    """

    kind: str
    number: str
    unit: str
    text: str
    url: str
    weight: float
    claim: str = ""


def word_count(text: str) -> int:
    return len(text.split())


def shorten(text: str, most: int = MOST_WORDS) -> str:
    """The first words of a text that is too long to be read in a car, with the cut shown."""
    words = text.split()
    if len(words) <= most:
        return text
    return " ".join(words[:most]).rstrip(",;:.") + "…"


def pick(candidates: Iterable[Item], most: int = FIVE) -> list[Item]:
    """The heaviest, at most two of a kind unless nothing else is left; texts cut to 25 words."""
    ordered = sorted(candidates, key=lambda item: -item.weight)
    chosen: list[Item] = []
    rest: list[Item] = []
    kinds: Counter[str] = Counter()
    for item in ordered:
        kinds[item.kind] += 1
        (chosen if kinds[item.kind] <= _OF_ONE_KIND else rest).append(item)
    chosen = (chosen[:most] + rest)[:most]
    return [_within_limit(item) for item in sorted(chosen, key=lambda item: -item.weight)]


def _within_limit(item: Item) -> Item:
    return Item(item.kind, item.number, item.unit, shorten(item.text), item.url, item.weight, item.claim)


@dataclass(frozen=True, slots=True)
class Brief:
    """Three lists of five: what changed, what is at risk, what to decide."""

    changes: Sequence[Item]
    risks: Sequence[Item]
    decisions: Sequence[Item]

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.risks or self.decisions)
