"""Tables, migration and documents hold exactly what the definition names."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from thongsuot.serving.facts.domain import counters, measures, schema
from thongsuot.serving.facts.models import DossierFact, ProcedureDay, UnitDay, UnitMonth

_PAGE = Path(__file__).parents[5] / "docs" / "su-that-ho-so.md"
_TYPES = {"int16": "smallint", "int32": "integer", "string": "text", "boolean": "boolean"}


def columns_of(table: str) -> dict[str, tuple[str, bool]]:
    """Column → (type, may be empty), as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, is_nullable = 'YES' FROM information_schema.columns WHERE table_name = %s",
            [table],
        )
        return {name: (kind, empty) for name, kind, empty in cursor.fetchall()}


@pytest.mark.django_db
def test_the_fact_table_of_the_database_is_the_schema() -> None:
    expected = {
        one.name: (_TYPES.get(one.type_name, "timestamp without time zone"), one.is_nullable) for one in schema.COLUMNS
    }
    found = columns_of(DossierFact._meta.db_table)
    assert {name: found[name] for name in schema.NAMES} == expected
    assert set(found) - set(expected) == {"id", "dossier_id"}


@pytest.mark.django_db
@pytest.mark.parametrize("table", [UnitDay, UnitMonth, ProcedureDay])
def test_each_table_of_sums_has_one_whole_number_a_counter(table: type[UnitDay]) -> None:
    found = columns_of(table._meta.db_table)
    assert {name: found[name] for name in counters.NAMES} == dict.fromkeys(counters.NAMES, ("bigint", False))


@pytest.mark.django_db
def test_the_migrations_know_all_of_it() -> None:
    call_command("makemigrations", "serving", check=True, dry_run=True, stdout=StringIO())


def test_names_are_told_apart() -> None:
    assert len(set(counters.NAMES)) == len(counters.NAMES) and len(set(schema.NAMES)) == len(schema.NAMES)
    assert set(measures.STOCKS) < set(counters.NAMES)


def test_the_page_for_readers_names_every_column_counter_and_count() -> None:
    page = _PAGE.read_text()
    rows = {line.split("|")[1].strip().strip("`") for line in page.splitlines() if line.startswith("| `")}
    counts = set(measures.Counts.__slots__)
    assert rows == {*schema.NAMES, *counters.NAMES, *counts}
    for one in schema.COLUMNS:
        assert f"| `{one.name}` | {one.meaning} |" in page
    for counter in counters.COUNTERS:
        assert re.search(rf"^\| `{counter.name}` \| \S.* \| {re.escape(counter.meaning)} \|$", page, re.MULTILINE)
