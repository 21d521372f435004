"""What is left running of a cluster: tell a living server from a zombie, a stale pid file and orphans."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from thongsuot.platform.postgres.errors import ClusterError

_PROC = Path("/proc")
# Orphans notice the death of their server at their next wait; one in the middle of a long query has to be told.
_PATIENCE = 5.0


def postmaster(data: Path) -> int | None:
    """Return the pid of the living server of ``data``; a zombie or another program under that number is none."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _lives_in(pid, data) else None


def clear_leftovers(data: Path, socket: Path, timeout: float) -> None:
    """After a crash: wait for orphaned children to end, then remove the stale lock files.

    PostgreSQL would do so itself, but takes a zombie, or another program under the old number, for a living server.
    Raises ClusterError where orphans stay; the locks are then left alone, since two servers over one data folder
    would destroy it.
    """
    started = time.monotonic()
    told = False
    while orphans := _processes_in(data):
        waited = time.monotonic() - started
        if waited > timeout:
            raise ClusterError(f"Tiến trình PostgreSQL cũ vẫn còn chạy ({orphans}). Hãy dừng chúng rồi chạy lại.")
        if waited > _PATIENCE and not told:
            told = True
            for pid in orphans:
                _signal(pid, signal.SIGQUIT)
        time.sleep(0.05)
    for lock in (data / "postmaster.pid", *socket.glob(".s.PGSQL.*.lock")):
        lock.unlink(missing_ok=True)


def _processes_in(data: Path) -> list[int]:
    if not _PROC.is_dir():  # no /proc (macOS): PostgreSQL's own checks have to do
        return []
    return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit() and _lives_in(int(entry.name), data)]


def _lives_in(pid: int, data: Path) -> bool:
    """Say whether ``pid`` is a living process of the server: they all have ``data`` as working folder."""
    if not _PROC.is_dir():
        return _signal(pid, 0)
    try:
        state = (_PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0]
        folder = (_PROC / str(pid) / "cwd").readlink()
        program = (_PROC / str(pid) / "exe").readlink().name
    except (OSError, IndexError):
        return False
    return state not in "ZX" and folder == data.resolve() and program.split(" ")[0] == "postgres"


def _signal(pid: int, number: int) -> bool:
    try:
        os.kill(pid, number)
    except OSError:
        return False
    return True
