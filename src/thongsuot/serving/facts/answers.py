"""Counts of any period out of the sums: whole months from one table, the days at its ends from the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from thongsuot.serving.facts.building import PROVINCE_PATH
from thongsuot.serving.facts.domain import counters
from thongsuot.serving.facts.domain.measures import STOCKS, Counts, Sums, counts_of
from thongsuot.serving.facts.domain.stretches import Stretch, stretches
from thongsuot.serving.facts.models import DossierFact, FactChange, FactState

MOST_TOLD = 10_000
_PROVINCE = f"""(
    SELECT unit.id AS unit, coalesce(above.id, unit.id) AS province FROM registry_unit unit
    LEFT JOIN registry_unit above ON above.path = substring(unit.path, '{PROVINCE_PATH}')
) place"""  # noqa: S608 - made of our own constant


def counts(unit_ids: Collection[int], first: date, last: date) -> dict[int, Counts]:
    """Deciding unit → its counts between the two days, both inside; one that never had a dossier is left out.

    A period that still runs is counted as of now. One query.
    """
    return _asked("unit", "", "unit = ANY(%s)", [list(unit_ids)], first, last)


def province_counts(province_ids: Collection[int], first: date, last: date) -> dict[int, Counts]:
    """Province (or ministry) → the counts of all its units."""
    return _asked("province", f"JOIN {_PROVINCE} USING (unit)", "province = ANY(%s)", [list(province_ids)], first, last)


def procedure_counts(
    first: date, last: date, provinces: Collection[int] | None = None, procedures: Collection[int] | None = None
) -> dict[int, Counts]:
    """Procedure → its counts, in these provinces or all, of these procedures or all."""
    chosen, values = ["true"], []
    for column, wanted in (("province", provinces), ("procedure", procedures)):
        if wanted is not None:
            chosen.append(f"{column} = ANY(%s)")
            values.append(list(wanted))
    found = [Stretch("serving_procedureday", one.first, one.last, one.is_inside) for one in _by_days(first, last)]
    return _summed("procedure", "", " AND ".join(chosen), values, found)


@dataclass(frozen=True, slots=True)
class Freshness:
    """``seen``: the moment up to which everything is counted, None before the first fact.

    ``lag``: age of the oldest change not counted yet, 0 when none waits. ``waiting``: changes in the queue, not counted
    beyond ``MOST_TOLD``. ``version`` rises with the sums.
    """

    seen: datetime | None
    lag: timedelta
    waiting: int
    version: int


def freshness(now: datetime | None = None) -> Freshness:
    at = now or timezone.now()
    state = FactState.objects.filter(pk=1).first()
    oldest = FactChange.objects.order_by("pk").values_list("at", flat=True).first()
    waiting = FactChange.objects.order_by()[:MOST_TOLD].count() if oldest else 0
    seen = min(oldest, at) if oldest else at
    known = state is not None or DossierFact.objects.exists()
    return Freshness(seen if known else None, at - seen, waiting, state.version if state else 0)


def _by_days(first: date, last: date) -> tuple[Stretch, Stretch]:
    return (
        Stretch("", date.min, first - timedelta(days=1), is_inside=False),
        Stretch("", first, last, is_inside=True),
    )


def _asked(key: str, joined: str, chosen: str, values: list[Any], first: date, last: date) -> dict[int, Counts]:
    return _summed(key, joined, chosen, values, stretches(first, last))


def _summed(key: str, joined: str, chosen: str, values: list[Any], parts: Sequence[Stretch]) -> dict[int, Counts]:
    rows = " UNION ALL ".join(
        f"SELECT {key}, {str(one.is_inside).lower()} AS inside, {', '.join(counters.NAMES)} "  # noqa: S608
        f"FROM {one.table} {joined} WHERE {chosen} AND day BETWEEN %s AND %s"
        for one in parts
    )
    return _added(key, f"({rows}) parts", [value for one in parts for value in (*values, one.first, one.last)])


def summed(key: str, cells: str, values: Sequence[Any], first: date, last: date) -> dict[int, Counts]:
    """The same over any ``cells`` (SQL that gives ``key``, ``day`` and the counters)."""
    rows = f"(SELECT *, day >= %s AS inside FROM {cells} WHERE day <= %s) parts"  # noqa: S608
    return _added(key, rows, [first, *values, last])


def _added(key: str, rows: str, values: list[Any]) -> dict[int, Counts]:
    flow = ", ".join(f"coalesce(sum({name}) FILTER (WHERE inside), 0)::bigint" for name in counters.NAMES)
    before = ", ".join(f"coalesce(sum({name}) FILTER (WHERE NOT inside), 0)::bigint" for name in STOCKS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {flow}, {before} FROM {rows} GROUP BY {key}", values)  # noqa: S608
        return {row[0]: _counts(row[1:]) for row in cursor.fetchall()}


def _counts(values: Sequence[int]) -> Counts:
    size = len(counters.NAMES)
    flow = dict(zip(counters.NAMES, values[:size], strict=True))
    opening = dict(zip(STOCKS, values[size:], strict=True))
    return counts_of(Sums(flow, opening, {name: opening[name] + flow[name] for name in STOCKS}))
