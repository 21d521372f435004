"""What all actions on one task share: the row locked, the move allowed, the day not to come, one event."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.access.queries import one_of
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.domain import ALLOWED_FROM, Move, NotAllowed, State, after
from thongsuot.steering.tasks.duties import may_work
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.queries import visible_to

InputT = TypeVar("InputT")
ResultT = TypeVar("ResultT")


def aggregate_of(task: Task) -> Aggregate:
    return Aggregate("task", str(task.pk))


def noon(day: date) -> datetime:
    """A moment of the day for the log, where only the day is known."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def happened_on(context: Context, on: date | None) -> date:
    """The day the action takes effect; told to the context, so that events and notes carry it."""
    if on is not None and on != timezone.localdate(context.now):
        context.effective_at = noon(on)
    return timezone.localdate(context.effective_at)


def day_of(on: date | None) -> date:
    return on or timezone.localdate()


def refuse_future(on: date | None) -> None:
    if on is not None and on > timezone.localdate():
        raise ActionError(_("Ngày này chưa tới. Hãy ghi ngày việc đã diễn ra."), "on")


def need_words(text: str, field: str, message: str) -> None:
    if not text.strip():
        raise ActionError(message, field)


def task_of(data: object) -> int:
    """Every input of these actions names its task."""
    return int(getattr(data, "task_id"))  # noqa: B009 - the inputs share a name, not a base


class TaskAction(Action[InputT, ResultT]):
    """Locks the task before anything is asked, so that rights, state and change are judged on the same row."""

    move: ClassVar[Move]
    task: Task

    def authorise(self, actor: Actor, data: InputT) -> None:
        self.lock(actor, task_of(data))
        self.allow(actor)

    def lock(self, actor: Actor, task_id: int) -> None:
        one_of(visible_to(actor).only("pk"), pk=task_id)
        self.task = Task.objects.select_for_update(of=("self",)).select_related("home", "lead").get(pk=task_id)

    def allow(self, actor: Actor) -> None:
        """Rights over the giver's branch, unless the action says otherwise."""
        require(actor, self.permission, self.task.home.path)

    def check(self, actor: Actor, data: InputT) -> None:
        on = getattr(data, "on", None)
        refuse_future(on)
        if State(self.task.status) not in ALLOWED_FROM[self.move]:
            raise ActionError(_not_now(self.task, self.move))
        last = self.task.finished_on or self.task.received_on or self.task.assigned_on
        if on is not None and last is not None and on < last:
            raise ActionError(
                _("Ngày này trước bước liền trước của nhiệm vụ (%(day)s).") % {"day": f"{last:%d/%m/%Y}"}, "on"
            )

    def next_status(self) -> str:
        before = State(self.task.status_before_pause) if self.task.status_before_pause else None
        try:
            return after(self.move, State(self.task.status), before).value
        except NotAllowed as error:
            raise ActionError(_not_now(self.task, self.move)) from error

    def change(self, context: Context, reason: str = "", told: dict[str, Any] | None = None, **columns: Any) -> None:
        """Set columns, save, and leave one event with what truly changed and what was told beside the columns."""
        changes = apply(self.task, columns) | {name: (None, value) for name, value in (told or {}).items() if value}
        self.task.save()
        context.record(aggregate_of(self.task), changes, reason=reason)


class DoerAction(TaskAction[InputT, ResultT]):
    """For those who carry the task out."""

    with_partners: ClassVar[bool] = False

    def allow(self, actor: Actor) -> None:
        if not may_work(actor, self.task, with_partners=self.with_partners):
            require(actor, self.permission, self.task.lead.path if self.task.lead else self.task.home.path)
            raise AccessDenied(_("Việc này giao chung: Tổ Thư ký của đơn vị giao báo kết quả chung."))


def apply(row: Model, columns: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set the columns; what changed, from → to."""
    changes = {}
    for column, value in columns.items():
        before = getattr(row, column)
        if before != value:
            setattr(row, column, value)
            changes[column] = (before, value)
    return changes


_DOING = {
    Move.ASSIGN: gettext_lazy("giao"),
    Move.RECEIVE: gettext_lazy("nhận"),
    Move.REPORT: gettext_lazy("báo tiến độ"),
    Move.SUBMIT: gettext_lazy("báo hoàn thành"),
    Move.ACCEPT: gettext_lazy("nghiệm thu"),
    Move.RETURN: gettext_lazy("trả lại"),
    Move.PAUSE: gettext_lazy("tạm dừng"),
    Move.RESUME: gettext_lazy("tiếp tục"),
    Move.DROP: gettext_lazy("dừng hẳn"),
    Move.HAND_OVER: gettext_lazy("chuyển đơn vị khác"),
    Move.ASK_EXTENSION: gettext_lazy("xin gia hạn"),
    Move.EDIT: gettext_lazy("sửa"),
    Move.CONSULT: gettext_lazy("xin ý kiến"),
}


def _not_now(task: Task, move: Move) -> str:
    words = {"state": TaskStatus(task.status).label, "doing": _DOING[move]}
    return _("Nhiệm vụ đang ở bước «%(state)s» nên không %(doing)s được nữa. Hãy tải lại trang.") % words
