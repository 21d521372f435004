from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as outbox_of_tests
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.workdays import load_calendar
from thongsuot.platform.access import ANONYMOUS
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.notifications import Note, addresses, declare_kind, morning, notify, queries
from thongsuot.platform.notifications.actions import MarkRead, MarkReadInput, SwitchInput, SwitchMail
from thongsuot.platform.notifications.domain import DIGEST_AT, EVENING, mail_at, next_digest
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.outbox.delivery import drain

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
declare_kind("sample.told", "Được báo thử")


@dataclass(frozen=True)
class Person:
    id: int
    display_name: str = "Đặng Thị Mai"
    position_name: str = ""
    is_authenticated: bool = True

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        return False


MAI, HIEU = Person(5), Person(6)


@pytest.fixture(autouse=True)
def known_addresses(monkeypatch):
    monkeypatch.setattr(addresses, "_finder", lambda ids: {one: f"{one}@vi-du.vn" for one in ids if one != 7})


@pytest.fixture
def at(monkeypatch):
    def set_time(hour: int, minute: int = 0, day: int = 9) -> None:
        moment = datetime(2024, 10, day, hour, minute, tzinfo=ZONE)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_time


def every_day(_day: date) -> bool:
    return True


def note(key: str = "a", **more: object) -> Note:
    return Note("sample.told", key, f"Có việc {key}", "Bạn theo dõi việc này", url="/viec/1", **more)


def letters() -> list[str]:
    drain()
    return [f"{one.to[0]}: {one.subject}" for one in outbox_of_tests.outbox]


@pytest.mark.parametrize(
    ("hour", "minute", "urgent", "day", "expected"),
    [
        (10, 0, True, 9, (10, 0)),
        (10, 0, False, 10, (7, 30)),
        (7, 29, True, 9, (7, 30)),
        (7, 30, True, 9, (7, 30)),
        (21, 0, True, 10, (7, 30)),
        (20, 59, True, 9, (20, 59)),
        (3, 0, False, 9, (7, 30)),
    ],
)
def test_quiet_rules(hour, minute, urgent, day, expected):
    moment = mail_at(datetime(2024, 10, 9, hour, minute, tzinfo=ZONE), every_day, urgent=urgent)
    assert (moment.day, moment.hour, moment.minute) == (day, *expected)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 14 * 24 * 60), st.booleans())
def test_no_letter_at_night_and_no_digest_on_a_day_off(minutes, urgent):
    """Two weeks around the New Year 2026, with its swapped Saturday."""
    calendar = load_calendar()
    now = datetime(2025, 12, 30, tzinfo=ZONE) + timedelta(minutes=minutes)
    due = mail_at(now, calendar.is_workday, urgent=urgent)
    assert due >= now and DIGEST_AT <= due.time() < EVENING
    if urgent:
        assert due - now <= timedelta(hours=10.5)
    else:
        assert calendar.is_workday(due.date()) and due.time() == DIGEST_AT
        assert calendar.workdays_between(now.date(), due.date()) <= 1
    assert next_digest(now, calendar.is_workday) > now


def test_a_calendar_that_knows_no_working_day_does_not_hang_the_post():
    assert next_digest(datetime(2025, 12, 30, tzinfo=ZONE), lambda _day: False).time() == DIGEST_AT


@pytest.mark.django_db
def test_the_same_occasion_is_told_once(at):
    at(10)
    notify([5, 6, 5], note())
    notify([5], note())
    assert Notification.objects.count() == 2
    assert queries.unread_count(MAI) == 1 and queries.unread_count(ANONYMOUS) == 0


@pytest.mark.django_db
def test_urgent_goes_out_at_once_by_day_and_the_rest_in_one_digest(at):
    at(10)
    notify([5], note("khan", urgent=True))
    notify([5], note("a"))
    notify([5], note("b"))
    assert letters() == ["5@vi-du.vn: Có việc khan"]
    at(23)
    assert morning.send_digests() == 0
    at(7, 30, day=10)
    assert morning.send_digests() == 1 and morning.send_digests() == 0
    assert letters()[1:] == ["5@vi-du.vn: Thông Suốt: 2 việc cần biết"]
    body = outbox_of_tests.outbox[1].body
    assert body.count("Bạn theo dõi việc này:") == 1 and "/viec/1" in body and "Có việc b" in body


@pytest.mark.django_db
def test_what_was_read_or_muted_or_has_no_address_is_not_mailed(at):
    at(10)
    SwitchMail.run(HIEU, SwitchInput("sample.told", mail=False))
    notify([5, 6, 7], note())
    MarkRead.run(MAI, MarkReadInput())
    Notification.objects.filter(mail_at__isnull=False).update(mail_at=timezone.now())
    morning.send_digests()
    assert letters() == []
    assert Notification.objects.count() == 3


@pytest.mark.django_db
def test_letters_keep_their_number_over_retries(at):
    at(10)
    notify([5], note(urgent=True))
    drain()
    assert outbox_of_tests.outbox[0].extra_headers["Message-ID"].endswith("@thongsuot>")


@pytest.mark.django_db
def test_switches_and_reading(at):
    at(10)
    notify([5], note("a"))
    notify([5], note("b"))
    own = queries.visible_to(MAI).first()
    assert MarkRead.run(MAI, MarkReadInput(own.pk)).count == 1
    assert MarkRead.run(MAI, MarkReadInput(own.pk)).count == 0
    assert MarkRead.run(HIEU, MarkReadInput()).count == 0
    assert queries.unread_count(MAI) == 1
    with pytest.raises(Hidden):
        queries.get_for(HIEU, own.pk)
    SwitchMail.run(MAI, SwitchInput("sample.told", mail=False))
    SwitchMail.run(MAI, SwitchInput("sample.told", mail=False))
    assert ("sample.told", "Được báo thử", False) in queries.switches_of(MAI)
    SwitchMail.run(MAI, SwitchInput("sample.told", mail=True))
    assert ("sample.told", "Được báo thử", True) in queries.switches_of(MAI)
    with pytest.raises(ActionError):
        SwitchMail.run(MAI, SwitchInput("la", mail=True))
    with pytest.raises(AccessDenied):
        MarkRead.run(ANONYMOUS, MarkReadInput())
