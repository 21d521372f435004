"""Numbers, money, ratios and dates on screen and in documents (product.md §3.5)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.figures import Qualifier
from thongsuot.kernel.formatting import (
    Medium,
    format_big,
    format_bounded,
    format_change,
    format_count,
    format_date,
    format_date_long,
    format_gap,
    format_money,
    format_number,
    format_percent,
    format_points,
    format_ratio,
    round_half_up,
    round_percent,
)

D = Decimal


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (D("1659.5"), None, "1.659,5"),
        (D("2189"), None, "2.189"),
        (D("87.11"), None, "87,11"),
        (D("-1.61"), None, "−1,61"),
        (D("1098.0"), None, "1.098,0"),
        (D("33.8355"), 1, "33,8"),
        (D("85.365"), 2, "85,37"),
        (D("-85.365"), 2, "−85,37"),
        (D("1.25E+7"), None, "12.500.000"),
        (4390, None, "4.390"),
        (D("0.3"), None, "0,3"),
    ],
)
def test_numbers(value: Decimal | int, decimals: int | None, shown: str) -> None:
    assert format_number(value, decimals) == shown


def test_half_goes_up() -> None:
    assert [round_half_up(D(text), 1) for text in ("0.25", "0.35", "-0.25")] == [D("0.3"), D("0.4"), D("-0.3")]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (D("99.96"), 1, "99,9%"),
        (D("99.999"), 0, "99%"),
        (D("100"), 1, "100,0%"),
        (D("0.04"), 1, "0,1%"),
        (D("0"), 1, "0,0%"),
        (D("70"), None, "70%"),
        (D("104.96"), 1, "105,0%"),
    ],
)
def test_rounding_never_reaches_all_or_nothing(value: Decimal, decimals: int | None, shown: str) -> None:
    assert format_percent(value, decimals) == shown


@given(st.decimals(min_value=0, max_value=100, places=4), st.integers(0, 2))
def test_only_the_whole_shows_as_the_whole(value: Decimal, decimals: int) -> None:
    shown = round_percent(value, decimals)
    assert (shown == 100) == (value == 100)
    assert (shown == 0) == (value == 0)


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "shown"),
    [
        (28, 40, 2, "28/40 (70%)"),
        (35, 41, 2, "35/41 (85,37%)"),
        (67, 83, 0, "67/83 (81%)"),
        (15, 20, 2, "15/20 (75%)"),
        (62, 63, 2, "62/63 (98,41%)"),
        (10, 21, 2, "10/21 (47,62%)"),
        (D("561.5"), D("1659.5"), 1, "561,5/1.659,5 (33,8%)"),
        (809, 809, 2, "809/809 (100%)"),
        (9999, 10000, 1, "9.999/10.000 (99,9%)"),
        (0, 0, 2, "0/0 (không có)"),
        (1000, 1, 0, "1.000/1 (100.000%)"),
    ],
)
def test_ratios_are_computed_from_their_parts(
    numerator: Decimal | int, denominator: Decimal | int, decimals: int, shown: str
) -> None:
    assert format_ratio(numerator, denominator, decimals) == shown


@pytest.mark.parametrize(
    ("target", "actual", "shown"),
    [
        ("20", "13.94", "thiếu 6,06 điểm %"),  # D06
        ("10", "3.13", "thiếu 6,87 điểm %"),
        ("80", "84.6", "vượt 4,6 điểm %"),
        ("70", "70.0", "đúng mục tiêu"),
    ],
)
def test_gaps_are_percentage_points(target: str, actual: str, shown: str) -> None:
    assert format_gap(D(target), D(actual)) == shown


def test_percentage_points() -> None:
    assert format_points(D("6.06")) == "6,06 điểm %"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (D("4.8E+12"), "đồng", "4,8 nghìn tỷ đồng"),
        (D("12500000"), "hồ sơ", "12,5 triệu hồ sơ"),
        (D("186E+6"), "", "186 triệu"),
        (250 * 10**9, "đồng", "250 tỷ đồng"),
        (615_385, "đồng", "615.385 đồng"),
        (1_234_567, "", "1.234.567"),
        (4390, "dịch vụ", "4.390 dịch vụ"),
        (0, "hồ sơ", "0 hồ sơ"),
    ],
)
def test_big_numbers_in_words_lose_nothing(value: Decimal | int, unit: str, shown: str) -> None:
    assert format_big(value, unit) == shown


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "shown"),
    [
        (D("186E+6"), Qualifier.MORE, "hồ sơ", "hơn 186 triệu hồ sơ"),
        (D(98), Qualifier.ABOUT, "%", "khoảng 98%"),
        (D(20), Qualifier.AT_LEAST, "%", "ít nhất 20%"),
        (5, Qualifier.AT_MOST, "ngày", "không quá 5 ngày"),
        (D("0.5"), Qualifier.LESS, "%", "dưới 0,5%"),
        (D("82.89"), Qualifier.EXACT, "điểm", "82,89 điểm"),
    ],
)
def test_a_bound_is_never_dropped(value: Decimal | int, qualifier: Qualifier, unit: str, shown: str) -> None:
    assert format_bounded(value, qualifier, unit) == shown


def test_money_has_no_decimals() -> None:
    assert format_money(D("4.8E+12") / D("7.8E+6")) == "615.385 đồng"


@pytest.mark.parametrize(
    ("count", "medium", "shown"),
    [
        (4, Medium.DOCUMENT, "04"),
        (1, Medium.DOCUMENT, "01"),
        (10, Medium.DOCUMENT, "10"),
        (0, Medium.DOCUMENT, "0"),
        (4, Medium.SCREEN, "4"),
        (1234, Medium.DOCUMENT, "1.234"),
    ],
)
def test_small_counts_take_a_zero_in_documents_only(count: int, medium: Medium, shown: str) -> None:
    assert format_count(count, medium) == shown


@pytest.mark.parametrize(
    ("value", "unit", "medium", "shown"),
    [
        (D("2.26"), "điểm", Medium.SCREEN, "tăng 2,26 điểm"),
        (D("-6"), "bậc", Medium.DOCUMENT, "giảm 06 bậc"),
        (D("-6"), "bậc", Medium.SCREEN, "giảm 6 bậc"),
        (D("0.00"), "điểm", Medium.SCREEN, "không đổi"),
    ],
)
def test_changes_are_said_in_words(value: Decimal, unit: str, medium: Medium, shown: str) -> None:
    assert format_change(value, unit, medium) == shown


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2024, 10, 9), "09/10/2024", "ngày 09 tháng 10 năm 2024"),
        (date(2024, 10, 10), "10/10/2024", "ngày 10 tháng 10 năm 2024"),
        (date(2024, 1, 15), "15/01/2024", "ngày 15 tháng 01 năm 2024"),
        (date(2024, 2, 1), "01/02/2024", "ngày 01 tháng 02 năm 2024"),
        (date(2024, 3, 12), "12/03/2024", "ngày 12 tháng 3 năm 2024"),
    ],
)
def test_dates(day: date, short: str, long: str) -> None:
    assert format_date(day) == short
    assert format_date_long(day) == long
