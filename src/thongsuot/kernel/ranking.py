"""Ranks with ties, and what a stated rank implies: the rank before, bounds, bands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from thongsuot.kernel.formatting import round_half_up

Unit = TypeVar("Unit", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a league table. ``tied`` is shown as «đồng hạng 3»; the next after two at 3 is 5."""

    position: int
    out_of: int
    tied: bool

    def __str__(self) -> str:
        return f"{'đồng hạng' if self.tied else 'hạng'} {self.position}/{self.out_of}"


def competition_ranking(
    scores: Mapping[Unit, Decimal | None], decimals: int | None = None, *, highest_first: bool = True
) -> dict[Unit, Rank]:
    """Rank units by score: equal scores share a rank and the ranks they use up are skipped (1, 2, 3, 3, 5).

    Scores are rounded to ``decimals`` (half-up) first, so that units shown with equal scores share a rank on every
    engine. A missing score (``None``) is no score of 0: the unit gets no rank and does not count in ``out_of``.
    """
    known = {
        unit: score if decimals is None else round_half_up(score, decimals)
        for unit, score in scores.items()
        if score is not None
    }
    ordered = sorted(known.values(), reverse=highest_first)
    first: dict[Decimal, int] = {}
    for position, score in enumerate(ordered, start=1):
        first.setdefault(score, position)
    holders = Counter(ordered)
    return {unit: Rank(first[score], len(ordered), holders[score] > 1) for unit, score in known.items()}


def rank_before(rank: int, risen: int) -> int:
    """The rank a year ago from «tăng 48 bậc»: 12 → 60; «giảm 06 bậc» is ``risen=-6``: 33 → 27 (G04, T14)."""
    return rank + risen


def rank_is_possible(rank: int, out_of: int) -> bool:
    """A rank lies between 1 and the number of units ranked: 60/63 yes, 70/63 no."""
    return 1 <= rank <= out_of


@dataclass(frozen=True, slots=True)
class RankBand:
    """«nhóm xếp hạng từ 50 - 52»: a band of ranks, both ends included, never a subtraction (G09, T13)."""

    best: int
    worst: int

    def __post_init__(self) -> None:
        if not 1 <= self.best <= self.worst:
            raise ValueError(f"Nhóm hạng {self.best} - {self.worst} không hợp lệ: hạng đầu phải nhỏ hơn hạng cuối.")

    def __contains__(self, rank: int) -> bool:
        return self.best <= rank <= self.worst

    def __str__(self) -> str:
        return f"{self.best} - {self.worst}"


def band_of(ranks: list[int]) -> RankBand:
    """The band a unit stayed in over several years: [50, 52, 51] → 50 - 52. Raises ``ValueError`` without ranks."""
    if not ranks:
        raise ValueError("Chưa có năm nào để lập nhóm hạng.")
    return RankBand(min(ranks), max(ranks))


def region_rank_bounds(region: int, region_size: int, out_of: int) -> RankBand:
    """National ranks a place within a region allows: 9th of 13 leaves 8 ahead and 4 behind → 9 … 59 of 63."""
    return RankBand(region, out_of - (region_size - region))
