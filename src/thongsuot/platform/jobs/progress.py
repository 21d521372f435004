"""What a running job reports to and asks whether it should go on."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

_EVERY_SECONDS = 0.5


class JobCancelled(Exception):  # noqa: N818 - a wish of the requester, not an error
    """The requester asked to stop. What was saved stays."""


class JobSuperseded(Exception):  # noqa: N818
    """Another worker has taken the job over because this one seemed dead; stop without a trace."""


class Progress:
    """Progress of one attempt. ``checkpoint`` is what the last ``save`` kept, ``{}`` on a first run."""

    def __init__(self, run_id: int, attempt: int, checkpoint: dict[str, Any], done: int) -> None:
        self.run_id = run_id
        self.checkpoint = checkpoint
        self.done = done
        self._attempt = attempt
        self._reported_at = 0.0
        self._side: BaseDatabaseWrapper | None = None
        self._whole_run_in_transaction = connection.in_atomic_block  # then nobody outside sees the run either

    def expect(self, total: int) -> None:
        """Say how much there is to do, in whatever is counted."""
        self._write("total = %s", [total])

    def report(self, done: int, message: str = "") -> None:
        """Show how far it is; written at most twice a second. Raises ``JobCancelled`` when asked to stop.

        Inside a transaction the row is written beside it, so that people see the progress before the commit.
        """
        self.done = done
        now = time.monotonic()
        if now - self._reported_at >= _EVERY_SECONDS:
            self._reported_at = now
            self._write("done = %s, message = %s", [done, message])

    def save(self, checkpoint: dict[str, Any], done: int, message: str = "") -> None:
        """Keep where to go on, in the same transaction as the step it stands for."""
        from thongsuot.platform.jobs.models import JobRun

        kept = JobRun.objects.filter(pk=self.run_id, attempt=self._attempt)
        if not kept.update(checkpoint=checkpoint, done=done, message=message):
            raise JobSuperseded
        self.checkpoint, self.done = checkpoint, done
        if kept.filter(cancel_requested_at__isnull=False).exists():
            raise JobCancelled

    def close(self) -> None:
        """Give the side connection back."""
        if self._side is not None:
            self._side.close()

    def _write(self, assignments: str, values: list[Any]) -> None:
        with self._connection().cursor() as cursor:
            cursor.execute(
                f"UPDATE platform_jobrun SET {assignments} "  # noqa: S608 - the two assignments above, no input
                "WHERE id = %s AND attempt = %s RETURNING cancel_requested_at",
                [*values, self.run_id, self._attempt],
            )
            row = cursor.fetchone()
        if row is None:
            raise JobSuperseded
        if row[0] is not None and row[0] <= timezone.now():
            raise JobCancelled

    def _connection(self) -> BaseDatabaseWrapper:
        if self._whole_run_in_transaction or not connection.in_atomic_block:
            return connection
        if self._side is None:
            self._side = connection.copy()
        return self._side
