"""«Xin ý kiến Trưởng Ban Chỉ đạo» on what the text leaves open (J3 step 4)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Context, natural
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.base import TaskAction, happened_on, need_words
from thongsuot.steering.tasks.actions.inputs import Reasoned, TaskId
from thongsuot.steering.tasks.domain import Move
from thongsuot.steering.tasks.telling import tell_consulted


class ConsultHead(TaskAction[Reasoned, TaskId]):
    """Marks a proposal and tells the head and deputies of the committee; whoever gives the task answers by it."""

    name = "steering.task.consult"
    label = gettext_lazy("Xin ý kiến Trưởng Ban Chỉ đạo")
    permission = Steering.TASK_ASSIGN
    event = "steering.task.consulted"
    idempotency = natural("a proposal is marked once a day; the note of that day is sent once")
    move = Move.CONSULT

    def check(self, actor: Actor, data: Reasoned) -> None:
        super().check(actor, data)
        need_words(data.reason, "reason", _("Hãy viết điều cần xin ý kiến."))

    def execute(self, context: Context, data: Reasoned) -> TaskId:
        day = happened_on(context, data.on)
        self.change(context, data.reason.strip(), consulted_on=day)
        tell_consulted(context, self.task, data.reason.strip())
        return TaskId(self.task.pk)


def consult(actor: Actor, task_id: int, question: str) -> None:
    ConsultHead.run(actor, Reasoned(task_id, question))
