"""Rows on their way: any number of batches in any order, laid down by partition, never all in memory at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as pads

from thongsuot.reporting.lake.shape import Place, arrow_schema, as_facts, month_of

CHUNK_ROWS = 1_000_000
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="lz4")


class Staging:
    """``add`` chunks, then ask ``rows_of`` for each of ``places``. Files: one a chunk, one record batch a partition."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = 0
        self._found: dict[Place, list[tuple[int, int]]] = {}  # partition → (chunk, batch of it)
        self._counts: dict[Place, int] = {}
        self._open: dict[int, Any] = {}
        self._chunks = 0

    @property
    def places(self) -> list[Place]:
        return sorted(self._found)

    def count(self, place: Place) -> int:
        return self._counts.get(place, 0)

    def add(self, chunk: Any) -> None:
        with pa.ipc.new_file(str(self._path(self._chunks)), arrow_schema(), options=_COMPRESSED) as out:
            for number, (place, rows) in enumerate(split(chunk)):
                [batch] = rows.combine_chunks().to_batches() or [None]
                out.write_batch(batch)
                self._found.setdefault(place, []).append((self._chunks, number))
                self._counts[place] = self.count(place) + batch.num_rows
        self.rows += chunk.num_rows
        self._chunks += 1

    def rows_of(self, place: Place) -> Any:
        """In the order they came."""
        batches = [self._reader(chunk).get_batch(number) for chunk, number in self._found.get(place, [])]
        return pa.Table.from_batches(batches, arrow_schema())

    def doubles(self, most: int = 20) -> list[tuple[int, str]]:
        """Keys that came more than once, whichever partitions they came to."""
        paths = [str(self._path(number)) for number in range(self._chunks)]
        if not paths:
            return []
        with duckdb.connect(config={"memory_limit": "1GB", "temp_directory": str(self.folder)}) as connection:
            connection.register("coming", pads.dataset(paths, arrow_schema(), format="ipc"))
            text = f"SELECT source, code FROM coming GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT {most:d}"  # noqa: S608
            return list(connection.execute(text).fetchall())

    def _reader(self, chunk: int) -> Any:
        if chunk not in self._open:
            self._open[chunk] = pa.ipc.open_file(pa.memory_map(str(self._path(chunk))))
        return self._open[chunk]

    def _path(self, chunk: int) -> Path:
        return self.folder / f"{chunk}.arrow"


def chunks(batches: Iterable[Any]) -> Iterator[Any]:
    """Tables of facts of about CHUNK_ROWS rows out of tables or batches of any size."""
    waiting: list[Any] = []
    for one in batches:
        waiting.append(as_facts(one))
        if sum(table.num_rows for table in waiting) >= CHUNK_ROWS:
            yield pa.concat_tables(waiting)
            waiting = []
    if any(table.num_rows for table in waiting):
        yield pa.concat_tables(waiting)


def split(table: Any) -> Iterator[tuple[Place, Any]]:
    """The rows of each partition, in the order they had."""
    marked = table.append_column("_month", month_of(table["started_at"]))
    keys = ["_month", "province"]
    marked = marked.sort_by([(name, "ascending") for name in keys])  # stable
    counted = marked.group_by(keys, use_threads=False).aggregate([([], "count_all")])
    rows, start = marked.drop_columns(["_month"]), 0
    for month, province, count in zip(*(counted[name].to_pylist() for name in (*keys, "count_all")), strict=True):
        yield Place(month, province), rows.slice(start, count)
        start += count
