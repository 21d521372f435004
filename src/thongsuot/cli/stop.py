"""``thongsuot stop``: end a running ``thongsuot run`` of this checkout and the private PostgreSQL."""

from __future__ import annotations

import argparse
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_PATIENCE = 20.0


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("stop", help="Dừng trang web và PostgreSQL riêng")


def run(args: argparse.Namespace) -> int:
    del args
    stopped = stop_all()
    print("Đã dừng: " + ", ".join(stopped) + "." if stopped else "Không có gì đang chạy.")
    return 0


def stop_all() -> list[str]:
    """Stop what runs; return the names of what was stopped."""
    from thongsuot.config.environment import var_folder
    from thongsuot.platform.postgres.cluster import Cluster

    var = var_folder()
    stopped = ["trang web"] if _stop_site(var / "run.pid") else []
    # `thongsuot run` ends a cluster that it started itself, so asking twice is normal.
    if Cluster.in_var(var).stop() or stopped:
        stopped.append("PostgreSQL")
    if Cluster.in_var(var, throwaway=True).stop():
        stopped.append("PostgreSQL của phép thử")
    return stopped


def _stop_site(pid_file: Path) -> bool:
    try:
        pid = int(pid_file.read_text())
        # The number may belong to another program by now.
        if b"thongsuot" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return False
        os.kill(pid, signal.SIGTERM)
    except (OSError, ValueError):
        return False
    deadline = time.monotonic() + _PATIENCE
    while pid_file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return True
