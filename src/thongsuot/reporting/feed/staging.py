"""A batch of events into the database: COPY to a temporary table, then set by set. Events already there stay as is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection

from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.domain.events import NAMES, Event
from thongsuot.reporting.feed.models import FeedFile

Numbered = tuple[int, Event]
_COLUMNS = ", ".join(("digest", "row", *NAMES))
_TABLE = f"""
CREATE TEMPORARY TABLE IF NOT EXISTS feed_staging ON COMMIT DELETE ROWS AS
SELECT {_COLUMNS} FROM reporting_feedevent WITH NO DATA
"""  # noqa: S608 - names of our own columns, here and below
_KEEP = f"""
WITH new AS (
    INSERT INTO reporting_feedevent (source_id, file_id, arrived_at, {_COLUMNS})
    SELECT DISTINCT ON (digest) %(source)s, %(file)s, %(now)s, {_COLUMNS} FROM feed_staging ORDER BY digest, row
    ON CONFLICT (source_id, digest) DO NOTHING
    RETURNING code, unit_code, procedure_code
), queued AS (
    INSERT INTO reporting_feedqueue (source_id, code) SELECT DISTINCT %(source)s::bigint, code FROM new
    ON CONFLICT DO NOTHING
), named AS (
    INSERT INTO reporting_feedcode (source_id, kind, code, name, rows)
    SELECT %(source)s, kind, code, coalesce(max(said.name), ''), count(*)
    FROM (
        SELECT '{CodeKind.UNIT}' AS kind, unit_code AS code FROM new
        UNION ALL SELECT '{CodeKind.PROCEDURE}', procedure_code FROM new
    ) AS met
    LEFT JOIN unnest(%(codes)s::text[], %(names)s::text[]) AS said (called, name)
        ON kind = '{CodeKind.PROCEDURE}' AND said.called = code
    WHERE code IS NOT NULL GROUP BY kind, code
    ON CONFLICT (source_id, kind, code) DO UPDATE SET rows = reporting_feedcode.rows + EXCLUDED.rows,
        name = CASE WHEN EXCLUDED.name = '' THEN reporting_feedcode.name ELSE EXCLUDED.name END
)
SELECT count(*) FROM new
"""  # noqa: S608
_KNOWN = """
SELECT count(DISTINCT mine.digest) FILTER (WHERE kept.digest IS NULL)
FROM feed_staging mine
LEFT JOIN reporting_feedevent kept ON kept.source_id = %s AND kept.digest = mine.digest
"""


def keep(file: FeedFile, events: Sequence[Numbered], names: Mapping[str, str], now: datetime) -> int:
    """Write what is new, queue its dossiers, count its codes; how many were new. In the caller's transaction."""
    put_aside(events)
    given = {"source": file.source_id, "file": file.pk, "now": now, "codes": list(names), "names": [*names.values()]}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, given)
        (added,) = cursor.fetchone()
        cursor.execute("TRUNCATE feed_staging")  # a transaction of a test holds several batches
    return int(added)


def put_aside(events: Iterable[Numbered]) -> None:
    """Into the temporary table, gone with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy(f"COPY feed_staging ({_COLUMNS}) FROM STDIN") as copy:
            for number, event in events:
                copy.write_row((event.digest, number, *(getattr(event, name) for name in NAMES)))


def new_among(source_id: int) -> int:
    """How many of the events put aside are not kept yet."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [source_id])
        (new,) = cursor.fetchone()
    return int(new)


def lock_source(source_id: int) -> None:
    """One writer a source until the end of the transaction: two files, or a file and a mapping, take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"reporting.feed:{source_id}"])
