"""The same facts in PostgreSQL: the product's own embedded cluster, a database of its own; ten million at most."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.testing")

import django
import duckdb
import psycopg

MOST = 10_000_000
TYPES = {"SMALLINT": "smallint", "INTEGER": "integer", "BOOLEAN": "boolean"}


def connected(folder: Path, rows: int | None = None) -> Any:
    """A connection; with ``rows`` the table is filled first where it is not there."""
    os.environ.setdefault("THONGSUOT_VAR", str(folder / "postgresql"))
    django.setup()
    from django.conf import settings
    from django.db import connection

    name = f"bench_facts_{folder.name}"
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')
    connection.ensure_connection()
    plain: psycopg.Connection = connection.connection
    with plain.cursor() as cursor:
        cursor.execute("SELECT to_regclass('facts') IS NOT NULL")
        is_there = cursor.fetchone()[0]
        if rows and not is_there:
            _fill(cursor, folder)
        cursor.execute("SET max_parallel_workers_per_gather = 2; SET work_mem = '256MB'; SET jit = off")
    return plain


def _fill(cursor: Any, folder: Path) -> None:
    """By COPY, month by month, in one transaction."""
    source = f"read_parquet('{folder / 'facts'}/*/*.parquet', hive_partitioning = false)"
    with duckdb.connect() as memory:
        facts = f"SELECT * EXCLUDE (code) FROM {source}"
        described = memory.sql(f"DESCRIBE {facts}").fetchall()
        columns = ", ".join(f"{name} {TYPES.get(kind, 'timestamp')}" for name, kind, *_ in described)
        cursor.execute("BEGIN")
        cursor.execute(f"CREATE TABLE facts ({columns})")
        draft = folder / "postgresql.csv"
        memory.execute(f"COPY ({facts}) TO '{draft}' (HEADER false)")
    with draft.open("rb") as file, cursor.copy("COPY facts FROM STDIN (FORMAT csv)") as copy:
        while part := file.read(1 << 20):
            copy.write(part)
    cursor.execute("COMMIT")
    cursor.execute("VACUUM ANALYZE facts")
    draft.unlink()
