"""The calendar of civil servants 2022–2027, and counting in it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.rules import RuleFileError, RuleStatus, rules_root
from thongsuot.kernel.workdays import DayKind, NoCalendar, load_calendar

CALENDAR = load_calendar()
YEARS = range(2022, 2028)
days = st.dates(date(2022, 2, 1), date(2027, 11, 30))


def off_on_weekdays(year: int) -> str:
    """Weekdays off, as «3/1 31/1 …»: the form in which the notices are compared."""
    start = date(year, 1, 1)
    every = [start + timedelta(days=n) for n in range(366)]
    return " ".join(
        f"{day.day}/{day.month}"
        for day in every
        if day.year == year and day.weekday() < 5 and not CALENDAR.is_workday(day)
    )


# As announced (each entry's reference stands in its file): Tết, 10/3 âm lịch, 30/4, 1/5, 2/9 with the day beside it.
@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2022, "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9"),
        (2023, "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9"),
        (2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9"),
        (2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9"),
        (2026, "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11"),
        (2027, "1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11"),
    ],
)
def test_days_off_of_the_year(year: int, off: str) -> None:
    assert off_on_weekdays(year) == off


@pytest.mark.parametrize(
    ("rest", "work"),
    [
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),  # the one the package ``holidays`` does not know
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_swapped_saturdays_are_worked(rest: date, work: date) -> None:
    assert not CALENDAR.is_workday(rest) and CALENDAR.is_workday(work)
    assert (CALENDAR.kind(rest), CALENDAR.kind(work)) == (DayKind.SWAPPED_OFF, DayKind.SWAPPED_ON)
    off, on = CALENDAR.special(rest), CALENDAR.special(work)
    assert off and on and (off.twin, on.twin) == (work, rest)


def test_no_other_weekend_is_worked() -> None:
    worked = [one.day for year in YEARS for one in CALENDAR.special_days(year) if one.kind is DayKind.SWAPPED_ON]
    assert worked == [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]


def test_a_day_in_lieu_names_its_holiday() -> None:
    lieu = CALENDAR.special(date(2022, 4, 11))
    assert lieu and lieu.kind is DayKind.IN_LIEU and lieu.twin == date(2022, 4, 10)
    assert lieu.name == "Nghỉ bù Giỗ Tổ Hùng Vương" and "10/3 âm lịch" in lieu.reference


def test_what_is_not_certain_says_so() -> None:
    unsure = {year: [one.day for one in CALENDAR.special_days(year) if not one.is_certain] for year in YEARS}
    assert not any(unsure[year] for year in range(2022, 2026))
    assert unsure[2026] == [date(2026, 11, 24)]
    assert date(2027, 2, 8) in unsure[2027] and date(2027, 1, 1) not in unsure[2027]
    assert all(one.reference for year in YEARS for one in CALENDAR.special_days(year))


def test_counting_over_tet_and_a_swap() -> None:
    assert CALENDAR.next_workday(date(2022, 1, 29)) == date(2022, 2, 7)
    assert CALENDAR.previous_workday(date(2022, 2, 6)) == date(2022, 1, 28)
    assert CALENDAR.add_workdays(date(2026, 1, 8), 2) == date(2026, 1, 10)  # a Saturday, worked
    assert CALENDAR.add_workdays(date(2025, 12, 31), 1) == date(2026, 1, 5)
    assert CALENDAR.add_workdays(date(2026, 1, 5), -1) == date(2025, 12, 31)
    assert CALENDAR.workdays_between(date(2024, 4, 26), date(2024, 5, 6)) == 4  # 2, 3, 4, 6 May
    assert CALENDAR.workdays_between(date(2024, 5, 6), date(2024, 4, 26)) == -4


@settings(max_examples=100, deadline=None)
@given(days, st.integers(1, 12))
def test_adding_and_counting_are_one(day: date, count: int) -> None:
    later = CALENDAR.add_workdays(day, count)
    assert CALENDAR.is_workday(later) and later > day
    assert CALENDAR.workdays_between(day, later) == count
    assert CALENDAR.workdays_between(day, later - timedelta(days=1)) == count - 1


@settings(max_examples=100, deadline=None)
@given(days, days, days)
def test_counts_add_up_and_change_sign(one: date, two: date, three: date) -> None:
    between = CALENDAR.workdays_between
    assert between(one, two) + between(two, three) == between(one, three)
    assert between(one, two) == -between(two, one)


@settings(max_examples=100, deadline=None)
@given(days)
def test_next_and_previous_meet_on_a_workday(day: date) -> None:
    after, before = CALENDAR.next_workday(day), CALENDAR.previous_workday(day)
    assert before <= day <= after and (before == after == day) == CALENDAR.is_workday(day)
    assert CALENDAR.workdays_between(day, after) == (0 if after == day else 1)
    assert CALENDAR.add_workdays(day, -1) == CALENDAR.previous_workday(day - timedelta(days=1))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CALENDAR.is_workday(date(2021, 12, 31)),
        lambda: CALENDAR.add_workdays(date(2027, 12, 30), 5),
        lambda: CALENDAR.add_workdays(date(2022, 1, 4), -2),
        lambda: CALENDAR.workdays_between(date(2027, 12, 1), date(2028, 1, 4)),
        lambda: CALENDAR.next_workday(date(2029, 1, 1)),
        lambda: CALENDAR.special_days(2028),
    ],
)
def test_a_year_without_calendar_is_said_aloud(ask) -> None:
    with pytest.raises(NoCalendar, match=r"Chưa có lịch ngày làm việc năm 20(21|28|29).*rules/calendar/20"):
        ask()


ENTRY = "{day: 2024-01-01, name: Tết, reference: luật, status: official}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year: 2023\nholidays: []", "«year» phải đúng"),
        ("year: 2024\nholidays: []", "chưa ghi ngày nghỉ nào"),
        ("year: 2024\nholidays: [{day: 2024-01-01, name: Tết, status: official}]", "mỗi mục phải có"),
        ("year: 2024\nholidays: [{day: hôm nay, name: T, reference: l, status: official}]", "phải là ngày"),
        ("year: 2024\nholidays: [{day: 2024-01-01, name: T, reference: l, status: chắc}]", "official, sample"),
        ("year: 2024\nholidays: [{day: 2023-01-01, name: T, reference: l, status: official}]", "không thuộc năm 2024"),
        (f"year: 2024\nholidays: [{ENTRY}, {ENTRY}]", "ghi hai lần"),
        (
            "year: 2024\nholidays: [{day: 2024-01-01, in_lieu: 2024-01-02, name: T, reference: l, status: official}]",
            "nghỉ bù chỉ có khi",
        ),
        (
            "year: 2024\nswaps: [{rest: 2024-05-04, work: 2024-04-29, name: T, reference: l, status: official}]",
            "hoán đổi phải từ một ngày thường",
        ),
    ],
)
def test_files_that_cannot_be_true_are_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar" / "2024.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError, match=said):
        load_calendar(tmp_path)


def test_a_missing_year_in_between_is_not_jumped_over(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    for year in (2022, 2024):
        file = rules_root() / "calendar" / f"{year}.yaml"
        (tmp_path / "calendar" / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    torn = load_calendar(tmp_path)
    assert torn.is_workday(date(2022, 12, 30))
    with pytest.raises(NoCalendar, match="2023"):
        torn.add_workdays(date(2022, 12, 30), 1)
    assert RuleStatus.OFFICIAL is torn.special_days(2022)[0].status
