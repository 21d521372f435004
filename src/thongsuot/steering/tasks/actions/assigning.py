"""Giving a task to exactly one lead, or leaving it common on purpose (A13)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, Context, natural
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.base import TaskAction, aggregate_of, apply, happened_on
from thongsuot.steering.tasks.actions.inputs import Assignment, TaskId
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.domain import Move
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.reach import refresh
from thongsuot.steering.tasks.telling import tell_assigned

_EVENT = "steering.task.assigned"


class AssignTask(TaskAction[Assignment, TaskId]):
    """Gives a proposal, or gives an open task to another unit; the giver's doing, so no hand-over is counted."""

    name = "steering.task.assign"
    label = gettext_lazy("Giao nhiệm vụ")
    permission = Steering.TASK_ASSIGN
    event = _EVENT
    idempotency = natural("giving to the unit that already has it is refused and changes nothing")
    move = Move.ASSIGN

    def check(self, actor: Actor, data: Assignment) -> None:
        super().check(actor, data)
        lead_id = self._lead(data)
        need_one_lead(lead_id, data.is_common or (lead_id is None and self.task.is_common))
        given = self.task.status != TaskStatus.PROPOSED
        if given and (lead_id, data.is_common) == (self.task.lead_id, self.task.is_common):
            raise ActionError(_("Việc đã giao đúng đơn vị này rồi."), "lead_id")

    def execute(self, context: Context, data: Assignment) -> TaskId:
        lead_id = self._lead(data)
        changes = apply(
            self.task,
            {
                "lead_id": lead_id,
                "is_common": lead_id is None,
                "lead_position_id": data.lead_position_id or self.task.lead_position_id,
            },
        )
        give(context, self.task, happened_on(context, data.on), changes)
        return TaskId(self.task.pk)

    def _lead(self, data: Assignment) -> int | None:
        return None if data.is_common else data.lead_id or self.task.lead_id


def need_one_lead(lead_id: int | None, is_common: bool) -> None:
    if lead_id is None and not is_common:
        message = _("Chưa có đơn vị chủ trì. Hãy chọn một đơn vị, hoặc chọn «giao chung» nếu mọi đơn vị cùng làm.")
        raise ActionError(message, "lead_id")
    if lead_id is not None and is_common:
        raise ActionError(_("Chỉ chọn một: đơn vị chủ trì, hoặc giao chung."), "is_common")


def give(context: Context, task: Task, day: date, changes: dict[str, tuple[object, object]] | None = None) -> None:
    """Move the task into its lead's hands: dates, reach, one event, notes to owner and coordinating units."""
    given = {
        "status": TaskStatus.ASSIGNED.value,
        "assigned_on": task.assigned_on or day,
        "consulted_on": None,
        "received_on": None,
        "finished_on": None,
        "submitted_by_id": None,
        "timeliness": "",
        "late_cause": "",
        "late_reason": "",
        "first_deadline": task.first_deadline or task.deadline,
    }
    changes = (changes or {}) | apply(task, given)
    refresh(task)
    task.save()
    context.record(aggregate_of(task), changes, event=_EVENT)
    tell_assigned(context, task)
