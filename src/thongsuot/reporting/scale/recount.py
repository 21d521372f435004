"""Counting all dossiers again from the packs: by unit or by province, month by month, whatever counters are asked."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from thongsuot.reporting.scale.codes import AXES, names_on
from thongsuot.reporting.scale.deltas import Deltas, beside, read_deltas
from thongsuot.reporting.scale.packs import Block, Pack, read
from thongsuot.serving.facts.domain.counters import NAMES

THREADS = 2  # counting bits frees the interpreter: two packs go side by side
Integers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Recount:
    """``sums[counter, month, key]``; ``keys``: numbers of units or provinces; ``months``: years × 12 + month − 1."""

    names: tuple[str, ...]
    months: Integers
    keys: Integers
    sums: NDArray[np.int64]
    lock: Lock

    def table(self) -> pa.Table:
        """One row a key and month in which anything was counted: «key», «month», the counters."""
        flat = self.sums.reshape(len(self.names), -1)
        month, key = np.nonzero(self.sums.any(axis=0))
        cell = month * len(self.keys) + key
        sums = {name: _column(every[cell]) for name, every in zip(self.names, flat, strict=True)}
        return pa.table({"key": _column(self.keys[key]), "month": _column(self.months[month]), **sums})

    def add(self, name: str, cell: NDArray[Any], counts: NDArray[Any], is_each_once: bool) -> None:
        """``cell``: month and key in one number."""
        flat = self.sums[self.names.index(name)].reshape(-1)
        with self.lock:
            if is_each_once:
                flat[cell] += counts
            else:
                np.add.at(flat, cell, counts)

    def cell(self, month: NDArray[Any], key_place: NDArray[Any]) -> NDArray[np.int64]:
        return np.asarray((month - self.months[0]).astype(np.int64) * len(self.keys) + key_place)


@dataclass(frozen=True, slots=True)
class _Source:
    whole: Pack
    changes: Deltas

    def keys(self, by: str) -> Integers:
        return np.asarray(getattr(self.whole, by))

    def ends(self) -> list[int]:
        """First and last months there are."""
        blocks = [one.month[[0, -1]] for one in self.whole.blocks.values() if len(one.month)]
        return [int(month) for one in [*blocks, self.changes["month"]] for month in one]


def recount(
    packs: Path | Sequence[Path], by: str = "unit", names: Sequence[str] = NAMES, threads: int = THREADS
) -> Recount:
    """Add up every dossier of these packs, or of every pack in a folder. ``by``: «unit» or «province»."""
    sources = [_source(path) for path in (sorted(packs.glob("*.pack")) if isinstance(packs, Path) else packs)]
    total = _empty(sources, by, tuple(names))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(partial(_add_pack, total, by), sources))
    for one in sources:
        if len(one.changes):
            _add_changes(total, by, one.changes)
    return total


def _column(values: NDArray[Any]) -> pa.Array:
    """Without a copy, and without the import of pandas that ``pa.array`` tries."""
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, pa.py_buffer(values)])


def _source(path: Path) -> _Source:
    whole = read(path)
    return _Source(whole, read_deltas(beside(path), whole.merged))


def _empty(sources: list[_Source], by: str, names: tuple[str, ...]) -> Recount:
    every = [one.keys(by) for one in sources] + [one.changes[by] for one in sources]
    keys = np.unique(np.concatenate([np.zeros(0, np.int32), *every]))
    ends = [month for one in sources for month in one.ends()]
    months = np.arange(min(ends, default=0), max(ends, default=-1) + 1, dtype=np.int32)
    return Recount(names, months, keys, np.zeros((len(names), len(months), len(keys)), np.int64), Lock())


def _add_pack(total: Recount, by: str, source: _Source) -> None:
    keys = source.keys(by)
    places = np.searchsorted(total.keys, keys)
    is_each_once = by == "province" or len(np.unique(keys)) == len(keys)  # a unit may have changed its province
    for axis, one in source.whole.blocks.items():
        asked = [name for name in names_on(axis) if name in total.names and (name in one.full or name in one.planes)]
        if asked and len(one.month):
            _add_block(total, one, places[one.rank], asked, is_each_once)


def _add_block(total: Recount, one: Block, place: NDArray[Any], asked: list[str], is_each_once: bool) -> None:
    """Neighbouring runs of one key and month are one stretch of words."""
    cell = total.cell(one.month, place)
    firsts = np.flatnonzero(np.concatenate([[True], cell[1:] != cell[:-1]]))
    bounds = np.append(one.start[firsts], one.start[-1])
    for name in asked:
        counts = np.add.reduceat(one.size, firsts) if name in one.full else _counted(one.planes[name], bounds)
        total.add(name, cell[firsts], counts, is_each_once)


def _counted(plane: NDArray[np.uint64], bounds: NDArray[Any]) -> Integers:
    """Bits set between the bounds (numbers of words)."""
    before = np.zeros(len(plane) + 1, np.int32)
    np.cumsum(np.bitwise_count(plane), dtype=np.int32, out=before[1:])
    return np.asarray(np.diff(before[bounds]))


def _add_changes(total: Recount, by: str, changes: Deltas) -> None:
    for place, axis in enumerate(AXES):
        mine = changes[changes["axis"] == place]
        for bit, name in enumerate(names_on(axis)):
            if name in total.names:
                cell = total.cell(mine["month"], np.searchsorted(total.keys, mine[by]))
                total.add(name, cell, mine["sign"] * ((mine["code"] >> bit) & 1), is_each_once=False)
