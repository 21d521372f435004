"""Next year's table, drawn many times: where a score would stand when everybody else moves as they usually do. Pure.

Each rival's score of today gets a change drawn from the changes seen between two years in a row, blurred a little so
that a few known changes do not pass for all there are (a smoothed bootstrap), and the error of a survey's sample. The
draws come from a seeded generator: the same page shows the same figures. This is the one place of the loop where
chance is drawn; points stay decimals, the table is drawn in whole hundredths of a percent.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median, quantiles, stdev
from typing import TypeVar

from thongsuot.kernel.ranking import RankBand

DRAWS = 1000
CONFIDENCE = 90  # % of the draws inside the band
_MOST = 200_000  # rivals × draws: a page waits no longer than a tenth of a second
_HUNDREDTH = Decimal("0.01")
Unit = TypeVar("Unit", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Noise:
    """``changes``: what totals gained or lost between two years beside the common drift, in points of 100.

    ``survey_error``: the standard error of the surveyed part, in points of 100 too.
    """

    changes: tuple[Decimal, ...]
    survey_error: Decimal = Decimal(0)

    def drawer(self, chance: random.Random) -> Callable[[], int]:
        """Gives a change in hundredths of a point at each call."""
        pool = [float(100 * one) for one in self.changes] or [0.0]
        spread = 100 * math.hypot(self._blur, float(self.survey_error))
        return lambda: round(pool[int(chance.random() * len(pool))] + chance.gauss(0, spread))

    @property
    def _blur(self) -> float:
        """Silverman's rule for the width of the kernel: a few provinces that leapt do not widen everybody's."""
        if len(self.changes) < 3:
            return 0.0
        low, _middle, high = quantiles(self.changes, n=4)
        width = min(float(stdev(self.changes)), float(high - low) / 1.34)
        return 0.9 * width / math.pow(len(self.changes), 0.2)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The rank of one score in every draw, best first."""

    ranks: tuple[int, ...]

    @property
    def mean(self) -> Decimal:
        return (Decimal(sum(self.ranks)) / len(self.ranks)).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def band(self) -> RankBand:
        outside = len(self.ranks) * (100 - CONFIDENCE) // 200
        return RankBand(self.ranks[outside], self.ranks[-1 - outside])

    def chance_within(self, rank: int) -> Decimal:
        """P(rank ≤ ``rank``) in %."""
        return Decimal(100 * bisect_right(self.ranks, rank)) / len(self.ranks)


def is_negligible(before: Outlook, after: Outlook) -> bool:
    """«Không đáng kể»: the two bands share a rank, so that no one may promise a better place."""
    return after.band.worst >= before.band.best


class Field:
    """The rivals of one unit in many possible years."""

    def __init__(self, rivals: Iterable[Decimal], noise: Noise, *, seed: str, draws: int = DRAWS) -> None:
        today = [hundredths(one) for one in rivals]
        chance = random.Random(seed)  # noqa: S311 - a simulation, no secret
        self.draws = max(200, min(draws, _MOST // max(1, len(today))))
        draw = noise.drawer(chance)
        self._rivals = [sorted([one + draw() for one in today]) for _ in range(self.draws)]
        self._mine = [draw() for _ in range(self.draws)]

    def outlook(self, percent: Decimal) -> Outlook:
        """Where a unit at ``percent`` of today would stand; equal scores share the better rank."""
        mine = hundredths(percent)
        drawn = zip(self._rivals, self._mine, strict=True)
        return Outlook(tuple(sorted(1 + len(row) - bisect_right(row, mine + own) for row, own in drawn)))


def bands(scores: Mapping[Unit, Decimal], noise: Noise, *, seed: str, draws: int = 400) -> dict[Unit, RankBand]:
    """The band of every unit of one table when all of them move."""
    draw, units = noise.drawer(random.Random(seed)), list(scores)  # noqa: S311
    today = [hundredths(scores[one]) for one in units]
    ranks: list[list[int]] = [[] for _ in units]
    for _draw in range(draws):
        row = [one + draw() for one in today]
        ordered = sorted(row)
        for kept, value in zip(ranks, row, strict=True):
            kept.append(1 + len(ordered) - bisect_right(ordered, value))
    return {unit: Outlook(tuple(sorted(kept))).band for unit, kept in zip(units, ranks, strict=True)}


def hundredths(value: Decimal) -> int:
    return int(value.quantize(_HUNDREDTH, ROUND_HALF_UP) * 100)


def pooled(years: Mapping[int, Mapping[Unit, Decimal]]) -> tuple[Decimal, ...]:
    """What units gained between a year and the next, less what the middle unit gained.

    A gain that all share (an easier set, a good year) moves no rank, so it is no noise. Two years with fewer than three
    units in common tell nothing apart.
    """
    found: list[Decimal] = []
    for year, before in sorted(years.items()):
        after = years.get(year + 1, {})
        gained = [after[unit] - before[unit] for unit in before if unit in after]
        if len(gained) >= 3:
            middle = median(gained)
            found.extend(one - middle for one in gained)
    return tuple(found)
