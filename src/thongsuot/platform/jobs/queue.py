"""Puts jobs into the queue, in the transaction of whoever asks."""

from __future__ import annotations

from typing import Any, TypeVar

from django.utils import timezone
from procrastinate.contrib.django import app

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.background import with_fresh_connection
from thongsuot.platform.jobs.declaring import Job
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.values import to_plain

InputT = TypeVar("InputT")


def enqueue(job: Job[InputT], actor: Actor, data: InputT, *, title: str = "") -> JobRun:
    """Start a job after the commit; redirect to ``/viec/<id>``. ``title``: «Xuất 24.000 hồ sơ», with its filters."""
    run = JobRun.objects.create(
        name=job.name,
        title=title or str(job.label),
        parameters=to_plain(data),
        requester_id=actor.id,
        requester_name=actor.display_name,
        created_at=timezone.now(),
    )
    put(run.pk)
    return run


def put(run_id: int) -> None:
    """Hand a run to the workers; rolled back with the caller's transaction."""
    run_job.configure(lock=f"job:{run_id}").defer(run_id=run_id)


@app.task(name="platform.jobs.run")
@with_fresh_connection
def run_job(run_id: int) -> None:
    """Procrastinate's task: perform one run."""
    from thongsuot.platform.jobs.running import perform

    perform(run_id)


def parameters_of(job: Job[Any], run: JobRun) -> Any:
    """The dataclass the requester gave."""
    from thongsuot.platform.values import from_plain

    return from_plain(job.input_type(), run.parameters)
