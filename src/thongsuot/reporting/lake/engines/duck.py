"""DuckDB in this process, within a bound of memory; what does not fit goes to disk."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Any

import duckdb

from thongsuot.reporting.lake.engines import TABLE, as_promised
from thongsuot.reporting.lake.scans import lay_out
from thongsuot.reporting.lake.snapshots import Ask, Snapshot

if TYPE_CHECKING:
    import ibis.expr.types as ir

MEMORY = "1GB"


class DuckEngine:
    """``memory``: as DuckDB writes it («1GB»); ``threads``: as many as there are processors unless said."""

    def __init__(self, memory: str = MEMORY, threads: int | None = None) -> None:
        self.memory, self.threads = memory, threads or os.cpu_count() or 1

    def run(self, expression: ir.Table, lake: Snapshot, ask: Ask | None = None) -> Any:
        import ibis

        text = str(ibis.to_sql(expression, dialect="duckdb"))
        with tempfile.TemporaryDirectory(prefix="duckdb-") as spill, self._connect(spill) as connection:
            lay_out(connection, lake.store, lake.parts(ask), TABLE)
            return as_promised(connection.sql(text).to_arrow_table(), expression)

    def _connect(self, spill: str) -> Any:
        return duckdb.connect(config={"memory_limit": self.memory, "threads": self.threads, "temp_directory": spill})
