"""A published table of which only some rows are known: what a new score would rank, for certain and likely. Pure.

National indices print every rank but the press repeats only some of them. Between two known rows the order is known
(ranks are printed), the scores are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from thongsuot.kernel.ranking import RankBand


def certain_band(known: Mapping[int, Decimal], out_of: int, mine: int | None, score: Decimal) -> RankBand:
    """The ranks ``score`` may take while everybody else stands still.

    ``known``: rank → printed score, the unit's own among them; ``mine``: its rank now. Every unit ranked no worse than
    a known score above ours stands above us, every unit ranked no better than a known score below ours below us.
    """
    above = max((rank - int(value == score) for rank, value in known.items() if value >= score), default=0)
    below = min((rank for rank, value in known.items() if value <= score), default=out_of + 1)
    best = above + 1 - int(mine is not None and mine <= above)  # the unit itself leaves its place
    worst = below - int(mine is not None and mine < below)
    return RankBand(min(best, out_of), max(1, min(worst, out_of)))


def filled(known: Mapping[int, Decimal], out_of: int) -> dict[int, Decimal]:
    """A score for every rank: known ones as printed, the rest on a straight line between their known neighbours.

    Before the first and after the last known row the slope of the whole goes on. Raises ``ValueError`` for fewer than
    two known rows.
    """
    ranks = sorted(known)
    if len(ranks) < 2:
        raise ValueError("Cần ít nhất hai đơn vị có điểm để dựng bảng.")
    slope = (known[ranks[-1]] - known[ranks[0]]) / (ranks[-1] - ranks[0])
    return {
        rank: known[rank] if rank in known else _between(known, ranks, rank, slope) for rank in range(1, out_of + 1)
    }


def _between(known: Mapping[int, Decimal], ranks: list[int], rank: int, slope: Decimal) -> Decimal:
    if rank < ranks[0] or rank > ranks[-1]:
        end = ranks[0] if rank < ranks[0] else ranks[-1]
        return known[end] + slope * (rank - end)
    low = max(one for one in ranks if one < rank)
    high = min(one for one in ranks if one > rank)
    return known[low] + (known[high] - known[low]) * (rank - low) / (high - low)
