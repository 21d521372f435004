"""The packed layout: of each dossier only the bits its counters need, one plane a counter, ordered by month and unit.

A pack holds one partition of the lake. On each axis its dossiers stand ordered by month, province and unit; a run is
all of one unit's month and begins on a word of its own. Counter n of 64 dossiers is one word of plane n, so adding up
is counting bits. A plane in which every dossier counts (or none) is not written: the lengths of the runs tell it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from thongsuot.reporting.scale.codes import AXES, FACTS, fingerprint, names_on, statement
from thongsuot.serving.facts.domain.counters import Axis

MAGIC = b"TSPACK01"
WORD = 64
RANK_BITS = CODE_BITS = 24  # one sort key of a dossier: month, place of its unit, code
Integers = NDArray[np.int32]


class OutdatedPackError(ValueError):
    """Packed by other definitions than those of today."""


@dataclass(frozen=True, slots=True)
class Block:
    """One axis of a pack. Runs: ``month``, place of the unit in the pack's units, dossiers, first word."""

    month: Integers
    rank: Integers
    size: Integers
    start: Integers  # one more than there are runs
    planes: dict[str, NDArray[np.uint64]]  # only those written
    full: frozenset[str]  # counters in which every dossier of the block counts


@dataclass(frozen=True, slots=True)
class Pack:
    province: Integers
    unit: Integers  # both by rank
    blocks: dict[Axis, Block]
    merged: int  # bytes of the changes' file that are in here already


@dataclass(frozen=True, slots=True)
class Rows:
    """Dossiers of one axis, in any order."""

    month: NDArray[Any]
    rank: NDArray[Any]
    code: NDArray[Any]


