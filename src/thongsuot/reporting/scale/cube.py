"""The nation's cube: sums of the ONE definition by unit and day, unit and month, province and month, province and
procedure and day, in one DuckDB file. A change adds signed rows; whoever asks adds up, so nothing is ever rewritten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from thongsuot.reporting.scale.codes import FACTS
from thongsuot.serving.facts.domain.counters import NAMES, cells, folded
from thongsuot.serving.facts.domain.schema import schema

KEYS: dict[str, tuple[str, ...]] = {
    "unit_day": ("province", "unit"),
    "unit_month": ("province", "unit"),
    "month_unit": ("province", "unit"),  # the same rows in another order: one month of all units lies together
    "province_month": ("province",),
    "province_procedure_day": ("province", "procedure"),
}
ORDERS = {
    "unit_day": "unit, day",
    "unit_month": "unit, day",
    "month_unit": "day, unit",
    "province_month": "province, day",
    "province_procedure_day": "province, day, procedure",
}
SUMS = ", ".join(f"sum({name})::INTEGER AS {name}" for name in NAMES)
SLICE = 500_000  # facts counted at once
SETTINGS: dict[str, Any] = {"threads": 2, "memory_limit": "1200MB", "preserve_insertion_order": False}


@cache
def statement(keys: tuple[str, ...], table: str = FACTS, sign: int = 1) -> str:
    """DuckDB: sums by ``keys`` and day of the facts in ``table``."""
    import ibis

    facts = ibis.table(schema(), name=table)
    return str(ibis.to_sql(folded(cells(facts, keys, sign=sign), keys), dialect="duckdb"))


class Cube:
    """Open for reading, or for writing by one process. ``tables``: those of ``KEYS`` that are kept."""

    def __init__(self, path: Path, is_read_only: bool = False, tables: Collection[str] = tuple(KEYS)) -> None:
        self._db = duckdb.connect(str(path), read_only=is_read_only, config=SETTINGS)
        self._tables = tables
        if not is_read_only:
            for table in tables:
                keys = (f"{key} INTEGER" for key in KEYS[table])
                columns = [*keys, "day DATE", *(f"{name} INTEGER" for name in NAMES)]
                self._db.execute(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(columns)})")

    def close(self) -> None:
        self._db.close()

    def add_partition(self, files: Sequence[Path]) -> None:
        """Add the facts of some Parquet files. Months stay apart by partition until ``fold``.

        A slice of the provinces at a time: three million cells of thirty-one sums do not fit the memory given.
        """
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
        source = f"read_parquet([{listed}], hive_partitioning = false)"
        rows = sum(pq.read_metadata(path).num_rows for path in files)
        slices = -(-rows // SLICE)
        self._db.begin()
        for number in range(slices):
            self._db.execute(
                f"CREATE OR REPLACE TEMP VIEW {FACTS} AS FROM {source} WHERE province % {slices} = {number}"
            )
            self._insert(
                "province_procedure_day",
                f"({statement(('province', 'procedure'))}) ORDER BY {ORDERS['province_procedure_day']}",
            )
            self._db.execute(f"CREATE OR REPLACE TEMP TABLE made AS {statement(('province', 'unit'))}")
            self._insert("unit_day", f"made ORDER BY {ORDERS['unit_day']}")
            self._roll_up()
        self._db.commit()

    def gather(self, paths: Sequence[Path]) -> None:
        """Months of units out of the cubes of partitions, and from them the provinces; one row a cell."""
        for path in paths:
            self._db.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS one (READ_ONLY)")
            self._insert("unit_month", "one.unit_month")
            self._db.execute("DETACH one")
        self.fold("unit_month")
        self._insert("month_unit", f"unit_month ORDER BY {ORDERS['month_unit']}")
        provinces = f"(SELECT province, day, {SUMS} FROM unit_month GROUP BY ALL)"  # noqa: S608
        self._insert("province_month", f"{provinces} ORDER BY {ORDERS['province_month']}")

    def between(self, key: str, first: date, last: date, by_month: bool) -> pa.Table:
        """Sums of whole months by ``key`` («province», «unit»); all that came before stands under the day before."""
        table = {"province": "province_month", "unit": "unit_month"}[key]
        stretch = "day" if by_month else f"DATE '{first}'"
        day = f"CASE WHEN day < DATE '{first}' THEN DATE '{first - timedelta(days=1)}' ELSE {stretch} END"
        source = f"(SELECT * REPLACE ({day} AS day) FROM {table} WHERE day <= DATE '{last}')"  # noqa: S608
        return self._answer(source, f"{key}, day", NAMES, "true")

    def change(self, old: pa.Table, new: pa.Table) -> None:
        """Facts as they were and as they are now, of any months: one transaction, signed rows."""
        keys = ("province", "unit", "procedure")
        self._db.register("old_facts", old)
        self._db.register("new_facts", new)
        self._db.begin()
        both = " UNION ALL ".join([statement(keys, "old_facts", -1), statement(keys, "new_facts")])
        self._db.execute(f"CREATE OR REPLACE TEMP TABLE made AS {both}")
        self._insert("province_procedure_day", _rolled("province, procedure, day"))
        self._insert("unit_day", _rolled("province, unit, day"))
        self._roll_up()
        self._db.commit()

    def fold(self, table: str) -> None:
        """One row a cell again, in the order of its keys; the file is written anew beside the old rows."""
        keys = ", ".join(KEYS[table])
        some = " OR ".join(f"{name} <> 0" for name in NAMES)
        self._db.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM (SELECT {keys}, day, {SUMS} FROM {table} GROUP BY ALL) "  # noqa: S608
            f"WHERE {some} ORDER BY {ORDERS[table]}"
        )

    def nation(self, names: Sequence[str] = NAMES) -> pa.Table:
        """Provinces by month."""
        return self._answer("province_month", "province, day", names, "true")

    def unit(self, unit: int, names: Sequence[str] = NAMES) -> pa.Table:
        """One unit, month by month."""
        return self._answer("unit_month", "unit, day", names, f"unit = {int(unit)}")

    def month(self, month: date, names: Sequence[str] = NAMES) -> pa.Table:
        """All units in the month beginning with that day."""
        return self._answer("month_unit", "province, unit, day", names, f"day = DATE '{month}'")

    def units(self, names: Sequence[str] = NAMES) -> pa.Table:
        """All units by month."""
        return self._answer("unit_month", "unit, day", names, "true")

    def days(self, unit: int, first: date, last: date, names: Sequence[str] = NAMES) -> pa.Table:
        """One unit, day by day, both ends included."""
        asked = f"unit = {int(unit)} AND day BETWEEN DATE '{first}' AND DATE '{last}'"
        return self._answer("unit_day", "unit, day", names, asked)

    def procedures(self, province: int, first: date, last: date, names: Sequence[str] = NAMES) -> pa.Table:
        """One province's procedures over the days, both ends included."""
        asked = f"province = {int(province)} AND day BETWEEN DATE '{first}' AND DATE '{last}'"
        return self._answer("province_procedure_day", "procedure", names, asked)

    def _answer(self, table: str, keys: str, names: Sequence[str], asked: str) -> pa.Table:
        sums = ", ".join(f"sum({name})::BIGINT AS {name}" for name in names)
        question = f"SELECT {keys}, {sums} FROM {table} WHERE {asked} GROUP BY {keys}"  # noqa: S608
        return self._db.sql(question).to_arrow_table()

    def _insert(self, table: str, source: str) -> None:
        if table not in self._tables:
            return
        columns = ", ".join([*KEYS[table], "day", *NAMES])
        self._db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {source}")  # noqa: S608

    def _roll_up(self) -> None:
        """From the days in «made» to months."""
        for table in ("unit_month", "month_unit"):
            self._insert(table, _rolled("province, unit, date_trunc('month', day)::DATE AS day"))
        self._insert("province_month", _rolled("province, date_trunc('month', day)::DATE AS day"))


def _rolled(keys: str) -> str:
    return f"(SELECT {keys}, {SUMS} FROM made GROUP BY ALL)"  # noqa: S608
