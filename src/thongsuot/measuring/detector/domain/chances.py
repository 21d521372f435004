"""How likely so many would be by chance. Pure; floats are fine here, no points are counted."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import comb
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)
RARE = 1e-4  # one false alarm in ten thousand looks, where chance follows the formula


def at_least(hits: int, tries: int, rate: float) -> float:
    """P(X ≥ ``hits``) for X binomial(``tries``, ``rate``)."""
    return float(sum(comb(tries, k) * rate**k * (1 - rate) ** (tries - k) for k in range(hits, tries + 1)))


def others_rate(hits: Mapping[Group, int], tries: Mapping[Group, int], group: Group, least: float) -> float:
    """The rate among all other groups, never under ``least``: what is usual among peers is nothing to ask about."""
    others = [one for one in tries if one != group]
    whole = sum(tries[one] for one in others)
    rate = sum(hits.get(one, 0) for one in others) / whole if whole else least
    return min(max(rate, least), 0.95)
