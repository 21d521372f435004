"""What ``facts.py`` measures on: made once, kept, used again by the next run."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from thongsuot.reporting.scale.codes import fingerprint
from thongsuot.reporting.scale.cube import Cube
from thongsuot.reporting.scale.generator import write_facts
from thongsuot.reporting.scale.packs import pack
from thongsuot.reporting.scale.world import Scale

FACTS, PACKS, CUBE, NATIVE = "facts", "packs", "cube.duckdb", "native.duckdb"


def prepare(folder: Path, rows: int, say: Callable[[str], None]) -> None:
    """``folder`` holds the data of this size."""
    for name, make in {FACTS: _facts, PACKS: _packs, CUBE: _cube, NATIVE: _native}.items():
        done = folder / f"{name}.done"
        of = fingerprint() if name in (PACKS, CUBE) else "-"
        if done.exists() and done.read_text().split()[-1] == of:
            continue
        began = time.perf_counter()
        make(folder, rows)
        seconds = time.perf_counter() - began
        done.write_text(f"{seconds:.0f} {of}\n")
        say(f"{name}: {seconds:.0f} s, {size_of(folder / name) / 2**20:,.0f} MB")


def months_of(folder: Path) -> list[tuple[str, list[Path]]]:
    months = sorted((folder / FACTS).glob("month=*"))
    return [(month.name, sorted(month.rglob("*.parquet"))) for month in months]


def size_of(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _facts(folder: Path, rows: int) -> None:
    write_facts(Scale(rows), folder / FACTS)


def _packs(folder: Path, rows: int) -> None:
    shutil.rmtree(folder / PACKS, ignore_errors=True)
    for name, files in months_of(folder):
        pack(files, folder / PACKS / f"{name}.pack")


def _cube(folder: Path, rows: int) -> None:
    (folder / CUBE).unlink(missing_ok=True)
    cube = Cube(folder / CUBE)
    for _, files in months_of(folder):
        cube.add_partition(files)
    for table in ("unit_month", "month_unit", "province_month"):
        cube.fold(table)
    cube.close()


def _native(folder: Path, rows: int) -> None:
    """A DuckDB file of its own format; codes are left out, no question asks for them."""
    (folder / NATIVE).unlink(missing_ok=True)
    with duckdb.connect(str(folder / NATIVE), config={"memory_limit": "4GB"}) as database:
        database.execute(
            f"CREATE TABLE facts AS SELECT * EXCLUDE (code) FROM "
            f"read_parquet('{folder / FACTS}/*/*.parquet', hive_partitioning = false)"
        )
