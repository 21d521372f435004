"""Sample reminders: dated as on their mornings, read by some, once however often the demonstration is loaded."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account
from thongsuot.steering.chasing import demo
from thongsuot.steering.chasing.models import Reminder, ReminderKind

TODAY = date(2024, 10, 18)


def test_samples_look_like_the_weeks_behind(staff, make_task, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 10, 18, 10, tzinfo=VIETNAM))
    Account.objects.filter(pk=staff.secretary.pk).update(username="thu-ky", is_sample=True)
    Account.objects.filter(pk=staff.head.pk).update(username="lanh-dao", is_sample=True)
    for days in (2, 9, 16):
        make_task(TODAY - timedelta(days=days), is_sample=True)
    demo.load()
    automatic = Reminder.objects.filter(kind=ReminderKind.AUTOMATIC)
    assert {row.rung for row in automatic} == {"T-7", "T-3", "T0", "T+3", "T+7"}
    assert all(row.sent_on == row.due_on < TODAY for row in automatic)
    calls = Reminder.objects.filter(kind=ReminderKind.MANUAL)
    assert [row.words for row in calls.order_by("pk")] == load_yaml("demo/steering/chasing")["calls"]["words"]
    past = Notification.objects.filter(kind="task.reminded")
    assert not past.filter(mail_at__isnull=False).exists(), "nothing of the past is posted again"
    assert {timezone.localtime(one.created_at).date() for one in past} == {row.sent_on for row in automatic}
    assert 0 < past.filter(read_at__isnull=False).count() < past.count()
    before = Reminder.objects.count()
    demo.load()
    assert Reminder.objects.count() == before
