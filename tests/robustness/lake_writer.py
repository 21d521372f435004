"""A source of facts that changes by the number, and a process that copies it into a lake until it is killed.

``python -m tests.robustness.lake_writer <root> <last> <grace seconds>`` goes on from the version the lake holds.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from thongsuot.reporting.lake.compacting import compact
from thongsuot.reporting.lake.shape import Place
from thongsuot.reporting.lake.snapshots import current_or_none
from thongsuot.reporting.lake.storage import store_of
from thongsuot.reporting.lake.tests.making import Row, row, rows, table
from thongsuot.reporting.lake.writing import write_lake

Facts = dict[tuple[int, str], Row]


def changes(version: int, before: Facts) -> tuple[list[Row], list[Row]]:
    """What version ``version`` brings (new, changed and moved rows), and the rows that are no more."""
    dice = random.Random(version)
    fresh = [row(version * 1000 + number, dice, months=2, provinces=2) for number in range(15)]
    chosen = dice.sample(sorted(before), min(len(before), 12))
    changed = [before[key] | {"supplements": version} for key in chosen[:6]]
    moved = [before[key] | {"province": 10 + version % 3} for key in chosen[6:9]]
    return [*fresh, *changed, *moved], [before[key] for key in chosen[9:]]


def versions(last: int) -> Iterator[tuple[int, list[Row], list[Row], Facts]]:
    """(number, coming, going, everything afterwards) from the first state on."""
    first = rows(600, months=2, provinces=2)
    facts: Facts = {(one["source"], one["code"]): one for one in first}
    yield 1, first, [], facts
    for version in range(2, last + 1):
        coming, going = changes(version, facts)
        facts = facts | {(one["source"], one["code"]): one for one in coming}
        for one in going:
            facts.pop((one["source"], one["code"]))
        yield version, coming, going, facts


def copy(root: Path, last: int, grace: timedelta) -> None:
    """Bring the lake to version ``last``, one state each; every third is followed by housekeeping."""
    at, before = current_or_none(store_of(root)).cursor.get("version", 0), dict[tuple[int, str], Row]()
    for version, coming, going, facts in versions(last):
        if version > at:
            if version % 2:
                _by_key(root, version, coming, going)
            else:
                _by_partition(root, version, before, facts)
            if version % 3 == 0:
                compact(root, datetime.now(UTC), grace=grace)
        if version >= at:
            print(version, flush=True)
        before = facts


def _by_key(root: Path, version: int, coming: list[Row], going: list[Row]) -> None:
    gone = table(going).select(["source", "code"]) if going else None
    write_lake(root, [table(coming)], removed=gone, cursor={"version": version})


def _by_partition(root: Path, version: int, before: Facts, after: Facts) -> None:
    """As the database is copied: the partitions touched, whole."""
    touched = {_place(one) for key in before.keys() | after.keys() if before.get(key) != after.get(key)
               for one in (before.get(key), after.get(key)) if one}  # fmt: skip
    inside = [one for one in after.values() if _place(one) in touched]
    batches: list[pa.Table] = [table(inside)]
    write_lake(root, batches, replaced=touched, cursor={"version": version})


def _place(one: Row) -> Place:
    return Place(one["started_at"].year * 100 + one["started_at"].month, one["province"])


if __name__ == "__main__":
    copy(Path(sys.argv[1]), int(sys.argv[2]), timedelta(seconds=int(sys.argv[3])))
