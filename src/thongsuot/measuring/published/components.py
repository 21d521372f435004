"""The parts an index is made of, year by year, as far as they were found (G02). Pure but for reading its own table.

``rules/results/components.csv``: one printed figure a row, or only the word of a source that a part fell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from thongsuot.kernel.rules import rules_root

FALLEN, RISEN, SAME = "giảm", "tăng", "không đổi"


@dataclass(frozen=True, slots=True)
class Component:
    """``moved`` is the source's own word where it prints no figure; ``value`` is ``None`` where none was printed."""

    indicator: str
    year: int
    unit: str
    number: int
    name: str
    value: Decimal | None
    moved: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A part with what became of it since the year before; ``word`` is empty where that cannot be said."""

    now: Component
    before: Decimal | None
    series: tuple[Component, ...]

    @property
    def change(self) -> Decimal | None:
        return None if self.now.value is None or self.before is None else self.now.value - self.before

    @property
    def word(self) -> str:
        if self.change is None:
            return self.now.moved
        return RISEN if self.change > 0 else FALLEN if self.change < 0 else SAME

    @property
    def has_fallen(self) -> bool:
        return self.word == FALLEN


def components(rows: Iterable[Mapping[str, str]]) -> list[Component]:
    return [
        Component(
            indicator=row["indicator"],
            year=int(row["period"]),
            unit=row["unit"],
            number=int(row["number"]),
            name=row["name"],
            value=Decimal(row["value"]) if row["value"] else None,
            moved=row["moved"],
            source=row["source"],
            note=row["note"],
        )
        for row in rows
    ]


@cache
def known_components() -> tuple[Component, ...]:
    with (rules_root() / "results" / "components.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(components(csv.DictReader(stream)))


def moved(rows: Sequence[Component], indicator: str, unit: str, year: int) -> list[Moved]:
    """The parts of one index in one year, those that fell most first; empty where none was found."""
    own = [one for one in rows if (one.indicator, one.unit) == (indicator, unit) and one.year <= year]
    found = []
    for now in (one for one in own if one.year == year):
        series = tuple(sorted((one for one in own if one.number == now.number), key=lambda one: one.year))
        before = next((one.value for one in series if one.year == year - 1), None)
        found.append(Moved(now, before, series))
    return sorted(found, key=lambda one: (not one.has_fallen, one.change or Decimal(0), one.now.number))
