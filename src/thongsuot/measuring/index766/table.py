"""The table of points: ``unit_code,group,metric_code,score,max_score,note``. Pure.

After the metrics of a unit come one row a group (``metric_code`` TOTAL) and one for all (TOTAL, TOTAL). An empty score
is one that counts do not give; ``note`` says why.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TextIO

from thongsuot.kernel.formatting import without_trailing_zeros
from thongsuot.measuring.index766 import words
from thongsuot.measuring.index766.domain import UnitScore, unit_score
from thongsuot.measuring.index766.reading import Row
from thongsuot.measuring.index766.rules import TOTAL, Group, Index

HEADER = ("unit_code", "group", "metric_code", "score", "max_score", "note")
_FORMULA_STARTS = ("=", "+", "-", "@")


class Line(NamedTuple):
    """One row of the table; ``score`` and ``max_score`` are empty or plain numbers with a dot: «8.1»."""

    unit_code: str
    group: str
    metric_code: str
    score: str
    max_score: str
    note: str


@dataclass(frozen=True, slots=True)
class Scored:
    """One unit: its rows of counts, what they earn, and the lines of the table."""

    unit: str
    rows: list[Row]
    score: UnitScore
    lines: list[Line]


def score_units(rows: Iterable[Row], index: Index) -> Iterator[Scored]:
    """Each unit once, in the order first met; rows without a unit make no lines (their fault has been told)."""
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        if row.unit:
            by_unit.setdefault(row.unit, []).append(row)
    for unit, own in by_unit.items():
        counted = unit_score(index, {row.metric: row.count for row in own if not row.fault})
        yield Scored(unit, own, counted, list(_lines(unit, own, counted, index)))


def write(scored: Iterable[Scored], stream: TextIO) -> int:
    """Write the table; how many lines had a score. ``stream`` is opened with ``newline=""``."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    earned = 0
    for one in scored:
        writer.writerows(map(_harmless, one.lines))
        earned += sum(1 for line in one.lines if line.score)
    return earned


def _harmless(line: Line) -> Line:
    """What the sender wrote (codes) and Excel would run as a formula is written as text."""
    if not any(cell.startswith(_FORMULA_STARTS) for cell in line[:3]):
        return line
    return line._replace(**{name: f"'{line[n]}" for n, name in enumerate(HEADER[:3]) if line[n][:1] in _FORMULA_STARTS})


def _lines(unit: str, rows: list[Row], counted: UnitScore, index: Index) -> Iterator[Line]:
    for group in index.groups:
        yield from (_metric_line(row, counted, index) for row in rows if row.group == group.code)
    codes = {group.code for group in index.groups}
    yield from (_metric_line(row, counted, index) for row in rows if row.group not in codes)
    yield from (_group_line(unit, group, counted) for group in index.groups)
    note = words.total_why(index, counted.total)
    yield Line(unit, TOTAL, TOTAL, _plain(counted.total.points), _plain(index.maximum), note)


def _metric_line(row: Row, counted: UnitScore, index: Index) -> Line:
    metric = index.metrics.get(row.metric)
    if metric is None:
        return Line(row.unit, row.group, row.metric, "", "", row.fault or row.warning)
    maximum = _plain(metric.maximum)
    if row.fault:
        return Line(row.unit, row.group, row.metric, "", maximum, row.fault)
    score = counted.scores[row.metric]
    note = " ".join(part for part in (words.why(metric, row.count, score), row.warning) if part)
    return Line(row.unit, row.group, row.metric, _plain(score.points), maximum, note)


def _group_line(unit: str, group: Group, counted: UnitScore) -> Line:
    found = counted.groups[group.code]
    own = (counted.scores.get(metric.code) for metric in group.scored)
    printed = sum((one.points for one in own if one and one.points), Decimal(0))
    note = words.group_why(group, found) or words.sum_differs(group, printed, found)
    return Line(unit, group.code, TOTAL, _plain(found.points), _plain(group.maximum), note)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{without_trailing_zeros(value):f}"
