"""The giver's last word: accept or return. Never by the doer (§2.4)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, Context, natural
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.base import TaskAction, happened_on, need_words
from thongsuot.steering.tasks.actions.inputs import Reasoned, TaskId
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.domain import Move, timeliness
from thongsuot.steering.tasks.duties import is_doer
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.proofs import write_update
from thongsuot.steering.tasks.telling import tell_returned

_LISTED = 5


class _Judging(TaskAction[Reasoned, TaskId]):
    def allow(self, actor: Actor) -> None:
        super().allow(actor)
        if is_doer(actor, self.task):
            message = _("Người làm không nghiệm thu việc của mình hoặc của đơn vị mình. Người của đơn vị giao sẽ làm.")
            raise AccessDenied(message)


class AcceptTask(_Judging):
    """Closes the task as of the day the doer finished; early, on time or late stands against the deadline in force."""

    name = "steering.task.accept"
    label = gettext_lazy("Nghiệm thu nhiệm vụ")
    permission = Steering.TASK_ACCEPT
    event = "steering.task.accepted"
    idempotency = natural("an accepted task is closed; a second acceptance is refused")
    move = Move.ACCEPT

    def check(self, actor: Actor, data: Reasoned) -> None:
        super().check(actor, data)
        refuse_open_children(self.task, _("Còn việc con chưa xong: %(titles)s. Hãy nghiệm thu các việc con trước."))

    def execute(self, context: Context, data: Reasoned) -> TaskId:
        day = happened_on(context, data.on)
        finished = self.task.finished_on or day
        stand = timeliness(self.task.deadline, finished)
        self.change(
            context,
            data.reason.strip(),
            status=self.next_status(),
            finished_on=finished,
            accepted_on=day,
            closed_on=day,
            accepted_by_id=context.actor.id,
            timeliness=stand.value if stand else "",
            percent=100,
        )
        return TaskId(self.task.pk)


class ReturnTask(_Judging):
    """Not good enough yet: back to the doer with the reason."""

    name = "steering.task.return"
    label = gettext_lazy("Trả lại nhiệm vụ")
    permission = Steering.TASK_ACCEPT
    event = "steering.task.returned"
    idempotency = natural("only what waits for acceptance is returned, once")
    move = Move.RETURN

    def check(self, actor: Actor, data: Reasoned) -> None:
        super().check(actor, data)
        need_words(data.reason, "reason", _("Hãy viết còn thiếu gì để đơn vị làm tiếp."))

    def execute(self, context: Context, data: Reasoned) -> TaskId:
        happened_on(context, data.on)
        write_update(context, self.task, _("Trả lại: %(reason)s") % {"reason": data.reason.strip()})
        self.change(
            context,
            data.reason.strip(),
            status=self.next_status(),
            finished_on=None,
            submitted_by_id=None,
            timeliness="",
            late_cause="",
            late_reason="",
        )
        tell_returned(context, self.task, data.reason.strip())
        return TaskId(self.task.pk)


def refuse_open_children(task: Task, message: str) -> None:
    """B06: what stands above open work is not closed; the message lists that work."""
    still = task.children.exclude(status__in=(TaskStatus.DONE, TaskStatus.DROPPED)).order_by("pk")
    titles = list(still.values_list("title", flat=True)[: _LISTED + 1])
    if titles:
        shown = "; ".join(f"«{title}»" for title in titles[:_LISTED]) + ("…" if len(titles) > _LISTED else "")
        raise ActionError(message % {"titles": shown})
