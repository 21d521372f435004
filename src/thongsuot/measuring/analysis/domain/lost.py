"""Which lost points can be won back (J5.2). Pure.

A point is called recoverable on what others showed: units of the same round that got it, or the unit itself in an
earlier year. Points nobody ever got in this round are not promised. This orders work; it forecasts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thongsuot.measuring.analysis.domain.mapping import chains
from thongsuot.measuring.analysis.domain.shape import HUNDRED, ZERO, Item, Scored, Scoring

REACHED_BY = Decimal(50)  # % of the units that reached full points


class Reach(StrEnum):
    OWN = "own"  # the unit had a higher share in an earlier year
    MOST = "most"  # at least half of the units have it all
    SOME = "some"  # some unit has it all
    NONE = "none"  # no unit has it all this year


@dataclass(frozen=True, slots=True)
class Loss:
    """``lost`` points of the applicable maximum; ``full`` of ``units`` got all; ``best_year`` only for ``OWN``."""

    item: Item
    points: Decimal
    maximum: Decimal
    reach: Reach
    full: int
    units: int
    best_year: int | None = None
    is_scored: bool = True

    @property
    def lost(self) -> Decimal:
        return self.maximum - self.points

    @property
    def is_recoverable(self) -> bool:
        return self.reach in (Reach.OWN, Reach.MOST)


def losses(scorings: Sequence[Scoring], unit: str) -> list[Loss]:
    """Of the last of ``scorings`` (oldest first, earlier ones are the unit's own past): recoverable and large first."""
    now, followed = scorings[-1], chains(scorings)
    found = []
    for item in now.base_items():
        own = now.sheets[unit].scores.get(item.code)
        if own is not None and own.points < own.maximum:
            found.append(_loss(now, item, own, _best_year(scorings[:-1], followed[item.code], unit, own)))
    return sorted(found, key=lambda one: (not one.is_recoverable, -one.lost, one.item.code))


def _loss(now: Scoring, item: Item, own: Scored, best_year: int | None) -> Loss:
    others = [one for one in (sheet.scores.get(item.code) for sheet in now.sheets.values()) if one and one.maximum]
    full = sum(one.points >= one.maximum for one in others)
    if best_year is not None:
        reach = Reach.OWN
    elif full * HUNDRED >= len(others) * REACHED_BY:
        reach = Reach.MOST
    else:
        reach = Reach.SOME if full else Reach.NONE
    return Loss(item, own.points, own.maximum, reach, full, len(others), best_year, own.is_scored)


def _best_year(earlier: Sequence[Scoring], codes: dict[int, str], unit: str, own: Scored) -> int | None:
    """The latest earlier year in which the unit had a higher share of the same criterion."""
    for one in reversed(earlier):
        sheet, code = one.sheets.get(unit), codes.get(one.year)
        then = sheet.scores.get(code) if sheet and code else None
        if then is not None and then.maximum and then.points * own.maximum > own.points * then.maximum:
            return one.year
    return None


def total_lost(found: Sequence[Loss]) -> tuple[Decimal, Decimal]:
    """All lost points, and those called recoverable."""
    won_back = [one.lost for one in found if one.is_recoverable]
    return sum((one.lost for one in found), ZERO), sum(won_back, ZERO)
