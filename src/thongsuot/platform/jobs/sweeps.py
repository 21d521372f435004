"""Picks up what a dead worker left and forgets what is a week old."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.utils import timezone

from thongsuot.platform.jobs.models import JobRun

KEEP = timedelta(days=7)
_DEAD_AFTER_SECONDS = 60
log = structlog.get_logger(__name__)


@transaction.atomic
def rescue_stalled() -> int:
    """Give jobs of workers without a heartbeat for a minute back to the queue; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT job.id FROM procrastinate_jobs job
                 LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
                WHERE job.status = 'doing'
                  AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
                FOR UPDATE OF job SKIP LOCKED""",
            [_DEAD_AFTER_SECONDS],
        )
        stalled = [job_id for (job_id,) in cursor.fetchall()]
        for job_id in stalled:
            cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job_id])
    if stalled:
        log.warning("jobs.rescued", jobs=stalled)
    return len(stalled)


def forget_old() -> int:
    """Delete runs and queue entries that ended more than a week ago; how many runs."""
    limit = timezone.now() - KEEP
    with connection.cursor() as cursor:
        cursor.execute(
            """DELETE FROM procrastinate_jobs job
                WHERE job.status IN ('succeeded', 'failed', 'cancelled', 'aborted')
                  AND NOT EXISTS (SELECT 1 FROM procrastinate_events event
                                   WHERE event.job_id = job.id AND event.at >= %s)""",
            [limit],
        )
    deleted, _by_model = JobRun.objects.filter(finished_at__lt=limit).delete()
    return deleted
