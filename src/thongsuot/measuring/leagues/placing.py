"""Ranks of claims as years for bands: whole years only, with the years in which the method changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thongsuot.kernel.periods import PeriodKind
from thongsuot.measuring.leagues.bands import Placed, Stretch, stretches
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.indicators.models import IndicatorVersion


def breaks_by_year(versions: Iterable[IndicatorVersion]) -> dict[int, str]:
    """First year of each definition that does not compare with the one before → why."""
    return {one.valid_from.year: one.break_note for one in versions if one.valid_from and one.break_note}


BAND_YEARS = 5  # over more, every unit has been nearly everywhere


def recent_stretches(series: Iterable[Claim], versions: Iterable[IndicatorVersion], year: int) -> list[Stretch]:
    """Bands of the five years up to ``year``; what came later is not told on the page of that year."""
    known = [one for one in placed(series, breaks_by_year(versions)) if year - BAND_YEARS < one.year <= year]
    return stretches(known)


def placed(series: Iterable[Claim], breaks: Mapping[int, str]) -> list[Placed]:
    """One claim a period, oldest first."""
    return [
        Placed(one.period_end.year, one.rank, one.out_of, breaks.get(one.period_end.year, ""))
        for one in series
        if one.period_end is not None and one.period_kind == PeriodKind.YEAR
    ]
