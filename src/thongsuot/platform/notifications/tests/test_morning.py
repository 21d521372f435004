"""The morning round: what must stand in the letter is written first, on working days only, and a fault stops nobody."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as outbox_of_tests
from django.utils import timezone

from thongsuot.platform.notifications import Note, addresses, morning, notify
from thongsuot.platform.notifications.days import is_workday
from thongsuot.platform.outbox.delivery import drain

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def known(monkeypatch):
    monkeypatch.setattr(addresses, "_finder", lambda ids: {one: f"{one}@vi-du.vn" for one in ids})
    monkeypatch.setattr(morning, "_before", [])


@pytest.fixture
def at(monkeypatch):
    def set_time(day: int, hour: int, minute: int = 0, month: int = 10) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(2024, month, day, hour, minute, tzinfo=ZONE))

    return set_time


def letters() -> list[str]:
    drain()
    return [one.body for one in outbox_of_tests.outbox]


@pytest.mark.django_db
def test_what_is_written_this_morning_stands_in_this_mornings_letter(at):
    today = date(2024, 10, 10)
    at(9, 16)
    notify([5], Note("sample.told", "hom-qua", "Việc hôm qua", "Vì bạn theo dõi"))
    morning.before_digest(
        lambda: notify([5], Note("sample.told", "sang", "Quá hạn", "Đơn vị bạn chủ trì", urgent=True, morning=today))
    )
    at(10, 7, 20)
    assert morning.send_digests() == 0 and letters() == []
    at(10, 7, 31)
    assert morning.send_digests() == 1
    (body,) = letters()
    assert "Việc hôm qua" in body and "Quá hạn" in body and "Đơn vị bạn chủ trì:" in body
    at(10, 7, 40)
    assert morning.send_digests() == 0


@pytest.mark.django_db
def test_no_digest_on_a_day_off(at):
    at(11, 16)  # Friday
    notify([5], Note("sample.told", "a", "Việc", "Vì sao"))
    for day in (12, 13):
        at(day, 8)
        assert morning.send_digests() == 0
    at(14, 7, 30)
    assert morning.send_digests() == 1


@pytest.mark.django_db
def test_one_subjects_fault_keeps_nobodys_letter_back(at):
    at(9, 16)
    notify([5], Note("sample.told", "a", "Việc", "Vì sao"))

    def broken() -> None:
        raise RuntimeError("hỏng")

    morning.before_digest(broken)
    morning.before_digest(broken)
    assert len(morning._before) == 1
    at(10, 7, 30)
    assert morning.send_digests() == 1


def test_a_year_without_calendar_falls_back_to_the_plain_week():
    assert is_workday(date(2031, 1, 6)) and not is_workday(date(2031, 1, 5))
