"""Which rung goes out when: never on a day off, never a burst, never an earlier one after a later one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.rules import RuleFileError, load_yaml
from thongsuot.kernel.workdays import load_calendar
from thongsuot.steering.chasing import domain
from thongsuot.steering.chasing.domain import Standing, dues_on, first_standing, latest_due, steps, update_due
from thongsuot.steering.chasing.rules import ladder_on, update_window

CALENDAR = load_calendar()
LADDER = ladder_on(date(2024, 10, 10))
deadlines = st.dates(date(2022, 3, 1), date(2027, 10, 1))


def story(deadline: date) -> list[str]:
    return [f"{due.rung.key} {due.day:%d/%m}" for due in steps(deadline, LADDER, CALENDAR)]


def test_the_ladder_of_the_product() -> None:
    assert [rung.key for rung in LADDER.rungs] == ["T-7", "T-3", "T0", "T+3", "T+7"]
    assert [rung.urgent for rung in LADDER.rungs] == [False, False, True, True, True]
    assert LADDER.rungs[3].to == (Standing.HEAD,)
    assert LADDER.rungs[4].to == (Standing.DEPUTY,) and Standing.SECRETARIAT in LADDER.rungs[4].copy


def test_an_ordinary_week() -> None:
    assert story(date(2024, 10, 17)) == ["T-7 10/10", "T-3 14/10", "T0 17/10", "T+3 21/10", "T+7 24/10"]


def test_a_deadline_on_a_sunday_is_spoken_of_on_friday_and_then_on_wednesday() -> None:
    assert story(date(2024, 10, 20)) == ["T-7 11/10", "T-3 17/10", "T0 18/10", "T+3 23/10", "T+7 28/10"]


def test_tet_joins_warnings_into_one() -> None:
    """Tết 2022 from 31/01 to 04/02: T-3 and the day itself fall on leave and become one note on 28/01."""
    assert story(date(2022, 2, 3)) == ["T-7 27/01", "T0 28/01", "T+3 07/02", "T+7 10/02"]


def test_a_swapped_saturday_is_a_day_like_any_other() -> None:
    assert "T0 10/01" in story(date(2026, 1, 10))
    assert "T0 31/12" in story(date(2026, 1, 2))


def test_days_of_power_failure_leave_one_note() -> None:
    """Down from 11/10 to 18/10: on 21/10 only the latest rung, T+3, speaks."""
    deadline = date(2024, 10, 17)
    due = latest_due(deadline, date(2024, 10, 21), LADDER, CALENDAR)
    assert due and due.rung.key == "T+3" and due.day == date(2024, 10, 21)
    late = latest_due(deadline, date(2024, 11, 20), LADDER, CALENDAR)
    assert late and late.rung.key == "T+7"
    assert latest_due(deadline, date(2024, 11, 25), LADDER, CALENDAR) is None  # 32 days later: for people to take up
    assert latest_due(deadline, date(2024, 10, 9), LADDER, CALENDAR) is None


@settings(max_examples=60, deadline=None)
@given(deadlines)
def test_no_rung_on_a_day_off_and_each_in_its_order(deadline: date) -> None:
    dues = steps(deadline, LADDER, CALENDAR)
    assert all(CALENDAR.is_workday(due.day) for due in dues)
    assert [due.day for due in dues] == sorted({due.day for due in dues})
    assert [due.rung.days for due in dues] == sorted(due.rung.days for due in dues)
    assert dues[-1].rung.key == "T+7" and dues[-1].day >= deadline + timedelta(days=7)
    assert any(due.day <= deadline for due in dues), "a warning comes before the deadline has passed"


@settings(max_examples=15, deadline=None)
@given(deadlines)
def test_the_window_of_deadlines_misses_none(day: date) -> None:
    found = dues_on(day, LADDER, CALENDAR)
    wide = [day + timedelta(days=number) for number in range(-120, 60)]
    assert found == {d: due for d in wide if (due := latest_due(d, day, LADDER, CALENDAR))}


def test_the_end_of_the_last_known_year() -> None:
    """In December 2027 without a calendar of 2028: what can be known goes out, the rest waits for the file."""
    assert story(date(2027, 12, 28)) == ["T-7 21/12", "T-3 24/12", "T0 28/12", "T+3 31/12"]
    assert date(2028, 1, 5) in dues_on(date(2027, 12, 29), LADDER, CALENDAR)


def test_who_stands_in_two_ways_is_told_once() -> None:
    top = LADDER.find("T+7")
    assert top and LADDER.find("T-1") is None
    assert first_standing(top, [Standing.SECRETARIAT, Standing.DEPUTY]) is Standing.DEPUTY
    assert first_standing(top, [Standing.GIVER]) is Standing.GIVER


@pytest.mark.parametrize(
    ("urgency", "last"),
    [("urgent", date(2024, 10, 11)), ("ordinary", date(2024, 10, 14)), ("manifold", date(2024, 10, 15))],
)
def test_windows_of_progress_reports(urgency: str, last: date) -> None:
    """Thanh Hóa: same day, one working day, two working days; from a Friday."""
    workdays, rule = update_window(urgency, date(2024, 10, 11))
    assert update_due(date(2024, 10, 11), workdays, CALENDAR) == last
    assert rule.status == "to-verify"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: value["rungs"][0].update(to=["ai-do"]),
        lambda value: value["rungs"][0].update(key="T-3"),
        lambda value: value["rungs"][0].pop("days"),
        lambda value: value.pop("stale_days"),
    ],
)
def test_a_spoiled_ladder_is_refused(spoil) -> None:
    value = load_yaml("steering/reminders")["values"][0]["value"]
    domain.ladder_of(value)
    spoil(value)
    with pytest.raises(RuleFileError, match=r"reminders\.yaml"):
        domain.ladder_of(value)
