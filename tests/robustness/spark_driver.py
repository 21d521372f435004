"""Asks a lake the same questions of two engines: ``python -m tests.robustness.spark_driver <root> <out>``.

A process of its own, since Spark lives in a Java machine beside it. The engine is that of THONGSUOT_ENGINE.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from thongsuot.reporting.lake.counting import Period, sums_between
from thongsuot.reporting.lake.engines import engine_of, facts
from thongsuot.reporting.lake.snapshots import Ask, snapshot
from thongsuot.serving.facts.domain.counters import cells, folded

ODD = Period(date(2026, 2, 10), date(2026, 4, 20), by_month=True)
WHOLE = Period(date(2026, 2, 1), date(2026, 4, 30))
MARCH = Ask(date(2026, 3, 1), date(2026, 3, 31), provinces={10, 11})


def questions() -> dict[str, tuple[Any, Ask | None]]:
    """Name → expression and what it is about."""
    days = folded(cells(facts(), ("province",), "day"), ("province",))
    of_march = days.filter(days.day.between(MARCH.first, MARCH.last) & days.province.isin([10, 11]))
    return {
        "cells-unit": (folded(cells(facts(), ("unit",), "month"), ("unit",)), None),
        "counts-unit": (sums_between(facts(), ("unit",), ODD), None),
        "counts-province": (sums_between(facts(), ("province",), WHOLE), None),
        "march": (of_march, MARCH),
    }


def answer(root: Path, out: Path, engine: Any) -> None:
    """Each answer as a file, its rows in order."""
    lake = snapshot(root)
    for name, (expression, ask) in questions().items():
        found = engine.run(expression, lake, ask)
        pq.write_table(found.sort_by([(key, "ascending") for key in found.column_names[:2]]), out / f"{name}.parquet")


if __name__ == "__main__":
    sys.modules["pandas"] = None  # type: ignore[assignment] - the product goes without it, installed or not
    chosen = engine_of()
    answer(Path(sys.argv[1]), Path(sys.argv[2]), chosen)
    chosen.close()  # type: ignore[attr-defined]
