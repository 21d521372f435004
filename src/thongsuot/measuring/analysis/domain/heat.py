"""Units by criteria as shares of the maximum, with what still tells units apart on top (V7). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.analysis.domain.discrimination import Discrimination, discrimination
from thongsuot.measuring.analysis.domain.rolled import of_domain, rolled_up
from thongsuot.measuring.analysis.domain.shape import Item, Scoring, Sheet, share


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """``flat`` of ``leaves`` below it no longer discriminate; a leaf is its own only leaf."""

    item: Item
    row: Discrimination
    flat: int
    leaves: int

    @property
    def is_flat(self) -> bool:
        return self.flat == self.leaves


@dataclass(frozen=True, slots=True)
class HeatLine:
    """``cells`` in % of the maximum, one a column; ``None`` where the criterion does not apply to the unit."""

    sheet: Sheet
    cells: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    columns: tuple[HeatColumn, ...]
    lines: tuple[HeatLine, ...]
    domain: str  # code of the domain opened; empty: one column a domain


def heat(scoring: Scoring, domain: str, units: Iterable[Sheet], leaves: Sequence[Discrimination]) -> Heat:
    """``leaves``: ``discrimination`` of the whole round; lines are the ``units`` given, in their order."""
    seen = of_domain(scoring, domain) if domain else rolled_up(scoring)
    rows = [one for one in leaves if one.item.top == domain] if domain else discrimination(seen)
    columns = tuple(_column(row, leaves) for row in rows)
    items = [one.item for one in columns]
    lines = tuple(HeatLine(one, _cells(seen.sheets[one.unit], items)) for one in units)
    return Heat(columns, lines, domain)


def _column(row: Discrimination, leaves: Iterable[Discrimination]) -> HeatColumn:
    below = [one for one in leaves if one.item.code == row.item.code] or [
        one for one in leaves if one.item.top == row.item.code
    ]
    return HeatColumn(row.item, row, sum(one.is_flat for one in below), len(below))


def _cells(sheet: Sheet, items: Iterable[Item]) -> tuple[Decimal | None, ...]:
    found = [sheet.scores.get(one.code) for one in items]
    return tuple(None if one is None else share(one.points, one.maximum) for one in found)


def ranked(scoring: Scoring, group: str | None = None) -> list[Sheet]:
    """Best first within each peer group, unranked last; one group only where asked."""
    sheets = [one for one in scoring.sheets.values() if group is None or one.peer_group == group]
    return sorted(sheets, key=lambda one: (one.peer_group, one.rank is None, one.rank or 0, one.unit))
