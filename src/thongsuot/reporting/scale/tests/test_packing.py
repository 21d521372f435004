"""The packed layer of a lake: whoever reads it sees one state, and only what changed is made again."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.fs as pafs
import pytest

from thongsuot.reporting.lake.manifest import LakeDamagedError
from thongsuot.reporting.lake.snapshots import snapshot
from thongsuot.reporting.lake.storage import LakeBusyError, LocalStore, ObjectStore
from thongsuot.reporting.lake.tests.making import rows, table
from thongsuot.reporting.lake.writing import write_lake
from thongsuot.reporting.scale.packing import MANIFEST, NoPacksError, pack_lake, read_layer
from thongsuot.reporting.scale.packs import OutdatedPackError

SOME = rows(900, months=3)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_lake(tmp_path / "lake", [table(SOME)])
    return tmp_path / "lake"


def made(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.iterdir() if path.suffix in {".pack", ".sums", ".cube"}}


def test_only_a_month_that_changed_is_made_again(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "packs"
    assert pack_lake(snapshot(root), target).anew == 4, "ninety days end in April"
    first = made(target)
    assert set(first) == read_layer(target).names()
    assert pack_lake(snapshot(root), target).anew == 0
    assert made(target) == first
    write_lake(root, [table([SOME[0] | {"is_disliked": not SOME[0]["is_disliked"]}])])
    done = pack_lake(snapshot(root), target)
    assert done.anew == 1
    second = made(target)
    assert len(second.keys() - first.keys()) == 3, "a pack, its sums, the cube"
    assert first.items() <= second.items(), "who asks the layer before still may"
    write_lake(root, [table([SOME[0]])])
    pack_lake(snapshot(root), target)
    assert set(made(target)) == read_layer(target).names() | done.layer.names()


def test_killed_before_the_manifest_the_layer_before_holds(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "packs"
    old = pack_lake(snapshot(root), target).layer
    sound = (target / MANIFEST).read_bytes()
    write_lake(root, [table([SOME[0] | {"supplements": 2}])])
    new = pack_lake(snapshot(root), target).layer
    (target / MANIFEST).write_bytes(sound)
    assert read_layer(target) == old
    assert old.names() <= set(made(target))
    (target / new.packs()[0]).unlink()
    assert pack_lake(snapshot(root), target).anew <= 1
    assert read_layer(target) == new


def test_objects_are_fetched(root: Path, tmp_path: Path) -> None:
    objects = ObjectStore(pafs.SubTreeFileSystem(str(tmp_path), pafs.LocalFileSystem()), root.name, "s3://")
    assert pack_lake(snapshot(objects), tmp_path / "b").layer == pack_lake(snapshot(root), tmp_path / "a").layer
    for name in read_layer(tmp_path / "a").packs():
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_one_packs_at_a_time_and_other_files_stay(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "packs"
    with LocalStore(target).alone(), pytest.raises(LakeBusyError):
        pack_lake(snapshot(root), target)
    (target / "ghi-chu.txt").write_text("của người khác")
    pack_lake(snapshot(root), target)
    assert (target / "ghi-chu.txt").exists()


def test_a_lake_without_one_of_its_files_is_not_packed(root: Path, tmp_path: Path) -> None:
    lake = snapshot(root)
    Path(lake.addresses()[0]).unlink()
    with pytest.raises(LakeDamagedError):
        pack_lake(lake, tmp_path / "packs")
    with pytest.raises(NoPacksError):
        read_layer(tmp_path / "packs")


def test_a_layer_of_other_definitions_is_refused_and_made_again(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "packs"
    pack_lake(snapshot(root), target)
    plain = json.loads((target / MANIFEST).read_bytes())
    (target / MANIFEST).write_text(json.dumps(plain | {"counters": "of last year"}))
    with pytest.raises(OutdatedPackError):
        read_layer(target)
    pack_lake(snapshot(root), target)
    assert read_layer(target).rows == 900
