"""Counts of every month straight from the facts: cells, then running sums, then the measures as they are defined."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from thongsuot.serving.facts.domain.counters import NAMES, cells, folded
from thongsuot.serving.facts.domain.measures import STOCKS, Sums, counts_of

if TYPE_CHECKING:
    import ibis.expr.types as ir


def monthly(facts: ir.Table, keys: tuple[str, ...]) -> ir.Table:
    """The ``keys``, ``day`` (first of the month) and the counts of that month.

    A month in which nothing moved for a key has no row: what it holds is that of the month before.
    """
    import ibis

    rows = folded(cells(facts, keys, "month"), keys)
    so_far = ibis.window(group_by=list(keys), order_by="day", preceding=None, following=0)
    closing = {name: rows[name].sum().over(so_far).cast("int64") for name in STOCKS}
    flow = {name: rows[name] for name in NAMES}
    opening = {name: closing[name] - flow[name] for name in STOCKS}
    counts = asdict(counts_of(Sums(flow, opening, closing)))
    return rows.select(*keys, "day", **{name: value.cast("int64") for name, value in counts.items()})
