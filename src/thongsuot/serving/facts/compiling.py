"""SQL of the definition for PostgreSQL, compiled once a process."""

from __future__ import annotations

from functools import lru_cache

from thongsuot.serving.facts.domain import counters, schema

FACTS = "serving_dossierfact"


@lru_cache
def cells_sql(table: str, keys: tuple[str, ...], bucket: str = "day") -> str:
    """Rows (*keys, day, *counters) over ``table``; for one cell up to one row an axis.

    A key that is no column of the schema (``sign``) is taken to be a whole number of that table.
    """
    import ibis

    known = dict(schema.schema().items())
    facts = ibis.table({**known, **{key: "!int64" for key in keys if key not in known}}, name=table)
    return str(ibis.to_sql(counters.cells(facts, keys, bucket), dialect="postgres"))
