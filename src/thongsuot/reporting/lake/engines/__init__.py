"""Engines: each runs the same expression over the same files. DuckDB is in the box; Spark is for who has a cluster."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol

from thongsuot.reporting.lake.snapshots import Ask, Snapshot

if TYPE_CHECKING:
    import ibis.expr.types as ir

TABLE = "facts"
VARIABLE = "THONGSUOT_ENGINE"


class EngineMissingError(Exception):
    """No engine goes by that address, or what it needs is not installed here."""


class Engine(Protocol):
    def run(self, expression: ir.Table, lake: Snapshot, ask: Ask | None = None) -> Any:
        """The rows of ``expression`` over the table ``facts``, as an Arrow table of exactly its types."""


def facts() -> ir.Table:
    """The table that expressions stand on."""
    import ibis

    from thongsuot.serving.facts.domain import schema

    return ibis.table(schema.schema(), name=TABLE)


def engine_of(address: str | None = None) -> Engine:
    """``duckdb`` (also with nothing said), ``spark://host:port``, or ``local[2]`` for Spark in this process.

    Without ``address`` the environment says it: THONGSUOT_ENGINE.
    """
    address = os.environ.get(VARIABLE, "") if address is None else address
    if address in ("", "duckdb"):
        from thongsuot.reporting.lake.engines.duck import DuckEngine

        return DuckEngine()
    if address.startswith(("spark://", "local")):
        from thongsuot.reporting.lake.engines.spark import SparkEngine

        return SparkEngine(address)
    raise EngineMissingError(address)


def as_promised(found: Any, expression: ir.Table) -> Any:
    """Sums come back wider than they were asked for (HUGEINT, decimals): the types the expression promises."""
    import pyarrow as pa

    promised = {name: _arrow(kind) for name, kind in expression.schema().items()}
    return found.select(list(promised)).cast(pa.schema(promised))


def _arrow(kind: Any) -> Any:
    """Ibis' own table of types asks for packages we do without."""
    import pyarrow as pa

    if kind.is_timestamp():
        return pa.timestamp("us")
    name = str(kind).removeprefix("!")
    return pa.type_for_alias({"boolean": "bool", "date": "date32"}.get(name, name))
