"""The rounds of one unit grouped so that what is not comparable never stands in one series: by population and home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thongsuot.measuring.analysis.domain.chronic import Weakness, Year, by_field, weaknesses
from thongsuot.measuring.analysis.domain.shape import Scoring
from thongsuot.measuring.analysis.queries import UnitRound
from thongsuot.measuring.leagues.bands import Placed, Stretch, stretches
from thongsuot.registry.indicators.models import Field


@dataclass(frozen=True, slots=True)
class RoundGroup:
    """``rounds`` oldest first, one a year."""

    population: str
    rounds: tuple[UnitRound, ...]

    @property
    def scorings(self) -> list[Scoring]:
        return [one.scoring for one in self.rounds]

    @property
    def newest(self) -> UnitRound:
        return self.rounds[-1]

    @property
    def stretches(self) -> list[Stretch]:
        return stretches(Placed(one.scoring.year, one.sheet.rank, one.sheet.out_of) for one in self.rounds)

    @property
    def by_field(self) -> dict[str, list[Year]]:
        return by_field(self.scorings, self.newest.sheet.unit)

    @property
    def weak_fields(self) -> list[Weakness]:
        names = {value: str(label) for value, label in Field.choices}
        return weaknesses(self.by_field, names)


def round_groups(rounds: Sequence[UnitRound]) -> list[RoundGroup]:
    groups: dict[tuple[int, str], dict[int, UnitRound]] = {}
    for one in rounds:
        opened = one.publication.round
        groups.setdefault((opened.home_id, opened.population), {})[opened.year] = one
    return [RoundGroup(next(iter(found.values())).population, tuple(found.values())) for found in groups.values()]
