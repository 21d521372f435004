"""Counts of a period straight from the facts: sums before it and in it, then the measures as they are defined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from thongsuot.serving.facts.domain.counters import NAMES, cells, folded
from thongsuot.serving.facts.domain.measures import STOCKS, Counts, Sums, counts_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

_ONE = timedelta(days=1)
Row = Mapping[str, Any]  # the keys, «day» and every counter
Stretches = Mapping[date, Mapping[str, int]]  # a day of the stretch → its sums


@dataclass(frozen=True, slots=True)
class Period:
    """Both days inside. ``by_month``: months apart; those at the ends may be parts of months."""

    first: date
    last: date
    by_month: bool = False

    @property
    def is_whole_months(self) -> bool:
        return self.first.day == 1 and (self.last + _ONE).day == 1

    @property
    def before(self) -> date:
        """The day under which all that came before is summed up."""
        return self.first - _ONE

    def starts(self) -> Iterator[date]:
        """The first day of each stretch the period falls into: of each month, or of the one whole."""
        start = self.first
        while start <= self.last:
            yield start
            if not self.by_month:
                return
            start = (start.replace(day=1) + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Line:
    """``month``: its first day, None where months are not apart."""

    keys: tuple[int, ...]
    month: date | None
    counts: Counts


def sums_between(facts: ir.Table, keys: tuple[str, ...], period: Period) -> ir.Table:
    """The ``keys``, ``day`` (``period.before`` or a stretch's first day) and every counter's sum."""
    import ibis

    rows = cells(facts, keys, "month" if period.is_whole_months else "day")
    rows = rows.filter(rows.day <= period.last)
    first = ibis.literal(period.first, "date")
    stretch = ibis.greatest(rows.day.truncate("M"), first) if period.by_month else first
    return folded(rows.mutate(day=ibis.ifelse(rows.day < first, ibis.literal(period.before, "date"), stretch)), keys)


def lines_of(rows: Iterable[Row], keys: tuple[str, ...], period: Period) -> list[Line]:
    """By key, then month. ``rows``: as ``sums_between`` gives them, or finer. No line where nothing is counted."""
    found: dict[tuple[int, ...], dict[date, Row]] = defaultdict(dict)
    for row in rows:
        mine, day = found[tuple(row[key] for key in keys)], row["day"]
        mine[day] = {name: mine[day][name] + row[name] for name in NAMES} if day in mine else row
    return [line for one in sorted(found) for line in _lines(one, found[one], period)]


def _lines(keys: tuple[int, ...], sums: Stretches, period: Period) -> Iterator[Line]:
    """What lay on the table carries over a month in which nothing moved."""
    zero = dict.fromkeys(NAMES, 0)
    opening = {name: sums.get(period.before, zero)[name] for name in STOCKS}
    for start in period.starts():
        flow = {name: int(sums.get(start, zero)[name]) for name in NAMES}
        closing = {name: opening[name] + flow[name] for name in STOCKS}
        counts = counts_of(Sums(flow, opening, closing))
        if any(astuple(counts)):
            yield Line(keys, start.replace(day=1) if period.by_month else None, counts)
        opening = closing
