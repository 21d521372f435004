"""The arithmetic against a second one, and its bounds."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.index766.domain import (
    Count,
    Standing,
    group_sum,
    half_even,
    ratio,
    score,
    short_of_full,
    total_sum,
    unit_score,
)
from thongsuot.measuring.index766.published import READ_ON, compared_units
from thongsuot.measuring.index766.rules import Zero, index_on

INDEX = index_on(READ_ON)
SCORED = [metric for group in INDEX.groups for metric in group.scored]
metrics = st.sampled_from(SCORED)
wholes = st.integers(0, 10**9)


@st.composite
def shares(draw: st.DrawFn) -> Count:
    denominator = draw(st.one_of(st.integers(0, 64), wholes))
    return Count(draw(st.integers(0, denominator)), denominator)


@given(st.integers(0, 10**12), st.integers(1, 4000))
def test_rounding_is_that_of_decimal(top: int, bottom: int) -> None:
    exact = Fraction(round(Fraction(top, bottom) * 100), 100)  # Python rounds a half to even
    assert Fraction(half_even(top, bottom)) == exact
    if 4000 % bottom == 0:  # then the quotient has an end
        quotient = Decimal(top) / Decimal(bottom)
        assert half_even(top, bottom) == quotient.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


@given(metrics, shares())
def test_points_lie_between_nothing_and_the_maximum(metric, count: Count) -> None:  # type: ignore[no-untyped-def]
    found = score(metric, count)
    assert found.added is not None and 0 <= found.added <= metric.maximum
    assert (found.points is None) == (count.denominator == 0 and metric.zero is Zero.UNSCORED)
    assert found.points in (None, found.added)


@given(metrics, shares(), st.integers(0, 10**6))
def test_more_done_never_earns_less(metric, count: Count, more: int) -> None:  # type: ignore[no-untyped-def]
    assert count.numerator is not None and count.denominator is not None
    better = Count(min(count.denominator, count.numerator + more), count.denominator)
    for group in INDEX.groups:
        before, after = score(metric, count, group.parts), score(metric, better, group.parts)
        assert before.added is not None and after.added is not None
        assert before.added <= after.added


@given(metrics, shares().filter(lambda count: bool(count.denominator)))
def test_points_are_the_share_of_the_maximum(metric, count: Count) -> None:  # type: ignore[no-untyped-def]
    assert count.numerator is not None and count.denominator
    share = min(Fraction(1), Fraction(count.numerator, count.denominator) / (Fraction(metric.full_at) / 100))
    assert score(metric, count).points == Decimal(round(Fraction(metric.maximum) * share * 100)) / 100


@given(metrics, shares().filter(lambda count: bool(count.denominator)))
def test_what_is_lacking_is_just_enough(metric, count: Count) -> None:  # type: ignore[no-untyped-def]
    assert count.numerator is not None and count.denominator
    more = short_of_full(metric, count)
    reached = Fraction((count.numerator + more) * 100, count.denominator)
    assert reached >= metric.full_at
    assert not more or Fraction((count.numerator + more - 1) * 100, count.denominator) < metric.full_at


@pytest.mark.parametrize(
    ("code", "points", "added", "standing"),
    [
        ("PUBLISH_ON_TIME", None, 0, Standing.ZERO_UNSCORED),
        ("DOSSIER_SYNC", None, 0, Standing.ZERO_UNSCORED),
        ("ON_TIME", 0, 0, Standing.ZERO_NOTHING),
        ("ORIGINAL_RESULT_AVAILABLE", None, 0, Standing.ZERO_UNSCORED),
        ("DOSSIER_RECEIVING_SATISFACTION", 0, 0, Standing.ZERO_NOTHING),
        ("PETITION_PROCESSING_ON_TIME", 6, 6, Standing.ZERO_FULL),
        ("PETITION_HANDLING_SATISFACTION", 6, 6, Standing.ZERO_FULL),
        ("PETITION_CLASSIFICATION_TTHC", None, 0, Standing.UNSCORED),
        ("DOSSIER_PAID_ONLINE", None, 0, Standing.UNSCORED),
    ],
)
def test_a_denominator_of_zero(code: str, points: int | None, added: int, standing: Standing) -> None:
    found = score(INDEX.metrics[code], Count(0, 0))
    assert (found.points, found.added, found.standing) == (points, added, standing)


def test_more_than_all_is_no_share() -> None:
    found = score(INDEX.metrics["ON_TIME"], Count(5, 4))
    assert (found.standing, found.points, found.added) == (Standing.IMPOSSIBLE, None, None)
    assert score(INDEX.metrics["DOSSIER_SYNC"], Count(1, 0)).standing is Standing.IMPOSSIBLE


def test_what_is_missing_is_never_zero() -> None:
    group = INDEX.groups[0]
    one = {"PUBLISH_ON_TIME": score(INDEX.metrics["PUBLISH_ON_TIME"], Count(1, 2))}
    found = group_sum(group, one)
    assert (found.points, found.known, found.known_maximum) == (None, 3, 6)
    assert found.missing == ("PUBLIC_UPDATE_ON_TIME", "PUBLIC_CONTENT_FULL", "DOSSIER_SYNC")
    nothing = unit_score(INDEX, {})
    assert nothing.total.points is None and nothing.total.known_maximum == 0
    assert ratio(Count(None, None)) is ratio(Count(0, 0)) is None


def test_the_total_takes_groups_as_printed_where_counts_do_not_give_them() -> None:
    dong_thap = compared_units()["H20"]
    assert dong_thap.computed.total.points == Decimal("68.8")
    alone = total_sum(INDEX, dong_thap.computed.groups)
    assert (alone.points, alone.known, alone.known_maximum) == (None, Decimal("51.54"), 76)
    assert alone.missing == ("ONLINE", "TTTT", "MDSH")
