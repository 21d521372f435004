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
from thongsuot.steering.chasing.queries import pending, unsent
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
    circle = Circle(day)
    sent = sum(_send_rung(deadline, due, circle, now) for deadline, due in dues.items())
    if not pending(Task.objects.all(), dues).exists():  # else another worker holds some, or a person has one open
        ReminderRun.objects.filter(day=day, finished_at=None).update(finished_at=timezone.now())
    return sent


def _send_rung(deadline: date, due: Due, circle: Circle, now: datetime) -> int:
    """All tasks of one deadline, batch by batch; how many."""
    sent = after = 0
    while done := _send_batch(deadline, due, circle, now, after):
        after, count = done
        sent += count
    return sent


@transaction.atomic
def _send_batch(deadline: date, due: Due, circle: Circle, now: datetime, after: int) -> tuple[int, int] | None:
    """The last task looked at and how many were sent; ``None`` when there was nothing more to take."""
    free = unsent(Task.objects.all(), deadline, due).filter(pk__gt=after).order_by("pk")
    locked = list(free.select_for_update(of=("self",), skip_locked=True, no_key=True)[:BATCH])
    if not locked:
        return None
    tasks = _still_unsent(locked, due)
    reminders = Reminder.objects.bulk_create([_row(task, due, now) for task in tasks])
    told = circle.of(tasks, dict.fromkeys((task.pk for task in tasks), due.rung))
    _tell(list(zip(tasks, reminders, strict=True)), told, deadline, now.date())
    publish_events(append_many(SYSTEM, [_event(one, told[one.task_id]) for one in reminders]))
    return locked[-1].pk, len(tasks)


def _still_unsent(locked: Sequence[Task], due: Due) -> list[Task]:
    """Without those another worker finished between our look and our lock; under the lock nobody can any more."""
    sent = Reminder.objects.filter(kind=ReminderKind.AUTOMATIC, task__in=locked, rung=due.rung.key)
    done = set(sent.values_list("task_id", "deadline"))
    return [task for task in locked if (task.pk, task.deadline) not in done]


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


def _tell(sent: Sequence[tuple[Task, Reminder]], told: Mapping[int, Told], deadline: date, day: date) -> None:
    recipients, notes = [], []
    for task, reminder in sent:
        by_standing: dict[Standing, list[int]] = {}
        for account, standing in told[task.pk].items():
            recipients.append(ReminderRecipient(reminder=reminder, account_id=account, standing=standing))
            by_standing.setdefault(standing, []).append(account)
        notes += [
            (accounts, _note(task, reminder, standing, reminder_text(task.title, deadline, day)))
            for standing, accounts in by_standing.items()
        ]
    ReminderRecipient.objects.bulk_create(recipients)
    notify_many(notes)


def _note(task: Task, reminder: Reminder, standing: Standing, text: str) -> Note:
    address = reverse("task", args=[task.pk])
    return Note(REMINDED, reminder.note_key, text, why(standing), address, reminder.urgent, morning=reminder.sent_on)


def _event(reminder: Reminder, told: Told) -> Draft:
    changes = {"rung": (None, reminder.rung), "deadline": (None, reminder.deadline), "told": (None, len(told))}
    return Draft(Aggregate("task", str(reminder.task_id)), EVENT, changes, "", reminder.sent_at)
