"""A lake that was meddled with, or that differs from its source, says where."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from thongsuot.reporting.lake.checking import faults_against, faults_within, monthly_sums
from thongsuot.reporting.lake.engines.duck import DuckEngine
from thongsuot.reporting.lake.snapshots import snapshot
from thongsuot.reporting.lake.tests.making import rows, table
from thongsuot.reporting.lake.writing import write_lake

SOME = rows(400)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_lake(tmp_path / "one", [table(SOME)])
    return tmp_path / "one"


def test_a_sound_lake_has_no_fault(root: Path) -> None:
    assert not list(faults_within(snapshot(root)))


def test_a_file_lost_and_a_file_changed_are_told(root: Path) -> None:
    first, second, *_others = snapshot(root).parts()
    (root / first.path).unlink()
    changed = bytearray((root / second.path).read_bytes())
    changed[200] ^= 1
    (root / second.path).write_bytes(changed)
    told = {one.where: one.what for one in faults_within(snapshot(root))}
    assert told == {first.path: "không thấy tệp này", second.path: "nội dung tệp đã bị đổi so với lúc ghi"}


def test_the_source_is_compared_month_by_month(root: Path, tmp_path: Path) -> None:
    engine, lake = DuckEngine(), snapshot(root)
    assert not list(faults_against(lake, monthly_sums(lake, engine), engine))
    one = SOME[0]
    other = one | {"is_disliked": not one["is_disliked"]}
    write_lake(tmp_path / "two", [table([*SOME[1:], other])])
    [fault] = faults_against(lake, monthly_sums(snapshot(tmp_path / "two"), engine), engine)
    assert fault.where == f"{one['province']}, {one['started_at']:%m/%Y}"
    assert "disliked" in fault.what
    write_lake(
        tmp_path / "three",
        [],
        removed=pa.table({"source": pa.array([], pa.int16()), "code": pa.array([], pa.string())}),
    )
    assert len(list(faults_against(snapshot(tmp_path / "three"), monthly_sums(lake, engine), engine))) >= 15
