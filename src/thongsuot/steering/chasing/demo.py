"""Sample reminders: the morning rounds of the weeks behind us, sent as on their days, and some calls by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.kernel.rules import load_yaml
from thongsuot.kernel.workdays import load_calendar
from thongsuot.platform.notifications.domain import DIGEST_AT
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.steering.chasing.actions import Call, RemindTasks
from thongsuot.steering.chasing.models import ReminderRun
from thongsuot.steering.chasing.queries import CHASED
from thongsuot.steering.chasing.running import run_round
from thongsuot.steering.tasks.models import Task

_READ_AFTER = timedelta(minutes=25)


@transaction.atomic
def load() -> None:
    """Once, on a record nothing was ever sent for: afterwards the clock does it."""
    given = load_yaml("demo/steering/chasing")
    _contacts(given["contacts"])
    if ReminderRun.objects.exists():
        return
    today = timezone.localdate()
    for number in range(given["days_back"], 0, -1):
        day = today - timedelta(days=number)
        if load_calendar().is_workday(day):
            _morning(day)
    _calls(given["calls"], today)


def _contacts(given: dict[str, dict[str, str]]) -> None:
    for username, where in given.items():
        Account.objects.filter(username=username, is_sample=True, email="", phone="").update(**where)


def _morning(day: date) -> None:
    """One round of the past: its notes bear the hour of that morning, and every other one has been read."""
    at = datetime.combine(day, DIGEST_AT, tzinfo=VIETNAM)
    latest = Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    run_round(at)
    ReminderRun.objects.filter(day=day).update(finished_at=at + timedelta(minutes=1))
    written = Notification.objects.filter(pk__gt=latest)
    written.filter(text_at__isnull=False).update(texted_at=at + timedelta(minutes=1), text_at=None)
    written.filter(mail_at__isnull=False).update(mailed_at=at + timedelta(minutes=1), mail_at=None)
    written.update(created_at=at)
    half = [pk for pk in written.values_list("pk", flat=True) if pk % 2]
    Notification.objects.filter(pk__in=half).update(read_at=at + _READ_AFTER)


def _calls(given: dict[str, Any], today: date) -> None:
    """On late tasks of offices that have somebody to read it."""
    reached = RoleGrant.objects.filter(role=Role.UNIT_HEAD, account__phone__gt="").values("unit_id")
    late = Task.objects.filter(status__in=CHASED, deadline__lt=today, is_sample=True, lead__in=reached)
    secretary = Account.objects.get(username=given["by"])
    for task, words in zip(late.order_by("-deadline", "pk")[: len(given["words"])], given["words"], strict=False):
        RemindTasks.run(secretary, Call((task.pk,), words))
