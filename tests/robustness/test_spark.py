"""A real Spark of one master and two workers counts fifty thousand dossiers exactly as DuckDB does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.robustness.conftest import ROOT
from tests.robustness.spark_cluster import cluster, lives, missing
from tests.robustness.spark_driver import answer, questions
from thongsuot.reporting.lake.engines.duck import DuckEngine
from thongsuot.reporting.lake.tests.making import rows, table
from thongsuot.reporting.lake.writing import write_lake

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing())]
DOSSIERS = 50_000


def test_spark_and_duckdb_agree(tmp_path: Path) -> None:
    root, ours, theirs, home = (tmp_path / name for name in ("lake", "duckdb", "spark", "cluster"))
    for folder in (ours, theirs, home):
        folder.mkdir()
    write_lake(root, [table(rows(DOSSIERS, seed=186))])
    answer(root, ours, DuckEngine())
    with cluster(home) as spark:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.robustness.spark_driver", str(root), str(theirs)],
            cwd=ROOT, env=spark.environment | {"THONGSUOT_ENGINE": spark.address}, capture_output=True, text=True,
            timeout=400, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-4000:]
        assert {log.name.split("-")[0] for log in home.glob("work/app-*/*")} == {"0", "1"}, (
            "both workers did some of it"
        )
        groups = [process.pid for process in spark.processes]
    for name in questions():
        mine, other = (pq.read_table(folder / f"{name}.parquet") for folder in (ours, theirs))
        assert mine.num_rows > 0
        assert mine.schema == other.schema
        assert mine.equals(other), name
    received = pq.read_table(theirs / "cells-unit.parquet")["received"].to_pylist()
    assert sum(received) == DOSSIERS
    assert not [pid for pid in groups if lives(pid)], "no process is left behind"
