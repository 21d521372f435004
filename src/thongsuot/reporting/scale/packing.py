"""A lake packed for the nation's questions: of each month a pack and its sums, of all of them one cube.

A month is made again only where its files in the lake changed. Every file bears the digest of what it was made from;
the manifest is written last and names them, so a reader sees the old layer or the new one, never half of each.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from thongsuot.reporting.lake.manifest import LakeDamagedError, Part
from thongsuot.reporting.lake.snapshots import Snapshot
from thongsuot.reporting.lake.storage import LocalStore
from thongsuot.reporting.scale.codes import fingerprint
from thongsuot.reporting.scale.cube import Cube
from thongsuot.reporting.scale.packs import OutdatedPackError, pack

MANIFEST = "packs.json"
_MONTH_TABLES = ("unit_month", "month_unit", "province_month")
_OURS = re.compile(r"(\d{4}-\d{2}|cube)-[0-9a-f]{16}\.(pack|sums|cube|draft)(\.wal)?")


class NoPacksError(Exception):
    """Nothing was packed into that folder."""


@dataclass(frozen=True, slots=True)
class Layer:
    """``counters``: fingerprint of the definitions. ``lake``: number of its state. ``months``: «2026-01» → digest."""

    counters: str
    lake: int
    rows: int
    months: dict[str, str]

    @property
    def cube(self) -> str:
        return f"cube-{_digest([self.counters, *(f'{month} {one}' for month, one in self.months.items())])}.cube"

    def packs(self) -> list[str]:
        return [f"{month}-{digest}.pack" for month, digest in self.months.items()]

    def sums(self) -> list[str]:
        return [f"{month}-{digest}.sums" for month, digest in self.months.items()]

    def names(self) -> set[str]:
        return {*self.packs(), *self.sums(), self.cube}


@dataclass(frozen=True, slots=True)
class Packed:
    """``anew``: months made in this run."""

    layer: Layer
    anew: int


def pack_lake(lake: Snapshot, target: Path, tell: Callable[[str, int, int], None] = lambda *_told: None) -> Packed:
    """Bring the layer in ``target`` to the state of the lake. Done twice, the second time makes nothing.

    Raises LakeBusyError while another packs into the folder, LakeDamagedError.
    """
    store, parts = LocalStore(target.resolve()), _by_month(lake)
    months = {month: _digest([fingerprint(), *(one.digest for one in some)]) for month, some in parts.items()}
    layer = Layer(fingerprint(), lake.manifest.number, lake.manifest.rows, months)
    with store.alone() as scratch:
        waiting = [month for month in months if not _is_there(store.root, f"{month}-{months[month]}")]
        for done, month in enumerate(waiting, 1):
            _make(store.root, f"{month}-{months[month]}", _files(lake, parts[month], scratch), scratch)
            tell("write", done, len(waiting))
        if not (store.root / layer.cube).exists():
            _gather(store.root, layer, scratch)
        before = _named_before(store.root)
        store.put(MANIFEST, json.dumps(asdict(layer), indent=1).encode())
        _sweep(store.root, before | layer.names())
    return Packed(layer, len(waiting))


def read_layer(folder: Path) -> Layer:
    """Raises NoPacksError, OutdatedPackError where it was made by other definitions than those of today."""
    try:
        layer = Layer(**json.loads((folder / MANIFEST).read_bytes()))
    except FileNotFoundError as absent:
        raise NoPacksError(str(folder)) from absent
    if layer.counters != fingerprint():
        raise OutdatedPackError(str(folder))
    return layer


def _by_month(lake: Snapshot) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for one in lake.parts():
        found[f"{one.place.month // 100:04}-{one.place.month % 100:02}"].append(one)
    return found


def _digest(words: Sequence[str]) -> str:
    return sha256("\n".join(words).encode()).hexdigest()[:16]


def _is_there(folder: Path, stem: str) -> bool:
    return all((folder / f"{stem}.{kind}").exists() for kind in ("pack", "sums"))


def _make(folder: Path, stem: str, files: list[Path], scratch: Path) -> None:
    pack(files, folder / f"{stem}.pack")
    draft = scratch / f"{stem}.sums"
    sums = Cube(draft, tables=("unit_month",))
    sums.add_partition(files)
    sums.close()
    draft.replace(folder / draft.name)


def _gather(folder: Path, layer: Layer, scratch: Path) -> None:
    draft = scratch / layer.cube
    cube = Cube(draft, tables=_MONTH_TABLES)
    cube.gather([folder / name for name in layer.sums()])
    cube.close()
    draft.replace(folder / draft.name)


def _files(lake: Snapshot, parts: list[Part], scratch: Path) -> list[Path]:
    """Files of this machine that hold the parts; those of an object store are fetched."""
    return [_file(lake, number, one, scratch) for number, one in enumerate(parts)]


def _file(lake: Snapshot, number: int, part: Part, scratch: Path) -> Path:
    try:
        if lake.store.is_local:
            path = Path(lake.store.address(part.path))
        else:
            path = scratch / f"{number}.parquet"
            path.write_bytes(lake.store.read(part.path))
        if path.stat().st_size == part.size:
            return path
    except FileNotFoundError as absent:
        raise LakeDamagedError(part.path) from absent
    raise LakeDamagedError(part.path)


def _named_before(folder: Path) -> set[str]:
    """Somebody may still be asking the layer before."""
    try:
        return read_layer(folder).names()
    except (NoPacksError, OutdatedPackError):
        return set()


def _sweep(folder: Path, named: set[str]) -> None:
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name) and path.name not in named:
            path.unlink()
