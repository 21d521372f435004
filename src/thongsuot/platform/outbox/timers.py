"""The worker task that empties the outbox."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thongsuot.platform.background import with_fresh_connection
from thongsuot.platform.outbox import delivery


@app.task(name="platform.outbox.drain", queueing_lock="outbox.drain")
@with_fresh_connection
def drain_outbox() -> None:
    """Deliver what is due."""
    delivery.drain()
