"""In an object store as in a folder: the state that holds is one small object, put last."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.fs as pafs
import pytest

from thongsuot.reporting.lake import leasing
from thongsuot.reporting.lake.compacting import compact
from thongsuot.reporting.lake.engines import facts
from thongsuot.reporting.lake.engines.duck import DuckEngine
from thongsuot.reporting.lake.snapshots import snapshot
from thongsuot.reporting.lake.storage import LakeBusyError, LocalStore, ObjectStore, store_of
from thongsuot.reporting.lake.tests.making import rows, table
from thongsuot.reporting.lake.tests.objects import Objects
from thongsuot.reporting.lake.tests.test_writing import held, keyed
from thongsuot.reporting.lake.writing import commit, write_lake
from thongsuot.serving.facts.domain.counters import cells, folded


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects of this process are put at once: a lease need not settle."""
    monkeypatch.setattr(leasing, "SETTLES", 0)


@pytest.fixture
def objects() -> Objects:
    return Objects()


@pytest.fixture
def store(objects: Objects) -> ObjectStore:
    return ObjectStore(pafs.PyFileSystem(objects), "bucket/lake", "s3://")


def test_a_lake_of_objects_needs_no_rename(store: ObjectStore, objects: Objects, tmp_path: Path) -> None:
    some = rows(600)
    write_lake(store, [table(some)])
    changed = [one | {"supplements": 2} for one in some[:40]]
    write_lake(store, [table(changed)])
    assert held(snapshot(store)) == keyed([*some, *changed])
    assert objects.puts[-2:] == ["bucket/lake/manifest-2.json", "bucket/lake/CURRENT"]
    folder = LocalStore(tmp_path)
    write_lake(folder, [table(some)])
    write_lake(folder, [table(changed)])
    assert snapshot(folder).parts() == snapshot(store).parts(), "the same files under the same names"


def test_the_engine_asks_objects_as_it_asks_files(tmp_path: Path) -> None:
    """Not over objects of Python: an engine that lets go of one while it holds the interpreter would wait for ever."""
    write_lake(tmp_path, [table(rows(600))])
    objects = ObjectStore(pafs.SubTreeFileSystem(str(tmp_path.parent), pafs.LocalFileSystem()), tmp_path.name, "s3://")
    asked = folded(cells(facts(), ("unit",), "month"), ("unit",)).order_by(["unit", "day"])
    assert DuckEngine().run(asked, snapshot(objects)).equals(DuckEngine().run(asked, snapshot(tmp_path)))


def test_old_objects_go(store: ObjectStore, objects: Objects) -> None:
    some = rows(100)
    for turn in range(4):
        write_lake(store, [table([one | {"supplements": turn} for one in some])])
    compact(store, datetime.now(UTC) + timedelta(seconds=1), grace=timedelta(0))
    named = {one.removeprefix("bucket/lake/") for one in objects.kept}
    kept = {path for path in named if path.startswith("manifest")}
    assert kept == {"manifest-3.json", "manifest-4.json"}
    assert held(snapshot(store)) == keyed([one | {"supplements": 3} for one in some])


def test_killed_before_the_last_put_nothing_has_happened(store: ObjectStore, objects: Objects) -> None:
    some = rows(100)
    write_lake(store, [table(some)])
    pointer = objects.kept["bucket/lake/CURRENT"]
    write_lake(store, [table([one | {"supplements": 5} for one in some])])
    objects.kept["bucket/lake/CURRENT"] = pointer
    assert held(snapshot(store)) == keyed(some)
    write_lake(store, [table([some[0] | {"supplements": 7}])])
    assert held(snapshot(store)) == keyed([*some, some[0] | {"supplements": 7}])


def test_one_writer_at_a_time(store: ObjectStore, objects: Objects) -> None:
    some = rows(100)
    write_lake(store, [table(some)])
    with store.alone():
        with pytest.raises(LakeBusyError, match="bucket/lake"):
            compact(store, datetime.now(UTC))
        with pytest.raises(LakeBusyError):
            write_lake(store, [table(some)])
    assert "bucket/lake/.lock" not in objects.kept
    compact(store, datetime.now(UTC))


def test_of_two_who_take_the_lease_at_once_one_gives_way(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither saw the other's when it looked; the later put is the one that stays."""

    def overtaken(_seconds: float) -> None:
        leasing._put(store, "another")

    monkeypatch.setattr(leasing, "sleep", overtaken)
    with pytest.raises(LakeBusyError, match="another"), store.alone():
        pass
    assert leasing._holder(store)[0] == "another"


def test_the_lease_of_a_killed_writer_runs_out_and_that_of_a_living_one_does_not(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leasing, "RENEWED", timedelta(milliseconds=5))
    with store.alone():
        first = store.read(".lock")
        monkeypatch.setattr(leasing, "LASTS", timedelta(minutes=20))
        for _try in range(1000):
            if store.read(".lock") != first:
                break
            time.sleep(0.005)
        assert store.read(".lock") != first
    monkeypatch.setattr(leasing, "LASTS", timedelta(0))
    leasing._put(store, "killed")
    write_lake(store, [table(rows(10))])
    assert snapshot(store).manifest.rows == 10


def test_who_lost_the_lease_does_not_write_over_the_work_of_another(store: ObjectStore) -> None:
    write_lake(store, [table(rows(10))])
    old = snapshot(store).manifest
    write_lake(store, [table(rows(20))])
    with pytest.raises(LakeBusyError):
        commit(store, old, replace(old, parts=()))
    assert snapshot(store).manifest.rows == 20


def test_a_root_is_a_folder_or_an_address(tmp_path: Path) -> None:
    assert store_of(f"file://{tmp_path}").address("a/b") == str(tmp_path / "a/b")
    assert store_of(str(tmp_path)).is_local
    remote = store_of("mock:///bucket/lake")
    assert (remote.is_local, remote.address("CURRENT")) == (False, "mock://bucket/lake/CURRENT")
