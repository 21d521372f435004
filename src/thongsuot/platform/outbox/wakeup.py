"""Wakes the worker after a commit. Losing a wake-up loses nothing: the minute timer looks as well."""

from __future__ import annotations

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued


def after_commit() -> None:
    """Ask for a drain once the surrounding transaction is in; many asks in a row make one job."""
    transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Enqueue the drain unless one already waits."""
    from thongsuot.platform.outbox.timers import drain_outbox

    try:
        with transaction.atomic():  # a savepoint where the caller's transaction goes on after «already enqueued»
            drain_outbox.defer()
    except AlreadyEnqueued:
        pass
