"""Numbers in words and Roman numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.numbers import (
    NotNumberWords,
    WordNumber,
    find_number_words,
    parse_number_words,
    parse_roman,
    to_roman,
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("một", 1),
        ("hai", 2),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("ba mươi lăm", 35),
        ("hai lăm", 25),
        ("sáu mươi ba", 63),
        ("một trăm", 100),
        ("một trăm linh năm", 105),
        ("ba trăm bốn mươi sáu", 346),
        ("hai nghìn một trăm tám mươi chín", 2189),
        ("mười hai triệu năm trăm nghìn", 12_500_000),
        ("bốn nghìn tỷ", 4 * 10**12),
        ("Sáu triệu", 6_000_000),
    ],
)
def test_reads_words(words: str, value: int) -> None:
    assert parse_number_words(words) == value


@pytest.mark.parametrize(
    "words", ["", "không có", "mốt", "mươi", "hai trăm nghìn triệu hai nghìn tỷ", "nhiệm vụ", "năm hai ba"]
)
def test_refuses_other_words(words: str) -> None:
    with pytest.raises(NotNumberWords):
        parse_number_words(words)


def test_finds_the_longest_run_of_number_words() -> None:
    text = "Có hai đơn vị, ba mươi lăm nhiệm vụ"
    assert find_number_words(text) == [WordNumber(3, 6, 2), WordNumber(15, 26, 35)]
    assert text[15:26] == "ba mươi lăm"


def test_punctuation_ends_a_run() -> None:
    assert [word.value for word in find_number_words("một, hai, ba mươi")] == [1, 2, 30]


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numerals_round_trip(number: int) -> None:
    assert parse_roman(to_roman(number)) == number


@pytest.mark.parametrize(
    ("text", "value"), [("III", 3), ("XIII", 13), ("xiv", 14), ("IIII", None), ("IC", None), ("", None), ("XA", None)]
)
def test_reads_only_well_formed_roman_numerals(text: str, value: int | None) -> None:
    assert parse_roman(text) == value


def test_roman_numerals_have_bounds() -> None:
    with pytest.raises(ValueError, match="từ 1 đến 3999"):
        to_roman(0)
