"""Stop a job, or let it go on from where it stopped."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access import permissions
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.platform.jobs import queue
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.queries import MANAGE

permissions.declare(MANAGE, str(gettext_lazy("dừng, chạy lại việc nền của người khác")), "người yêu cầu và quản trị")
Status = JobRun.Status


@dataclass(frozen=True)
class RunInput:
    run_id: int


class _RunAction(Action[RunInput, None]):
    """The requester may; others need the right to manage."""

    def authorise(self, actor: Actor, data: RunInput) -> None:
        if actor.id is None or _locked(data).requester_id != actor.id:
            require(actor, self.permission)


class CancelJob(_RunAction):
    name = "platform.job.cancel"
    label = "Hủy việc chạy nền"
    permission = MANAGE
    event = "platform.job.cancel_requested"
    idempotency = natural("yêu cầu hủy lần hai không đổi gì")

    def execute(self, context: Context, data: RunInput) -> None:
        run = _locked(data)
        if not run.is_open or run.cancel_requested_at is not None:
            context.unchanged()
            return
        run.cancel_requested_at = context.now
        if run.status == Status.WAITING:
            run.status, run.finished_at = Status.CANCELLED, context.now
        run.save(update_fields=["cancel_requested_at", "status", "finished_at"])
        context.record(_aggregate(run), {"cancel_requested_at": (None, context.now)})


class RetryJob(_RunAction):
    name = "platform.job.retry"
    label = "Chạy tiếp việc nền"
    permission = MANAGE
    event = "platform.job.retried"
    idempotency = natural("việc đang chờ hoặc đang chạy thì không chạy thêm lần nữa")

    def execute(self, context: Context, data: RunInput) -> None:
        run = _locked(data)
        if run.is_open:
            context.unchanged()
            return
        if run.status == Status.DONE:
            raise ActionError(_("Việc này đã xong. Hãy yêu cầu lại từ trang ban đầu nếu cần làm lần nữa."))
        before, run.status = run.status, Status.WAITING
        run.cancel_requested_at = run.finished_at = None
        run.attempt, run.message = 0, ""
        run.save(update_fields=["status", "cancel_requested_at", "finished_at", "attempt", "message"])
        queue.put(run.pk)
        context.record(_aggregate(run), {"status": (before, run.status)})


def _locked(data: RunInput) -> JobRun:
    return JobRun.objects.select_for_update().get(pk=data.run_id)


def _aggregate(run: JobRun) -> Aggregate:
    return Aggregate("job", str(run.pk))