def pack(files: Sequence[Path], target: Path, merged: int = 0) -> int:
    """Pack a partition from its Parquet files. Returns the dossiers. The old pack stays until the new one is whole."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "1500MB"}) as memory:
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
        memory.execute(f"CREATE VIEW {FACTS} AS FROM read_parquet([{listed}], hive_partitioning = false)")
        memory.table(FACTS).project("province, unit").distinct().create("pairs")
        pairs = memory.sql("SELECT province, unit FROM pairs ORDER BY ALL").to_arrow_table()
        memory.execute(
            "CREATE TABLE ranks AS SELECT *, (row_number() OVER (ORDER BY province, unit) - 1)::INT AS rank FROM pairs"
        )
        rows = {axis: _rows(memory, axis) for axis in AXES}
    blocks = {axis: block(axis, one) for axis, one in rows.items()}
    whole = Pack(pairs["province"].to_numpy(), pairs["unit"].to_numpy(), blocks, merged)
    write(whole, target)
    return len(rows[Axis.STARTED].code)


def _rows(memory: duckdb.DuckDBPyConnection, axis: Axis) -> Rows:
    found = memory.sql(
        f"SELECT month, rank, code FROM ({statement(axis)}) JOIN ranks USING (province, unit)"  # noqa: S608
    ).to_arrow_table()
    return Rows(*(found[name].to_numpy() for name in ("month", "rank", "code")))


def block(axis: Axis, rows: Rows) -> Block:
    """Order the dossiers and turn their codes into planes."""
    key = np.sort(_key(rows.month, rows.rank, rows.code))
    run = key >> np.uint64(CODE_BITS)
    firsts = np.flatnonzero(np.concatenate([[True], run[1:] != run[:-1]])) if len(run) else np.zeros(0, np.int64)
    size = np.diff(np.append(firsts, len(key))).astype(np.int32)
    start = np.concatenate([[0], np.cumsum(-(-size // WORD))]).astype(np.int32)
    place = np.arange(len(key)) + np.repeat(start[:-1].astype(np.int64) * WORD - firsts, size)
    code = (key & np.uint64((1 << CODE_BITS) - 1)).astype(np.int32)
    planes, full = {}, set()
    for bit, name in enumerate(names_on(axis)):
        counts = (code >> bit) & 1
        if counts.all():
            full.add(name)
        elif counts.any():
            planes[name] = _plane(counts, place, int(start[-1]))
    heads = run[firsts]
    month = (heads >> np.uint64(RANK_BITS)).astype(np.int32)
    return Block(
        month, (heads & np.uint64((1 << RANK_BITS) - 1)).astype(np.int32), size, start, planes, frozenset(full)
    )


def _key(month: NDArray[Any], rank: NDArray[Any], code: NDArray[Any]) -> NDArray[np.uint64]:
    wide = np.uint64(RANK_BITS + CODE_BITS)
    return np.asarray(
        month.astype(np.uint64) << wide | rank.astype(np.uint64) << np.uint64(CODE_BITS) | code.astype(np.uint64)
    )


def _plane(counts: NDArray[Any], place: NDArray[Any], words: int) -> NDArray[np.uint64]:
    bits = np.zeros(words * WORD, np.uint8)
    bits[place] = counts
    return np.packbits(bits, bitorder="little").view(np.uint64)


def rows_of(axis: Axis, one: Block) -> Rows:
    """The dossiers again, code by code: the other way round than ``block``."""
    inside = np.arange(int(one.size.sum())) + np.repeat(
        one.start[:-1].astype(np.int64) * WORD - _before(one.size), one.size
    )
    code = np.zeros(len(inside), np.int32)
    for bit, name in enumerate(names_on(axis)):
        if name in one.full:
            code |= 1 << bit
        elif name in one.planes:
            bits = np.unpackbits(one.planes[name].view(np.uint8), bitorder="little")
            code |= bits[inside].astype(np.int32) << bit
    return Rows(np.repeat(one.month, one.size), np.repeat(one.rank, one.size), code)


def _before(size: Integers) -> NDArray[np.int64]:
    return np.cumsum(size, dtype=np.int64) - size


def write(whole: Pack, target: Path) -> None:
    """A header in JSON, then the arrays, each on a word; swapped in at once."""
    arrays: list[NDArray[Any]] = []
    head = {
        "counters": fingerprint(),
        "merged": whole.merged,
        "province": _put(arrays, whole.province),
        "unit": _put(arrays, whole.unit),
    }
    head["blocks"] = {
        str(axis): {
            **{name: _put(arrays, getattr(one, name)) for name in ("month", "rank", "size", "start")},
            "planes": {name: _put(arrays, plane) for name, plane in one.planes.items()},
            "full": sorted(one.full),
        }
        for axis, one in whole.blocks.items()
    }
    text = json.dumps(head).encode()
    draft = target.with_suffix(".draft")
    target.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as file:
        file.write(MAGIC + len(text).to_bytes(8, "little") + text.ljust(_words(len(text)) * 8))
        for one in arrays:
            file.write(one.tobytes().ljust(_words(one.nbytes) * 8, b"\0"))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def _put(arrays: list[NDArray[Any]], one: NDArray[Any]) -> list[Any]:
    """Its first word behind the header, length and type."""
    at = sum(_words(other.nbytes) for other in arrays)
    arrays.append(one)
    return [at, len(one), one.dtype.str]


def _words(size: int) -> int:
    return -(-size // 8)


def read(path: Path) -> Pack:
    """Nothing is read but the header: the arrays lie in the file's memory until they are counted."""
    whole = np.memmap(path, np.uint8, "r")
    if bytes(whole[:8]) != MAGIC:
        raise ValueError(f"{path.name}: không phải tệp nén số liệu hồ sơ.")
    length = int.from_bytes(bytes(whole[8:16]), "little")
    head = json.loads(bytes(whole[16 : 16 + length]))
    if head["counters"] != fingerprint():
        raise OutdatedPackError(f"{path.name}: nén theo định nghĩa cũ, cần nén lại.")
    body = np.asarray(whole)[16 + _words(length) * 8 :]

    def array(described: list[Any]) -> NDArray[Any]:
        at, count, kind = described
        return body[at * 8 : at * 8 + count * np.dtype(kind).itemsize].view(kind)

    blocks = {
        Axis(axis): Block(
            month=array(one["month"]),
            rank=array(one["rank"]),
            size=array(one["size"]),
            start=array(one["start"]),
            planes={name: array(plane) for name, plane in one["planes"].items()},
            full=frozenset(one["full"]),
        )
        for axis, one in head["blocks"].items()
    }
    return Pack(array(head["province"]), array(head["unit"]), blocks, head["merged"])
