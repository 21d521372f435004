"""Housekeeping: partitions in several files become one again, and files of states long past go.

A reader may still be in the state before: at least two states are kept, and each for the grace after the next one came.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa

from thongsuot.reporting.lake.manifest import CURRENT, Manifest, Part, by_place, name_of, sorted_parts
from thongsuot.reporting.lake.parts import new_room, read_part, write_parts
from thongsuot.reporting.lake.shape import FILE_ROWS, Place
from thongsuot.reporting.lake.snapshots import current
from thongsuot.reporting.lake.storage import Entry, Store, store_of
from thongsuot.reporting.lake.writing import Tell, commit

KEPT = 2
GRACE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Compacted:
    """``merged``: partitions written anew. ``removed``: files that went."""

    manifest: Manifest
    merged: int
    removed: int


def compact(
    root: str | Path | Store,
    now: datetime,
    *,
    keep: int = KEPT,
    grace: timedelta = GRACE,
    tell: Tell = lambda *_told: None,
) -> Compacted:
    """Raises ValueError for fewer than two states to keep; NoLakeError, LakeBusyError."""
    if keep < KEPT:
        raise ValueError(keep)
    store = store_of(root) if isinstance(root, str | Path) else root
    with store.alone():
        old = current(store)
        scattered = {place: parts for place, parts in by_place(old.parts).items() if _is_scattered(parts)}
        merged = _merged(store, scattered, tell)
        kept = [one for one in old.parts if one.place not in scattered]
        new = commit(store, old, replace(old, parts=sorted_parts([*kept, *merged])))
        return Compacted(new, len(scattered), _sweep(store, new, keep, now - grace))


def _is_scattered(parts: list[Part]) -> bool:
    return len(parts) > -(-sum(one.rows for one in parts) // FILE_ROWS)


def _merged(store: Store, scattered: dict[Place, list[Part]], tell: Tell) -> list[Part]:
    room, merged = new_room(), []

    def merge(place: Place) -> list[Part]:
        return write_parts(store, place, pa.concat_tables([read_part(store, one) for one in scattered[place]]), room)

    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        for done, parts in enumerate(workers.map(merge, scattered), 1):
            merged += parts
            tell("write", done, len(scattered))
    return merged


def _sweep(store: Store, new: Manifest, keep: int, before: datetime) -> int:
    """Manifests first: killed in between, no manifest is left that names a file that is gone."""
    entries = {one.path: one for one in store.entries()}
    states = _kept_states(entries, new.number, keep, before)
    needed = {CURRENT, ".lock"} | {name_of(number) for number in states}
    for number in states:
        needed |= Manifest.decoded(store.read(name_of(number))).paths()
    gone = [path for path, one in entries.items() if path not in needed and one.written_at < before]
    for path in sorted(gone, key=lambda path: not path.startswith("manifest-")):
        store.remove(path)
    return len(gone)


def _kept_states(entries: dict[str, Entry], newest: int, keep: int, before: datetime) -> list[int]:
    """A state's grace begins when the next one came."""
    kept = []
    for number in range(newest, 0, -1):
        follower = entries.get(name_of(number + 1))
        recent = number > newest - keep or (follower is not None and follower.written_at >= before)
        if name_of(number) not in entries or not recent:
            break
        kept.append(number)
    return kept
