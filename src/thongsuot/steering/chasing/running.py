"""The morning round: rows, notes and events of a batch in one transaction, so that a kill leaves all of it or nothing.

Several workers may run at once: each takes the tasks the others have not locked, and the unique key of a rung stands
behind that. A round that was cut short has no ``finished_at`` and is gone on with ten minutes later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thongsuot.kernel.workdays import load_calendar
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.events import names
from thongsuot.platform.events.domain import Aggregate, Draft
from thongsuot.platform.events.store import append_many
from thongsuot.platform.notifications import Note, notify_many
from thongsuot.platform.notifications.domain import is_day
from thongsuot.platform.outbox.store import publish_events
from thongsuot.steering.chasing.domain import Due, Standing, dues_on
from thongsuot.steering.chasing.models import Reminder, ReminderKind, ReminderRecipient, ReminderRun
from thongsuot.steering.chasing.queries import pending
from thongsuot.steering.chasing.recipients import Circle, Told
from thongsuot.steering.chasing.rules import ladder_on
from thongsuot.steering.chasing.wording import REMINDED, reminder_text, why
from thongsuot.steering.tasks.models import Task

EVENT = "steering.task.reminded"
BATCH = 200
names.declare(EVENT, "Nhắc hạn tự động")


def run_round(now: datetime | None = None) -> int:
    """Send what is due this working day, by day only; how many reminders this call sent.

    Raises ``NoCalendar`` in a year without calendar: nobody is chased by guess-work.
    """
    now = timezone.localtime(now)
    day = now.date()
    if not is_day(now) or not load_calendar().is_workday(day):
        return 0
    round_, _new = ReminderRun.objects.get_or_create(day=day, defaults={"started_at": now})
    if round_.finished_at:
        return 0
    dues = dues_on(day, ladder_on(day), load_calendar())
    circle, sent, after = Circle(day), 0, 0
    while last := _send_batch(dues, circle, now, after):
        after, count = last
        sent += count
    if not pending(dues).exists():  # else another worker still holds some, or a person has one open
        ReminderRun.objects.filter(day=day, finished_at=None).update(finished_at=timezone.now())
    return sent


@transaction.atomic
def _send_batch(dues: Mapping[date, Due], circle: Circle, now: datetime, after: int) -> tuple[int, int] | None:
    """The last task of the batch and how many; ``None`` when there was nothing more to take."""
    free = pending(dues).filter(pk__gt=after).order_by("pk")
    locked = list(free.select_for_update(of=("self",), skip_locked=True, no_key=True)[:BATCH])
    if not locked:
        return None
    tasks = _still_unsent(locked, dues)
    rungs = {task.pk: dues[_deadline(task)].rung for task in tasks}
    reminders = Reminder.objects.bulk_create([_row(task, dues[_deadline(task)], now) for task in tasks])
    told = circle.of(tasks, rungs)
    _tell(list(zip(tasks, reminders, strict=True)), told, now.date())
    publish_events(append_many(SYSTEM, [_event(one, told[one.task_id]) for one in reminders]))
    return locked[-1].pk, len(tasks)


def _still_unsent(locked: Sequence[Task], dues: Mapping[date, Due]) -> list[Task]:
    """Without those another worker finished between our look and our lock; under the lock nobody can any more."""
    sent = Reminder.objects.filter(kind=ReminderKind.AUTOMATIC, task__in=locked)
    done = set(sent.values_list("task_id", "deadline", "rung"))
    return [task for task in locked if (task.pk, task.deadline, dues[_deadline(task)].rung.key) not in done]


def _row(task: Task, due: Due, now: datetime) -> Reminder:
    return Reminder(
        task=task,
        rung=due.rung.key,
        deadline=task.deadline,
        due_on=due.day,
        sent_on=now.date(),
        sent_at=now,
        urgent=due.rung.urgent,
    )


def _tell(sent: Sequence[tuple[Task, Reminder]], told: Mapping[int, Told], day: date) -> None:
    recipients, notes = [], []
    for task, reminder in sent:
        by_standing: dict[Standing, list[int]] = {}
        for account, standing in told[task.pk].items():
            recipients.append(ReminderRecipient(reminder=reminder, account_id=account, standing=standing))
            by_standing.setdefault(standing, []).append(account)
        notes += [(accounts, _note(task, reminder, standing, day)) for standing, accounts in by_standing.items()]
    ReminderRecipient.objects.bulk_create(recipients)
    notify_many(notes)


def _note(task: Task, reminder: Reminder, standing: Standing, day: date) -> Note:
    text = reminder_text(task.title, _deadline(task), day)
    address = reverse("task", args=[task.pk])
    return Note(REMINDED, reminder.note_key, text, why(standing), address, reminder.urgent, morning=day)


def _event(reminder: Reminder, told: Told) -> Draft:
    changes = {"rung": (None, reminder.rung), "deadline": (None, reminder.deadline), "told": (None, len(told))}
    return Draft(Aggregate("task", str(reminder.task_id)), EVENT, changes, "", reminder.sent_at)


def _deadline(task: Task) -> date:
    assert task.deadline is not None  # ``pending`` reads tasks by their deadline
    return task.deadline
