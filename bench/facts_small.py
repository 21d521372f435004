"""Small answers at the nation's size (started by ``facts.py``): milliseconds, the median of thirty. Prints JSON."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from facts_prepare import CUBE, PACKS, months_of

from thongsuot.reporting.scale.cube import Cube
from thongsuot.reporting.scale.deltas import append, compact, deltas_of

TIMES, BATCH = 30, 50
MONTH = date(2024, 5, 1)


def milliseconds(do: Callable[[], object]) -> float:
    """The first time is not counted: the statement is compiled then."""
    do()
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - began)
    return round(statistics.median(seconds) * 1000, 2)


def reading(cube: Cube) -> dict[str, float]:
    return {
        "khối: một đơn vị, mọi tháng": milliseconds(lambda: cube.unit(4242)),
        "khối: một tháng, mọi đơn vị": milliseconds(lambda: cube.month(MONTH)),
        "khối: một đơn vị, từng ngày của một tháng": milliseconds(lambda: cube.days(4242, MONTH, date(2024, 5, 31))),
        "khối: thủ tục của một tỉnh trong một tháng": milliseconds(
            lambda: cube.procedures(3, MONTH, date(2024, 5, 31))
        ),
        "khối: cả nước, tỉnh × tháng, mọi bộ đếm": milliseconds(cube.nation),
    }


def changing(cube: Cube, pack: Path, old: pa.Table, new: pa.Table) -> dict[str, float]:
    one = old.slice(0, 1), new.slice(0, 1)
    found = {
        "khối: một hồ sơ cũ đổi": milliseconds(lambda: cube.change(*one)),
        f"khối: {BATCH} hồ sơ cũ đổi": milliseconds(lambda: cube.change(old, new)),
    }
    cube.close()

    def beside() -> None:
        append(pack, np.concatenate([deltas_of(one[0], -1), deltas_of(one[1], 1)]))
        append(pack, np.concatenate([deltas_of(one[1], -1), deltas_of(one[0], 1)]))

    found["lớp nén: một hồ sơ cũ đổi rồi đổi lại, ghi xuống đĩa"] = milliseconds(beside)
    began = time.perf_counter()
    compact(pack)
    return {**found, "lớp nén: dồn một tháng": round((time.perf_counter() - began) * 1000)}


def main(folder: Path) -> None:
    """Changes are made on copies; the data stays as it was."""
    month, files = months_of(folder)[16]
    old = next(pq.ParquetFile(files[0]).iter_batches(BATCH))
    before = pa.Table.from_batches([old])
    place = before.schema.get_field_index("supplements")
    after = before.set_column(place, before.schema.field(place), pa.array([2] * len(before), pa.int16()))
    reader = Cube(folder / CUBE, is_read_only=True)
    found = reading(reader)
    reader.close()
    with tempfile.TemporaryDirectory(dir=folder) as copies:
        shutil.copy(folder / CUBE, copies)
        shutil.copy(folder / PACKS / f"{month}.pack", copies)
        found |= changing(Cube(Path(copies) / CUBE), Path(copies) / f"{month}.pack", before, after)
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
