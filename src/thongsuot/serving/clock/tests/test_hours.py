"""Office hours on the calendar: what a minute, a day and an opening are, and how an office departs from the nation."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.clock import VIETNAM
from thongsuot.kernel.workdays import NoCalendar
from thongsuot.serving.clock.domain.hours import DayException, OfficeCalendar
from thongsuot.serving.clock.domain.model import Limit, LimitUnit
from thongsuot.serving.clock.rules import calendar_with, office_hours_on

HOURS = office_hours_on(date(2026, 3, 2))
CALENDAR = calendar_with(HOURS, frozenset())
FLOOD = DayException(date(2026, 9, 10), (), "Ngập lụt", "Thông báo của UBND phường")
DUTY = DayException(date(2026, 9, 12), ((time(7, 30), time(11, 30)),), "Trực sáng thứ Bảy", "Lịch trực tháng 9")
moments = st.datetimes(datetime(2025, 1, 2), datetime(2027, 9, 1)).map(lambda one: one.replace(tzinfo=VIETNAM))  # noqa: DTZ001
limits = st.one_of(
    st.builds(Limit, st.integers(0, 90).map(lambda n: Decimal(n) / 2), st.just(LimitUnit.WORKING_DAYS)),
    st.builds(Limit, st.integers(1, 200).map(Decimal), st.sampled_from([LimitUnit.WORKING_HOURS])),
    st.builds(Limit, st.integers(1, 60).map(lambda n: Decimal(n) / 2), st.just(LimitUnit.CALENDAR_DAYS)),
    st.builds(Limit, st.integers(1, 6).map(lambda n: Decimal(n) / 4), st.just(LimitUnit.MONTHS)),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def office(*exceptions: DayException) -> OfficeCalendar:
    return calendar_with(HOURS, frozenset(exceptions))


def test_a_day_has_eight_hours_in_two_slots() -> None:
    assert CALENDAR.worked_minutes(at("2026-03-02T00:00"), at("2026-03-03T00:00")) == 480
    assert CALENDAR.worked_minutes(at("2026-03-02T11:00"), at("2026-03-02T14:00")) == 60
    assert CALENDAR.worked_minutes(at("2026-03-06T17:00"), at("2026-03-09T08:00")) == 60
    assert CALENDAR.worked_minutes(at("2026-03-09T08:00"), at("2026-03-06T17:00")) == -60


def test_moments_of_other_zones_are_read_in_vietnam() -> None:
    assert CALENDAR.worked_minutes(datetime(2026, 3, 2, 1, tzinfo=UTC), at("2026-03-02T09:00")) == 60
    assert CALENDAR.opening(datetime(2026, 3, 2, 0, tzinfo=UTC)) == at("2026-03-02T07:30")


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-03-02T09:00", "2026-03-02T09:00"),
        ("2026-03-02T11:30", "2026-03-02T13:30"),
        ("2026-03-02T17:30", "2026-03-03T07:30"),
        ("2026-02-13T18:00", "2026-02-23T07:30"),
        ("2026-08-21T20:00", "2026-08-22T07:30"),
    ],
)
def test_the_next_opening(asked: str, opens: str) -> None:
    assert CALENDAR.opening(at(asked)) == at(opens)


def test_an_office_closed_by_a_flood_works_on_later() -> None:
    limit = Limit(Decimal(2), LimitUnit.WORKING_DAYS)
    assert CALENDAR.add(at("2026-09-09T09:00"), limit) == at("2026-09-11T17:30")
    assert office(FLOOD).add(at("2026-09-09T09:00"), limit) == at("2026-09-14T17:30")
    assert not office(FLOOD).is_workday(FLOOD.day)
    month = Limit(Decimal(1), LimitUnit.MONTHS)
    assert office(FLOOD).add(at("2026-08-10T09:00"), month) == at("2026-09-11T17:30")


def test_a_duty_on_saturday_counts_as_hours_not_as_a_day() -> None:
    day, hours = Limit(Decimal(1), LimitUnit.WORKING_DAYS), Limit(Decimal(4), LimitUnit.WORKING_HOURS)
    friday = at("2026-09-11T16:30")
    assert office(DUTY).add(friday, day) == CALENDAR.add(friday, day) == at("2026-09-14T17:30")
    assert office(DUTY).add(friday, hours) == at("2026-09-12T10:30") < CALENDAR.add(friday, hours)
    assert not office(DUTY).is_workday(DUTY.day)


def test_offices_without_exceptions_share_one_calendar() -> None:
    assert office() is CALENDAR and office(FLOOD) is office(FLOOD) is not CALENDAR


@given(moments, st.integers(1, 40_000))
def test_advancing_and_counting_are_one(start: datetime, minutes: int) -> None:
    try:
        end = CALENDAR.advance(start, minutes)
    except NoCalendar:
        return
    assert CALENDAR.worked_minutes(start, end) == minutes
    assert CALENDAR.opening(end) >= end and CALENDAR.advance(end, 0) == end


@given(moments, moments, limits)
def test_who_comes_later_is_not_served_earlier(one: datetime, two: datetime, limit: Limit) -> None:
    early, late = sorted([one, two])
    assert CALENDAR.add(early, limit) <= CALENDAR.add(late, limit)
    assert CALENDAR.add(early, limit) >= early


@given(moments, limits, st.integers(0, 6))
def test_a_longer_limit_never_ends_earlier(start: datetime, limit: Limit, more: int) -> None:
    longer = Limit(limit.value + Decimal(more) / 2, limit.unit)
    if limit.value == 0 and more:  # «trong ngày» of an evening is the next day; half a day may end in its morning
        assert CALENDAR.add(start, longer) > start
        return
    assert CALENDAR.add(start, longer) >= CALENDAR.add(start, limit)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CALENDAR.add(at("2027-12-20T08:00"), Limit(Decimal(15), LimitUnit.WORKING_DAYS)),
        lambda: CALENDAR.add(at("2027-12-20T08:00"), Limit(Decimal(2), LimitUnit.MONTHS)),
        lambda: CALENDAR.add(at("2027-12-30T08:00"), Limit(Decimal(80), LimitUnit.WORKING_HOURS)),
        lambda: CALENDAR.worked_minutes(at("2027-12-30T08:00"), at("2028-01-05T08:00")),
        lambda: CALENDAR.opening(at("2021-12-31T08:00")),
        lambda: CALENDAR.opening(at("2027-12-31T18:00")),
    ],
)
def test_a_year_without_calendar_is_said_aloud(ask) -> None:
    with pytest.raises(NoCalendar, match=r"Chưa có lịch ngày làm việc năm 20(21|28).*không tự dùng lịch"):
        ask()
