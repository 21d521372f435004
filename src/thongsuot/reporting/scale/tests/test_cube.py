"""The cube answers what a full count says; a change moves exactly the days it belongs to."""

import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from thongsuot.reporting.scale.cube import KEYS, Cube
from thongsuot.reporting.scale.tests.test_packs import Cells, _after_change, _by_definition, _changed, _months
from thongsuot.serving.facts.domain.counters import NAMES


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: several slices a month, as a nation's months are."""
    home = tmp_path_factory.mktemp("cube")
    made = Cube(home / "cube.duckdb")
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr("thongsuot.reporting.scale.cube.SLICE", 700)
        for n, table in enumerate(_months()):
            pq.write_table(table, home / f"{n}.parquet")
            made.add_partition([home / f"{n}.parquet"])
    made.close()
    return home / "cube.duckdb"


@pytest.fixture
def cube(built: Path, tmp_path: Path) -> Cube:
    return Cube(Path(shutil.copy(built, tmp_path)))


def _cells(answer: pa.Table, key: str) -> Cells:
    return {
        (row[key], row["day"].year * 12 + row["day"].month - 1): tuple(row[name] for name in NAMES)
        for row in answer.to_pylist()
        if any(row[name] for name in NAMES)
    }


def test_months_are_those_of_the_definition(cube: Cube) -> None:
    facts = pa.concat_tables(_months())
    assert _cells(cube.nation(), "province") == _by_definition(facts, "province")
    assert _cells(cube.units(), "unit") == _by_definition(facts, "unit")


def test_one_unit_and_one_month_are_parts_of_the_whole(cube: Cube) -> None:
    whole = _cells(cube.units(), "unit")
    assert _cells(cube.unit(7), "unit") == {cell: sums for cell, sums in whole.items() if cell[0] == 7}
    february = _cells(cube.month(date(2023, 2, 1)), "unit")
    assert february == {cell: sums for cell, sums in whole.items() if cell[1] == 2023 * 12 + 1}


def test_days_of_a_unit_add_up_to_its_month(cube: Cube) -> None:
    days = cube.days(7, date(2023, 1, 1), date(2023, 1, 31)).to_pylist()
    month = cube.unit(7).to_pylist()
    assert len(days) > 10
    for name in NAMES:
        assert sum(day[name] for day in days) == next(one[name] for one in month if one["day"] == date(2023, 1, 1))


def test_procedures_of_a_province_add_up_to_the_province(cube: Cube) -> None:
    by_procedure = cube.procedures(2, date(2023, 1, 1), date(2023, 3, 31), ["received", "late_766"]).to_pylist()
    months = [one for one in cube.nation().to_pylist() if one["province"] == 2 and one["day"] <= date(2023, 3, 1)]
    assert len(by_procedure) > 10
    for name in ("received", "late_766"):
        assert sum(one[name] for one in by_procedure) == sum(one[name] for one in months)


def test_a_change_is_told_by_signed_rows_before_and_after_folding(cube: Cube) -> None:
    cube.change(*_changed())
    expected = {key: _by_definition(_after_change(), key) for key in ("unit", "province")}
    assert _cells(cube.units(), "unit") == expected["unit"]
    assert _cells(cube.nation(), "province") == expected["province"]
    for table in KEYS:
        cube.fold(table)
    assert _cells(cube.units(), "unit") == expected["unit"]
    assert _cells(cube.nation(), "province") == expected["province"]


def test_a_change_and_back_leaves_nothing(cube: Cube) -> None:
    before = _cells(cube.units(), "unit")
    old, new = _changed()
    cube.change(old, new)
    assert _cells(cube.units(), "unit") != before
    cube.change(new, old)
    assert _cells(cube.units(), "unit") == before
    cube.fold("unit_month")
    assert 777 not in {unit for unit, _ in _cells(cube.units(), "unit")}


def test_readers_ask_a_closed_cube_again(cube: Cube, tmp_path: Path) -> None:
    answer = _cells(cube.nation(), "province")
    cube.close()
    reader = Cube(tmp_path / "cube.duckdb", is_read_only=True)
    assert _cells(reader.nation(), "province") == answer
    reader.close()
