"""How long a step takes at a unit, as discrete hazards over its share of the limit.

Passages still open count as long as they have lasted (censored, Kaplan–Meier), so that what lies in a jam is not
forgotten. Few passages lean on many: a unit's procedure on the unit, the unit on the procedure, that on the step.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from thongsuot.serving.warning.domain.model import Ahead, Passage

# Ends of the bins, as multiples of the share: finer where most steps end.
EDGES = (*(number / 10 for number in range(1, 16)), 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 10.0)
_WEIGHT = 8.0  # passages the broader estimate is worth
Key = tuple[object, ...]


def _chain(at: Ahead) -> tuple[Key, ...]:
    """From all steps to this very one; each leans on the one before it."""
    step = (at.step,)
    return (), step, (at.procedure, *step), (*step, "unit", at.unit), (at.procedure, *step, at.unit)


@dataclass(slots=True)
class Hazards:
    """Counts by key: how many entered each bin, how many ended in it."""

    entered: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0] * len(EDGES)))
    ended: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0] * len(EDGES)))
    _curves: dict[Key, tuple[float, ...]] = field(default_factory=dict)

    def survival(self, at: Ahead) -> tuple[float, ...]:
        """Chance that the step still lasts at the end of each bin; never rises."""
        key = _chain(at)[-1]
        if key not in self._curves:
            self._curves[key] = self._curve(_chain(at))
        return self._curves[key]

    def _curve(self, chain: tuple[Key, ...]) -> tuple[float, ...]:
        rates = [0.5 / (1 + number * 0.1) for number in range(len(EDGES))]
        for key in chain:
            if key not in self.entered:
                continue
            entered, ended = self.entered[key], self.ended[key]
            rates = [(ended[one] + _WEIGHT * rate) / (entered[one] + _WEIGHT) for one, rate in enumerate(rates)]
        alive, curve = 1.0, []
        for rate in rates:
            alive *= 1 - rate
            curve.append(alive)
        return tuple(curve)


def learn(passages: Iterable[Passage]) -> Hazards:
    """Counts of all passages; an open one is counted in the bins it has outlasted."""
    found = Hazards()
    for one in passages:
        last = bisect_right(EDGES, one.worked / one.at.share)
        for key in _chain(one.at):
            entered, ended = found.entered[key], found.ended[key]
            for number in range(min(last + one.is_ended, len(EDGES))):
                entered[number] += 1
            if one.is_ended and last < len(EDGES):
                ended[last] += 1
    return found


def kaplan_meier(passages: Iterable[Passage]) -> list[tuple[float, float]]:
    """(multiple of the share, part still lasting) of these passages alone, for a curve to look at."""
    counts = learn(Passage(Ahead(0, "", 0, one.at.share), one.worked, one.is_ended) for one in passages)
    alive, curve = 1.0, [(0.0, 1.0)]
    for edge, entered, ended in zip(EDGES, counts.entered[()], counts.ended[()], strict=True):
        if not entered:
            break
        alive *= 1 - ended / entered
        curve.append((edge, alive))
    return curve
