"""What printed numbers leave open: the derived figures of product.md, appendix B, and traps T4, T5, T16, T17, T21."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thongsuot.kernel.formatting import round_half_up
from thongsuot.kernel.intervals import (
    RoundingInterval,
    before_times,
    change_check,
    implied_base,
    interval_of,
    previous_value,
    ratio_check,
    relative_change,
    scale_check,
    total_within_parts,
    weight_bounds,
)

D = Decimal


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("33.8", "33.75", "33.85"),
        ("85.37", "85.365", "85.375"),
        ("81", "80.5", "81.5"),
        ("1.25E+7", "12450000", "12550000"),
        ("-1.61", "-1.615", "-1.605"),
        ("6E+6", "5500000", "6500000"),
    ],
)
def test_a_printed_number_is_an_interval(printed: str, low: str, high: str) -> None:
    assert RoundingInterval.of(D(printed)) == RoundingInterval(D(low), D(high))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), st.integers(0, 4))
def test_a_value_lies_in_the_interval_of_its_rounding(value: Decimal, decimals: int) -> None:
    interval = RoundingInterval.of(round_half_up(value, decimals))
    assert value in interval
    assert interval.distance(value) == 0


def test_counts_are_exact_and_decimals_are_not() -> None:
    assert interval_of(D(28)) == RoundingInterval(D(28), D(28))
    assert interval_of(D("561.5")) == RoundingInterval(D("561.45"), D("561.55"))


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        ("28", "40", "70"),
        ("35", "41", "85.37"),
        ("67", "83", "81"),  # T4
        ("15", "20", "75"),
        ("62", "63", "98.41"),
        ("10", "21", "47.62"),
        ("561.5", "1659.5", "33.8"),
        ("809", "809", "100"),
        ("0", "5", "0"),
    ],
)
def test_the_ratios_of_the_documents_agree(numerator: str, denominator: str, printed: str) -> None:
    check = ratio_check(D(numerator), D(denominator), D(printed))
    assert check.agrees
    assert check.gap == 0


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"), [("28", "40", "75"), ("35", "41", "85.73"), ("561.5", "1659.5", "38.3")]
)
def test_a_slip_in_a_ratio_is_seen(numerator: str, denominator: str, printed: str) -> None:
    assert not ratio_check(D(numerator), D(denominator), D(printed)).agrees


def test_a_ratio_check_says_what_was_expected() -> None:
    check = ratio_check(D(28), D(40), D(75))
    assert (check.expected, check.difference, check.gap) == (D(70), D(5), D("4.5"))


def test_plain_ratios_need_no_hundred() -> None:
    assert ratio_check(D(491), D(93), D("5.28"), per=D(1)).agrees


def test_a_whole_of_zero_is_said_aloud() -> None:
    with pytest.raises(ZeroDivisionError, match="Mẫu số bằng 0"):
        ratio_check(D(0), D(0), D(0))


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_correctly_printed_ratio_never_raises_an_alarm(part: int, whole: int, decimals: int) -> None:
    printed = round_half_up(D(part) * 100 / D(whole), decimals)
    assert ratio_check(D(part), D(whole), printed).agrees


@given(
    st.decimals(min_value=1, max_value=10**5, places=4),
    st.decimals(min_value=1, max_value=10**5, places=4),
)
def test_parts_that_were_rounded_too_never_raise_an_alarm(part: Decimal, whole: Decimal) -> None:
    printed = round_half_up(part * 100 / whole, 1)
    assert ratio_check(round_half_up(part, 1), round_half_up(whole, 1), printed).agrees


def test_the_base_a_reduction_implies() -> None:
    """L02: 123 units are 13,7% of 895 … 901."""
    assert implied_base(D(123), D("13.7")) == (895, 901)


def test_no_base_fits_or_any_would() -> None:
    assert implied_base(D(1), D("70.00")) is None
    assert implied_base(D(0), D("0")) is None


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_the_true_base_lies_in_the_implied_bounds(part: int, base: int, decimals: int) -> None:
    assume(part <= base)
    printed = round_half_up(D(part) * 100 / D(base), decimals)
    bounds = implied_base(D(part), printed)
    assume(RoundingInterval.of(printed).low > 0)  # «0%» bounds nothing
    assert bounds is not None
    assert bounds[0] <= base <= bounds[1]


def test_the_weight_a_total_implies() -> None:
    """S0: 50,53% of all, 43,02% of the province level → its share lies between 45,8% and 53,7%."""
    bounds = weight_bounds(D("50.53"), D("43.02"), (D("56.88"), D("59.24")))
    assert bounds is not None
    assert round_half_up(bounds.low, 1) == D("45.8")
    assert round_half_up(bounds.high, 1) == D("53.7")
    assert weight_bounds(D("70"), D("43.02"), (D("56.88"), D("59.24"))) is None
    assert weight_bounds(D("50"), D("43"), (D("43"), D("59"))) is None


def test_a_total_lies_within_its_parts() -> None:
    parts = [D("43.02"), D("59.24"), D("56.88")]
    assert total_within_parts(D("50.53"), parts)
    assert not total_within_parts(D("62.53"), parts)
    assert not total_within_parts(D("41"), parts)
    assert total_within_parts(D("59.2"), parts)


def test_two_scales_that_do_not_meet() -> None:
    """T5, F03: 0,35 of 10 is 3,45 … 3,55 %; 3,56 is off by 0,06; the relative change would be 4,32 %."""
    check = scale_check(D("0.35"), D(10), D("3.56"))
    assert not check.agrees
    assert check.implied == RoundingInterval(D("3.45"), D("3.55"))
    assert check.difference == D("0.06")
    relative = relative_change(D("8.46"), D("0.35"))
    assert relative is not None
    assert round_half_up(relative, 2) == D("4.32")


def test_two_scales_that_meet() -> None:
    assert scale_check(D("8.46"), D(10), D("84.6")).agrees


def test_a_rise_from_zero_has_no_ratio() -> None:
    """T17."""
    assert relative_change(D("59.24"), D("59.24")) is None
    assert RoundingInterval.of(D("59.24")).divided_by(RoundingInterval.exact(0)) is None


def test_back_computed_values() -> None:
    """G04, appendix B."""
    assert previous_value(D("42.16"), D("-1.61")) == D("43.77")
    assert previous_value(D("86.77"), D("2.26")) == D("84.51")
    assert previous_value(D("8.46"), D("0.35")) == D("8.11")


def test_times_of_a_base() -> None:
    """T21: «tăng 5 lần» to 25,9 % → about 5,2 %."""
    assert before_times(D("25.9"), D(5)) == D("5.18")
    assert before_times(D(25), D(4)) == D("6.25")
    assert before_times(D(25), D(0)) is None


def test_changes_against_the_stored_value() -> None:
    assert change_check(D("86.77"), D("84.51"), D("2.26")).agrees
    assert change_check(D("86.8"), D("84.51"), D("2.26")).agrees  # the rounding of 86,8 leaves room
    assert not change_check(D("86.77"), D("84.51"), D("2.62")).agrees


def test_intervals_meet_or_not() -> None:
    one, two, three = (RoundingInterval.of(D(text)) for text in ("1.0", "1.1", "1.3"))
    assert one.overlaps(two)
    assert not one.overlaps(three)
    assert three.distance(D("1.0")) == D("0.25")
    assert two.scaled(D(-1)) == RoundingInterval(D("-1.15"), D("-1.05"))
