"""Where rows that come again lie already: most in their own partition, a few in one they must leave."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from thongsuot.reporting.lake.manifest import Part
from thongsuot.reporting.lake.shape import KEY, Place, month_of
from thongsuot.reporting.lake.storage import Store


@dataclass(slots=True)
class Located:
    """``again``: partitions holding a row that comes to them anew. ``leaving``: keys to be taken out, by partition."""

    again: set[Place] = field(default_factory=set)
    leaving: dict[Place, list[Any]] = field(default_factory=dict)

    def gone(self, place: Place) -> Any | None:
        tables = self.leaving.get(place)
        return pa.concat_tables(tables) if tables else None


def locate(store: Store, parts: Iterable[Part], coming: Any, found: Located, workers: Executor) -> None:
    """Look for the keys of ``coming`` (facts, or bare keys of rows to be removed) in ``parts``; note them in ``found``.

    Files are read only where their span of codes holds one that comes.
    """
    keys = _keys(coming).sort_by("code")
    codes = keys["code"].to_pylist()
    wanted = []
    for part in parts:
        start, end = bisect_left(codes, part.codes[0]), bisect_right(codes, part.codes[1])
        if start < end:
            wanted.append((part, keys.slice(start, end - start)))
    for part, met in zip(
        (one for one, _keys in wanted), workers.map(lambda one: _met(store, *one), wanted), strict=True
    ):
        _note(part.place, met, found)


def _keys(coming: Any) -> Any:
    """Key, and the partition it comes to: month 0 for a row that is to be removed."""
    if "started_at" not in coming.column_names:
        nothing = pa.array([0] * coming.num_rows, pa.int32())
        return coming.select(KEY).append_column("month", nothing).append_column("province", nothing)
    keys = coming.select([*KEY, "province"])
    return keys.append_column("month", month_of(coming["started_at"])).combine_chunks()


def _met(store: Store, part: Part, coming: Any) -> Any:
    """The keys of ``coming`` that are in the file."""
    with store.filesystem.open_input_file(store.inside(part.path)) as stream:
        there = pq.ParquetFile(stream).read(columns=list(KEY), use_threads=False)
    there = there.filter(pc.is_in(there["code"], value_set=coming["code"].combine_chunks()))
    return coming.join(there, list(KEY), join_type="inner", use_threads=False) if there.num_rows else there


def _note(place: Place, met: Any, found: Located) -> None:
    if not met.num_rows:
        return
    stays = pc.and_(pc.equal(met["month"], place.month), pc.equal(met["province"], place.province))
    if pc.any(stays).as_py():
        found.again.add(place)
    leaving = met.filter(pc.invert(stays)).select(KEY)
    if leaving.num_rows:
        found.leaving.setdefault(place, []).append(leaving)
