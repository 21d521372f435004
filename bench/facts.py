"""Dossier facts at the size of a nation: ``.venv/bin/python bench/facts.py [--rows 186000000] [--folder …]``.

Asks fourteen counters by province and month and by unit and month: of the packed layout and the cube of
``thongsuot.reporting.scale``, of DuckDB, Polars, ClickHouse, DataFusion, Spark, PostgreSQL (ten million rows at most),
and lets pyarrow merely decode the columns. Every answer is one fresh process; the engines take turns, round by round.
Data is made once and kept. Each answer is a line in ``results.jsonl`` of the folder, so a run broken off goes on where
it stopped. Prints Markdown; fails when two engines differ or the targets of ours are missed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from facts_engines import CUBE, ENGINES, FACTS, NATIVE, PACKS
from facts_postgresql import MOST, connected
from facts_prepare import prepare, size_of

ROOT = Path(__file__).resolve().parents[1]
TITLES = {
    "packed": "lớp nén của sản phẩm, đếm lại tất cả",
    "cube": "khối cộng sẵn của sản phẩm",
    "duckdb_native": "DuckDB, tệp riêng",
    "duckdb_parquet": "DuckDB trên Parquet",
    "polars": "Polars (streaming)",
    "chdb": "ClickHouse trong tiến trình (chdb)",
    "datafusion": "DataFusion",
    "spark": "Spark local[2]",
    "postgresql": "PostgreSQL 18",
    "decode": "chỉ giải mã cột (pyarrow)",
}
READS = {"packed": PACKS, "cube": CUBE, "duckdb_native": NATIVE, "postgresql": ""}
OURS, NOT_ENGINES = "packed", {"packed", "cube", "decode"}
CUBE_TIMES, MEMORY_MB = 50, 2048
LONGEST = 1800  # seconds an engine may take for both its answers
Line = dict[str, Any]


def main() -> int:
    asked = _asked()
    folder = asked.folder / str(asked.rows)
    folder.mkdir(parents=True, exist_ok=True)
    prepare(folder, asked.rows, _say)
    engines = [one for one in asked.engines if one != "postgresql" or asked.rows <= MOST]
    if "postgresql" in engines:
        connected(folder, asked.rows).close()
    if not asked.report:
        for _ in _measured(folder, engines, asked.rounds):
            pass
        _small_answers(folder)
    return _report(folder)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-facts")
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--report", action="store_true", help="only print what has been measured")
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _lines(folder: Path) -> list[Line]:
    path = folder / "results.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _keep(folder: Path, line: Line) -> None:
    with (folder / "results.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")


def _measured(folder: Path, engines: list[str], rounds: int) -> Iterator[Line]:
    done = {(one["round"], one["engine"], one["by"]) for one in _lines(folder) if "round" in one}
    for turn in range(1, rounds + 1):
        for by in ("province", "unit"):
            for engine in engines:
                if (turn, engine, by) in done:
                    continue
                line = {"round": turn, **_answer(folder, engine, by)}
                _keep(folder, line)
                _say(json.dumps(line))
                yield line


def _answer(folder: Path, engine: str, by: str) -> Line:
    """In a process of its own, on files that have just been read into memory."""
    _warm(folder / READS.get(engine, FACTS))
    command = [sys.executable, str(ROOT / "bench" / "facts_engines.py"), engine, by, str(folder)]
    load = os.getloadavg()[0]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        peak = _Peak(child.pid)
        out, err = child.communicate(timeout=LONGEST)
        peak.stop()
    if child.returncode or not out.strip():
        raise SystemExit(f"{engine} by {by}: {err[-2000:]}")
    found: Line = json.loads(out.strip().splitlines()[-1])
    return {**found, "peak_mb": peak.most >> 20, "load": round(load, 1), "at": time.strftime("%Y-%m-%d %H:%M")}


def _warm(path: Path) -> None:
    if path.name == path.parent.name:
        return
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        if file.is_file():
            with file.open("rb") as opened:
                while opened.read(1 << 22):
                    pass


class _Peak(threading.Thread):
    """Most memory of a process and its children that is not a file's (a file's pages can be given back any time)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._of, self._ended, self.most = psutil.Process(pid), threading.Event(), 0
        self.start()

    def run(self) -> None:
        while not self._ended.wait(0.05):
            try:
                family = [self._of, *self._of.children(recursive=True)]
                self.most = max(self.most, sum(_anonymous(one.pid) for one in family))
            except (psutil.Error, OSError):
                return

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _anonymous(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0


def _small_answers(folder: Path) -> None:
    """What screens ask the cube for: one unit, one month; and a change, in the cube and beside a pack."""
    command = [sys.executable, str(ROOT / "bench" / "facts_small.py"), str(folder)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    _keep(folder, {"small": json.loads(found), "load": round(os.getloadavg()[0], 1)})


def _report(folder: Path) -> int:
    lines = _lines(folder)
    measured = [one for one in lines if "round" in one]
    medians = {by: _medians([one for one in measured if one["by"] == by]) for by in ("province", "unit")}
    loads = [one["load"] for one in measured]
    print(f"{int(folder.name):,} hồ sơ, tải {min(loads)}–{max(loads)}, {max(one['at'] for one in measured)}\n")
    for by, title in (("province", "tỉnh × tháng"), ("unit", "đơn vị × tháng")):
        _print_table(title, medians[by])
    for name, milliseconds in next((one["small"] for one in reversed(lines) if "small" in one), {}).items():
        print(f"- {name}: {milliseconds} ms")
    for name in (FACTS, PACKS, CUBE, NATIVE):
        made = (folder / f"{name}.done").read_text().split()[0]
        print(f"- {name}: {size_of(folder / name) / 2**20:,.0f} MB, làm trong {made} s")
    wrong = [*_differences(measured), *_missed(medians)]
    print("\n".join(wrong))
    return 1 if wrong else 0


def _medians(lines: list[Line]) -> dict[str, Line]:
    groups: dict[str, list[Line]] = defaultdict(list)
    for one in lines:
        groups[one["engine"]].append(one)
    return {
        engine: {
            **{what: statistics.median(one[what] for one in group) for what in ("cold", "warm")},
            "peak_mb": max(one["peak_mb"] for one in group),
            "rounds": len(group),
            "cells": group[0]["cells"],
        }
        for engine, group in groups.items()
    }


def _print_table(title: str, found: dict[str, Line]) -> None:
    ours = found.get(OURS, {}).get("warm", 1)
    print(f"| {title} | lần đầu, s | lần sau, s | gấp lớp nén | bộ nhớ, MB | ô | vòng |\n|---|--:|--:|--:|--:|--:|--:|")
    for engine in (one for one in TITLES if one in found):
        one = found[engine]
        times = f"{one['cold']:.3f} | {one['warm']:.3f} | {one['warm'] / ours:.2f}"
        print(f"| {TITLES[engine]} | {times} | {one['peak_mb']:,} | {one['cells']:,} | {one['rounds']} |")
    print()


def _differences(lines: list[Line]) -> list[str]:
    found = {by: {one["checksum"] for one in lines if one["by"] == by} - {"-"} for by in ("province", "unit")}
    return [f"DIFFERENT by {by}: {sums}" for by, sums in found.items() if len(sums) > 1]


def _missed(medians: dict[str, dict[str, Line]]) -> list[str]:
    missed = []
    for by, found in medians.items():
        scans = {engine: one["warm"] for engine, one in found.items() if engine not in NOT_ENGINES}
        if OURS in found and scans and found[OURS]["warm"] > min(scans.values()):
            missed.append(f"MISSED by {by}: the packed layout is not the fastest")
        heavy = [one for one in ("packed", "cube") if one in found and found[one]["peak_mb"] > MEMORY_MB]
        missed += [f"MISSED by {by}: {one} over 2 GiB" for one in heavy]
    nation = medians["province"]
    scans = [one["warm"] for engine, one in nation.items() if engine not in NOT_ENGINES]
    if "cube" in nation and scans and nation["cube"]["warm"] * CUBE_TIMES > min(scans):
        missed.append("MISSED: the nation's cube is not fifty times faster than the fastest engine's scan")
    return missed


if __name__ == "__main__":
    sys.exit(main())
