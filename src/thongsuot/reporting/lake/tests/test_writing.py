"""What is brought in is what is there, in one file a partition, whatever came when; doing it again changes nothing."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from thongsuot.reporting.lake import staging
from thongsuot.reporting.lake.manifest import CURRENT
from thongsuot.reporting.lake.parts import read_part
from thongsuot.reporting.lake.shape import Place, arrow_schema
from thongsuot.reporting.lake.snapshots import Snapshot, snapshot
from thongsuot.reporting.lake.storage import LakeBusyError, store_of
from thongsuot.reporting.lake.tests.making import Row, row, rows, table
from thongsuot.reporting.lake.writing import DoubleKeysError, write_lake

Oracle = dict[tuple[int, str], Row]


def held(lake: Snapshot) -> Oracle:
    """Everything in the lake, row by row; fails where a key stands twice or a row in the wrong partition."""
    found: Oracle = {}
    for part in lake.parts():
        for one in read_part(lake.store, part).to_pylist():
            key = (one["source"], one["code"])
            assert key not in found
            assert part.place == Place(one["started_at"].year * 100 + one["started_at"].month, one["province"])
            found[key] = one
    return found


def keyed(some: list[Row]) -> Oracle:
    return {(one["source"], one["code"]): one for one in some}


def files(root: Path) -> set[str]:
    return {str(one.relative_to(root)) for one in (root / "facts").rglob("*.parquet")}


def test_what_comes_in_is_there_by_month_and_province(tmp_path: Path) -> None:
    some = rows(2000)
    done = write_lake(tmp_path, [table(some[:700]), table(some[700:])])
    lake = snapshot(tmp_path)
    assert held(lake) == keyed(some)
    assert (done.rows, done.anew, lake.manifest.rows) == (2000, 15, 2000)
    assert {path.rsplit("/", 1)[0] for path in files(tmp_path)} == {
        f"facts/month=2026-0{month}/province={province}" for month in range(1, 6) for province in (10, 11, 12)
    }
    assert (tmp_path / CURRENT).read_text().startswith("1 ")


def test_rows_lie_by_unit_and_moment(tmp_path: Path) -> None:
    write_lake(tmp_path, [table(rows(1000))])
    for path in files(tmp_path):
        order = [(one["unit"], one["started_at"]) for one in pq.read_table(tmp_path / path).to_pylist()]
        assert order == sorted(order)
        first = pq.ParquetFile(tmp_path / path).metadata.row_group(0).column(1)
        assert (first.path_in_schema, first.compression) == ("code", "ZSTD")
        assert "DELTA_BYTE_ARRAY" in first.encodings


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    some = rows(500)
    first = write_lake(tmp_path, [table(some)], cursor={"revision": 7})
    shuffled = random.Random(3).sample(some, len(some))
    again = write_lake(tmp_path, [table(shuffled)], cursor={"revision": 7})
    whole = write_lake(tmp_path, [table(shuffled[:100]), table(shuffled[100:])], whole=True)
    assert first.manifest == again.manifest == whole.manifest
    assert (again.anew, whole.anew) == (0, 0)


def test_only_partitions_with_changed_rows_are_written(tmp_path: Path) -> None:
    some = rows(900)
    write_lake(tmp_path, [table(some)])
    before = files(tmp_path)
    changed = next(one for one in some if one["finished_at"] is None and one["closed_at"] is None)
    changed = changed | {"finished_at": changed["started_at"] + timedelta(days=9), "paused_at": None}
    done = write_lake(tmp_path, [table([changed])], cursor={"revision": 8})
    assert done.anew == 1
    assert len(files(tmp_path) - before) == 1
    assert done.manifest.cursor == {"revision": 8}
    assert held(snapshot(tmp_path)) == keyed([*some, changed])


def test_a_row_that_moves_leaves_its_old_partition(tmp_path: Path) -> None:
    some = rows(300)
    write_lake(tmp_path, [table(some)])
    later = some[0] | {"started_at": some[0]["started_at"] + timedelta(days=40)}
    elsewhere = some[1] | {"province": 77, "unit": 7701}
    write_lake(tmp_path, [table([later, elsewhere])])
    assert held(snapshot(tmp_path)) == keyed([*some, later, elsewhere])


def test_a_partition_left_by_all_is_no_more(tmp_path: Path) -> None:
    some = rows(200)
    lonely = row(999, random.Random(5)) | {"province": 50}
    write_lake(tmp_path, [table([*some, lonely])])
    write_lake(tmp_path, [table([lonely | {"province": 51}])])
    places = {one.place.province for one in snapshot(tmp_path).parts()}
    assert 51 in places
    assert 50 not in places


def test_rows_are_removed_by_key(tmp_path: Path) -> None:
    some = rows(300)
    write_lake(tmp_path, [table(some)])
    gone = pa.table({"source": pa.array([one["source"] for one in some[:5]], pa.int16()),
                     "code": [one["code"] for one in some[:5]]})  # fmt: skip
    write_lake(tmp_path, [], removed=gone)
    assert held(snapshot(tmp_path)) == keyed(some[5:])


def test_partitions_given_whole_take_the_place_of_the_old(tmp_path: Path) -> None:
    """How the database is copied: the parts it touched, each as it is now; whoever is not there any more goes."""
    some = rows(300)
    write_lake(tmp_path, [table(some)])
    january = Place(202601, 10)
    its = [one for one in some if one["province"] == 10 and one["started_at"].month == 1]
    now = [its[0] | {"supplements": 4}, *its[2:]]
    others = [one for one in some if one not in its]
    assert write_lake(tmp_path, [table(now)], replaced={january}).anew == 1
    assert held(snapshot(tmp_path)) == keyed([*others, *now])
    assert write_lake(tmp_path, [table(now)], replaced={january}).anew == 0
    write_lake(tmp_path, [], replaced={january})
    assert held(snapshot(tmp_path)) == keyed(others)


def test_few_new_rows_are_laid_beside_many(tmp_path: Path) -> None:
    """The day's new dossiers do not cost writing their whole month anew."""
    some = rows(2000, provinces=1, months=1)
    fresh = [row(number, random.Random(number), months=1, provinces=1) for number in range(5000, 5010)]
    write_lake(tmp_path, [table(some)])
    before = files(tmp_path)
    write_lake(tmp_path, [table(fresh)])
    assert before < files(tmp_path)
    assert len(snapshot(tmp_path).parts()) == 2
    assert held(snapshot(tmp_path)) == keyed([*some, *fresh])
    write_lake(tmp_path, [table([fresh[0] | {"supplements": 3}])])
    assert len(snapshot(tmp_path).parts()) == 1


