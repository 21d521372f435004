"""What the lead does: receive, report, say that it is done."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, Context, FieldError, natural, repeatable
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.base import DoerAction, day_of, happened_on, need_words
from thongsuot.steering.tasks.actions.inputs import OnDay, ProgressReport, Submission, TaskId
from thongsuot.steering.tasks.choices import LateCause
from thongsuot.steering.tasks.domain import Move, Stand, timeliness
from thongsuot.steering.tasks.proofs import keep_proofs, write_update
from thongsuot.steering.tasks.telling import tell_submitted

_MOST = 100


class ReceiveTask(DoerAction[OnDay, TaskId]):
    name = "steering.task.receive"
    label = gettext_lazy("Nhận nhiệm vụ")
    permission = Steering.TASK_WORK
    event = "steering.task.received"
    idempotency = natural("a task is received once after each giving")
    move = Move.RECEIVE

    def execute(self, context: Context, data: OnDay) -> TaskId:
        self.change(context, status=self.next_status(), received_on=happened_on(context, data.on))
        return TaskId(self.task.pk)


class ReportProgress(DoerAction[ProgressReport, TaskId]):
    """Words always; percent, quantity and proofs where there are. Coordinating units report their part too."""

    name = "steering.task.report"
    label = gettext_lazy("Báo tiến độ")
    permission = Steering.TASK_WORK
    event = "steering.task.reported"
    idempotency = repeatable("two reports of the same words on one day may both be meant; a form sends its key")
    move = Move.REPORT
    with_partners = True

    def check(self, actor: Actor, data: ProgressReport) -> None:
        super().check(actor, data)
        need_words(data.text, "text", _("Hãy viết đã làm được gì, còn vướng gì."))
        if data.percent is not None and not 0 <= data.percent <= _MOST:
            raise ActionError(_("Mức hoàn thành từ 0 đến 100%."), "percent")
        if data.quantity_done is not None and data.quantity_done < 0:
            raise ActionError(_("Số lượng đã làm không thể âm."), "quantity_done")

    def execute(self, context: Context, data: ProgressReport) -> TaskId:
        day = happened_on(context, data.on)
        update = write_update(context, self.task, data.text.strip(), data.percent, data.quantity_done)
        proofs = keep_proofs(self.task, update, data.proofs)
        columns = {
            "status": self.next_status(),
            "received_on": self.task.received_on or day,
            "percent": self.task.percent if data.percent is None else data.percent,
            "quantity_done": self.task.quantity_done if data.quantity_done is None else data.quantity_done,
        }
        self.change(context, told={"text": data.text.strip(), "proofs": proofs}, **columns)
        return TaskId(self.task.pk)


class SubmitTask(DoerAction[Submission, TaskId]):
    """Done, says the doer; the giver has the last word. A late finish says why (B15)."""

    name = "steering.task.submit"
    label = gettext_lazy("Báo hoàn thành")
    permission = Steering.TASK_WORK
    event = "steering.task.submitted"
    idempotency = natural("a task waits for acceptance once")
    move = Move.SUBMIT

    def check(self, actor: Actor, data: Submission) -> None:
        super().check(actor, data)
        if data.late_cause and data.late_cause not in LateCause.values:
            raise ActionError(_("Hãy chọn nguyên nhân trong danh sách."), "late_cause")
        deadline = self.task.deadline
        if deadline and timeliness(deadline, day_of(data.on)) is Stand.LATE:
            _need_cause(data, deadline, day_of(data.on))

    def execute(self, context: Context, data: Submission) -> TaskId:
        day = happened_on(context, data.on)
        stand = timeliness(self.task.deadline, day)
        late = stand is Stand.LATE
        update = write_update(context, self.task, data.text.strip() or _("Báo hoàn thành."), None, data.quantity_done)
        proofs = keep_proofs(self.task, update, data.proofs)
        self.change(
            context,
            data.text.strip(),
            {"proofs": proofs},
            status=self.next_status(),
            received_on=self.task.received_on or day,
            finished_on=day,
            submitted_by_id=context.actor.id,
            timeliness=stand.value if stand else "",
            late_cause=data.late_cause if late else "",
            late_reason=data.late_reason.strip() if late else "",
            quantity_done=self.task.quantity_done if data.quantity_done is None else data.quantity_done,
        )
        tell_submitted(context, self.task)
        return TaskId(self.task.pk)


def _need_cause(data: Submission, deadline: date, finished: date) -> None:
    late = _("Quá hạn %(days)d ngày (hạn %(day)s)") % {"days": (finished - deadline).days, "day": format_date(deadline)}
    errors = []
    if not data.late_cause:
        errors.append(FieldError(_("%(late)s: hãy chọn nguyên nhân chậm.") % {"late": late}, "late_cause"))
    if not data.late_reason.strip():
        errors.append(FieldError(_("Hãy giải trình vì sao chậm và việc đã làm để không lặp lại."), "late_reason"))
    if errors:
        raise ActionError.of(errors)
