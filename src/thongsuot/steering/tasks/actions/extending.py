"""A new deadline: asked by the doer with a reason, decided by another person of the giver; both days are kept."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError, Context, natural
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.base import DoerAction, TaskAction, happened_on, need_words
from thongsuot.steering.tasks.actions.inputs import ExtensionAnswer, ExtensionId, ExtensionRequest
from thongsuot.steering.tasks.domain import Move
from thongsuot.steering.tasks.duties import is_doer
from thongsuot.steering.tasks.models import Extension, ExtensionStatus
from thongsuot.steering.tasks.telling import tell_extension_answered, tell_extension_asked


class AskExtension(DoerAction[ExtensionRequest, ExtensionId]):
    name = "steering.task.ask_extension"
    label = gettext_lazy("Xin gia hạn")
    permission = Steering.TASK_WORK
    event = "steering.task.extension_asked"
    idempotency = natural("a task has one open request at most (constraint extension_one_open)")
    move = Move.ASK_EXTENSION

    def check(self, actor: Actor, data: ExtensionRequest) -> None:
        super().check(actor, data)
        need_words(data.reason, "reason", _("Hãy viết vì sao cần thêm thời gian."))
        deadline = self.task.deadline
        if deadline is None:
            raise ActionError(_("Nhiệm vụ này chưa có hạn nên không cần xin gia hạn."), "new_deadline")
        if data.new_deadline is None or data.new_deadline <= deadline:
            message = _("Hạn mới phải sau hạn đang có (%(day)s).")
            raise ActionError(message % {"day": format_date(deadline)}, "new_deadline")
        if self.task.extensions.filter(status=ExtensionStatus.ASKED).exists():
            raise ActionError(_("Đang có một đề nghị gia hạn chờ trả lời. Hãy chờ trả lời trước khi xin lần nữa."))

    def execute(self, context: Context, data: ExtensionRequest) -> ExtensionId:
        happened_on(context, data.on)
        asked = Extension.objects.create(
            task=self.task,
            old_deadline=self.task.deadline,
            new_deadline=data.new_deadline,
            reason=data.reason.strip(),
            asked_by_id=context.actor.id,
            asked_at=context.effective_at,
        )
        self.change(context, asked.reason, {"extension": asked.pk, "asked_deadline": asked.new_deadline})
        tell_extension_asked(context, self.task, asked.reason)
        return ExtensionId(asked.pk)


class _OnExtension(TaskAction[ExtensionAnswer, ExtensionId]):
    """Finds the task behind the request before anything else."""

    extension: Extension

    def authorise(self, actor: Actor, data: ExtensionAnswer) -> None:
        found = Extension.objects.filter(pk=data.extension_id).first()
        if found is None:
            raise Hidden(_("Không tìm thấy đề nghị gia hạn này hoặc bạn không có quyền xem."))
        self.lock(actor, found.task_id)
        self.extension = Extension.objects.get(pk=found.pk)
        self.allow(actor)


class DecideExtension(_OnExtension):
    """Granted, with the day asked for or another one, or refused with a reason. ``first_deadline`` stays."""

    name = "steering.task.decide_extension"
    label = gettext_lazy("Trả lời xin gia hạn")
    permission = Steering.EXTENSION_DECIDE
    event = "steering.task.extension_decided"
    idempotency = natural("an answered request is not answered again")
    move = Move.ASK_EXTENSION

    def allow(self, actor: Actor) -> None:
        super().allow(actor)
        asker = actor.id is not None and actor.id == self.extension.asked_by_id
        if asker or is_doer(actor, self.task):
            raise AccessDenied(_("Người xin gia hạn và đơn vị làm không tự trả lời. Người của đơn vị giao sẽ làm."))

    def check(self, actor: Actor, data: ExtensionAnswer) -> None:
        super().check(actor, data)
        if self.extension.status != ExtensionStatus.ASKED:
            raise ActionError(_("Đề nghị này đã được trả lời. Hãy tải lại trang."))
        if not data.granted:
            need_words(data.answer, "answer", _("Không đồng ý thì hãy viết lý do để đơn vị biết."))
        if data.granted and data.new_deadline and data.new_deadline <= self.extension.old_deadline:
            message = _("Hạn mới phải sau hạn đang có (%(day)s).")
            raise ActionError(message % {"day": format_date(self.extension.old_deadline)}, "new_deadline")

    def execute(self, context: Context, data: ExtensionAnswer) -> ExtensionId:
        happened_on(context, data.on)
        asked = self.extension
        asked.status = ExtensionStatus.GRANTED if data.granted else ExtensionStatus.REFUSED
        asked.decided_by_id, asked.decided_at = context.actor.id, context.effective_at
        asked.answer = data.answer.strip()
        if data.granted and data.new_deadline:
            asked.answer = " ".join(part for part in (asked.answer, _shortened(asked, data)) if part)
        asked.save()
        columns = {}
        if data.granted:
            columns["deadline"] = data.new_deadline or asked.new_deadline
            columns["first_deadline"] = self.task.first_deadline or asked.old_deadline
        self.change(context, asked.answer, {"extension": asked.pk, "decision": str(asked.status)}, **columns)
        tell_extension_answered(context, self.task, _answer_text(self, data.granted))
        return ExtensionId(asked.pk)


def _shortened(asked: Extension, data: ExtensionAnswer) -> str:
    if data.new_deadline is None or data.new_deadline == asked.new_deadline:
        return ""
    return _("Hạn được duyệt: %(day)s.") % {"day": format_date(data.new_deadline)}


def _answer_text(action: DecideExtension, granted: bool) -> str:
    words = {"title": action.task.title, "answer": action.extension.answer}
    if granted and action.task.deadline:
        words["day"] = format_date(action.task.deadline)
        return _("Được gia hạn đến %(day)s: %(title)s. %(answer)s") % words
    return _("Không được gia hạn: %(title)s. %(answer)s") % words
