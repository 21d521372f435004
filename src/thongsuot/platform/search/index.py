"""Keeps the index: other apps hand in entries when something changes, in bulk when they load."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection, transaction

from thongsuot.platform.search.domain import Entry, lexemes_of, vocabulary_of
from thongsuot.platform.search.models import SearchEntry

_BATCH = 1000
_UPSERT = """
INSERT INTO platform_searchentry
       (kind, key, title, subtitle, body, url, unit_path, permission, weight, updated_at, words)
SELECT kind, key, title, subtitle, body, url, unit_path, permission, weight, updated_at,
       array_to_tsvector(string_to_array(lexemes, E'\\n'))
  FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
              %s::smallint[], %s::timestamptz[], %s::text[])
       AS given(kind, key, title, subtitle, body, url, unit_path, permission, weight, updated_at, lexemes)
ON CONFLICT (kind, key) DO UPDATE
   SET title = excluded.title, subtitle = excluded.subtitle, body = excluded.body, url = excluded.url,
       unit_path = excluded.unit_path, permission = excluded.permission, weight = excluded.weight,
       updated_at = excluded.updated_at, words = excluded.words
"""


def index(entries: Iterable[Entry]) -> int:
    """Add entries or replace those of the same kind and key; how many.

    Call it from an outbox handler or a job: two transactions that meet the same new word wait for each other.
    """
    source, count = iter(entries), 0
    while batch := list({(one.kind, one.key): one for one in islice(source, _BATCH)}.values()):
        _write(batch)
        count += len(batch)
    return count


def remove(kind: str, keys: Iterable[str]) -> int:
    """Take entries out; how many there were."""
    deleted, _by_model = SearchEntry.objects.filter(kind=kind, key__in=list(keys)).delete()
    return deleted


@transaction.atomic
def _write(batch: Sequence[Entry]) -> None:
    rows = [
        (
            one.kind,
            one.key,
            one.title,
            one.subtitle,
            one.body,
            one.url,
            one.unit_path,
            one.permission,
            one.weight,
            one.updated_at,
            "\n".join(lexemes_of(one)),
        )
        for one in batch
    ]
    vocabulary = sorted(set().union(*(vocabulary_of(one) for one in batch)))
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, [list(column) for column in zip(*rows, strict=True)])
        cursor.execute(
            """INSERT INTO platform_searchword (word)
               SELECT word FROM unnest(%s::text[]) AS given(word) WHERE length(word) <= 80
               ON CONFLICT DO NOTHING""",
            [vocabulary],
        )
