"""The best bundle of levers within a budget: of each leaf at most one, and the most points. Pure.

Exact by the list of non-dominated (cost, gain) pairs (Nemhauser and Ullmann 1969): decimals, nothing is scaled or
rounded. Points have cents, so the list never outgrows the cents to be had, however many levers there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.simulator.domain.levers import Lever

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Bundle:
    levers: tuple[Lever, ...] = ()
    cost: Decimal = _ZERO
    gain: Decimal = _ZERO

    def with_(self, one: Lever) -> Bundle:
        return Bundle((*self.levers, one), self.cost + one.effort, self.gain + one.gain)


def best_bundle(levers: Iterable[Lever], budget: Decimal) -> Bundle:
    """The most points for at most ``budget``; of equal ones the cheapest."""
    front = [Bundle()]
    for choices in _by_leaf(levers):
        added = (kept.with_(one) for kept in front for one in choices if kept.cost + one.effort <= budget)
        front = _front([*front, *added])
    return front[-1]


def greedy_bundle(levers: Iterable[Lever], budget: Decimal) -> Bundle:
    """What one would pick by eye: the most points per effort first, while it still fits."""
    chosen, taken = Bundle(), set[str]()
    for one in sorted(levers, key=lambda lever: (-lever.gain_per_effort, lever.effort, lever.key)):
        if one.code not in taken and chosen.cost + one.effort <= budget:
            chosen = chosen.with_(one)
            taken.add(one.code)
    return chosen


def _by_leaf(levers: Iterable[Lever]) -> list[list[Lever]]:
    found: dict[str, list[Lever]] = {}
    for one in levers:
        found.setdefault(one.code, []).append(one)
    return list(found.values())


def _front(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Cheapest first, each with more points than all cheaper ones."""
    kept: list[Bundle] = []
    for one in sorted(bundles, key=lambda bundle: (bundle.cost, -bundle.gain)):
        if not kept or one.gain > kept[-1].gain:
            kept.append(one)
    return kept
