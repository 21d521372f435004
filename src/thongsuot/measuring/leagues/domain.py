"""League tables and the four-index sheet from published results. Pure.

Ranks are shown as published, never mapped from one population of units to another (63 provinces, 34 provinces), and a
series is not drawn across a change of method or of units (product E11, E15, §5.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.kernel.ranking import competition_ranking, rank_before


@dataclass(frozen=True, slots=True)
class Result:
    """One unit's result in one period, as one source states it. ``certainty``: higher is preferred."""

    claim: int
    unit: str
    period_end: date
    value: Decimal | None
    unit_of_measure: str
    rank: int | None
    out_of: int | None
    rank_change: int | None = None
    change: Decimal | None = None
    region_rank: int | None = None
    region_out_of: int | None = None
    certainty: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. ``rank_change`` is positive for a rise; ``None`` where it cannot be known."""

    result: Result
    rank_change: int | None
    change: Decimal | None
    region_rank: str


@dataclass(frozen=True, slots=True)
class League:
    rows: list[Row]
    missing: list[str]  # units of the population without a published result, never shown as 0
    out_of: int | None


def best_of(results: Iterable[Result]) -> dict[str, Result]:
    """One result a unit: the surest, then the fullest; the other sources stay on the claim's page."""
    chosen: dict[str, Result] = {}
    for one in results:
        kept = chosen.get(one.unit)
        if kept is None or _fullness(one) > _fullness(kept):
            chosen[one.unit] = one
    return chosen


def _fullness(one: Result) -> tuple[int, int, int, int]:
    told = sum(part is not None for part in (one.region_rank, one.rank_change, one.change))
    return (one.certainty, one.value is not None, one.rank is not None, told)


def league(
    results: Iterable[Result],
    before: Mapping[str, Result],
    population: Sequence[str],
    regions: Mapping[str, str],
    *,
    comparable: bool,
) -> League:
    """The table of one period.

    ``before``: last period's results; used only when ``comparable`` (same method, same units). ``regions``: unit →
    region. Order: published rank, then value; units without either come last.
    """
    chosen = best_of(results)
    region_ranks = _region_ranks(chosen, population, regions)
    rows = [
        Row(one, *_moved(one, before.get(one.unit) if comparable else None), region_ranks.get(one.unit, ""))
        for one in sorted(chosen.values(), key=_order)
    ]
    missing = [unit for unit in population if unit not in chosen]
    return League(rows, missing, next((row.result.out_of for row in rows if row.result.out_of), None))


def _order(one: Result) -> tuple[int, Decimal, str]:
    return (one.rank or 10_000, -(one.value if one.value is not None else Decimal(-1)), one.unit)


def _moved(now: Result, before: Result | None) -> tuple[int | None, Decimal | None]:
    """As the source states it, else from last period's result in the same unit of measure."""
    rank, value = now.rank_change, now.change
    if before is None:
        return rank, value
    if rank is None and now.rank and before.rank and now.out_of == before.out_of:
        rank = before.rank - now.rank
    if value is None and now.value is not None and before.value is not None and _same_measure(now, before):
        value = now.value - before.value
    return rank, value


def _same_measure(one: Result, other: Result) -> bool:
    return one.unit_of_measure == other.unit_of_measure


def _region_ranks(
    chosen: Mapping[str, Result], population: Sequence[str], regions: Mapping[str, str]
) -> dict[str, str]:
    """As published, else computed where every unit of the region has a result; never from part of a region."""
    shown = {
        unit: f"{one.region_rank}/{one.region_out_of}" if one.region_out_of else str(one.region_rank)
        for unit, one in chosen.items()
        if one.region_rank is not None
    }
    for region in set(regions.values()):
        members = [unit for unit in population if regions.get(unit) == region]
        scores = {unit: chosen[unit].value for unit in members if unit in chosen}
        measures = {chosen[unit].unit_of_measure for unit in scores}
        if len(scores) == len(members) and None not in scores.values() and len(measures) == 1:
            for unit, rank in competition_ranking(scores).items():
                shown.setdefault(unit, f"{rank.position}/{rank.out_of}")
    return shown


def before_by_words(one: Result) -> tuple[Decimal | None, int | None]:
    """Last year's score and rank as this year's source implies them: 42,16 after −1,61 → 43,77; 33 after −6 → 27."""
    value = one.value - one.change if one.value is not None and one.change is not None else None
    rank = rank_before(one.rank, one.rank_change) if one.rank is not None and one.rank_change is not None else None
    return value, rank
