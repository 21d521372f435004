"""Passing work on: the competent body must be named, with the reason; every time counts (A13)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, Context, natural
from thongsuot.registry.units.models import Unit
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.assigning import give
from thongsuot.steering.tasks.actions.base import DoerAction, aggregate_of, apply, happened_on, need_words
from thongsuot.steering.tasks.actions.inputs import Passing, TaskId
from thongsuot.steering.tasks.domain import Move, is_passed_around
from thongsuot.steering.tasks.models import HandOver
from thongsuot.steering.tasks.telling import tell_passed_around


class HandOverTask(DoerAction[Passing, TaskId]):
    """The lead says that the work is another body's; from the third time the head of the committee hears of it."""

    name = "steering.task.hand_over"
    label = gettext_lazy("Chuyển đơn vị có thẩm quyền")
    permission = Steering.TASK_WORK
    event = "steering.task.handed_over"
    idempotency = natural("after handing over the unit no longer leads and cannot hand over again")
    move = Move.HAND_OVER

    def check(self, actor: Actor, data: Passing) -> None:
        super().check(actor, data)
        need_words(data.reason, "reason", _("Hãy viết vì sao việc thuộc thẩm quyền của đơn vị kia, kèm căn cứ."))
        if self.task.lead_id is None:
            raise ActionError(_("Việc giao chung thì không chuyển đi được."))
        if data.to_unit_id is None:
            raise ActionError(_("Hãy nêu đơn vị có thẩm quyền làm việc này."), "to_unit_id")
        if data.to_unit_id == self.task.lead_id:
            raise ActionError(_("Đơn vị này đang chủ trì rồi."), "to_unit_id")
        if not Unit.objects.filter(pk=data.to_unit_id).exists():
            raise ActionError(_("Không có đơn vị này."), "to_unit_id")

    def execute(self, context: Context, data: Passing) -> TaskId:
        day = happened_on(context, data.on)
        moved = HandOver.objects.create(
            task=self.task,
            from_unit_id=self.task.lead_id,
            to_unit_id=data.to_unit_id,
            reason=data.reason.strip(),
            by_id=context.actor.id,
            at=context.effective_at,
        )
        count = self.task.hand_overs + 1
        changes = apply(self.task, {"lead_id": moved.to_unit_id, "hand_overs": count, "lead_position_id": None})
        context.record(aggregate_of(self.task), changes, reason=moved.reason)
        give(context, self.task, day)
        if is_passed_around(count):
            tell_passed_around(context, self.task)
        return TaskId(self.task.pk)
