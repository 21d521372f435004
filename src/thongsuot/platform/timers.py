"""Everything the worker does for the plumbing by the clock. Importing this module registers the tasks."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thongsuot.platform.events import seals
from thongsuot.platform.files import store as files
from thongsuot.platform.idempotency import store as idempotency
from thongsuot.platform.outbox import timers as outbox_timers

__all__ = ["outbox_timers"]


@app.periodic(cron="20 3 * * *", periodic_id="events-seal")
@app.task(name="platform.events.seal")
def seal_events(timestamp: int) -> None:
    """Every night: seal the finished days of the log."""
    seals.seal_finished_days()


@app.periodic(cron="10 * * * *", periodic_id="idempotency-sweep")
@app.task(name="platform.idempotency.sweep")
def sweep_keys(timestamp: int) -> None:
    """Every hour: forget keys past their lifetime."""
    idempotency.sweep()


@app.periodic(cron="0 4 * * *", periodic_id="files-sweep")
@app.task(name="platform.files.sweep")
def sweep_files(timestamp: int) -> None:
    """Every night: delete bytes that no row names."""
    files.sweep_orphans()
