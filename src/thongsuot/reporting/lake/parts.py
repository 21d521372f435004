"""Files of facts: written so that readers prune and decode little, measured as they are written."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from thongsuot.reporting.lake.manifest import LakeDamagedError, Part
from thongsuot.reporting.lake.shape import FILE_ROWS, GROUP_ROWS, ORDER, Place, arrow_schema, as_facts
from thongsuot.reporting.lake.storage import Store
from thongsuot.serving.facts.domain import schema
from thongsuot.serving.facts.domain.counters import COUNTERS, NAMES, Axis

# Sorted by unit and moment, neighbours share most of their code; moments differ by little. Everything else repeats.
_DELTA = {"code": "DELTA_BYTE_ARRAY"} | {
    one.name: "DELTA_BINARY_PACKED" for one in schema.COLUMNS if one.type_name == "timestamp"
}
_DICTIONARY = [one.name for one in schema.COLUMNS if one.name not in _DELTA and one.type_name != "boolean"]


def write_parts(store: Store, place: Place, rows: Any, room: Any) -> list[Part]:
    """Write the ``rows`` (an Arrow table of facts, in any order) of one partition; ``room``: a DuckDB connection."""
    ordered = rows.take(pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in ORDER])).combine_chunks()
    pieces = (ordered.slice(start, FILE_ROWS) for start in range(0, ordered.num_rows, FILE_ROWS))
    return [_write_one(store, place, one, room) for one in pieces]


def read_part(store: Store, part: Part) -> Any:
    """Its rows as an Arrow table; raises LakeDamagedError where the file is not the one that was written."""
    data = store.read(part.path)
    if hashlib.sha256(data).hexdigest() != part.digest:
        raise LakeDamagedError(part.path)
    return as_facts(pq.read_table(pa.BufferReader(data), use_threads=False))


def measure(rows: Any, room: Any) -> dict[str, Any]:
    """``sums``, ``spans`` and ``codes`` of an Arrow table of facts, by the definitions of the counters themselves."""
    mine = room.cursor()
    mine.register("facts", rows)
    [found] = mine.execute(_measures()).fetchall()
    values = dict(zip(_measure_names(), found, strict=True))
    spans = {
        axis: (values[f"first_{axis}"], values[f"last_{axis}"]) for axis in Axis if values[f"first_{axis}"] is not None
    }
    least_most = (values["least"], values["most"])
    return {"sums": {name: int(values[name]) for name in NAMES}, "spans": spans, "codes": least_most}


def new_room() -> Any:
    """A DuckDB of one's own; ``cursor()`` of it serves one thread."""
    return duckdb.connect(config={"threads": 1})


def _write_one(store: Store, place: Place, rows: Any, room: Any) -> Part:
    data = encode(rows)
    digest = hashlib.sha256(data).hexdigest()
    path = f"{place.folder}/part-{digest[:24]}.parquet"
    store.put(path, data)
    return Part(place, path, rows.num_rows, data.size, digest, **measure(rows, room))


def encode(rows: Any) -> Any:
    """Parquet, as an Arrow buffer."""
    stream = pa.BufferOutputStream()
    pq.write_table(
        rows.cast(arrow_schema()), stream, compression="zstd", compression_level=3, row_group_size=GROUP_ROWS,
        use_dictionary=_DICTIONARY, column_encoding=_DELTA, write_statistics=True, write_page_index=True,
    )  # fmt: skip
    return stream.getvalue()


@lru_cache(maxsize=1)
def _measure_names() -> tuple[str, ...]:
    return (*NAMES, *(f"{end}_{axis}" for axis in Axis for end in ("first", "last")), "least", "most")


@lru_cache(maxsize=1)
def _measures() -> str:
    """One row: every counter, the first and last moment on every axis, the least and greatest code."""
    import ibis

    from thongsuot.serving.facts.domain.counters import moment_of

    facts = ibis.table(schema.schema(), name="facts")
    moments = {axis: moment_of(axis, facts) for axis in Axis}
    sums = {one.name: facts.count(where=moments[one.axis].notnull() & one.where(facts)) for one in COUNTERS}
    ends = {f"first_{axis}": moments[axis].min() for axis in Axis} | {
        f"last_{axis}": moments[axis].max() for axis in Axis
    }
    everything = sums | ends | {"least": facts.code.min(), "most": facts.code.max()}
    return str(ibis.to_sql(facts.aggregate(**{name: everything[name] for name in _measure_names()}), dialect="duckdb"))
