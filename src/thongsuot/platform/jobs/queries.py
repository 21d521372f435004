"""A person sees the work they asked for; whoever keeps the system running sees all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.jobs.domain import advance, remaining_words
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.sweeps import KEEP

MANAGE = "platform.job.manage"


@dataclass(frozen=True, slots=True)
class JobView:
    """What the job page shows. ``percent`` and ``remaining`` are ``None`` while they cannot be known."""

    run: JobRun
    percent: int | None
    remaining: str | None
    can_cancel: bool
    can_retry: bool
    kept_until: datetime | None


@access(JobRun)
def visible_to(actor: Actor) -> QuerySet[JobRun]:
    """Runs the actor asked for, or all of them with the right to manage; newest first."""
    mine = Q(requester_id=actor.id) if actor.id is not None else Q(pk__in=[])
    return JobRun.objects.filter(Q() if actor.can(MANAGE) else mine).order_by("-id")


@access(JobRun)
def get_for(actor: Actor, run_id: int) -> JobRun:
    """One run or 404."""
    return one_of(visible_to(actor), pk=run_id)


def view_of(run: JobRun) -> JobView:
    """The numbers of the page, from what the worker last wrote."""
    running_for = timezone.now() - (run.started_at or timezone.now())
    far = advance(run.done, run.total, running_for)
    finished = run.status == JobRun.Status.DONE
    return JobView(
        run=run,
        percent=100 if finished else far.percent,
        remaining=remaining_words(far.remaining) if far.remaining and run.status == JobRun.Status.RUNNING else None,
        can_cancel=run.is_open and run.cancel_requested_at is None,
        can_retry=run.status in {JobRun.Status.FAILED, JobRun.Status.CANCELLED},
        kept_until=run.finished_at + KEEP if run.finished_at else None,
    )
