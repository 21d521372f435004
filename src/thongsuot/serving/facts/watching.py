"""Keeps the sums up to date: a thread of the worker that looks at the queue several times a second."""

from __future__ import annotations

import threading

import structlog
from django.db import connection
from django.utils import timezone

from thongsuot.serving.facts.refresh import refresh

EVERY = 0.15  # seconds between two looks; a look at an empty queue costs two index reads
PATIENCE = 2.0  # after a fault: the database restarts, most often
log = structlog.get_logger(__name__)


class Watcher:
    """``start`` once a process; several processes do no harm, one at a time counts."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="facts", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends after the batch at hand."""
        self._stop.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        wait = EVERY
        while not self._stop.wait(wait):
            try:
                wait = 0.0 if refresh(timezone.now()) else EVERY
            except Exception:  # whatever it is, counting goes on: a thread that ended would be noticed by nobody
                log.warning("facts.refresh_failed", exc_info=True)
                connection.close()
                wait = PATIENCE
        connection.close()