def test_many_rounds_of_anything_agree_with_a_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "CHUNK_ROWS", 40)
    dice, oracle = random.Random(20261122), {}
    for turn in range(15):
        fresh = [row(turn * 100 + number, dice, months=2, provinces=2) for number in range(dice.choice((0, 3, 60)))]
        chosen = dice.sample(list(oracle.values()), min(len(oracle), dice.choice((0, 2, 30))))
        moved = [one | _change(dice, one) for one in chosen]
        dropped = dice.sample(sorted(oracle.keys() - keyed(moved).keys()), 1) if oracle and turn % 5 == 4 else []
        gone = pa.table({"source": pa.array([one[0] for one in dropped], pa.int16()),
                         "code": pa.array([one[1] for one in dropped], pa.string())})  # fmt: skip
        coming = dice.sample([*fresh, *moved], len(fresh) + len(moved))
        write_lake(tmp_path, [table(coming[start : start + 17]) for start in range(0, len(coming), 17)], removed=gone)
        oracle |= keyed(coming)
        oracle = {key: one for key, one in oracle.items() if key not in dropped}
        assert held(snapshot(tmp_path)) == oracle


def _change(dice: random.Random, one: Row) -> Row:
    return dice.choice((
        {"supplements": 2}, {"province": 10 + dice.randrange(3)}, {"is_disliked": True},
        {"started_at": one["started_at"] + timedelta(days=31)},
    ))  # fmt: skip


def test_of_a_key_given_twice_the_last_holds_or_it_is_refused(tmp_path: Path) -> None:
    one = row(1, random.Random(1))
    other = one | {"supplements": 9, "province": 99}
    with pytest.raises(DoubleKeysError) as told:
        write_lake(tmp_path, [table([one, other])], is_checked=True)
    assert told.value.keys == [(one["source"], one["code"])]
    write_lake(tmp_path, [table([one, one | {"supplements": 9}])])
    assert held(snapshot(tmp_path)) == keyed([one | {"supplements": 9}])


def test_what_is_no_fact_is_refused_and_nothing_has_happened(tmp_path: Path) -> None:
    some = rows(50)
    write_lake(tmp_path, [table(some)])
    headless = pa.table({one.name: pa.nulls(1, one.type) for one in arrow_schema()})
    with pytest.raises(pa.ArrowInvalid):
        write_lake(tmp_path, [table(rows(20, seed=9)), headless])
    with pytest.raises(KeyError):
        write_lake(tmp_path, [table(some).drop_columns(["due_at"])])
    assert held(snapshot(tmp_path)) == keyed(some)
    assert not list(tmp_path.glob(".scratch/*"))


def test_two_do_not_write_at_once(tmp_path: Path) -> None:
    with store_of(tmp_path).alone(), pytest.raises(LakeBusyError):
        write_lake(tmp_path, [table(rows(5))])


def test_dimensions_lie_beside_the_facts(tmp_path: Path) -> None:
    units: dict[str, Any] = {"units": pa.table({"number": [1, 2], "name": ["Sở Y tế", "Phường Kỳ Lừa"]})}
    write_lake(tmp_path, [table(rows(5))], dimensions=units)
    write_lake(tmp_path, [table(rows(9))])
    assert snapshot(tmp_path).dimension("units").to_pylist() == units["units"].to_pylist()
