"""Many files become one, old ones go; whoever still reads an old state keeps it for the grace."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from thongsuot.reporting.lake.compacting import compact
from thongsuot.reporting.lake.snapshots import snapshot
from thongsuot.reporting.lake.tests.making import Row, row, rows, table
from thongsuot.reporting.lake.tests.test_writing import files, held, keyed
from thongsuot.reporting.lake.writing import write_lake

NONE = timedelta(0)


def later() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=1)


def scattered(root: Path) -> list[Row]:
    """One partition in four files."""
    dice = random.Random(8)
    some = rows(1000, provinces=1, months=1)
    write_lake(root, [table(some)])
    for turn in range(3):
        fresh = [row(10_000 + 100 * turn + number, dice, 1, 1) for number in range(10)]
        write_lake(root, [table(fresh)])
        some += fresh
    return some


def test_scattered_partitions_become_one_sorted_file(tmp_path: Path) -> None:
    some = scattered(tmp_path)
    assert len(snapshot(tmp_path).parts()) == 4
    done = compact(tmp_path, later(), grace=NONE)
    lake = snapshot(tmp_path)
    assert (done.merged, len(lake.parts()), lake.manifest.number) == (1, 1, 5)
    assert held(lake) == keyed(some)
    fresh = tmp_path.parent / "fresh"
    write_lake(fresh, [table(some)])
    assert lake.parts() == snapshot(fresh).parts(), "as if written at once"


def test_two_states_stay_readable(tmp_path: Path) -> None:
    scattered(tmp_path)
    before = snapshot(tmp_path)
    compact(tmp_path, later(), grace=NONE)
    assert held(before) == held(snapshot(tmp_path))
    assert {one.name for one in tmp_path.glob("manifest-*")} == {"manifest-4.json", "manifest-5.json"}
    with pytest.raises(ValueError, match="1"):
        compact(tmp_path, later(), keep=1)


def test_what_no_kept_state_names_goes(tmp_path: Path) -> None:
    some = rows(100, provinces=1, months=1)
    for turn in range(4):
        write_lake(tmp_path, [table([one | {"supplements": turn} for one in some])])
    orphan = tmp_path / "facts/month=2026-01/province=10/.part-x.parquet.77.draft"
    orphan.write_bytes(b"half")
    assert len(files(tmp_path)) == 4
    assert compact(tmp_path, later()).removed == 0, "within the grace all stays"
    assert compact(tmp_path, later(), grace=NONE).removed == 2 + 2 + 1
    assert not orphan.exists()
    assert len(files(tmp_path)) == 2
    assert held(snapshot(tmp_path))[some[0]["source"], some[0]["code"]]["supplements"] == 3


def test_the_grace_of_a_state_begins_when_the_next_one_came(tmp_path: Path) -> None:
    """A file written last year is still being read by whoever opened the state that was left a minute ago."""
    some = rows(100, provinces=1, months=1)
    write_lake(tmp_path, [table(some)])
    long_ago = datetime.now(UTC).timestamp() - 40_000_000
    for path in (*tmp_path.rglob("*.parquet"), tmp_path / "manifest-1.json"):
        os.utime(path, (long_ago, long_ago))
    reader = snapshot(tmp_path)
    for turn in range(1, 4):
        write_lake(tmp_path, [table([one | {"supplements": turn} for one in some])])
    assert compact(tmp_path, later()).removed == 0
    assert held(reader) == keyed(some)


def test_again_there_is_nothing_to_do(tmp_path: Path) -> None:
    scattered(tmp_path)
    first = compact(tmp_path, later(), grace=NONE)
    again = compact(tmp_path, later(), grace=NONE)
    assert (again.merged, again.removed, again.manifest) == (0, 0, first.manifest)
