"""Pause, resume, and «không còn phù hợp»: the giver's decisions, each with its reason."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Context, natural
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.base import TaskAction, happened_on, need_words
from thongsuot.steering.tasks.actions.inputs import Reasoned, TaskId
from thongsuot.steering.tasks.actions.judging import refuse_open_children
from thongsuot.steering.tasks.domain import Move


class _Stopping(TaskAction[Reasoned, TaskId]):
    def check(self, actor: Actor, data: Reasoned) -> None:
        super().check(actor, data)
        need_words(data.reason, "reason", _("Hãy viết lý do và căn cứ."))


class PauseTask(_Stopping):
    name = "steering.task.pause"
    label = gettext_lazy("Tạm dừng nhiệm vụ")
    permission = Steering.TASK_ASSIGN
    event = "steering.task.paused"
    idempotency = natural("a paused task is not paused again")
    move = Move.PAUSE

    def execute(self, context: Context, data: Reasoned) -> TaskId:
        day = happened_on(context, data.on)
        before, after = self.task.status, self.next_status()
        self.change(context, data.reason.strip(), status=after, status_before_pause=before, paused_on=day)
        return TaskId(self.task.pk)


class ResumeTask(_Stopping):
    name = "steering.task.resume"
    label = gettext_lazy("Tiếp tục nhiệm vụ")
    permission = Steering.TASK_ASSIGN
    event = "steering.task.resumed"
    idempotency = natural("only a paused task goes on")
    move = Move.RESUME

    def execute(self, context: Context, data: Reasoned) -> TaskId:
        happened_on(context, data.on)
        after = self.next_status()
        self.change(context, data.reason.strip(), status=after, status_before_pause="", paused_on=None)
        return TaskId(self.task.pk)


class DropTask(_Stopping):
    """Out of the whole that progress is counted from, and told beside it."""

    name = "steering.task.drop"
    label = gettext_lazy("Kết thúc vì không còn phù hợp")
    permission = Steering.TASK_ASSIGN
    event = "steering.task.dropped"
    idempotency = natural("a dropped task is closed")
    move = Move.DROP

    def check(self, actor: Actor, data: Reasoned) -> None:
        super().check(actor, data)
        refuse_open_children(self.task, _("Việc này còn việc con đang mở: %(titles)s. Hãy xử lý các việc con trước."))

    def execute(self, context: Context, data: Reasoned) -> TaskId:
        day = happened_on(context, data.on)
        reason = data.reason.strip()
        self.change(
            context, reason, status=self.next_status(), drop_reason=reason, closed_on=day, status_before_pause=""
        )
        return TaskId(self.task.pk)
