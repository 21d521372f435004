"""Facts out of the database in batches, each at most as large as asked, in an order that does not move."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from thongsuot.serving.facts.compiling import FACTS
from thongsuot.serving.facts.domain import schema
from thongsuot.serving.facts.models import FactPart

_COLUMNS = ", ".join(schema.NAMES)


def fact_parts(after: int = 0) -> list[tuple[date, int, int]]:
    """(first day of the month, province, version) of each part of the facts touched after that version, in order."""
    rows = FactPart.objects.filter(version__gt=after).order_by("month", "province")
    return list(rows.values_list("month", "province", "version"))


def fact_batches(
    size: int = 50_000, month: date | None = None, province: int | None = None
) -> Iterator[list[tuple[Any, ...]]]:
    """Lists of at most ``size`` rows, columns as in ``schema.NAMES``: one part of the facts, or all of a month, or all.

    All batches are of one moment: what changes meanwhile is not seen. By start, then number. Call it inside a
    transaction of isolation «repeatable read» to read several parts and ``fact_parts`` as of one moment.
    """
    chosen, values = ["true"], list[Any]()
    if month is not None:
        chosen.append("started_at >= %s AND started_at < %s")
        values += [month.replace(day=1), (month.replace(day=1) + timedelta(days=31)).replace(day=1)]
    if province is not None:
        chosen.append("province = %s")
        values.append(province)
    text = f"SELECT {_COLUMNS} FROM {FACTS} WHERE {' AND '.join(chosen)} ORDER BY started_at, id"  # noqa: S608
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(text, values)
        while rows := cursor.fetchmany(size):
            yield rows
