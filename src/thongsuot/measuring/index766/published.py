"""What the national portal printed for the 34 provinces, read on one day: ``rules/results/index766_provinces.csv``.

Facts, kept beside the counts they were computed from so that anyone can compute them again. No Django.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from thongsuot.kernel.rules import rules_root
from thongsuot.measuring.index766.domain import Count, UnitScore, unit_score
from thongsuot.measuring.index766.rules import TOTAL, Index, index_on

READ_ON = date(2026, 10, 10)
INDICATOR = "realtime-766"  # its totals are claims of the record too


@dataclass(slots=True)
class Printed:
    """One unit as printed: counts and points of metrics, points of groups, points of all."""

    unit: str
    counts: dict[str, Count] = field(default_factory=dict)
    points: dict[str, Decimal] = field(default_factory=dict)
    groups: dict[str, Decimal] = field(default_factory=dict)
    total: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Compared:
    """Printed beside computed. ``taken`` are groups whose points counts do not give: they stand as printed, so that
    ``computed.total`` is ours for the rest and theirs for these."""

    printed: Printed
    computed: UnitScore
    taken: tuple[str, ...]

    @property
    def difference(self) -> Decimal:
        return (self.computed.total.points or Decimal(0)) - self.printed.total


def counts_file() -> Path:
    return rules_root() / "results" / "index766_provinces.csv"


@cache
def printed_units() -> Mapping[str, Printed]:
    """Unit code of the portal → what was printed, best total first (the order of the file)."""
    found: dict[str, Printed] = {}
    with counts_file().open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            unit = found.setdefault(row["unit_code"], Printed(row["unit_code"]))
            _take(unit, row["group"], row["metric_code"], row)
    return found


def _take(unit: Printed, group: str, metric: str, row: Mapping[str, str]) -> None:
    points = Decimal(row["score"]) if row["score"] else None
    if group == TOTAL:
        unit.total = points or Decimal(0)
    elif metric == TOTAL:
        unit.groups[group] = points or Decimal(0)
    else:
        unit.counts[metric] = Count(_whole(row["numerator"]), _whole(row["denominator"]))
        if points is not None:
            unit.points[metric] = points


def _whole(text: str) -> int | None:
    return int(text) if text else None


def compare(printed: Printed, index: Index) -> Compared:
    """Compute the unit again; groups that counts do not give are taken as printed."""
    alone = unit_score(index, printed.counts)
    taken = {code: printed.groups[code] for code, found in alone.groups.items() if found.points is None}
    return Compared(printed, unit_score(index, printed.counts, taken), tuple(taken))


@cache
def compared_units() -> Mapping[str, Compared]:
    index = index_on(READ_ON)
    return {code: compare(printed, index) for code, printed in printed_units().items()}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many printed points were computed again and how many of them are equal to the cent."""

    metrics: int
    metrics_equal: int
    groups: int
    groups_equal: int
    totals: int
    totals_equal: int


@cache
def agreement() -> Agreement:
    """Over all 34 provinces; what is left empty by counts is not among them."""
    units = compared_units().values()
    metrics = [
        (points, unit.computed.scores[code].points)
        for unit in units
        for code, points in unit.printed.points.items()
        if unit.computed.scores[code].points is not None
    ]
    groups = [
        (points, unit.computed.groups[code].points)
        for unit in units
        for code, points in unit.printed.groups.items()
        if code not in unit.taken
    ]
    return Agreement(
        *(len(metrics), sum(one == other for one, other in metrics)),
        *(len(groups), sum(one == other for one, other in groups)),
        *(len(units), sum(not unit.difference for unit in units)),
    )
