"""Index 766 through the command: ``python bench/index766.py [units]``, every metric of every commune.

The counts are made up; a side run computes the same points with one line of floats, without reading, notes or sums.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random

from thongsuot.measuring.index766.rules import index_on

LIMIT_SECONDS = 30  # for 3,321 communes, on a busy machine


def run(units: int = 3321) -> dict[str, float]:
    """Seconds of the whole command, start and files included, beside the bare arithmetic in floats."""
    index = index_on(date(2026, 10, 10))
    random = Random(766)
    with tempfile.TemporaryDirectory() as folder:
        counts, out = Path(folder) / "counts.csv", Path(folder) / "scores.csv"
        wholes = ((unit, metric, random.randint(0, 5000)) for unit in range(units) for metric in index.metrics.values())
        rows = [(f"X{unit}", one.group, one.code, random.randint(0, whole), whole) for unit, one, whole in wholes]
        with counts.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("unit_code", "group", "metric_code", "numerator", "denominator"))
            writer.writerows(rows)
        started = time.perf_counter()
        command = [sys.executable, "-m", "thongsuot.cli.main", "index766", str(counts), "--out", str(out)]
        subprocess.run(command, check=True, capture_output=True)
        seconds = time.perf_counter() - started
    started = time.perf_counter()
    for *_where, top, whole in rows:
        round(6.0 * top / whole, 2) if whole else None
    bare = time.perf_counter() - started
    return {"units": units, "rows": len(rows), "seconds": round(seconds, 2), "bare_floats": round(bare, 3)}


if __name__ == "__main__":
    result = run(int(sys.argv[1]) if len(sys.argv) > 1 else 3321)
    print("\n".join(f"{key:>12}: {value:,}" for key, value in result.items()))
    sys.exit(result["seconds"] * 3321 / result["units"] > LIMIT_SECONDS)
