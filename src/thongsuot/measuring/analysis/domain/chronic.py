"""What has been weak for years: below 80% of the maximum in three consecutive years or more (E12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.analysis.domain.mapping import chains
from thongsuot.measuring.analysis.domain.shape import ZERO, Item, Scoring, share

WEAK_BELOW = Decimal(80)
LONG_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Year:
    """``percent`` of the maximum, not rounded; ``None`` is not scored or does not apply, and is not weak."""

    year: int
    percent: Decimal | None

    @property
    def is_weak(self) -> bool:
        return self.percent is not None and self.percent < WEAK_BELOW


@dataclass(frozen=True, slots=True)
class Weakness:
    """``years`` are the whole series; ``since`` begins the run that lasts to ``until``."""

    key: str
    name: str
    years: tuple[Year, ...]
    since: int
    until: int

    @property
    def length(self) -> int:
        return self.until - self.since + 1

    def lasts_in(self, year: int) -> bool:
        return self.until == year


def longest_run(years: Sequence[Year]) -> tuple[int, int] | None:
    """First and last year of the latest run that is long enough; a year without a score ends a run."""
    best: tuple[int, int] | None = None
    run: list[int] = []
    for one in sorted(years, key=lambda y: y.year):
        if not one.is_weak or (run and one.year != run[-1] + 1):
            run = []
        if one.is_weak:
            run.append(one.year)
        if len(run) >= LONG_ENOUGH:
            best = (run[0], run[-1])
    return best


def weaknesses(series: Mapping[str, Sequence[Year]], names: Mapping[str, str]) -> list[Weakness]:
    """The chronic ones, longest first."""
    found = []
    for key, years in series.items():
        run = longest_run(years)
        if run is not None:
            found.append(Weakness(key, names.get(key, key), tuple(years), *run))
    return sorted(found, key=lambda one: (-one.length, one.key))


def by_field(scorings: Sequence[Scoring], unit: str) -> dict[str, list[Year]]:
    """Field of reform → share of its points, year by year. A field is measured by other criteria as sets change."""
    fields = dict.fromkeys(item.field for one in scorings for item in one.base_items() if item.field)
    return {
        field: [_year(one, unit, [item for item in one.base_items() if item.field == field]) for one in scorings]
        for field in fields
    }


def by_item(scorings: Sequence[Scoring], unit: str) -> dict[str, list[Year]]:
    """Leaf of the newest set → its share, year by year, as far back as it can be followed."""
    followed = chains(scorings)
    return {
        code: [_year(one, unit, _item(one, codes.get(one.year))) for one in scorings]
        for code, codes in followed.items()
    }


def _item(scoring: Scoring, code: str | None) -> list[Item]:
    return [one for one in scoring.base_items() if one.code == code]


def _year(scoring: Scoring, unit: str, items: Iterable[Item]) -> Year:
    sheet = scoring.sheets.get(unit)
    own = [sheet.scores[one.code] for one in items if one.code in sheet.scores] if sheet else []
    points, whole = sum((one.points for one in own), ZERO), sum((one.maximum for one in own), ZERO)
    return Year(scoring.year, share(points, whole))
