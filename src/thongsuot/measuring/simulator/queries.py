"""What a simulation starts from: a published result, the years before it, a published national table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from thongsuot.kernel.periods import PeriodKind
from thongsuot.kernel.rules import rules_root
from thongsuot.measuring.published.table import PublishedResult, results
from thongsuot.measuring.publishing import queries as publishing
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.simulator.domain.field import pooled
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access

_MOST_YEARS = 6


@access(Publication)
def years_until(actor: Actor, publication: Publication, result: Result) -> dict[int, Mapping[str, Decimal]]:
    """Unit → percent of the result and of the years before it: same home, same population; by year."""
    opened = publication.round
    rows = publishing.latest(actor).filter(
        round__home=opened.home_id, round__population=opened.population, round__year__lt=opened.year
    )
    found: dict[int, Mapping[str, Decimal]] = {opened.year: _percents(result)}
    for earlier in rows[: _MOST_YEARS - 1]:
        found.setdefault(earlier.round.year, _percents(Result.of(earlier)))
    return found


def _percents(result: Result) -> dict[str, Decimal]:
    return {one.key: one.percent for one in result.units if one.percent is not None}


@lru_cache(maxsize=8)
def national_changes(indicator: str) -> tuple[Decimal, ...]:
    """How provinces' published scores of an index moved beside the common drift; for what has no past of its own."""
    years: dict[int, dict[str, Decimal]] = {}
    for one in _table():
        if one.indicator != indicator or one.population != "province" or one.value is None:
            continue
        if one.period.kind is PeriodKind.YEAR and one.period.end is not None:
            years.setdefault(one.period.end.year, {}).setdefault(one.unit, one.value)
    return pooled(years)


@lru_cache(maxsize=1)
def _table() -> tuple[PublishedResult, ...]:
    with (rules_root() / "results" / "indices.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(results(csv.DictReader(stream)))
