"""The only ways to fetch reminders: what went out, what goes out next, and what has been taken up the ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.notifications.queries import by_key
from thongsuot.steering.chasing.domain import Due, Standing
from thongsuot.steering.chasing.models import Reminder, ReminderKind, ReminderRecipient, ReminderRun
from thongsuot.steering.chasing.wording import STANDINGS
from thongsuot.steering.tasks import queries as tasks
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task

CHASED = (TaskStatus.ASSIGNED, TaskStatus.RECEIVED, TaskStatus.UNDER_WAY)  # not what waits for acceptance


@dataclass(frozen=True, slots=True)
class Delivery:
    """One person told: as what, and what became of the note."""

    recipient: ReminderRecipient
    note: Notification | None

    @property
    def standing(self) -> str:
        return str(STANDINGS[Standing(self.recipient.standing)])

    @property
    def read_words(self) -> str:
        """«đã đọc 08:02 ngày 10/10/2024»."""
        at = self.note.read_at if self.note else None
        return _("đã đọc %(at)s") % {"at": format_moment(at)} if at else ""


@access(Reminder)
def visible_to(actor: Actor) -> QuerySet[Reminder]:
    """Reminders of tasks the reader sees, latest first."""
    seen = Reminder.objects.select_related("task__lead", "by").order_by("-sent_at", "-pk")
    return seen.filter(task__in=tasks.visible_to(actor).order_by())


@access(Reminder)
def of_task(actor: Actor, task: Task) -> list[tuple[Reminder, list[Delivery]]]:
    """The whole story of one task's reminders with who was told, for its page."""
    return with_deliveries(list(visible_to(actor).filter(task=task)))


def with_deliveries(reminders: Sequence[Reminder]) -> list[tuple[Reminder, list[Delivery]]]:
    """Each with its recipients and whether they read it; two statements however many."""
    people = list(ReminderRecipient.objects.filter(reminder__in=reminders).select_related("account").order_by("pk"))
    notes = by_key([one.note_key for one in reminders], [one.account_id for one in people])
    told: dict[int, list[Delivery]] = {}
    for one in people:
        note = notes.get((f"reminder:{one.reminder_id}", one.account_id))
        told.setdefault(one.reminder_id, []).append(Delivery(one, note))
    return [(reminder, told.get(reminder.pk, [])) for reminder in reminders]


def unsent(tasks: QuerySet[Task], deadline: date, due: Due) -> QuerySet[Task]:
    """Those of one deadline whose rung is still to be sent: one stretch of the index of open tasks by deadline."""
    sent = Reminder.objects.filter(
        kind=ReminderKind.AUTOMATIC, task=OuterRef("pk"), deadline=deadline, rung=due.rung.key
    )
    given = Q(assigned_on__isnull=True) | Q(assigned_on__lt=due.day)
    return tasks.filter(given, status__in=CHASED, deadline=deadline).exclude(Exists(sent))


def pending(tasks: QuerySet[Task], dues: Mapping[date, Due]) -> QuerySet[Task]:
    """The same for all deadlines in one statement, with ``rung``, for lists."""
    if not dues:
        return tasks.none()
    rung = Case(*(When(deadline=day, then=Value(due.rung.key)) for day, due in dues.items()), output_field=CharField())
    days = Case(*(When(deadline=day, then=Value(due.day)) for day, due in dues.items()), output_field=DateField())
    sent = Reminder.objects.filter(
        kind=ReminderKind.AUTOMATIC, task=OuterRef("pk"), deadline=OuterRef("deadline"), rung=OuterRef("rung")
    )
    # A range, not a list of days: sorted by deadline, the first page is read off the index.
    near = tasks.filter(status__in=CHASED, deadline__range=(min(dues), max(dues)))
    given = Q(assigned_on__isnull=True) | Q(assigned_on__lt=F("rung_day"))
    return near.annotate(rung=rung, rung_day=days).filter(given, rung__isnull=False).exclude(Exists(sent))


@access(Reminder)
def upcoming(actor: Actor, dues: Mapping[date, Due]) -> QuerySet[Task]:
    """What the next round will send, of the tasks the reader sees, the most overdue first."""
    return pending(tasks.visible_to(actor), dues).select_related("lead", "home").order_by("deadline", "pk")


@access(Reminder)
def escalated(actor: Actor, keys: Sequence[str]) -> QuerySet[Task]:
    """Tasks still open whose present deadline was taken up the ladder (rungs ``keys``), the most overdue first."""
    taken = Reminder.objects.filter(task=OuterRef("pk"), deadline=OuterRef("deadline"), rung__in=keys)
    late = tasks.visible_to(actor).filter(status__in=CHASED, deadline__lt=timezone.localdate())
    return late.filter(Exists(taken)).select_related("lead").order_by("deadline", "pk")


def with_latest(rows: Sequence[Task], keys: Sequence[str]) -> list[tuple[Task, Reminder]]:
    """Each task with the highest rung its present deadline reached; one statement."""
    sent = Reminder.objects.filter(task__in=rows, rung__in=keys, deadline=F("task__deadline")).order_by("sent_at", "pk")
    latest = {one.task_id: one for one in sent}
    return [(task, latest[task.pk]) for task in rows if task.pk in latest]


def round_of(day: date) -> ReminderRun | None:
    """The morning round of a day, if it began."""
    return ReminderRun.objects.filter(day=day).first()


def called_on(task_ids: Sequence[int], day: date) -> set[int]:
    """Which of the tasks somebody already called on that day."""
    called = Reminder.objects.filter(kind=ReminderKind.MANUAL, task__in=task_ids, sent_on=day)
    return set(called.values_list("task_id", flat=True))
