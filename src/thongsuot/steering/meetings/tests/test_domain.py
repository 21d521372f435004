"""The calendar counts a meeting for the quarter it reviews; ordinals belong to one instance of a committee."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.periods import nine_months, quarter
from thongsuot.steering.meetings.domain import (
    Sitting,
    Standing,
    compliance,
    days_left,
    key_for,
    next_ordinal,
    quarter_of,
    quarter_reviewed,
    warns_of_papers,
)

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def sitting(held: date, reviewed: tuple[date, date], *, closed: bool = True) -> Sitting:
    return Sitting(f"hop-{held:%Y%m%d}", *reviewed, held, closed)


def test_meeting_of_10_10_2024_reviews_quarter_three() -> None:
    assert quarter_reviewed(date(2024, 10, 10)) == quarter(2024, 3)


def test_a_meeting_in_the_last_days_of_a_quarter_reviews_that_quarter() -> None:
    assert quarter_reviewed(date(2024, 9, 25)) == quarter(2024, 3)
    assert quarter_reviewed(date(2025, 1, 15)) == quarter(2024, 4)


@settings(max_examples=100)
@given(DAYS)
def test_the_quarter_reviewed_is_the_running_one_or_the_one_before(day: date) -> None:
    reviewed = quarter_reviewed(day)
    assert reviewed.start is not None and reviewed.end is not None
    assert reviewed.start <= day
    assert (day - reviewed.end).days <= 92


def test_compliance_counts_by_the_quarter_reviewed_not_by_the_day_held() -> None:
    third, nine = quarter(2024, 3), nine_months(2024)
    held = [sitting(date(2024, 10, 10), (third.start, third.end))]
    first, second, this, last = compliance(2024, held, date(2024, 11, 1))
    assert (this.standing, [one.key for one in this.sittings]) == (Standing.HELD, ["hop-20241010"])
    assert (first.standing, second.standing) == (Standing.MISSING, Standing.MISSING)
    assert last.standing is Standing.AHEAD and not last.sittings
    nine_held = [sitting(date(2024, 10, 10), (nine.start, nine.end))]
    assert compliance(2024, nine_held, date(2024, 11, 1))[2].standing is Standing.HELD


def test_a_quarter_is_missing_only_when_the_next_one_is_over_too() -> None:
    assert compliance(2024, [], date(2024, 6, 30))[0].standing is Standing.AHEAD
    assert compliance(2024, [], date(2024, 7, 1))[0].standing is Standing.MISSING


def test_a_planned_meeting_is_not_yet_compliance() -> None:
    first = quarter(2024, 1)
    planned = [sitting(date(2024, 4, 8), (first.start, first.end), closed=False)]
    assert compliance(2024, planned, date(2024, 4, 1))[0].standing is Standing.PLANNED


@settings(max_examples=60)
@given(st.lists(DAYS, max_size=12), DAYS)
def test_every_closed_sitting_of_the_year_stands_in_exactly_one_quarter(held: list[date], today: date) -> None:
    sittings = []
    for day in held:
        reviewed = quarter_reviewed(day)
        sittings.append(sitting(day, (reviewed.start, reviewed.end)))
    table = [one for year in range(2019, 2032) for one in compliance(year, sittings, today)]
    counted = [key.held_on for one in table for key in one.sittings]
    assert sorted(counted) == sorted(held)
    assert all(quarter_of(one.reviewed_to) == line.quarter for line in table for one in line.sittings)


def test_ordinals_begin_at_one_for_a_body_born_by_merger() -> None:
    assert next_ordinal([1, 2, 3]) == 4
    assert next_ordinal([]) == 1


def test_addresses_never_collide() -> None:
    taken = ["bcd--2024-q3", "bcd--2024-q3-2"]
    assert key_for("bcd", quarter(2024, 3), []) == "bcd--2024-q3"
    assert key_for("bcd", quarter(2024, 3), taken) == "bcd--2024-q3-3"
    assert len(key_for("b" * 200, quarter(2024, 3), [])) <= 120


def test_papers_are_warned_of_three_days_and_one_day_before() -> None:
    meets = date(2026, 12, 10)
    told = [days for days in range(10, -2, -1) if warns_of_papers(meets, meets - timedelta(days=days))]
    assert told == [3, 1]
    assert days_left(meets, date(2026, 12, 8)) == 2
