"""Counting all dossiers again: the packs say what the one definition says, also after changes and a merge."""

from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from thongsuot.reporting.scale import packs
from thongsuot.reporting.scale.deltas import ChangeWithoutDossierError, append, beside, compact, deltas_of
from thongsuot.reporting.scale.generator import month_facts
from thongsuot.reporting.scale.packs import OutdatedPackError, pack, read, rows_of
from thongsuot.reporting.scale.recount import Recount, recount
from thongsuot.reporting.scale.world import Scale, nation
from thongsuot.serving.facts.domain.counters import NAMES, Axis, cells, folded
from thongsuot.serving.facts.domain.schema import schema

Cells = dict[tuple[int, int], tuple[int, ...]]
SMALL = Scale(count=20_000, units=80, procedures=50, provinces=5, months=3)


@cache
def _months() -> tuple[pa.Table, ...]:
    world = nation(SMALL)
    return tuple(pa.concat_tables(month_facts(world, month)) for month in range(SMALL.months))


@cache
def _definition(key: str) -> str:
    import ibis

    rows = folded(cells(ibis.table(schema(), name="facts"), (key,), "month"), (key,))
    return str(ibis.to_sql(rows, dialect="duckdb"))


def _by_definition(facts: pa.Table, key: str) -> Cells:
    with duckdb.connect() as memory:
        memory.register("facts", facts)
        rows = memory.sql(_definition(key)).fetchall()
    return {(one, day.year * 12 + day.month - 1): tuple(sums) for one, day, *sums in rows if any(sums)}


def _cells(total: Recount) -> Cells:
    found = {}
    for place in np.argwhere(total.sums.any(axis=0)):
        month, key = (int(one) for one in place)
        found[int(total.keys[key]), int(total.months[month])] = tuple(int(one) for one in total.sums[:, month, key])
    return found


def _packed(folder: Path, months: tuple[pa.Table, ...]) -> list[Path]:
    paths = []
    for n, table in enumerate(months):
        pq.write_table(table, folder / f"{n}.parquet")
        paths.append(folder / f"month-{n}.pack")
        assert pack([folder / f"{n}.parquet"], paths[-1]) == table.num_rows
    return paths


@pytest.mark.parametrize("key", ["unit", "province"])
def test_packs_count_what_the_definition_counts(tmp_path: Path, key: str) -> None:
    _packed(tmp_path, _months())
    assert _cells(recount(tmp_path, key)) == _by_definition(pa.concat_tables(_months()), key)


def test_asking_for_some_counters_gives_just_these(tmp_path: Path) -> None:
    _packed(tmp_path, _months()[:1])
    every, some = recount(tmp_path), recount(tmp_path, names=("late_766", "received"))
    assert some.names == ("late_766", "received")
    for name in some.names:
        assert (some.sums[some.names.index(name)] == every.sums[NAMES.index(name)]).all()


def test_the_table_has_a_row_where_anything_was_counted(tmp_path: Path) -> None:
    _packed(tmp_path, _months())
    total = recount(tmp_path)
    rows = {(row.pop("key"), row.pop("month")): tuple(row.values()) for row in total.table().to_pylist()}
    assert rows == _cells(total)


def test_one_thread_and_many_count_alike(tmp_path: Path) -> None:
    _packed(tmp_path, _months())
    assert (recount(tmp_path, threads=1).sums == recount(tmp_path, threads=4).sums).all()


def test_a_unit_that_moved_to_another_province_is_one_unit(tmp_path: Path) -> None:
    table = _months()[0]
    moved = pa.concat_tables([table, _with(table, "province", 99, pa.int32())])
    _packed(tmp_path, (moved,))
    assert _cells(recount(tmp_path, "unit")) == _by_definition(moved, "unit")


def test_every_dossier_can_be_taken_out_again_bit_by_bit(tmp_path: Path) -> None:
    path = _packed(tmp_path, _months()[:1])[0]
    expected = deltas_of(_months()[0], 1)
    whole = read(path)
    for place, axis in enumerate(Axis):
        rows = rows_of(axis, whole.blocks[axis])
        found = sorted(zip(rows.month.tolist(), whole.unit[rows.rank].tolist(), rows.code.tolist(), strict=True))
        mine = expected[expected["axis"] == place]
        assert found == sorted(zip(mine["month"].tolist(), mine["unit"].tolist(), mine["code"].tolist(), strict=True))


def _with(table: pa.Table, name: str, value: object, kind: pa.DataType) -> pa.Table:
    return table.set_column(
        table.schema.get_field_index(name), table.schema.field(name), pa.repeat(pa.scalar(value, kind), len(table))
    )


def _changed() -> tuple[pa.Table, pa.Table]:
    """Some dossiers of the first month as they were, and as they are: settled at another unit a month later."""
    old = _months()[0].slice(100, 60)
    new = _with(_with(old, "unit", 777, pa.int32()), "supplements", 2, pa.int16())
    return old, new


def _after_change() -> pa.Table:
    first, *later = _months()
    new = _changed()[1]
    return pa.concat_tables([first.slice(0, 100), new, first.slice(160), *later])


def test_a_change_of_an_old_dossier_counts_at_once_and_after_the_merge(tmp_path: Path) -> None:
    path = _packed(tmp_path, _months())[0]
    old, new = _changed()
    append(path, np.concatenate([deltas_of(old, -1), deltas_of(new, 1)]))
    expected = _by_definition(_after_change(), "unit")
    assert _cells(recount(tmp_path)) == expected
    assert compact(path) > 0
    assert read(path).merged == beside(path).stat().st_size
    assert _cells(recount(tmp_path)) == expected
    assert compact(path) == 0


def test_a_torn_change_is_not_counted_and_the_next_one_is(tmp_path: Path) -> None:
    path = _packed(tmp_path, _months())[0]
    before = _cells(recount(tmp_path))
    old, new = _changed()
    with beside(path).open("ab") as file:
        file.write(deltas_of(old, -1).tobytes()[:7])  # the power went off
    assert _cells(recount(tmp_path)) == before
    append(path, np.concatenate([deltas_of(old, -1), deltas_of(new, 1)]))
    assert _cells(recount(tmp_path)) == _by_definition(_after_change(), "unit")


def test_taking_away_what_was_never_there_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path = _packed(tmp_path, _months()[:1])[0]
    before = path.read_bytes()
    append(path, deltas_of(_changed()[1], -1))
    with pytest.raises(ChangeWithoutDossierError):
        compact(path)
    assert path.read_bytes() == before


def test_packs_of_other_definitions_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _packed(tmp_path, _months()[:1])[0]
    monkeypatch.setattr(packs, "fingerprint", lambda: "another")
    with pytest.raises(OutdatedPackError):
        read(path)


def test_no_packs_no_sums(tmp_path: Path) -> None:
    assert recount(tmp_path).sums.size == 0
    _packed(tmp_path, (_months()[0].slice(0, 0),))
    assert recount(tmp_path).sums.size == 0
