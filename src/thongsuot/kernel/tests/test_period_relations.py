"""Keys, order, nesting and parts of periods (D03)."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel import periods
from thongsuot.kernel.periods import (
    Period,
    contains,
    overlaps,
    parts_of,
    period_from_key,
    period_key,
    previous,
    same_period_last_year,
    sort_key,
    with_year,
)


@pytest.mark.parametrize(
    ("period", "key"),
    [
        (periods.nine_months(2024), "2024-9T"),
        (periods.half(2024, 1), "2024-6T"),
        (periods.half(2024, 2), "2024-6C"),
        (periods.quarter(2024, 3), "2024-Q3"),
        (periods.month(2024, 7), "2024-07"),
        (periods.year(2021), "2021"),
        (periods.stage(2021, 2025), "2021..2025"),
        (periods.day(date(2022, 10, 18)), "2022-10-18"),
        (periods.as_of(date(2022, 10, 18)), "asof-2022-10-18"),
        (periods.cumulative(date(2015, 1, 1), None), "cum-2015-01-01--"),
        (periods.between(date(2022, 10, 18), date(2022, 12, 31)), "2022-10-18..2022-12-31"),
        (periods.day_without_year(19, 4), "?19/4"),
        (periods.quarter(None, 3), "?quý III"),
    ],
)
def test_keys_are_stable(period: Period, key: str) -> None:
    assert period_key(period) == key
    assert period_from_key(key) == period


@pytest.mark.parametrize("key", ["", "2024-Q5", "2024-13", "2024-02-30", "abc", "?nhiệm vụ", "2024-9"])
def test_a_wrong_key_is_named(key: str) -> None:
    with pytest.raises(ValueError, match=f"Mã kỳ «{key.replace('?', '[?]')}» không hợp lệ"):
        period_from_key(key)


def test_order_in_time() -> None:
    ordered = [
        periods.quarter(None, 1),
        periods.half(2024, 1),
        periods.month(2024, 9),
        periods.quarter(2024, 3),
        periods.nine_months(2024),
        periods.year(2024),
    ]
    assert sorted(ordered, key=sort_key) == ordered


def test_nesting() -> None:
    assert contains(periods.nine_months(2024), periods.half(2024, 1))
    assert contains(periods.year(2024), periods.nine_months(2024))
    assert contains(periods.stage(2021, 2025), periods.year(2024))
    assert contains(periods.quarter(2024, 3), periods.month(2024, 9))
    assert not contains(periods.half(2024, 1), periods.nine_months(2024))
    assert not contains(periods.nine_months(2024), periods.nine_months(2023))
    assert contains(periods.year(2022), periods.as_of(date(2022, 10, 18)))
    assert contains(periods.as_of(date(2022, 10, 18)), periods.half(2022, 1))
    assert not contains(periods.year(2024), periods.quarter(None, 3))


def test_overlap() -> None:
    assert overlaps(periods.quarter(2024, 2), periods.half(2024, 1))
    assert not overlaps(periods.quarter(2024, 3), periods.half(2024, 1))
    assert not overlaps(periods.quarter(None, 3), periods.year(2024))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (periods.month(2024, 1), periods.month(2023, 12)),
        (periods.quarter(2024, 1), periods.quarter(2023, 4)),
        (periods.year(2024), periods.year(2023)),
        (periods.half(2024, 1), periods.half(2023, 1)),
        (periods.nine_months(2024), periods.nine_months(2023)),
        (periods.day(date(2024, 3, 1)), periods.day(date(2024, 2, 29))),
        (periods.stage(2021, 2025), None),
        (periods.quarter(None, 3), None),
    ],
)
def test_the_period_before(period: Period, before: Period | None) -> None:
    assert previous(period) == before


def test_same_period_of_the_year_before() -> None:
    assert same_period_last_year(periods.quarter(2024, 1)) == periods.quarter(2023, 1)
    assert same_period_last_year(periods.month(2024, 2)) == periods.month(2023, 2)
    assert same_period_last_year(periods.as_of(date(2024, 1, 1))) is None


def test_nine_months_are_three_quarters() -> None:
    assert parts_of(periods.nine_months(2024)) == tuple(periods.quarter(2024, number) for number in (1, 2, 3))
    assert parts_of(periods.half(2024, 2)) == (periods.quarter(2024, 3), periods.quarter(2024, 4))
    assert parts_of(periods.month(2024, 1)) == ()


@given(st.integers(1990, 2059), st.sampled_from(["quarter", "half", "nine", "year", "stage"]))
def test_parts_cover_the_whole_without_gap_or_overlap(year: int, kind: str) -> None:
    whole = {
        "quarter": periods.quarter(year, 2),
        "half": periods.half(year, 2),
        "nine": periods.nine_months(year),
        "year": periods.year(year),
        "stage": periods.stage(year, year + 4),
    }[kind]
    parts = parts_of(whole)
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    for one, two in itertools.pairwise(parts):
        assert one.end is not None and two.start is not None
        assert (two.start - one.end).days == 1


def test_a_person_may_supply_the_year() -> None:
    """T2: «19-4» becomes a day of 2023 only when somebody says so."""
    assert with_year(periods.day_without_year(19, 4), 2023) == periods.day(date(2023, 4, 19))
    assert with_year(periods.quarter(None, 3), 2024) == periods.quarter(2024, 3)
    assert with_year(periods.parse_period("đến ngày 15/9"), 2024) == periods.as_of(date(2024, 9, 15))
    assert with_year(periods.year(2021), 2024) == periods.year(2021)
