"""Workers of the simulated year: they read the hour from a file, do the morning round and say so; killed at any moment.

``python -m tests.robustness.chasing_worker <database> <folder>`` starts a nursery with everything imported; for each
name on its input it forks a worker and prints its number of process, so that a killed one is replaced at once. Small
batches and a pause inside every transaction give the killer something to hit; ``<name>.busy`` stands while one is open.
"""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from unittest import mock

import django

CLOCK = "clock"


def nursery(database: str, folder: Path) -> None:
    django.setup()
    from django.db import connection
    from django.urls import reverse

    from thongsuot.kernel.workdays import load_calendar
    from thongsuot.platform.notifications import morning
    from thongsuot.steering.chasing.rules import ladder_on

    load_calendar(), ladder_on(date(2026, 1, 5)), reverse("task", args=[1])  # what each fork would read again
    connection.settings_dict["NAME"] = database
    assert morning._before, "the round is not joined to the letters"
    for line in sys.stdin:
        _bury_the_dead()
        child = os.fork()
        if child == 0:
            work(folder, line.strip())
        print(child, flush=True)


def _bury_the_dead() -> None:
    """Not by ignoring SIGCHLD: forks would inherit that, and then every subprocess seems to have ended well."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def work(folder: Path, name: str) -> None:
    from django.utils import timezone

    from thongsuot.platform.notifications.morning import send_digests
    from thongsuot.steering.chasing import running

    running.BATCH = 3
    told, dice = running.notify_many, random.Random()
    busy, parent, seen = folder / f"{name}.busy", os.getppid(), ""

    def slowly(notes: object) -> None:
        busy.touch()
        told(notes)  # type: ignore[arg-type]
        time.sleep(dice.uniform(0.0, 0.02))
        busy.unlink(missing_ok=True)

    with mock.patch.object(running, "notify_many", slowly):
        while os.getppid() == parent:
            tick = (folder / CLOCK).read_text()
            if tick == seen:
                time.sleep(0.002)
                continue
            moment = datetime.fromisoformat(tick.split()[1])
            with mock.patch.object(timezone, "now", lambda moment=moment: moment):
                send_digests()
            seen = tick
            draft = folder / f"{name}.draft"
            draft.write_text(tick)
            draft.rename(folder / f"{name}.done")
    os._exit(0)


if __name__ == "__main__":
    nursery(sys.argv[1], Path(sys.argv[2]))
