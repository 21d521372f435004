"""Đôn đốc by a person: with words, to those who carry the task out, at most once a day for each task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.platform.notifications import Note, notify_many
from thongsuot.steering.chasing.domain import Rung, Standing
from thongsuot.steering.chasing.models import Reminder, ReminderKind, ReminderRecipient
from thongsuot.steering.chasing.queries import CHASED, called_on
from thongsuot.steering.chasing.recipients import Circle, Told
from thongsuot.steering.chasing.wording import CALLED, call_text, why
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.queries import visible_to

MOST_WORDS = 1000
MOST_TASKS = 500  # as many as one page of the list can tick, and more
_BY_HAND = Rung("", 0, (Standing.DOER,), urgent=True)


@dataclass(frozen=True)
class Call:
    """Tasks by number; ``words`` are what the units will read."""

    task_ids: tuple[int, ...]
    words: str


@dataclass(frozen=True)
class Called:
    """``again``: already called on today, left alone; ``closed``: nothing left to chase there."""

    sent: int
    again: int
    closed: int


class RemindTasks(Action[Call, Called]):
    name = "steering.task.remind"
    label = "Đôn đốc nhiệm vụ"
    permission = Steering.TASK_REMIND
    event = "steering.task.called"
    idempotency = natural("mỗi nhiệm vụ được đôn đốc tay nhiều nhất một lần một ngày")

    def authorise(self, actor: Actor, data: Call) -> None:
        """The right is asked for over the home of every task, and nothing invisible is touched."""
        require(actor, self.permission)
        seen = visible_to(actor).filter(pk__in=data.task_ids[: MOST_TASKS + 1])
        for path in set(seen.order_by().values_list("home__path", flat=True)):
            require(actor, self.permission, path)

    def check(self, actor: Actor, data: Call) -> None:
        if not data.words.strip():
            raise ActionError(_("Hãy ghi lời đôn đốc: cần làm gì, bao giờ phải có."), "words")
        if len(data.words) > MOST_WORDS:
            raise ActionError(_("Lời đôn đốc dài quá %(most)d ký tự.") % {"most": MOST_WORDS}, "words")
        if not data.task_ids:
            raise ActionError(_("Hãy chọn ít nhất một nhiệm vụ."), "task_ids")
        if len(data.task_ids) > MOST_TASKS:
            raise ActionError(_("Mỗi lần đôn đốc không quá %(most)d nhiệm vụ.") % {"most": MOST_TASKS}, "task_ids")

    def execute(self, context: Context, data: Call) -> Called:
        day = timezone.localdate(context.now)
        chosen = visible_to(context.actor).filter(pk__in=data.task_ids).order_by("pk")
        tasks = list(chosen.select_for_update(of=("self",), no_key=True))
        again = called_on([task.pk for task in tasks], day)
        live = [task for task in tasks if task.status in CHASED and task.pk not in again]
        closed = len(set(data.task_ids)) - len(live) - len(again)
        if not live:
            self._refuse(tasks, again)
        self._call(context, live, data.words.strip())
        return Called(len(live), len(again), closed)

    def _call(self, context: Context, tasks: Sequence[Task], words: str) -> None:
        told = Circle(timezone.localdate(context.now)).of(tasks, dict.fromkeys((task.pk for task in tasks), _BY_HAND))
        rows = Reminder.objects.bulk_create([_row(context, task, words) for task in tasks])
        recipients, notes = [], []
        for task, row in zip(tasks, rows, strict=True):
            recipients += [
                ReminderRecipient(reminder=row, account_id=one, standing=as_) for one, as_ in told[task.pk].items()
            ]
            notes += _notes(task, row, told[task.pk])
            changes = {"called": (None, len(told[task.pk]))}
            context.record(Aggregate("task", str(task.pk)), changes, reason=words)
        ReminderRecipient.objects.bulk_create(recipients)
        notify_many(notes)

    @staticmethod
    def _refuse(tasks: Sequence[Task], again: set[int]) -> None:
        if again:
            today = format_date(timezone.localdate())
            raise ActionError(
                _("Hôm nay (%(day)s) đã đôn đốc rồi; mỗi việc một lần một ngày.") % {"day": today}, "task_ids"
            )
        if tasks:
            raise ActionError(
                _("Việc đã chọn không còn phải đôn đốc: đã xong, đang dừng hoặc chờ nghiệm thu."), "task_ids"
            )
        raise ActionError(_("Không tìm thấy nhiệm vụ đã chọn."), "task_ids")


def _row(context: Context, task: Task, words: str) -> Reminder:
    day = timezone.localdate(context.now)
    return Reminder(
        task=task,
        kind=ReminderKind.MANUAL,
        deadline=task.deadline,
        due_on=day,
        sent_on=day,
        sent_at=context.now,
        urgent=True,
        by_id=context.actor.id,
        words=words,
    )


def _notes(task: Task, reminder: Reminder, told: Told) -> list[tuple[list[int], Note]]:
    text, address = call_text(task.title, reminder.words), reverse("task", args=[task.pk])
    notes = []
    for standing in dict.fromkeys(told.values()):
        accounts = [one for one, as_ in told.items() if as_ is standing]
        notes.append((accounts, Note(CALLED, reminder.note_key, text, why(standing), address, urgent=True)))
    return notes
