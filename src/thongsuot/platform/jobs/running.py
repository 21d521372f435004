"""Performs a run: claims it, calls the job, writes down how it ended and tells the requester."""

from __future__ import annotations

import secrets

import structlog
from django.db import transaction
from django.db.models import F
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.actions.errors import ActionError
from thongsuot.platform.jobs import declaring
from thongsuot.platform.jobs.declaring import Outcome
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.progress import JobCancelled, JobSuperseded, Progress
from thongsuot.platform.jobs.queue import parameters_of
from thongsuot.platform.notifications import Note, declare_kind, notify

MAX_ATTEMPTS = 5
Status = JobRun.Status
log = structlog.get_logger(__name__)
declare_kind("job.finished", "Việc chạy nền đã xong hoặc không xong")


def perform(run_id: int) -> None:
    """Run one job to its end. Calling it for a finished run does nothing."""
    run = _claim(run_id)
    if run is None:
        return
    progress = Progress(run.pk, run.attempt, run.checkpoint, run.done)
    try:
        job = declaring.find(run.name)
        outcome = job.function(progress, parameters_of(job, run))
    except JobSuperseded:
        log.warning("job.superseded", run=run_id, attempt=run.attempt)
    except JobCancelled:
        _finish(run, Status.CANCELLED, Outcome(_("Đã dừng theo yêu cầu. Phần đã làm được giữ lại.")))
    except ActionError as error:
        _finish(run, Status.FAILED, Outcome(str(error)))
    except Exception:  # whatever a job raises ends as a code the requester can quote
        code = secrets.token_hex(2).upper()
        log.exception("job.failed", run=run_id, job=run.name, code=code)
        _finish(run, Status.FAILED, Outcome(_("Không chạy xong. Mã sự cố %(code)s.") % {"code": code}))
    else:
        _finish(run, Status.DONE, outcome)
    finally:
        progress.close()


@transaction.atomic
def _claim(run_id: int) -> JobRun | None:
    """Take the run over under a new attempt number, so that an attempt thought dead can no longer write."""
    run = JobRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None or not run.is_open:
        return None
    if run.cancel_requested_at is not None:
        _finish(run, Status.CANCELLED, Outcome(_("Đã hủy trước khi chạy.")))
        return None
    if run.attempt >= MAX_ATTEMPTS:
        _finish(run, Status.FAILED, Outcome(_("Máy chủ dừng giữa chừng nhiều lần nên việc này không chạy tiếp.")))
        return None
    run.attempt = F("attempt") + 1
    run.status = Status.RUNNING
    run.started_at = run.started_at or timezone.now()
    run.save(update_fields=["attempt", "status", "started_at"])
    run.refresh_from_db()
    return run


@transaction.atomic
def _finish(run: JobRun, status: str, outcome: Outcome) -> None:
    mine = JobRun.objects.filter(pk=run.pk, attempt=run.attempt)
    changed = mine.update(
        status=status,
        finished_at=timezone.now(),
        message=outcome.message,
        result_url=outcome.url,
        result_label=outcome.label,
    )
    if changed and run.requester_id is not None and status != Status.CANCELLED:
        notify([run.requester_id], _note(run, status, outcome))


def _note(run: JobRun, status: str, outcome: Outcome) -> Note:
    ended = _("Đã xong") if status == Status.DONE else _("Không xong")
    return Note(
        kind="job.finished",
        key=f"job:{run.pk}:{run.attempt}",
        text=f"{ended}: {run.title}. {outcome.message}".strip(),
        why=_("Bạn đã yêu cầu việc chạy nền này"),
        url=outcome.url or _page(run),
    )


def _page(run: JobRun) -> str:
    try:
        return reverse("job", args=[run.pk])
    except NoReverseMatch:  # a product assembled without the job pages
        return ""
