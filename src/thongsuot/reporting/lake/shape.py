"""The columns of the fact table as Arrow and Parquet know them, and the partitions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from thongsuot.serving.facts.domain import schema

KEY = ("source", "code")
ORDER = ("unit", "started_at", *KEY)  # the key makes the order total: the same rows always give the same file
FILE_ROWS = 4_000_000
GROUP_ROWS = 131_072
_KINDS = {
    "int16": pa.int16(),
    "int32": pa.int32(),
    "string": pa.string(),
    "boolean": pa.bool_(),
    "timestamp": pa.timestamp("us"),
}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A partition: ``month`` as year × 100 + month, ``province`` by number."""

    month: int
    province: int

    @property
    def folder(self) -> str:
        return f"facts/month={self.month // 100:04}-{self.month % 100:02}/province={self.province}"

    @property
    def first_day(self) -> date:
        return date(self.month // 100, self.month % 100, 1)


@lru_cache(maxsize=1)
def arrow_schema() -> Any:
    """The schema of every file of facts."""
    fields = [pa.field(one.name, _KINDS[one.type_name], nullable=one.is_nullable) for one in schema.COLUMNS]
    return pa.schema(fields, metadata={"thongsuot.facts": str(schema.VERSION)})


def as_facts(table: Any) -> Any:
    """``table`` (or a batch) with our columns in our order and types.

    Raises KeyError for a missing column, pa.ArrowInvalid for a value that does not fit or is empty where it may not be.
    """
    table = pa.Table.from_batches([table]) if isinstance(table, pa.RecordBatch) else table
    wanted = arrow_schema()
    table = table.select(wanted.names)
    for one in wanted:
        if not one.nullable and table[one.name].null_count:
            raise pa.ArrowInvalid(f"«{one.name}» is empty in {table[one.name].null_count} rows")
    return table.cast(wanted)


def month_of(moments: Any) -> Any:
    """Year × 100 + month of an Arrow column of moments, as int32."""
    return pc.cast(pc.add(pc.multiply(pc.year(moments), 100), pc.month(moments)), pa.int32())
