"""Putting a task right before it is accepted. What changed, from what to what, stays in the history."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.text import nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import ActionError, Context, natural
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.base import TaskAction, aggregate_of, apply, need_words
from thongsuot.steering.tasks.actions.creating import check_deadline, deadline_of, partner_names, set_partners
from thongsuot.steering.tasks.actions.inputs import Edits, TaskId
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.domain import Move
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.reach import refresh

_NOT_COLUMNS = {"task_id", "partner_ids", "partner_texts", "reason"}
_COLUMNS = [field.name for field in dataclasses.fields(Edits) if field.name not in _NOT_COLUMNS]
_HIGHEST = 20  # levels of a tree of tasks; deeper means a ring


class EditTask(TaskAction[Edits, TaskId]):
    """Whoever may give may edit; a proposal also whoever proposed it. A given deadline moves only with a reason."""

    name = "steering.task.edit"
    label = gettext_lazy("Sửa nhiệm vụ")
    permission = Steering.TASK_ASSIGN
    event = "steering.task.edited"
    idempotency = natural("the form names the whole of what the task shall say")
    move = Move.EDIT

    def allow(self, actor: Actor) -> None:
        own = self.task.status == TaskStatus.PROPOSED and actor.id is not None and actor.id == self.task.added_by_id
        require(actor, Steering.TASK_PROPOSE if own else self.permission, self.task.home.path)

    def check(self, actor: Actor, data: Edits) -> None:
        super().check(actor, data)
        need_words(data.title, "title", _("Hãy viết việc phải làm."))
        check_deadline(data.deadline, data.deadline_text, self.task.assigned_on)
        if self._moves_deadline(data):
            need_words(data.reason, "reason", _("Đổi hạn của việc đã giao thì hãy viết lý do."))
        _refuse_ring(self.task, data.parent_id)

    def execute(self, context: Context, data: Edits) -> TaskId:
        columns = {name: getattr(data, name) for name in _COLUMNS}
        columns["title"] = nfc(data.title.strip())[:500]
        columns["deadline"] = self._deadline(data)
        if self._moves_deadline(data):
            columns["first_deadline"] = self.task.first_deadline or self.task.deadline
        changes = apply(self.task, columns) | _change_partners(self.task, data)
        if not changes:
            context.unchanged()
            return TaskId(self.task.pk)
        refresh(self.task)
        self.task.save()
        context.record(aggregate_of(self.task), changes, reason=data.reason.strip())
        return TaskId(self.task.pk)

    def _deadline(self, data: Edits) -> Any:
        return deadline_of(data.deadline, data.deadline_text, self.task.assigned_on or timezone.localdate())

    def _moves_deadline(self, data: Edits) -> bool:
        return self.task.assigned_on is not None and self._deadline(data) != self.task.deadline


def _change_partners(task: Task, data: Edits) -> dict[str, tuple[Any, Any]]:
    rows = task.partners.values_list("unit_id", "text")
    wanted = {(pk, "") for pk in data.partner_ids if pk != task.lead_id} | {(None, text) for text in data.partner_texts}
    if set(rows) == wanted:
        return {}
    before = partner_names(task)
    set_partners(task, data.partner_ids, data.partner_texts)
    return {"partners": (before, partner_names(task))}


def _refuse_ring(task: Task, parent_id: int | None) -> None:
    above, steps = parent_id, 0
    while above is not None:
        if above == task.pk or steps > _HIGHEST:
            raise ActionError(_("Một việc không thể thuộc chính nó hoặc thuộc việc con của nó."), "parent_id")
        above = Task.objects.filter(pk=above).values_list("parent_id", flat=True).first()
        steps += 1
