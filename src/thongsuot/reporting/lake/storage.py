"""Where a lake lies: a folder, or an object store (``s3://…``) that knows no rename and needs none.

``put`` shows a file whole or not at all. In a folder by writing beside it, fsync, rename; an object store shows an
object only when its stream has been closed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pyarrow.fs as pafs

from thongsuot.reporting.lake.leasing import LakeBusyError, leased

__all__ = ["Entry", "LakeBusyError", "LocalStore", "ObjectStore", "Store", "store_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file there is: path below the root, and when it was written."""

    path: str
    written_at: datetime


class Store(Protocol):
    """Files below one root. Paths are relative, with «/»."""

    @property
    def filesystem(self) -> Any: ...  # a pyarrow.fs.FileSystem
    def inside(self, path: str) -> str: ...  # the path as ``filesystem`` knows it
    def address(self, path: str) -> str: ...  # the path as another program (DuckDB, Spark) opens it
    @property
    def is_local(self) -> bool: ...
    def put(self, path: str, data: Any) -> None: ...
    def read(self, path: str) -> bytes: ...  # FileNotFoundError
    def entries(self, folder: str = "") -> list[Entry]: ...
    def remove(self, path: str) -> None: ...
    def alone(self) -> Any: ...  # context manager: one writer; gives a folder for what is on its way


def store_of(root: str | Path) -> Store:
    """``root``: a folder (made when first written), or an address with a scheme such as ``s3://bucket/lake``."""
    if isinstance(root, str) and "://" in root and not root.startswith("file://"):
        filesystem, inside = pafs.FileSystem.from_uri(root)
        return ObjectStore(filesystem, inside, root.split("://")[0] + "://")
    return LocalStore(Path(str(root).removeprefix("file://")).resolve())


class LocalStore:
    """A folder of this machine, or one shared by machines."""

    is_local = True

    def __init__(self, root: Path) -> None:
        self.root = root
        self.filesystem = pafs.LocalFileSystem()

    def inside(self, path: str) -> str:
        return str(self.root / path)

    address = inside

    def put(self, path: str, data: Any) -> None:
        target = self.root / path
        _make_folder(target.parent)
        draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(target)
        _sync_folder(target.parent)

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def entries(self, folder: str = "") -> list[Entry]:
        found = (Path(where) / name for where, _folders, names in os.walk(self.root / folder) for name in names)
        return [
            Entry(str(one.relative_to(self.root)), datetime.fromtimestamp(one.stat().st_mtime, UTC)) for one in found
        ]

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @contextmanager
    def alone(self) -> Iterator[Path]:
        """The lock goes with the process that holds it, however that ends; what it left half-done goes now."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as taken:
                raise LakeBusyError(str(self.root)) from taken
            scratch = self.root / ".scratch"
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir()
            try:
                yield scratch
            finally:
                shutil.rmtree(scratch, ignore_errors=True)


class ObjectStore:
    """Any pyarrow filesystem; only whole objects are put, none is ever renamed."""

    is_local = False

    def __init__(self, filesystem: Any, base: str, scheme: str) -> None:
        self.filesystem, self.base, self.scheme = filesystem, base.rstrip("/"), scheme

    def inside(self, path: str) -> str:
        return f"{self.base}/{path}"

    def address(self, path: str) -> str:
        return f"{self.scheme}{self.inside(path)}"

    def put(self, path: str, data: Any) -> None:
        with self.filesystem.open_output_stream(self.inside(path)) as stream:
            stream.write(data)

    def read(self, path: str) -> bytes:
        with self.filesystem.open_input_stream(self.inside(path)) as stream:
            return bytes(stream.read())

    def entries(self, folder: str = "") -> list[Entry]:
        below = pafs.FileSelector(self.inside(folder).rstrip("/"), recursive=True, allow_not_found=True)
        found = self.filesystem.get_file_info(below)
        return [
            Entry(one.path.removeprefix(f"{self.base}/"), one.mtime.astimezone(UTC) if one.mtime else datetime.now(UTC))
            for one in found
            if one.type == pafs.FileType.File
        ]

    def remove(self, path: str) -> None:
        self.filesystem.delete_file(self.inside(path))

    @contextmanager
    def alone(self) -> Iterator[Path]:
        """By a lease: it outlives a killed process by minutes."""
        with leased(self), tempfile.TemporaryDirectory(prefix="lake-") as scratch:
            yield Path(scratch)


def _make_folder(folder: Path) -> None:
    """Make ``folder``, each new name safe on disk before a file lies below it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
