"""Which facts one number was counted from: the definition itself, asked of one dossier at a time.

The counts of a period are made of sums; over one dossier the same sums are 0 or 1, and so are its counts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from thongsuot.serving.facts.answers import summed
from thongsuot.serving.facts.compiling import FACTS, cells_sql
from thongsuot.serving.facts.domain import counters, schema
from thongsuot.serving.facts.domain.measures import STOCKS, Counts, Sums, counts_of
from thongsuot.serving.facts.models import DossierFact


@dataclass(frozen=True, slots=True)
class Chosen:
    """Facts of some units, of some procedures (``None``: of all)."""

    units: Collection[int]
    procedures: Collection[int] | None = None

    @property
    def condition(self) -> str:
        return "unit = ANY(%s)" + ("" if self.procedures is None else " AND procedure = ANY(%s)")

    @property
    def values(self) -> list[list[int]]:
        return [list(one) for one in (self.units, self.procedures) if one is not None]


def live_counts(key: str, chosen: Chosen, first: date, last: date) -> dict[int, Counts]:
    """Number of the unit or procedure (``key``) → its counts, straight from the facts: no sum was kept of these."""
    cells = cells_sql("chosen", (key,))
    text = f"(WITH chosen AS (SELECT * FROM {FACTS} WHERE {chosen.condition}) {cells}) cells"  # noqa: S608
    return summed(key, text, chosen.values, first, last)


def counted_facts(name: str, chosen: Chosen, first: date, last: date) -> QuerySet[DossierFact]:
    """The facts that make up ``name``, a field or property of ``Counts``, in the period. Raises AttributeError."""
    text = f"WITH chosen AS (SELECT * FROM {FACTS} WHERE {chosen.condition}) {_membership_sql(name, first, last)}"  # noqa: S608
    return DossierFact.objects.filter(pk__in=RawSQL(text, chosen.values))  # noqa: S611 - compiled of the definition


@lru_cache(maxsize=256)
def _membership_sql(name: str, first: date, last: date) -> str:
    import ibis

    facts = ibis.table({**dict(schema.schema().items()), "id": "!int64"}, name="chosen")
    part = getattr(counts_of(_of_one(facts, first, last)), name)
    return str(ibis.to_sql(facts.filter(part > 0).select("id"), dialect="postgres"))


def _of_one(t: Any, first: date, last: date) -> Sums:
    """Sums over one dossier, as columns of 0 and 1."""
    import ibis

    days = {axis: counters.moment_of(axis, t).date() for axis in counters.Axis}
    begin, end = ibis.literal(first), ibis.literal(last)

    def marked(counter: counters.Counter, when: Any) -> Any:
        return ibis.ifelse((counter.where(t) & when).fill_null(False), 1, 0)

    flow, opening = {}, {}
    for one in counters.COUNTERS:
        day = days[one.axis]
        flow[one.name] = marked(one, (day >= begin) & (day <= end))
        if one.name in STOCKS:
            opening[one.name] = marked(one, day < begin)
    return Sums(flow, opening, {name: opening[name] + flow[name] for name in STOCKS})
