"""A period falls into months and days: no day twice, none left out."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.facts.domain.stretches import MONTHS, Stretch, stretches

_DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
_FIRST = date(2023, 1, 1)


def days_of(one: Stretch) -> list[date]:
    """Each day a stretch counts; a month is counted where its first day lies inside."""
    first = max(one.first, _FIRST)
    days = [first + timedelta(days=number) for number in range((one.last - first).days + 1)]
    if one.table != MONTHS:
        return days
    months = {day.replace(day=1) for day in days if day.day == 1}
    return [day + timedelta(days=number) for day in months for number in range(31) if _same(day, number)]


def _same(day: date, number: int) -> bool:
    return (day + timedelta(days=number)).month == day.month


@given(_DAYS, st.integers(0, 800))
def test_each_day_once(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = stretches(first, last)
    inside = Counter(day for one in found if one.is_inside for day in days_of(one))
    before = Counter(day for one in found if not one.is_inside for day in days_of(one))
    assert inside == Counter(first + timedelta(days=number) for number in range(length + 1))
    assert before == Counter(_FIRST + timedelta(days=number) for number in range((first - _FIRST).days))


def test_a_year_is_twelve_months_and_no_day() -> None:
    found = stretches(date(2026, 1, 1), date(2026, 12, 31))
    assert [one.table for one in found] == [MONTHS, MONTHS]


def test_the_last_day_may_not_stand_before_the_first() -> None:
    with pytest.raises(ValueError, match="đứng trước"):
        stretches(date(2026, 2, 1), date(2026, 1, 1))
