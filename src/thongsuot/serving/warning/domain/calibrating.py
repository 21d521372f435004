"""Whether «7 lần trong 10» comes true seven times in ten: isotonic calibration and its measures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_OWN = 0.05  # what the model's own odds keep: on a step of the stair they still say who is worse off
Pair = tuple[float, bool]  # what was said, whether it came late


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising staircase from what the model says to what came true; empty: as it says."""

    said: tuple[float, ...] = ()
    true: tuple[float, ...] = ()

    def of(self, chance: float) -> float:
        if not self.said or chance >= 1:
            return chance
        return self._stair(chance) * (1 - _OWN) + chance * _OWN

    def _stair(self, chance: float) -> float:
        after = bisect_right(self.said, chance)
        if after == 0:
            return self.true[0]
        if after == len(self.said):
            return self.true[-1]
        low, high = self.said[after - 1], self.said[after]
        return self.true[after - 1] + (self.true[after] - self.true[after - 1]) * (chance - low) / (high - low)


@dataclass(frozen=True, slots=True)
class Bin:
    """``said``: mean chance told; ``true``: part that came late; ``many`` dossiers."""

    said: float
    true: float
    many: int


def isotonic(pairs: Sequence[Pair]) -> Calibration:
    """Pool adjacent violators, with half a late and half a punctual one beside each pool so that none says never."""
    pools: list[list[float]] = []  # sum of said, late, many
    for said, late in sorted(pairs):
        pools.append([said, float(late), 1.0])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    steps = tuple(one[0] / one[2] for one in pools)
    return Calibration(steps, _rising([(one[1] + 0.5) / (one[2] + 1) for one in pools]))


def _rising(values: Sequence[float]) -> tuple[float, ...]:
    highest, found = 0.0, []
    for one in values:
        highest = max(highest, one)
        found.append(highest)
    return tuple(found)


def brier(pairs: Sequence[Pair]) -> float:
    """Mean square of the error; 0 is perfect."""
    return sum((said - late) ** 2 for said, late in pairs) / len(pairs)


def reliability(pairs: Sequence[Pair], bins: int = 5) -> list[Bin]:
    """Equal stretches of what was said; empty ones left out."""
    found: list[list[Pair]] = [[] for _one in range(bins)]
    for pair in pairs:
        found[min(bins - 1, int(pair[0] * bins))].append(pair)
    return [
        Bin(sum(said for said, _late in one) / len(one), sum(late for _said, late in one) / len(one), len(one))
        for one in found
        if one
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance between said and true, weighted by how many."""
    many = sum(one.many for one in bins)
    return sum(abs(one.said - one.true) * one.many for one in bins) / many


def average_precision(pairs: Sequence[Pair]) -> float:
    """Area under precision over recall; those told the same count as one step. 0 where none was late."""
    late = sum(one[1] for one in pairs)
    ranked = sorted(pairs, key=lambda one: -one[0])
    found = seen = area = before = 0.0
    for number, (said, was_late) in enumerate(ranked):
        found, seen = found + was_late, seen + 1
        if number + 1 == len(ranked) or ranked[number + 1][0] != said:
            area += (found - before) * found / seen
            before = found
    return area / late if late else 0.0


def precision_recall(pairs: Sequence[Pair], threshold: float) -> tuple[float, float]:
    """Of those warned about, how many were late; of the late, how many were warned about."""
    warned = [late for said, late in pairs if said >= threshold]
    late = sum(one[1] for one in pairs)
    return (sum(warned) / len(warned) if warned else 0.0, sum(warned) / late if late else 0.0)
