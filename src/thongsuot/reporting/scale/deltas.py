"""Changes of old dossiers beside a pack: what the dossier counted before with sign −1, what it counts now with +1.

Appended in one write; merged into the pack when there are many. A pack knows how many bytes of the file it has merged,
so that a crash between the two counts nothing twice.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from thongsuot.reporting.scale.codes import AXES, FACTS, statement
from thongsuot.reporting.scale.packs import Pack, Rows, block, read, rows_of, write
from thongsuot.serving.facts.domain.counters import Axis

Deltas = NDArray[Any]
KIND = np.dtype(
    [("axis", "i1"), ("sign", "i1"), ("month", "<i4"), ("province", "<i4"), ("unit", "<i4"), ("code", "<i4")]
)


class ChangeWithoutDossierError(ValueError):
    """A dossier is to be taken away that the pack does not hold."""


def beside(path: Path) -> Path:
    """The changes' file of a pack."""
    return path.with_suffix(".changes")


def deltas_of(facts: pa.Table, sign: int) -> Deltas:
    """Of facts as they were (−1) or are now (+1)."""
    with duckdb.connect(config={"threads": 1}) as memory:
        memory.register(FACTS, facts)
        found = [_on_axis(memory, place, axis, sign) for place, axis in enumerate(AXES)]
    return np.concatenate(found)


def _on_axis(memory: duckdb.DuckDBPyConnection, place: int, axis: Axis, sign: int) -> Deltas:
    rows = memory.sql(statement(axis)).to_arrow_table()
    found = np.zeros(rows.num_rows, KIND)
    found["axis"], found["sign"] = place, sign
    for name in ("month", "province", "unit", "code"):
        found[name] = rows[name].to_numpy()
    return found


def append(path: Path, changes: Deltas) -> None:
    """``path``: the pack. On the disk when it returns; a torn tail of an earlier crash is cut off first."""
    with beside(path).open("ab") as file:
        file.truncate(file.tell() // KIND.itemsize * KIND.itemsize)
        file.write(changes.tobytes())
        file.flush()
        os.fsync(file.fileno())


def read_deltas(path: Path, merged: int = 0) -> Deltas:
    """Whole records behind the first ``merged`` bytes."""
    raw = path.read_bytes()[merged:] if path.exists() else b""
    return np.frombuffer(raw[: len(raw) // KIND.itemsize * KIND.itemsize], KIND)


def compact(path: Path) -> int:
    """Merge the changes into the pack. Returns how many there were. Dossiers with the same bits are alike, so any goes.

    Errors: ``ChangeWithoutDossierError`` where a change takes away what is not there; the pack stays as it was.
    """
    whole = read(path)
    changes = read_deltas(beside(path), whole.merged)
    if not len(changes):
        return 0
    wider, place = _with_units(whole, changes)
    blocks = {}
    for axis, one in whole.blocks.items():
        old = rows_of(axis, one)
        old = Rows(old.month, place[old.rank], old.code)
        mine = changes[changes["axis"] == AXES.index(axis)]
        blocks[axis] = block(axis, _merged(old, mine, wider))
    write(Pack(wider.province, wider.unit, blocks, whole.merged + changes.nbytes), path)
    return len(changes)


def _with_units(whole: Pack, changes: Deltas) -> tuple[Pack, NDArray[np.int64]]:
    """The pack's units and those of the changes, and where each old one stands now."""
    old = _pair(whole.province, whole.unit)
    every = np.unique(np.concatenate([old, _pair(changes["province"], changes["unit"])]))
    province, unit = (every >> 32).astype(np.int32), (every & 0xFFFFFFFF).astype(np.int32)
    return Pack(province, unit, {}, whole.merged), np.searchsorted(every, old)


def _pair(province: NDArray[Any], unit: NDArray[Any]) -> NDArray[np.int64]:
    return np.asarray(province.astype(np.int64) << 32 | unit.astype(np.int64))


def _merged(old: Rows, changes: Deltas, units: Pack) -> Rows:
    rank = np.searchsorted(_pair(units.province, units.unit), _pair(changes["province"], changes["unit"]))
    month = np.concatenate([old.month, changes["month"]])
    ranks, code = np.concatenate([old.rank, rank]), np.concatenate([old.code, changes["code"]])
    sign = np.concatenate([np.ones(len(old.code), np.int64), changes["sign"]])
    order = np.lexsort((code, ranks, month))
    month, ranks, code, sign = month[order], ranks[order], code[order], sign[order]
    is_new = np.ones(len(code), bool)
    is_new[1:] = (month[1:] != month[:-1]) | (ranks[1:] != ranks[:-1]) | (code[1:] != code[:-1])
    firsts = np.flatnonzero(is_new)
    many = np.add.reduceat(sign, firsts)
    if (many < 0).any():
        raise ChangeWithoutDossierError("Có thay đổi trừ đi một hồ sơ không có trong tệp nén.")
    return Rows(*(np.repeat(one[firsts], many) for one in (month, ranks, code)))
