"""Ranks over years as bands (G09): «nhóm hạng 50 - 52». Gaps and changes of population are never joined. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thongsuot.kernel.ranking import RankBand, band_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A rank of one year; ``breaks`` where the way of measuring changed in this year."""

    year: int
    rank: int | None
    out_of: int | None
    breaks: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring years among the same units by the same method."""

    years: tuple[Placed, ...]

    @property
    def first(self) -> int:
        return self.years[0].year

    @property
    def last(self) -> int:
        return self.years[-1].year

    @property
    def out_of(self) -> int | None:
        return self.years[0].out_of

    @property
    def band(self) -> RankBand:
        return band_of([one.rank for one in self.years if one.rank is not None])


def stretches(years: Iterable[Placed]) -> list[Stretch]:
    """Oldest first. A year without a rank belongs to none; what it parts stays parted."""
    runs: list[list[Placed]] = []
    for one in sorted(years, key=lambda year: year.year):
        if one.rank is None:
            continue
        if runs and _goes_on(runs[-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [Stretch(tuple(run)) for run in runs]


def _goes_on(run: Sequence[Placed], one: Placed) -> bool:
    last = run[-1]
    return one.year == last.year + 1 and one.out_of == last.out_of and not one.breaks
