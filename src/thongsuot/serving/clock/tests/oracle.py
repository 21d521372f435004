"""A second, slow clock: every open minute of three years written out, days walked one by one. Shares no code."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, timedelta
from functools import cache

from thongsuot.kernel.clock import VIETNAM

ZERO = datetime(2025, 1, 1, tzinfo=VIETNAM)
_OFF = {
    *("2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07", "2025-04-30"),
    *("2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02", "2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17"),
    *("2026-02-18", "2026-02-19", "2026-02-20", "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01"),
    *("2026-09-02", "2026-11-24", "2027-01-01", "2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10"),
    *("2027-04-16", "2027-04-30", "2027-05-03", "2027-09-02", "2027-09-03", "2027-11-24"),
}
_ON = {"2025-04-26", "2026-01-10", "2026-08-22"}


def is_open(day: date) -> bool:
    return day.isoformat() in _ON or (day.weekday() < 5 and day.isoformat() not in _OFF)


@cache
def open_minutes() -> list[int]:
    """Minutes since 01/01/2025 in which an office is open."""
    minutes = []
    for number in range((date(2028, 1, 1) - ZERO.date()).days):
        if is_open(ZERO.date() + timedelta(days=number)):
            minutes += [number * 1440 + one for one in (*range(450, 690), *range(810, 1050))]
    return minutes


def minute(at: datetime) -> int:
    return int((at - ZERO).total_seconds() // 60)


def moment(number: int) -> datetime:
    return ZERO + timedelta(minutes=number)


def worked(start: datetime, end: datetime) -> int:
    rows = open_minutes()
    return bisect_left(rows, minute(end)) - bisect_left(rows, minute(start))


def walk(start: datetime, count: int) -> datetime:
    """After ``count`` open minutes; the start itself for none."""
    rows = open_minutes()
    return moment(rows[bisect_left(rows, minute(start)) + count - 1] + 1) if count else start


def closing(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, 30, tzinfo=VIETNAM)


def next_open(day: date) -> date:
    while not is_open(day):
        day += timedelta(days=1)
    return day


def days_on(day: date, count: int) -> date:
    """The ``count``-th open day after ``day``, walking."""
    while count:
        day += timedelta(days=1)
        count -= is_open(day)
    return day


def quarter(at: datetime) -> datetime:
    return at + timedelta(minutes=-at.minute % 15)
