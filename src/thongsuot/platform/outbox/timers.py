"""Worker tasks of the outbox."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thongsuot.platform.outbox import delivery

QUEUE = "outbox"


@app.task(name="platform.outbox.drain", queue=QUEUE, queueing_lock="outbox.drain")
def drain_outbox() -> None:
    """Deliver what is due."""
    delivery.drain()


@app.periodic(cron="* * * * *", periodic_id="outbox")
@app.task(name="platform.outbox.watch", queue=QUEUE, queueing_lock="outbox.watch")
def watch_outbox(timestamp: int) -> None:
    """Every minute: retries that have fallen due, and whatever a lost wake-up left behind."""
    delivery.drain()


@app.periodic(cron="40 2 * * *", periodic_id="outbox-sweep")
@app.task(name="platform.outbox.sweep", queue=QUEUE)
def sweep_outbox(timestamp: int) -> None:
    """Every night: forget what was delivered long ago."""
    delivery.sweep()
