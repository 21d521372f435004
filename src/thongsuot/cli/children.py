"""Processes that live and die with ``thongsuot run``."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One supervised process: ``module`` is run by this same Python; ``restart`` brings it back when it ends."""

    title: str
    command: list[str]
    restart: bool
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        # A session of its own: Ctrl-C reaches the supervisor alone, which then stops all in order.
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - the supervisor has no threads
            stdin=subprocess.DEVNULL,
        )

    def ended(self) -> int | None:
        """Return the exit status where the process has ended, None while it lives."""
        return None if self.process is None else self.process.poll()

    def revive(self) -> None:
        """Start again, but not more often than every three seconds, so that a broken machine is not kept busy."""
        if time.monotonic() - self.started > 3:
            self.start()


def stop(children: list[Child], patience: float) -> None:
    """Ask all to end, wait ``patience`` seconds altogether, then end those left by force."""
    living = [child.process for child in children if child.process is not None and child.process.poll() is None]
    for process in living:
        process.terminate()
    deadline = time.monotonic() + patience
    for process in living:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent() -> None:
    """In the child: have Linux end it when the supervisor is killed, so that no web server stays behind on the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
