"""Writes facts, and moves the sums by exactly what the facts moved: new (+1), old (−1), in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.serving.facts.compiling import FACTS, cells_sql
from thongsuot.serving.facts.domain import counters, schema

_LOCK = 0x766_FAC7  # one writer of the sums at a time: two that wait for each other's cells would never end
_COLUMNS = ", ".join(schema.NAMES)
_ARRIVED = "fact_arrived"
CUBES = {
    "serving_unitday": ("unit", "day"),
    "serving_unitmonth": ("unit", "day"),
    "serving_procedureday": ("province", "procedure", "day"),
}


def put_facts(rows: Iterable[Mapping[str, Any]], now: datetime | None = None) -> int:
    """Write facts of other systems as they stand now, whenever what they tell of happened; how many changed.

    ``rows``: columns of the schema, ``source`` above 0, moments Vietnam local without a zone. Of several rows of one
    dossier the last holds. ``is_past_due`` is reckoned here, as of ``now``. One transaction, exact: a dossier
    corrected moves the days it stood on. Raises ValueError for ``source`` 0 (our own are built), KeyError for a row
    that lacks a column.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        lock(cursor)
        if not _copied(cursor, rows):
            return 0
        cursor.execute(_put_sql(), {"now": naive(now or timezone.now())})
        return int(cursor.fetchone()[0])


def lock(cursor: Any) -> None:
    """Until the end of the transaction nobody else writes facts or sums.

    Nor are statements compiled to machine code, which takes longer than these statements do.
    """
    cursor.execute("SELECT set_config('jit', 'off', true), pg_advisory_xact_lock(%s)", [_LOCK])


def naive(moment: datetime) -> datetime:
    """As facts keep it."""
    return local(moment).replace(tzinfo=None)


def _copied(cursor: Any, rows: Iterable[Mapping[str, Any]]) -> int:
    cursor.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS {_ARRIVED} (LIKE {FACTS}) ON COMMIT DELETE ROWS; TRUNCATE {_ARRIVED}"
    )
    count = 0
    with cursor.copy(f"COPY {_ARRIVED} (id, {_COLUMNS}) FROM STDIN") as copy:
        for count, row in enumerate(rows, 1):
            if not row["source"] > 0:
                raise ValueError("source 0 is this system: its facts are built from its dossiers")
            copy.write_row((count, *(row[name] for name in schema.NAMES)))
    return count


@lru_cache
def _put_sql() -> str:
    plain = {name: name for name in schema.NAMES}
    plain["closed_at"] = "CASE WHEN finished_at IS NULL THEN closed_at END"
    plain["paused_at"] = "CASE WHEN finished_at IS NULL AND closed_at IS NULL THEN paused_at END"
    plain["is_past_due"] = "coalesce(due_at < coalesce(finished_at, closed_at, %(now)s::timestamp), false)"
    arriving = (
        f"SELECT DISTINCT ON (source, code) NULL::bigint, {', '.join(plain[name] for name in schema.NAMES)} "  # noqa: S608
        f"FROM {_ARRIVED} ORDER BY source, code, id DESC"
    )
    return applied_sql(arriving, f"SELECT f.* FROM {FACTS} f JOIN arriving USING (source, code)")  # noqa: S608


def applied_sql(arriving: str, former: str) -> str:
    """One statement: ``arriving`` rows (dossier_id, *columns) take the place of the ``former`` facts, the sums follow.

    ``former`` may read ``arriving``. A former fact that does not arrive again is gone. Gives one row: how many facts
    changed. The caller holds ``lock``.
    """
    both = f"dossier_id, {_COLUMNS}"
    kept = ", ".join(f"{name} = excluded.{name}" for name in ("dossier_id", *schema.NAMES))
    fine = cells_sql("signed", ("province", "unit", "procedure", "sign"))
    return f"""
WITH arriving ({both}) AS MATERIALIZED ({arriving}),
former AS MATERIALIZED ({former}),
new AS MATERIALIZED (SELECT {both} FROM arriving EXCEPT SELECT {both} FROM former),
old AS MATERIALIZED (SELECT {both} FROM former EXCEPT SELECT {both} FROM arriving),
signed AS MATERIALIZED (SELECT 1::bigint AS sign, * FROM new UNION ALL SELECT -1, * FROM old),
gone AS (DELETE FROM {FACTS} f USING old WHERE f.source = old.source AND f.code = old.code
    AND NOT EXISTS (SELECT FROM arriving a WHERE a.source = old.source AND a.code = old.code)),
written AS (INSERT INTO {FACTS} ({both}) SELECT {both} FROM new ON CONFLICT (source, code) DO UPDATE SET {kept}),
fine AS MATERIALIZED ({fine}),
{", ".join(_moved_sql(cube, keys) for cube, keys in CUBES.items())},
turned AS (INSERT INTO serving_factstate (id, version, changed_at, faults)
    SELECT 1, 1, clock_timestamp(), 0 WHERE EXISTS (SELECT FROM signed)
    ON CONFLICT (id) DO UPDATE SET version = serving_factstate.version + 1, changed_at = excluded.changed_at
    RETURNING version),
touched AS (INSERT INTO serving_factpart (month, province, version)
    SELECT DISTINCT date_trunc('month', started_at)::date, province, turned.version FROM signed CROSS JOIN turned
    ON CONFLICT (month, province) DO UPDATE SET version = excluded.version)
SELECT (SELECT count(*) FROM (SELECT source, code FROM signed GROUP BY source, code) moved)
"""  # noqa: S608 - built of our own names


def _moved_sql(cube: str, keys: tuple[str, ...]) -> str:
    names, places = ", ".join(counters.NAMES), [_place(cube, key) for key in keys]
    sums = ", ".join(f"sum({name} * sign)::bigint AS {name}" for name in counters.NAMES)
    moved = " OR ".join(f"sum({name} * sign) <> 0" for name in counters.NAMES)
    added = ", ".join(f"{name} = {cube}.{name} + excluded.{name}" for name in counters.NAMES)
    numbers = ", ".join(map(str, range(1, len(keys) + 1)))
    return (
        f"of_{cube} AS (INSERT INTO {cube} ({', '.join(keys)}, {names}) "  # noqa: S608
        f"SELECT {', '.join(places)}, {sums} FROM fine GROUP BY {numbers} HAVING {moved} "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added})"
    )


def _place(cube: str, key: str) -> str:
    return "date_trunc('month', day)::date" if (cube, key) == ("serving_unitmonth", "day") else key
