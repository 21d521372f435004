"""How far two people who judged the same claims agree (J2.4). Pure, decimals throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MINIMUM = 10  # below that one pair moves every share by more than ten points: nothing is said
TOLERANCE = Decimal("0.05")  # of the maximum


class TooFew(ValueError):  # noqa: N818 - named for what is wrong
    """Fewer pairs than an answer can rest on."""

    def __init__(self, found: int) -> None:
        super().__init__(f"Mới có {found} cặp, cần ít nhất {MINIMUM} cặp để nói về độ thống nhất.")


@dataclass(frozen=True, slots=True)
class Pair:
    """One leaf judged twice: what the unit claimed, what the first and the second appraiser gave, in points."""

    claimed: Decimal
    first: Decimal
    second: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares 0…1; ``mean_difference`` = mean of second − first in points.

    ``kappa`` is Cohen's on «accepted or reduced»; ``None`` where both always said the same one thing, for then chance
    alone would agree as well.
    """

    pairs: int
    equal: Decimal
    within: Decimal
    mean_difference: Decimal
    kappa: Decimal | None


def agreement(pairs: Sequence[Pair], least: int = MINIMUM) -> Agreement:
    """Raises ``TooFew`` below ``least`` pairs."""
    count = len(pairs)
    if count < max(least, 1):
        raise TooFew(count)
    return Agreement(
        pairs=count,
        equal=_share(sum(one.first == one.second for one in pairs), count),
        within=_share(sum(is_near(one) for one in pairs), count),
        mean_difference=sum((one.second - one.first for one in pairs), Decimal(0)) / count,
        kappa=kappa([(one.first >= one.claimed, one.second >= one.claimed) for one in pairs]),
    )


def is_near(pair: Pair) -> bool:
    """Within the tolerance, as a part of what the criterion is worth."""
    return abs(pair.first - pair.second) <= TOLERANCE * pair.maximum


def kappa(judged: Sequence[tuple[bool, bool]]) -> Decimal | None:
    """Cohen (1960): (observed − expected) ÷ (1 − expected); −1…1. Two outcomes, two raters."""
    count = len(judged)
    same = sum(one == other for one, other in judged)
    yes, other_yes = sum(one for one, _ in judged), sum(other for _, other in judged)
    by_chance = yes * other_yes + (count - yes) * (count - other_yes)  # out of count²
    if by_chance == count * count:
        return None
    return Decimal(same * count - by_chance) / Decimal(count * count - by_chance)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / Decimal(whole)
