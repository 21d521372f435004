"""Files of facts into a lake of their own, all in one state or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thongsuot.reporting.lake.importing import Reading, RowFault
from thongsuot.reporting.lake.manifest import Manifest
from thongsuot.reporting.lake.snapshots import current_or_none
from thongsuot.reporting.lake.storage import store_of
from thongsuot.reporting.lake.writing import Tell, write_lake

Told = list[tuple[str, RowFault]]  # (file, fault)


class ExportedLakeError(Exception):
    """The lake is a copy of a database: its next export would write over what is taken in."""


class RowsAtFaultError(Exception):
    """Nothing was taken in. ``faults``: the first of them; ``count``: how many rows."""

    def __init__(self, faults: Told, count: int) -> None:
        super().__init__(count)
        self.faults, self.count = faults, count


@dataclass(frozen=True, slots=True)
class TakenIn:
    manifest: Manifest
    rows: int
    anew: int
    bad: int
    faults: Told


def take_in(
    root: str | Path, paths: Sequence[Path], *, skip_bad: bool = False, tell: Tell = lambda *_told: None
) -> TakenIn:
    """A row takes the place of the one with its key. Raises ExportedLakeError, FileRefusedError, RowsAtFaultError,
    DoubleKeysError, LakeBusyError."""
    store = store_of(root)
    if "database" in current_or_none(store).cursor:
        raise ExportedLakeError(str(root))
    readings = [Reading(path) for path in paths]
    done = write_lake(store, _batches(readings, skip_bad), is_checked=True, tell=tell)
    return TakenIn(done.manifest, done.rows, done.anew, sum(one.bad for one in readings), _faults(readings))


def _batches(readings: list[Reading], skip_bad: bool) -> Iterator[Any]:
    """Every file is read to its end before the first row counts, so that all faults are told at once."""
    for one in readings:
        yield from one.batches()
    bad = sum(one.bad for one in readings)
    if bad and not skip_bad:
        raise RowsAtFaultError(_faults(readings), bad)


def _faults(readings: list[Reading]) -> Told:
    return [(one.path.name, fault) for one in readings for fault in one.faults]
