"""Criteria that no longer tell units apart (E07)."""

from __future__ import annotations

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.analysis.domain.discrimination import correlation, deviation, discrimination
from thongsuot.measuring.analysis.tests.making import D, cents, item, items_of_any_set, scoring, sheet_points


def of_twenty(high: int, points: str = "9.5"):
    """Twenty departments, ``high`` of them with ``points`` of 10, the others with 5."""
    given_ = {f"d{n:02}": {"1.1": points if n < high else "5", "1.2": str(n % 10)} for n in range(20)}
    return discrimination(scoring([item("1.1"), item("1.2")], given_))[0]


def test_the_flag_begins_at_95_of_100_units_with_95_of_the_maximum() -> None:
    assert of_twenty(19).is_flat  # 19 of 20 is 95%
    assert not of_twenty(18).is_flat
    assert not of_twenty(20, "9.49").is_flat


def test_what_the_row_says() -> None:
    row = of_twenty(19)
    assert (row.units, row.at_ceiling, row.largest_tie, row.ceiling_share) == (20, 19, 19, D(95))
    assert row.mean == D("92.8")  # (19 × 95 + 50) / 20 = 92,75
    assert row.spread == D("9.8")


def test_units_it_does_not_apply_to_do_not_count() -> None:
    row = discrimination(scoring([item("1.1"), item("1.2")], {"a": {"1.1": "10", "1.2": "1"}, "b": {"1.2": "3"}}))[0]
    assert (row.units, row.is_flat) == (1, True)


def test_a_criterion_nobody_is_scored_on_is_not_flat() -> None:
    row = discrimination(scoring([item("1.1"), item("1.2")], {"a": {"1.2": "1"}, "b": {"1.2": "3"}}))[0]
    assert (row.units, row.mean, row.is_flat, row.item_rest) == (0, None, False, None)


def test_good_units_good_here_too_or_the_other_way_round() -> None:
    points = {f"d{n}": {"1.1": str(n), "1.2": str(n), "1.3": str(9 - n)} for n in range(10)}
    rows = discrimination(scoring([item(code) for code in ("1.1", "1.2", "1.3")], points))
    assert rows[2].item_rest == D("-1.00")
    assert rows[0].item_rest is None  # the rest (1.2 + 1.3) is 9 for everybody


def test_too_few_units_or_no_spread_tell_nothing() -> None:
    assert correlation([D(1), D(2)], [D(1), D(2)]) is None
    assert correlation([D(1), D(1), D(1)], [D(1), D(2), D(3)]) is None


@given(values=st.lists(cents(10000), min_size=1, max_size=30))
def test_spread_is_the_standard_deviation(values: list[Decimal]) -> None:
    assert float(deviation(values)) == pytest.approx(statistics.pstdev(map(float, values)), abs=1e-6)


@given(both=st.lists(st.tuples(cents(1000), cents(1000)), min_size=3, max_size=30))
def test_correlation_is_pearsons(both: list[tuple[Decimal, Decimal]]) -> None:
    one, other = [a for a, _b in both], [b for _a, b in both]
    found = correlation(one, other)
    if found is None:
        assert len(set(one)) == 1 or len(set(other)) == 1
    else:
        expected = statistics.correlation([float(x) for x in one], [float(x) for x in other])
        assert float(found) == pytest.approx(expected, abs=1e-6)


@given(data=st.data(), items=items_of_any_set())
def test_shares_stay_within_their_bounds(data: st.DataObject, items: list) -> None:
    points = {f"d{n}": data.draw(sheet_points(items)) for n in range(data.draw(st.integers(1, 5)))}
    for row in discrimination(scoring(items, points)):
        assert 0 <= row.at_ceiling <= row.units
        assert row.mean is None or 0 <= row.mean <= 100
        assert row.spread is None or 0 <= row.spread <= 50
        assert row.item_rest is None or -1 <= row.item_rest <= 1
