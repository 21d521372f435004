"""Writing a lake: new files beside the old, then a new manifest, then CURRENT. Killed anywhere, the old state holds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from thongsuot.reporting.lake.locating import Located, locate
from thongsuot.reporting.lake.manifest import CURRENT, Manifest, Part, by_place, pointer_to, sorted_parts
from thongsuot.reporting.lake.parts import new_room, read_part, write_parts
from thongsuot.reporting.lake.shape import KEY, Place, arrow_schema
from thongsuot.reporting.lake.snapshots import current_or_none
from thongsuot.reporting.lake.staging import Staging, chunks
from thongsuot.reporting.lake.storage import LakeBusyError, Store, store_of

Tell = Callable[[str, int, int], None]  # («read» | «write», done, of how many: 0 where nobody knows)
MOST_PARTS = 8
_WORTH = 4  # rows are laid beside a partition that holds so many times more; else it is written anew


class DoubleKeysError(Exception):
    """``keys``: some that came twice, as (source, code)."""

    def __init__(self, keys: list[tuple[int, str]]) -> None:
        super().__init__(keys)
        self.keys = keys


@dataclass(frozen=True, slots=True)
class Written:
    """``anew``: partitions whose files changed. The manifest is the old one where nothing did."""

    manifest: Manifest
    rows: int
    anew: int


def write_lake(
    root: str | Path | Store,
    batches: Iterable[Any],
    *,
    removed: Any | None = None,
    cursor: dict[str, Any] | None = None,
    dimensions: dict[str, Any] | None = None,
    replaced: Collection[Place] | None = None,
    whole: bool = False,
    is_checked: bool = False,
    tell: Tell = lambda *_told: None,
) -> Written:
    """Bring ``batches`` (Arrow tables or record batches of facts, each key once) into the lake as one new state.

    A row takes the place of the one with its key, wherever that lies. ``removed``: Arrow table of keys (source, code)
    whose rows go. ``replaced``: the batches are all there is of these partitions, and hold nothing of any other.
    ``whole``: they are all there is; what else the lake holds goes. ``is_checked``: refuse a key that comes twice; a
    source that keys its rows need not ask. ``cursor``: kept in the manifest for the next time. ``dimensions``: name →
    Arrow table.
    Raises KeyError, pa.ArrowInvalid for rows that are no facts, DoubleKeysError, LakeBusyError while another writes.
    """
    store = store_of(root) if isinstance(root, str | Path) else root
    with store.alone() as scratch, ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        old = current_or_none(store)
        present = () if whole else tuple(one for one in old.parts if one.place not in (replaced or ()))
        searched = present if replaced is None else ()
        staging, located = Staging(scratch), Located()
        for chunk in chunks(batches):
            staging.add(chunk)
            locate(store, searched, chunk, located, workers)
            tell("read", staging.rows, 0)
        doubles = staging.doubles() if is_checked else []
        if doubles:
            raise DoubleKeysError(doubles)
        if removed is not None and removed.num_rows:
            locate(store, searched, removed, located, workers)
        parts = _rewritten(store, present, staging, located, workers, tell)
        anew = _differing(old.parts, parts)
        new = replace(
            old, parts=parts, cursor=old.cursor if cursor is None else cursor,
            dimensions=old.dimensions | put_dimensions(store, dimensions or {}),
        )  # fmt: skip
        return Written(commit(store, old, new), staging.rows, anew)


def commit(store: Store, old: Manifest, new: Manifest) -> Manifest:
    """Make ``new`` the state that holds, unless it is the old one.

    Raises LakeBusyError where ``old`` no longer holds: a lease may run out, and another's work is not written over.
    """
    if new == old and old.number:
        return old
    if current_or_none(store).number != old.number:
        raise LakeBusyError(store.address(""))
    new = replace(new, number=old.number + 1, made_at=datetime.now(UTC).isoformat(timespec="seconds"))
    data = new.encoded()
    store.put(new.name, data)
    store.put(CURRENT, pointer_to(new.number, data))
    return new


def put_dimensions(store: Store, tables: dict[str, Any]) -> dict[str, str]:
    """Write tables of names beside the facts, each by its content; name → path."""
    paths = {}
    for name, table in tables.items():
        stream = pa.BufferOutputStream()
        pq.write_table(table, stream, compression="zstd")
        data = stream.getvalue()
        paths[name] = f"dimensions/{name}-{hashlib.sha256(data).hexdigest()[:24]}.parquet"
        store.put(paths[name], data)
    return paths


def last_of_each(rows: Any) -> Any:
    """Of rows with the same key the last."""
    numbered = rows.select(KEY).append_column("_row", pa.array(range(rows.num_rows), pa.int64()))
    last = numbered.group_by(list(KEY), use_threads=False).aggregate([("_row", "max")])["_row_max"]
    return rows if len(last) == rows.num_rows else rows.take(last)


def _rewritten(
    store: Store, present: tuple[Part, ...], staging: Staging, located: Located, workers: ThreadPoolExecutor, tell: Tell
) -> tuple[Part, ...]:
    """All parts of the new state."""
    before = by_place(present)
    places = sorted({*staging.places, *located.leaving})
    room, after = new_room(), dict(before)
    jobs = workers.map(lambda place: _one(store, place, before.get(place, []), staging, located, room), places)
    for done, (place, parts) in enumerate(zip(places, jobs, strict=True), 1):
        after[place] = parts
        tell("write", done, len(places))
    return sorted_parts(part for parts in after.values() for part in parts)


def _differing(old: tuple[Part, ...], new: tuple[Part, ...]) -> int:
    before, after = by_place(old), by_place(new)
    return sum(before.get(place) != after.get(place) for place in before.keys() | after.keys())


def _one(store: Store, place: Place, old: list[Part], staging: Staging, located: Located, room: Any) -> list[Part]:
    coming = last_of_each(staging.rows_of(place))
    untouched = place not in located.again and place not in located.leaving
    if old and untouched and len(old) < MOST_PARTS and sum(one.rows for one in old) > _WORTH * coming.num_rows:
        return sorted([*old, *write_parts(store, place, coming, room)], key=lambda one: one.path)
    if not old:
        return write_parts(store, place, coming, room)
    there = pa.concat_tables([read_part(store, one) for one in old])
    gone = located.gone(place)
    if gone is not None:
        there = there.join(gone, list(KEY), join_type="left anti", use_threads=False)
        there = there.select(arrow_schema().names).cast(arrow_schema())
    return write_parts(store, place, last_of_each(pa.concat_tables([there, coming])), room)
