"""What other pages printed of the same results: second values, changes, distances from the mean, sums of parts. Pure.

The table is ``rules/results/also_printed.csv``; ``what`` is ``value``, ``rank``, ``change`` or ``rank_change`` (against
the year in ``against``), ``above_mean`` (of the same year) or ``sum_of_N`` (of N printed parts).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class What(StrEnum):
    VALUE = "value"
    RANK = "rank"
    CHANGE = "change"
    RANK_CHANGE = "rank_change"
    ABOVE_MEAN = "above_mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """``parts`` only for a sum: each printed part may be off by half a step of its last digit."""

    line: int
    indicator: str
    year: int
    unit: str
    population: str
    what: What
    value: Decimal
    against: int | None
    source: str
    note: str
    parts: int = 1


def elsewhere(rows: Iterable[Mapping[str, str]]) -> list[Elsewhere]:
    """``rows`` as a CSV reader gives them; line numbers count the heading as line 1."""
    return [_one(line, row) for line, row in enumerate(rows, start=2)]


def _one(line: int, row: Mapping[str, str]) -> Elsewhere:
    what, _sep, parts = row["what"].partition("_of_")
    return Elsewhere(
        line=line,
        indicator=row["indicator"],
        year=int(row["period"]),
        unit=row["unit"],
        population=row["population"],
        what=What(what),
        value=Decimal(row["value"]),
        against=int(row["against"]) if row["against"] else None,
        source=row["source"],
        note=row["note"],
        parts=int(parts or 1),
    )
