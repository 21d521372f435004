"""What a dossier adds to an axis, as one number: bit n is the n-th counter of that axis.

The counters are those of ``serving.facts.domain.counters``; here they are only asked for dossier by dossier.
"""

from __future__ import annotations

from functools import cache, reduce
from hashlib import sha256
from operator import or_
from typing import Any

from thongsuot.serving.facts.domain.counters import COUNTERS, Axis, moment_of
from thongsuot.serving.facts.domain.schema import schema

AXES: tuple[Axis, ...] = tuple(Axis)
FACTS = "facts"  # the table or view the statements read


def names_on(axis: Axis) -> tuple[str, ...]:
    return tuple(one.name for one in COUNTERS if one.axis == axis)


@cache
def statement(axis: Axis) -> str:
    """DuckDB: one row a dossier on ``axis``: its month there (years × 12 + month − 1), province, unit, code."""
    import ibis

    facts = ibis.table(schema(), name=FACTS)
    moment = moment_of(axis, facts)
    rows = facts.mutate(month=(moment.year() * 12 + moment.month() - 1).cast("int32"), code=_code(axis, facts))
    return str(ibis.to_sql(rows.filter(moment.notnull())["month", "province", "unit", "code"], dialect="duckdb"))


@cache
def fingerprint() -> str:
    """Of what is counted, not of its wording: packs made by other definitions must be made again."""
    meant = [(str(axis), names_on(axis), statement(axis)) for axis in AXES]
    return sha256(repr(meant).encode()).hexdigest()


def _code(axis: Axis, facts: Any) -> Any:
    bits = [one.where(facts).cast("int32") for one in COUNTERS if one.axis == axis]
    return reduce(or_, (bit << place for place, bit in enumerate(bits))).cast("int32")
