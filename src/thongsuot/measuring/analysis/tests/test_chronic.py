"""Weak for years: «tổ chức bộ máy, đào tạo, tài chính công» (S3, E12)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.analysis.domain.chronic import Year, by_field, by_item, longest_run, weaknesses
from thongsuot.measuring.analysis.tests.making import D, item, scoring
from thongsuot.measuring.criteria.domain.tree import Link

NAMES = {"organisation": "Tổ chức bộ máy", "civil_service": "Đào tạo, công vụ", "public_finance": "Tài chính công"}
FIELDS = [*NAMES, "digital"]


def years(*percents: str | None, first: int = 2019) -> list[Year]:
    return [Year(first + n, None if one is None else D(one)) for n, one in enumerate(percents)]


def test_the_three_fields_that_stayed_low_are_named() -> None:
    items = [item(f"{n}.1", "10", field=field) for n, field in enumerate(FIELDS, 1)]
    low = [("7", "7.5", "6", "10"), ("7.9", "7", "7", "7"), ("6", "7", "7.99", "9")]
    rounds = [
        scoring(items, {"hau-giang": {one.code: p for one, p in zip(items, points, strict=True)}}, 2019 + n)
        for n, points in enumerate(low)
    ]
    found = weaknesses(by_field(rounds, "hau-giang"), NAMES)
    assert {one.name for one in found} == set(NAMES.values())
    assert all((one.since, one.until, one.length) == (2019, 2021, 3) for one in found)


def test_two_years_are_not_yet_chronic_and_exactly_80_is_not_weak() -> None:
    assert longest_run(years("70", "70")) is None
    assert longest_run(years("70", "80", "70")) is None


def test_a_year_without_a_score_ends_the_run() -> None:
    assert longest_run(years("70", "70", None, "70")) is None
    assert longest_run([Year(2019, D(70)), Year(2020, D(70)), Year(2022, D(70))]) is None


def test_the_latest_long_run_counts() -> None:
    run = longest_run(years("70", "70", "70", "90", "60", "60", "60", "60"))
    assert run == (2023, 2026)


def test_a_criterion_is_followed_through_links_and_no_further() -> None:
    old = scoring([item("2.1", "10", "Bộ máy")], {"a": {"2.1": "5"}}, 2023, "bo-2023")
    middle = scoring(
        [item("3.1", "20", "Bộ máy mới", links=(Link("bo-2023", "2.1"),))], {"a": {"3.1": "12"}}, 2024, "bo-2024"
    )
    new = scoring([item("3.1", "20", "Bộ máy mới"), item("3.2")], {"a": {"3.1": "14", "3.2": "1"}}, 2025, "bo-2025")
    series = by_item([old, middle, new], "a")
    assert [one.percent for one in series["3.1"]] == [D(50), D(60), D(70)]
    assert [one.percent for one in series["3.2"]] == [None, None, D(10)]
    assert [one.key for one in weaknesses(series, {})] == ["3.1"]


def test_a_unit_that_was_not_scored_has_no_weak_year() -> None:
    one = scoring([item("1.1", field="digital")], {"a": {"1.1": "1"}})
    assert by_field([one], "b") == {"digital": [Year(2025, None)]}


@given(percents=st.lists(st.one_of(st.none(), st.integers(0, 100).map(Decimal)), max_size=12))
def test_every_year_of_a_run_is_weak_and_its_ends_cannot_grow(percents: list[Decimal | None]) -> None:
    series = [Year(2000 + n, one) for n, one in enumerate(percents)]
    weak = {one.year for one in series if one.is_weak}
    run = longest_run(series)
    if run is None:
        assert not any({y, y + 1, y + 2} <= weak for y in weak)
    else:
        assert set(range(run[0], run[1] + 1)) <= weak
        assert run[1] - run[0] >= 2
        assert not {run[0] - 1, run[1] + 1} & weak
