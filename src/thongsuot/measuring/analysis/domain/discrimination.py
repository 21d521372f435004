"""Which criteria still tell units apart (E07). Pure.

«Không còn phân hóa»: at least 95% of the units get at least 95% of the maximum. The item-rest correlation says whether
units that are good at the rest are good here too; it is not defined where a criterion or the rest does not vary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import round_half_up
from thongsuot.measuring.analysis.domain.shape import HUNDRED, ZERO, Item, Scoring, share

CEILING = Decimal(95)
_LEAST_UNITS = 3  # two dots always lie on a line


@dataclass(frozen=True, slots=True)
class Discrimination:
    """Of one leaf over the units it applies to; shares in %, one decimal; ``None`` where it cannot be said."""

    item: Item
    units: int
    mean: Decimal | None
    spread: Decimal | None  # standard deviation of the shares, in points of %
    at_ceiling: int  # units with ≥ 95% of the maximum
    largest_tie: int  # units with the most common score
    item_rest: Decimal | None  # −1 … 1, two decimals

    @property
    def ceiling_share(self) -> Decimal | None:
        return share(Decimal(self.at_ceiling), Decimal(self.units))

    @property
    def is_flat(self) -> bool:
        """«Không còn phân hóa»."""
        return self.units > 0 and self.at_ceiling * HUNDRED >= self.units * CEILING


def discrimination(scoring: Scoring) -> list[Discrimination]:
    """One for each leaf of the 100 points, in printed order: a bonus is not meant for all."""
    totals = {unit: _total(scoring, unit) for unit in scoring.sheets}
    return [_of(scoring, item, totals) for item in scoring.base_items()]


def _total(scoring: Scoring, unit: str) -> Decimal:
    own = scoring.sheets[unit].scores
    return sum((own[item.code].points for item in scoring.items if item.code in own), ZERO)


def _of(scoring: Scoring, item: Item, totals: dict[str, Decimal]) -> Discrimination:
    applying = {
        unit: sheet.scores[item.code]
        for unit, sheet in scoring.sheets.items()
        if item.code in sheet.scores and sheet.scores[item.code].maximum
    }
    shares = [one.points * HUNDRED / one.maximum for one in applying.values()]
    points = [one.points for one in applying.values()]
    rest = [totals[unit] - one.points for unit, one in applying.items()]
    linked = correlation(points, rest)
    return Discrimination(
        item=item,
        units=len(shares),
        mean=round_half_up(sum(shares, ZERO) / len(shares), 1) if shares else None,
        spread=round_half_up(deviation(shares), 1) if shares else None,
        at_ceiling=sum(one.points * HUNDRED >= one.maximum * CEILING for one in applying.values()),
        largest_tie=max(Counter(shares).values(), default=0),
        item_rest=None if linked is None else round_half_up(linked, 2),
    )


def deviation(values: Sequence[Decimal]) -> Decimal:
    """Standard deviation of a whole population (÷ n): the round is everybody, not a sample."""
    mean = sum(values, ZERO) / len(values)
    return (sum(((one - mean) ** 2 for one in values), ZERO) / len(values)).sqrt()


def correlation(one: Sequence[Decimal], other: Sequence[Decimal]) -> Decimal | None:
    """Pearson's; ``None`` for fewer than three units or where one side does not vary."""
    if len(one) < _LEAST_UNITS or len(set(one)) < 2 or len(set(other)) < 2:
        return None
    middle, centre = sum(one, ZERO) / len(one), sum(other, ZERO) / len(other)
    together = sum(((a - middle) * (b - centre) for a, b in zip(one, other, strict=True)), ZERO)
    spread = deviation(one) * deviation(other) * len(one)
    return min(max(together / spread, Decimal(-1)), Decimal(1)) if spread else None
