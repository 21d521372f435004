"""Sums of whole months out of a packed layer, in the rows that ``lake.counting.lines_of`` makes counts of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from thongsuot.reporting.lake.counting import Period, Row
from thongsuot.reporting.scale.cube import Cube
from thongsuot.reporting.scale.packing import Layer
from thongsuot.reporting.scale.recount import Recount, recount


def sums_of_cube(folder: Path, layer: Layer, key: str, period: Period) -> list[Row]:
    """``key``: «province» or «unit»."""
    cube = Cube(folder / layer.cube, is_read_only=True)
    try:
        return list(cube.between(key, period.first, period.last, period.by_month).to_pylist())
    finally:
        cube.close()


def sums_of_packs(folder: Path, layer: Layer, key: str, period: Period) -> list[Row]:
    """The same, every dossier counted again."""
    total = recount([folder / name for name in layer.packs()], key)
    stretches = [(period.before, total.months < _number(period.first))]
    stretches += [(start, _inside(total, start, period)) for start in period.starts()]
    return [row for day, months in stretches for row in _rows(total, key, day, months)]


def _inside(total: Recount, start: date, period: Period) -> Any:
    last = start if period.by_month else period.last
    return (total.months >= _number(start)) & (total.months <= _number(last))


def _rows(total: Recount, key: str, day: date, months: Any) -> Iterator[Row]:
    sums = total.sums[:, months].sum(axis=1)
    for place in np.flatnonzero(sums.any(axis=0)):
        counted = dict(zip(total.names, sums[:, place].tolist(), strict=True))
        yield {key: int(total.keys[place]), "day": day, **counted}


def _number(day: date) -> int:
    """Of its month, as packs number them."""
    return day.year * 12 + day.month - 1
