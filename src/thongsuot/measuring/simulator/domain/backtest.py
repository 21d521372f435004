"""Would the bands have held? Bands drawn with the years up to one year, against the ranks of the next. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from thongsuot.kernel.ranking import competition_ranking
from thongsuot.measuring.simulator.domain.field import Noise, bands, pooled

Unit = TypeVar("Unit", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Coverage:
    """``held`` of ``tried`` ranks fell inside their band; ``percent`` is ``None`` where no year could be tried."""

    held: int
    tried: int

    @property
    def percent(self) -> Decimal | None:
        return Decimal(100 * self.held) / self.tried if self.tried else None


def backtest(years: Mapping[int, Mapping[Unit, Decimal]], *, seed: str, draws: int = 400) -> Coverage:
    """``years``: unit → percent. Only what was known before a year is used to foretell it."""
    held = tried = 0
    for year, table in years.items():
        known = pooled({earlier: years[earlier] for earlier in years if earlier <= year})
        after = years.get(year + 1)
        if after is None or not known:
            continue
        before = {unit: score for unit, score in table.items() if unit in after}
        foretold = bands(before, Noise(known), seed=f"{seed}:{year}", draws=draws)
        came = competition_ranking({unit: after[unit] for unit in before}, 2)
        tried += len(foretold)
        held += sum(came[unit].position in band for unit, band in foretold.items())
    return Coverage(held, tried)
