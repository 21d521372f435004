"""Parts as a table of DuckDB: its own reader for files of this machine, Arrow's for those of an object store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow.dataset as pads

from thongsuot.reporting.lake.manifest import Part
from thongsuot.reporting.lake.shape import arrow_schema
from thongsuot.reporting.lake.storage import Store


def lay_out(connection: Any, store: Store, parts: Iterable[Part], name: str = "facts") -> None:
    """Make the rows of ``parts`` the table ``name`` of a DuckDB connection."""
    paths = [one.path for one in parts]
    if paths and store.is_local:
        found = connection.read_parquet([store.address(path) for path in paths], hive_partitioning=False)
        found.create_view(name, replace=True)
        return
    inside = [store.inside(path) for path in paths]
    connection.register(name, pads.dataset(inside, arrow_schema(), format="parquet", filesystem=store.filesystem))
