"""One engine answers one question, twice, in a process of its own (started by ``facts.py``).

The question: fourteen counters by month and by province or unit; nine on the month of the start, five on the month of
the end. Every engine gets one pass over the facts: group by key, month of start, month of end; then fold that small
result to months. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from facts_prepare import CUBE, FACTS, NATIVE, PACKS

Answer = Callable[[], pa.Table]
END = "coalesce(finished_at, closed_at)"
ON_START = {
    "received": "true",
    "online_self": "channel = 2 AND mode = 0",
    "direct": "channel = 1",
    "with_fee": "has_fee",
    "paid_online": "has_fee AND is_paid_online",
    "digitised": "has_electronic_part OR has_electronic_result",
    "wholly_digitised": "NOT has_paper_part AND has_electronic_result",
    "reused": "(has_electronic_part OR has_electronic_result) AND is_reusing",
    "from_store": "is_from_store",
}
ON_END = {
    "settled": f"{END} IS NOT NULL",
    "early_766": f"supplements <= 1 AND CAST({END} AS DATE) < CAST(due_at AS DATE)",
    "late_766": f"{END} IS NOT NULL AND (supplements > 1 OR {END} > due_at)",
    "late_report": f"{END} > due_at",
    "electronic_result": "finished_at IS NOT NULL AND gives_paper AND has_electronic_result",
}
NAMES = (*ON_START, *ON_END)
MOMENTS = ("started_at", "due_at", "finished_at", "closed_at")
NUMBERS = ("channel", "mode", "supplements")
FLAGS = ("has_fee", "is_paid_online", "has_electronic_part", "has_electronic_result", "has_paper_part", "gives_paper")
COLUMNS = (*MOMENTS, *NUMBERS, *FLAGS, "is_reusing", "is_from_store")
MONTH = "(extract(year FROM {0}) * 12 + extract(month FROM {0}) - 1)"
FILTER, IF = "count(*) FILTER (WHERE {})", "count_if({})"


def sql(key: str, table: str, count: str = FILTER, month: str = MONTH) -> str:
    """The hand-written question, in the words of one engine."""
    counts = ", ".join(
        f"{'count(*)' if where == 'true' else count.format(where)} AS n_{name}"
        for name, where in {**ON_START, **ON_END}.items()
    )
    sums = ", ".join(
        f"sum(CASE WHEN side = {place} THEN n_{name} ELSE 0 END) AS {name}"
        for place, names in enumerate((ON_START, ON_END))
        for name in names
    )
    return f"""
        WITH small AS (SELECT {key} AS k, {month.format("started_at")} AS s, {month.format(END)} AS e, {counts}
                       FROM {table} GROUP BY 1, 2, 3),
             sides AS (SELECT 0 AS side UNION ALL SELECT 1 AS side),
             months AS (SELECT small.*, side, CASE WHEN side = 0 THEN s ELSE e END AS m FROM small CROSS JOIN sides)
        SELECT k AS key, m AS month, {sums} FROM months WHERE m IS NOT NULL GROUP BY k, m
    """


def duckdb_parquet(folder: Path, key: str) -> Answer:
    import duckdb

    database = duckdb.connect()
    text = sql(key, f"read_parquet('{folder / FACTS}/*/*.parquet', hive_partitioning = false)")
    return lambda: database.sql(text).to_arrow_table()


def duckdb_native(folder: Path, key: str) -> Answer:
    import duckdb

    database = duckdb.connect(str(folder / NATIVE), read_only=True)
    return lambda: database.sql(sql(key, "facts")).to_arrow_table()


def polars(folder: Path, key: str) -> Answer:
    import polars as pl

    end = pl.coalesce("finished_at", "closed_at")
    due, once = pl.col("due_at"), pl.col("supplements") <= 1
    begun = pl.col("has_electronic_part") | pl.col("has_electronic_result")
    fee, online = pl.col("has_fee"), (pl.col("channel") == 2) & (pl.col("mode") == 0)
    counts = {
        "received": pl.len(),
        "online_self": online.sum(),
        "direct": (pl.col("channel") == 1).sum(),
        "with_fee": fee.sum(),
        "paid_online": (fee & pl.col("is_paid_online")).sum(),
        "digitised": begun.sum(),
        "wholly_digitised": (~pl.col("has_paper_part") & pl.col("has_electronic_result")).sum(),
        "reused": (begun & pl.col("is_reusing")).sum(),
        "from_store": pl.col("is_from_store").sum(),
        "settled": end.is_not_null().sum(),
        "early_766": (once & (end.dt.date() < due.dt.date())).sum(),
        "late_766": (end.is_not_null() & (~once | (end > due))).sum(),
        "late_report": (end > due).sum(),
        "electronic_result": (
            pl.col("finished_at").is_not_null() & pl.col("gives_paper") & pl.col("has_electronic_result")
        ).sum(),
    }

    def month(moment: Any) -> Any:
        return moment.dt.year() * 12 + moment.dt.month().cast(pl.Int32) - 1

    def ask() -> pa.Table:
        facts = pl.scan_parquet(f"{folder / FACTS}/*/*.parquet", hive_partitioning=False)
        grouped = facts.group_by(pl.col(key).alias("key"), s=month(pl.col("started_at")), e=month(end))
        small = grouped.agg(**{name: one.cast(pl.Int64) for name, one in counts.items()}).collect(engine="streaming")
        nothing = pl.lit(0, pl.Int64)
        sides = [
            small.select(
                "key", pl.col(at).alias("month"), *(pl.col(n) if n in mine else nothing.alias(n) for n in NAMES)
            )
            for at, mine in (("s", ON_START), ("e", ON_END))
        ]
        both = pl.concat(sides).filter(pl.col("month").is_not_null())
        return both.group_by("key", "month").agg(pl.col(NAMES).sum()).to_arrow()

    return ask


def chdb(folder: Path, key: str) -> Answer:
    import chdb as clickhouse

    month = "(toYear({0}) * 12 + toMonth({0}) - 1)"
    text = sql(key, f"file('{folder / FACTS}/*/*.parquet', Parquet)", "countIf({})", month).replace(
        "AS DATE)", "AS Nullable(Date))"
    )

    def ask() -> pa.Table:
        with pa.ipc.open_file(pa.py_buffer(clickhouse.query(text, "Arrow").bytes())) as file:
            return file.read_all()

    return ask


def datafusion(folder: Path, key: str) -> Answer:
    from datafusion import SessionContext

    context = SessionContext()
    context.register_parquet("facts", f"{folder / FACTS}/")
    return lambda: pa.Table.from_batches(context.sql(sql(key, "facts")).collect())


def spark(folder: Path, key: str) -> Answer:
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.memory": "6g",
        "spark.sql.shuffle.partitions": "8",
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.driver.maxResultSize": "2g",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(f"{folder / FACTS}").createOrReplaceTempView("facts")
    return lambda: session.sql(sql(key, "facts", IF)).toArrow()


def postgresql(folder: Path, key: str) -> Answer:
    from facts_postgresql import connected

    connection = connected(folder)

    def ask() -> pa.Table:
        with connection.cursor() as cursor:
            cursor.execute(sql(key, "facts"))
            rows = cursor.fetchall()
        columns = zip(("key", "month", *NAMES), zip(*rows, strict=True), strict=True)
        return pa.table({name: [int(one) for one in column] for name, column in columns})

    return ask


def decode(folder: Path, key: str) -> Answer:
    """No answer: only what every reader of the Parquet files has to do first."""
    import pyarrow.dataset as ds

    files = ds.dataset(sorted(str(path) for path in (folder / FACTS).rglob("*.parquet")))

    def ask() -> pa.Table:
        for _ in files.to_batches(columns=[key, *COLUMNS]):
            pass
        return pa.table({})

    return ask


def packed(folder: Path, key: str) -> Answer:
    from thongsuot.reporting.scale.codes import fingerprint
    from thongsuot.reporting.scale.recount import recount

    fingerprint()  # compiled once a process, like the engines' own start
    return lambda: recount(folder / PACKS, key, NAMES).table()


def cube(folder: Path, key: str) -> Answer:
    from thongsuot.reporting.scale.cube import Cube

    opened = Cube(folder / CUBE, is_read_only=True)
    return lambda: opened.nation(NAMES) if key == "province" else opened.units(NAMES)


ENGINES = {
    one.__name__: one
    for one in (packed, cube, duckdb_parquet, duckdb_native, polars, chdb, datafusion, spark, postgresql, decode)
}


def checksum(answer: pa.Table) -> str:
    """The same for the same sums in any order; cells of zeros only do not count."""
    if not answer.num_rows:
        return "-"
    columns = {name: _numbers(answer, name) for name in NAMES}
    month = answer["month"].combine_chunks() if "month" in answer.column_names else None
    months = _months(answer) if month is None else month.cast(pa.int64()).to_numpy()
    name = next(one for one in ("key", "unit", "province") if one in answer.column_names)
    weight = (answer[name].cast(pa.int64()).to_numpy() * 7919 + months) % 1_000_003
    filled = np.any(np.stack(list(columns.values())), axis=0)
    sums = [int((one * weight).sum()) * (place + 1) for place, one in enumerate(columns.values())]
    return f"{int(filled.sum())}-{sum(sums)}"


def _numbers(answer: pa.Table, name: str) -> Any:
    return answer[name].cast(pa.int64()).to_numpy()


def _months(answer: pa.Table) -> Any:
    days = answer["day"].to_numpy().astype("datetime64[M]").astype(np.int64)
    return days + 1970 * 12


def calibrate() -> float:
    """Seconds of a fixed piece of work: how quick the machine is just now."""
    numbers = np.arange(4_000_000, dtype=np.uint64)
    began = time.perf_counter()
    for _ in range(8):
        int(np.bitwise_count(numbers * np.uint64(2654435761)).sum())
    return time.perf_counter() - began


def main(engine: str, key: str, folder: Path) -> None:
    speed = calibrate()
    began = time.perf_counter()
    ask = ENGINES[engine](folder, key)
    ready = time.perf_counter()
    answer = ask()
    first = time.perf_counter()
    ask()
    second = time.perf_counter()
    print(
        json.dumps(
            {
                "engine": engine,
                "by": key,
                "start": round(ready - began, 4),
                "cold": round(first - ready, 5),
                "warm": round(second - first, 5),
                "cells": answer.num_rows,
                "checksum": checksum(answer),
                "calibration": round(speed, 4),
            }
        ),
        flush=True,
    )
    os._exit(0)  # some engines take long to say good-bye


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
