"""One whole state of a lake, and the files of it that a question needs."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from thongsuot.reporting.lake.manifest import CURRENT, LakeDamagedError, Manifest, Part, name_of
from thongsuot.reporting.lake.storage import Store, store_of
from thongsuot.serving.facts.domain.counters import Axis

_TRIES = 20


class NoLakeError(Exception):
    """There is no lake at that root."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a question is about; None: everything. Days count on any of ``axes``, both ends included.

    An expression filters for itself: an ask only leaves out files that cannot hold anything of it.
    """

    first: date | None = None
    last: date | None = None
    provinces: Collection[int] | None = None
    axes: Collection[Axis] = tuple(Axis)

    def needs(self, part: Part) -> bool:
        if self.provinces is not None and part.place.province not in self.provinces:
            return False
        return any(self._meets(part, axis) for axis in self.axes)

    def _meets(self, part: Part, axis: Axis) -> bool:
        """A dossier of March may be settled in May: the axis' own span decides, not the month of the folder."""
        span = part.spans.get(axis)
        if span is None:
            return False
        return (self.last is None or span[0].date() <= self.last) and (
            self.first is None or span[1].date() >= self.first
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state that no longer changes; its files stay as long as compaction's grace allows."""

    store: Store
    manifest: Manifest

    def parts(self, ask: Ask | None = None) -> list[Part]:
        return [one for one in self.manifest.parts if ask is None or ask.needs(one)]

    def addresses(self, ask: Ask | None = None) -> list[str]:
        """Of the files, as another program opens them."""
        return [self.store.address(one.path) for one in self.parts(ask)]

    def dimension(self, name: str) -> Any:
        """The table of names ``name`` («units», «procedures», «sources») as Arrow; KeyError where there is none."""
        return pq.read_table(pa.BufferReader(self.store.read(self.manifest.dimensions[name])))


def snapshot(root: str | Path | Store) -> Snapshot:
    """The state that holds now. Raises NoLakeError, LakeDamagedError, LakeTooNewError."""
    store = store_of(root) if isinstance(root, str | Path) else root
    return Snapshot(store, current(store))


def current(store: Store) -> Manifest:
    """A reader slower than compaction may find its manifest gone: it begins again."""
    for _try in range(_TRIES):
        number, digest = _pointed(store)
        try:
            data = store.read(name_of(number))
        except FileNotFoundError:
            time.sleep(0.05)
            continue
        if hashlib.sha256(data).hexdigest() == digest:
            return Manifest.decoded(data)
        time.sleep(0.05)
    raise LakeDamagedError(name_of(number))


def current_or_none(store: Store) -> Manifest:
    """The state that holds now, or an empty one where no lake is yet."""
    try:
        return current(store)
    except NoLakeError:
        return Manifest()


def _pointed(store: Store) -> tuple[int, str]:
    try:
        number, digest = store.read(CURRENT).decode().split()
    except FileNotFoundError as absent:
        raise NoLakeError(store.inside("")) from absent
    return int(number), digest
