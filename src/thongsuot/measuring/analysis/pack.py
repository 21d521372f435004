"""Five years of one unit in the competitive indices (G07): every year printed, gaps included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thongsuot.measuring.leagues.bands import Stretch
from thongsuot.measuring.leagues.domain import before_by_words
from thongsuot.measuring.leagues.placing import recent_stretches
from thongsuot.measuring.leagues.queries import IndexPanel, result_of
from thongsuot.registry.claims.models import Claim

SPAN = 5


@dataclass(frozen=True, slots=True)
class PackYear:
    """``claim`` is ``None`` where no source was found; ``told`` what the next year's source implies for it (G04)."""

    year: int
    claim: Claim | None
    told: str = ""


@dataclass(frozen=True, slots=True)
class PackIndex:
    panel: IndexPanel
    years: tuple[PackYear, ...]

    @property
    def series(self) -> list[Claim]:
        """Only the years of the pack."""
        return [one.claim for one in self.years if one.claim is not None]

    @property
    def stretches(self) -> list[Stretch]:
        return recent_stretches(self.series, self.panel.indicator.versions.all(), self.years[-1].year)


def span_of(asked_from: str, asked_to: str, years: Sequence[int]) -> tuple[int, int]:
    """First and last year; the last five with a result when not asked, never more than ten."""
    last = int(asked_to) if asked_to.isdigit() and len(asked_to) == 4 else max(years, default=0)
    first = int(asked_from) if asked_from.isdigit() and len(asked_from) == 4 else last - SPAN + 1
    return max(min(first, last), last - 2 * SPAN + 1), last


def indices_of(panels: Sequence[IndexPanel], first: int, last: int) -> list[PackIndex]:
    return [PackIndex(panel, tuple(_year(panel, year) for year in range(first, last + 1))) for panel in panels]


def _year(panel: IndexPanel, year: int) -> PackYear:
    of_year = {one.period_end.year: one for one in panel.series if one.period_end}
    after = of_year.get(year + 1)
    return PackYear(year, of_year.get(year), _implied(after) if after is not None and year not in of_year else "")


def _implied(after: Claim) -> str:
    value, rank = before_by_words(result_of(after))
    shown = [str(value).replace(".", ",")] if value is not None else []
    return " · ".join([*shown, *([f"hạng {rank}"] if rank is not None else [])])
