"""Made-up dossiers: the same for the same seed, and such as a one-stop desk could have seen."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from thongsuot.reporting.scale.generator import SCHEMA, demo_facts, digest, month_facts, province_facts, write_facts
from thongsuot.reporting.scale.world import Scale, nation
from thongsuot.serving.facts.domain.schema import COLUMNS

SMALL = Scale(count=60_000, units=300, procedures=120, provinces=6, months=4)
UNITS = [(901, 12), (17, 3), (44, 3)]
YEAR_END = (date(2026, 9, 1), date(2026, 11, 30))


@lru_cache
def _facts() -> pa.Table:
    world = nation(SMALL)
    return pa.concat_tables([one for month in range(SMALL.months) for one in month_facts(world, month)])


def _ask(question: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as memory:
        memory.register("facts", _facts())
        return memory.sql(question).fetchall()


def _one(question: str) -> tuple[float, ...]:
    return tuple(float(value) for value in _ask(question)[0])  # type: ignore[arg-type]


def test_rows_have_the_shape_of_the_fact_table() -> None:
    assert SCHEMA.names == [one.name for one in COLUMNS]
    assert _facts().schema == SCHEMA
    _facts().validate(full=True)
    assert {one.name for one in COLUMNS if not one.is_nullable and _facts()[one.name].null_count} == set()


def test_exactly_so_many_dossiers_are_made_and_each_has_its_own_code() -> None:
    assert _one("SELECT count(*), count(DISTINCT code) FROM facts") == (60_000, 60_000)


def test_the_same_seed_tells_the_same_story_and_another_seed_another() -> None:
    once, again = (province_facts(nation.__wrapped__(SMALL), 2, 3) for _ in range(2))
    other = province_facts(nation.__wrapped__(Scale(**{**_fields(), "seed": 5})), 2, 3)
    assert digest(once) == digest(again) != digest(other)


def _fields() -> dict[str, object]:
    return {name: getattr(SMALL, name) for name in Scale.__dataclass_fields__}


def test_files_do_not_depend_on_how_many_processes_write_them(tmp_path: Path) -> None:
    tiny = Scale(count=3_000, units=40, procedures=30, provinces=3, months=2)
    alone, together = tmp_path / "1", tmp_path / "2"
    assert write_facts(tiny, alone, processes=1) == write_facts(tiny, together, processes=2) == 3_000
    paths = sorted(path.relative_to(alone) for path in alone.rglob("*.parquet"))
    assert [str(path) for path in paths] == ["month=2023-01/part-0.parquet", "month=2023-02/part-0.parquet"]
    assert all((alone / path).read_bytes() == (together / path).read_bytes() for path in paths)
    assert write_facts(tiny, alone, processes=1) == 0  # what is there stays


def test_units_lie_in_one_province_and_few_of_them_have_most_dossiers() -> None:
    assert _ask("SELECT unit FROM facts GROUP BY unit HAVING count(DISTINCT province) > 1") == []
    top, every = _one(
        "SELECT sum(n) FILTER (place <= 30), sum(n) FROM (SELECT count(*) n, row_number() OVER (ORDER BY n DESC) place "
        "FROM facts GROUP BY unit)"
    )
    assert top > every * 0.3  # a tenth of the units
    assert _one("SELECT count(DISTINCT procedure), count(DISTINCT province) FROM facts") == (120, 6)


def test_desks_are_busy_on_working_days_in_working_hours() -> None:
    sunday, monday = _one(
        "SELECT count(*) FILTER (isodow(started_at) = 7), count(*) FILTER (isodow(started_at) = 1) FROM facts"
    )
    assert 0 < sunday < monday / 10
    assert _ask("SELECT 1 FROM facts WHERE channel <> 2 AND (hour(started_at) < 7 OR hour(started_at) >= 17)") == []
    assert _ask("SELECT 1 FROM facts WHERE mode <> 0 AND channel <> 2") == []


def test_rates_are_of_the_size_seen_in_reports() -> None:
    online, late, fee, paid, again = _one(
        "SELECT avg((channel = 2)::int), avg(is_past_due::int), avg(has_fee::int), avg(is_paid_online::int), "
        "avg((supplements > 1)::int) FROM facts"
    )
    assert 0.3 < online < 0.75
    assert 0.02 < late < 0.1
    assert 0.2 < paid / fee < 0.8
    assert 0 < again < 0.02


def test_no_story_contradicts_itself() -> None:
    taken = "2023-04-30 23:59:59"
    broken = {
        "two ends": "finished_at IS NOT NULL AND closed_at IS NOT NULL",
        "ends before it starts": "coalesce(finished_at, closed_at) <= started_at",
        "ends in the future": f"coalesce(finished_at, closed_at) > '{taken}'",
        "waits after its end": "paused_at IS NOT NULL AND coalesce(finished_at, closed_at) IS NOT NULL",
        "waits for nothing": "paused_at IS NOT NULL AND supplements = 0",
        "waits before it starts": "paused_at < started_at",
        "no date although running": "(due_at IS NULL) <> (paused_at IS NOT NULL)",
        "past due or not": f"is_past_due <> (due_at < least(finished_at, closed_at, '{taken}') IS TRUE)",
        "paid without a fee": "is_paid_online AND NOT has_fee",
        "a result that is not there": "has_electronic_result AND finished_at IS NULL",
    }
    assert [what for what, where in broken.items() if _ask(f"SELECT code FROM facts WHERE {where} LIMIT 1")] == []


def test_there_are_dossiers_in_every_state() -> None:
    finished, closed, waiting, running = _one(
        "SELECT count(finished_at), count(closed_at), count(paused_at), count(*) FILTER (paused_at IS NULL AND "
        "finished_at IS NULL AND closed_at IS NULL) FROM facts"
    )
    assert finished > closed > 0
    assert waiting > 0
    assert running > 0


def test_the_demo_asks_for_its_own_units_and_procedures() -> None:
    table = demo_facts(9, UNITS, [5, 6], YEAR_END, 500)
    assert table.num_rows == 500
    rows = table.select(["source", "unit", "province", "procedure", "started_at"]).to_pylist()
    assert {(row["unit"], row["province"]) for row in rows} == set(UNITS)
    assert {row["source"] for row in rows} == {1}
    assert {row["procedure"] for row in rows} == {5, 6}
    assert all(YEAR_END[0] <= row["started_at"].date() <= YEAR_END[1] for row in rows)
    assert digest(table) == digest(demo_facts(9, UNITS, [5, 6], YEAR_END, 500))


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_dossiers_are_made_as_well(count: int) -> None:
    assert demo_facts(9, UNITS, [5], YEAR_END, count).num_rows == count
