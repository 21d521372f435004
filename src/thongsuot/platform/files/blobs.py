"""Bytes on disk under ``MEDIA_ROOT``: written aside, flushed, then moved into place by their digest."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _

_FULL = {errno.ENOSPC, errno.EDQUOT}


class StorageFull(OSError):  # noqa: N818 - names the state of the disk
    """No room left on the server; ``str(error)`` is Vietnamese."""


class TooLarge(Exception):  # noqa: N818
    """The stream went past the limit; nothing is kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole file on disk, not yet in its place."""

    path: Path
    digest: str
    size: int


def path_of(digest: str) -> Path:
    """Where the bytes of a digest lie; two levels of folders keep each below a few thousand entries."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


@contextmanager
def draft(chunks: Iterable[bytes], limit: int) -> Iterator[Draft]:
    """Stream to a file aside, at most ``limit`` bytes; it is gone after the block unless ``keep`` moved it."""
    folder = Path(settings.MEDIA_ROOT) / "dang-ghi"
    path = folder / uuid4().hex
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as target:
            digest, size = _copy(chunks, target, limit)
        yield Draft(path, digest, size)
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(error.errno, _("Máy chủ hết chỗ lưu tệp. Hãy báo người quản trị rồi thử lại.")) from error
        raise
    finally:
        path.unlink(missing_ok=True)


def keep(one: Draft) -> str:
    """Move a draft to its place, durably; the name it lies under. Bytes already there are left and marked as wanted."""
    place = path_of(one.digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        os.utime(place)  # tells the orphan sweep that a row is about to name these bytes
        return one.digest
    one.path.replace(place)
    _flush_folder(place.parent)
    return one.digest


def orphans(is_named: Callable[[list[str]], set[str]], older_than_seconds: float) -> Iterator[Path]:
    """Files no row names, old enough that no open transaction may be about to name them."""
    root, limit = Path(settings.MEDIA_ROOT), time.time() - older_than_seconds
    yield from (path for path in root.glob("dang-ghi/*") if path.stat().st_mtime < limit)
    for folder in root.glob("[0-9a-f][0-9a-f]"):
        old = {path.name: path for path in folder.glob("*/*") if path.stat().st_mtime < limit}
        named = is_named(list(old))
        yield from (path for digest, path in old.items() if digest not in named)


def _copy(chunks: Iterable[bytes], target: BinaryIO, limit: int) -> tuple[str, int]:
    running, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge
        running.update(chunk)
        target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return running.hexdigest(), size


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
