"""The run of tests this process belongs to: its name, and what its processes do one after the other."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_RUN = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
# The number tells whether the run still lives; the mark tells it from an earlier one that had the same number.
NAME = f"{_RUN}_{os.environ.get('PYTEST_XDIST_TESTRUNUID', uuid.uuid4().hex)[:8]}"


def folder() -> Path:
    """What the processes share; the server's unprivileged user can walk into it."""
    found = Path(tempfile.gettempdir()) / f"thongsuot-test-{NAME}"
    found.mkdir(exist_ok=True)
    found.chmod(0o711)
    return found


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    with (folder() / f"{what}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def sweep() -> None:
    """Remove the shared folders of this run, which ends, and of runs that were killed."""
    for found in Path(tempfile.gettempdir()).glob("thongsuot-test-*"):
        name = found.name.removeprefix("thongsuot-test-")
        if name.startswith(f"{os.getpid()}_") or not is_alive(name):
            shutil.rmtree(found, ignore_errors=True)


def is_alive(name: str) -> bool:
    """Say whether the run of that name is still under way."""
    try:
        os.kill(int(name.split("_", maxsplit=1)[0]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
