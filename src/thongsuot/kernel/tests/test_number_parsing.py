"""product.md §3.5 «Numbers» and §1.T trap T12: comma decimal, dot thousands, never the other way round."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.formatting import format_number
from thongsuot.kernel.numbers import AmbiguousNumber, parse_number, understand_input


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.659,5", "1659.5"),
        ("2.189", "2189"),
        ("87,11", "87.11"),
        ("4.390", "4390"),
        ("0,3", "0.3"),
        ("04", "4"),
        ("561,5", "561.5"),
        ("−1,61", "-1.61"),
        ("-1,61", "-1.61"),
        ("+2,26", "2.26"),
        (" 1.234.567,89 ", "1234567.89"),
        ("0", "0"),
    ],
)
def test_reads_vietnamese_numbers(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


def test_keeps_the_printed_precision() -> None:
    assert str(parse_number("70,00")) == "70.00"
    assert str(parse_number("33,8")) == "33.8"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("1,659.5", "1.659,5"),
        ("87.11", "87,11"),
        ("1659.5", "1.659,5"),
        ("12,345,678", "12.345.678"),
        ("-1,659.5", "−1.659,5"),
        ("0.123", "0,123"),
    ],
)
def test_asks_instead_of_guessing(text: str, suggestion: str) -> None:
    with pytest.raises(AmbiguousNumber) as unclear:
        parse_number(text)
    assert unclear.value.suggestion == suggestion
    assert f"Có phải ý là «{suggestion}»?" in str(unclear.value)


@pytest.mark.parametrize("text", ["", "abc", "1.23.456", "12.34,5", "1,2,3", "--5", "12 nhiệm vụ"])
def test_refuses_what_is_no_number_and_shows_a_right_example(text: str) -> None:
    with pytest.raises(AmbiguousNumber, match=r"Ví dụ viết đúng: 1\.659,5"):
        parse_number(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_what_is_shown_reads_back_as_the_same_number(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_numbers_round_trip(value: int) -> None:
    assert parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("typed", "value", "echo"),
    [
        ("1659.5", "1659.5", "1.659,5"),  # D09
        ("1.659,5", "1659.5", "1.659,5"),
        ("1659,5", "1659.5", "1.659,5"),
        ("1 659,5", "1659.5", "1.659,5"),
        ("87.11", "87.11", "87,11"),
        ("2.189", "2189", "2.189"),
        ("85,37%", "85.37", "85,37"),
        ("04", "4", "4"),
        ("-1.61", "-1.61", "−1,61"),
    ],
)
def test_typed_input_is_understood_and_echoed(typed: str, value: str, echo: str) -> None:
    assert understand_input(typed) == (Decimal(value), echo)


@pytest.mark.parametrize("typed", ["1,659.5", "1,659,500", "một nghìn"])
def test_typed_input_that_can_be_read_in_two_ways_is_asked_about(typed: str) -> None:
    with pytest.raises(AmbiguousNumber, match="Không đọc chắc được số"):
        understand_input(typed)
