"""The definition compiled for DuckDB and for PostgreSQL counts what plain loops count, dossier by dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import duckdb
import ibis
import pytest
from django.db import connection
from hypothesis import example, given, settings

from thongsuot.serving.facts.domain import counters, schema
from thongsuot.serving.facts.domain.measures import STOCKS, Counts, Sums, counts_of
from thongsuot.serving.facts.tests import oracle
from thongsuot.serving.facts.tests.lives import AS_OF, histories, periods
from thongsuot.serving.facts.tests.oracle import BEGUN, Fact

Run = Callable[[str], Iterable[tuple[Any, ...]]]
_TYPES = {"int16": "smallint", "int32": "integer", "string": "text", "boolean": "boolean", "timestamp": "timestamp"}
_COLUMNS = ", ".join(f"{one.name} {_TYPES[one.type_name]}" for one in schema.COLUMNS)
_TABLE = f"CREATE TEMP TABLE made ({_COLUMNS})"
_JULY = (date(2026, 7, 1), date(2026, 7, 31))


@lru_cache
def compiled(dialect: str) -> str:
    facts, keys = ibis.table(schema.schema(), name="made"), ("unit", "procedure")
    return str(ibis.to_sql(counters.folded(counters.cells(facts, keys), keys), dialect=dialect))


def summed(run: Run, dialect: str, first: date, last: date) -> Counts:
    """Of all cells, as the periods need them."""
    sums = Sums.zero()
    for _unit, _procedure, at, *values in run(compiled(dialect)):
        cell = dict(zip(counters.NAMES, map(int, values), strict=True))
        stocks = {name: cell[name] for name in STOCKS}
        none, empty = dict.fromkeys(STOCKS, 0), dict.fromkeys(counters.NAMES, 0)
        day = at.date() if isinstance(at, datetime) else at
        sums += Sums(
            cell if first <= day <= last else empty,
            stocks if day < first else none,
            stocks if day <= last else none,
        )
    return counts_of(sums)


def checked(counted: Counts, facts: list[Fact], period: tuple[date, date]) -> None:
    assert counted == oracle.counts(facts, *period, AS_OF)
    assert min(getattr(counted, name) for name in Counts.__slots__) >= 0
    assert counted.all_766 == counted.received + counted.carried == counted.solved + counted.in_process
    assert counted.online >= counted.funnel_paid >= counted.funnel_papers >= counted.funnel_result
    assert counted.differing == oracle.differing(facts, *period, AS_OF)


def _filled(place: str, facts: list[Fact]) -> tuple[str, list[object]]:
    row = f"({', '.join([place] * len(schema.NAMES))})"
    return f"INSERT INTO made VALUES {', '.join([row] * len(facts))}", [value for one in facts for value in one.row]


@pytest.fixture(scope="module")
def duck() -> Iterable[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as found:
        found.execute(_TABLE)
        yield found


@example(  # waits for the citizen since after its date: late once, no longer
    [Fact(due_at=BEGUN, paused_at=BEGUN + timedelta(days=3), is_past_due=True)], _JULY
)
@example(  # a date before the clock began
    [Fact(due_at=BEGUN - timedelta(days=30), is_past_due=True)], (date(2026, 6, 1), date(2026, 6, 30))
)
@example(  # done before its clock began
    [Fact(finished_at=BEGUN - timedelta(days=9), supplements=2)], (date(2026, 6, 20), date(2026, 7, 3))
)
@settings(max_examples=60)
@given(histories(), periods())
def test_duckdb_counts_as_the_loops_do(
    duck: duckdb.DuckDBPyConnection, facts: list[Fact], period: tuple[date, date]
) -> None:
    duck.execute("DELETE FROM made")
    duck.execute(*_filled("?", facts))
    checked(summed(lambda text: duck.execute(text).fetchall(), "duckdb", *period), facts, period)


@pytest.mark.django_db
def test_postgresql_counts_as_the_loops_do() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)

    @settings(max_examples=60)
    @given(histories(), periods())
    def same(facts: list[Fact], period: tuple[date, date]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE made")
            cursor.execute(*_filled("%s", facts))
            checked(summed(fetched, "postgres", *period), facts, period)

    same()


def fetched(text: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall()
