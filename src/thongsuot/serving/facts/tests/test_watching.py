"""The thread that keeps the sums up to date goes on after a fault and ends when told."""

from __future__ import annotations

import threading
from unittest import mock

from django.db import OperationalError

from thongsuot.serving.facts import watching
from thongsuot.serving.facts.watching import Watcher


def test_a_fault_of_the_database_is_outlived_and_work_goes_on() -> None:
    answers, done = [OperationalError("down"), 3, 2, 0], threading.Event()

    def refresh(_now: object) -> int:
        found = answers.pop(0) if answers else 0
        if not answers:
            done.set()
        if isinstance(found, Exception):
            raise found
        return found

    with mock.patch.multiple(watching, EVERY=0.001, PATIENCE=0.001, refresh=refresh, connection=mock.Mock()):
        watcher = Watcher()
        watcher.start()
        assert done.wait(60)
        watcher.stop()
        assert not watcher._thread.is_alive()
    assert answers == []
