"""Abbreviations and slips of typing in search (§3.5 «Abbreviations», §4.7, T8, T18)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.abbreviations import (
    ABBREVIATIONS,
    expansions,
    find_abbreviations,
    search_document,
    search_variants,
)
from thongsuot.kernel.text import fold
from thongsuot.kernel.typos import FuzzyMatch, fuzzy_find, within_one_edit


@pytest.mark.parametrize(
    "abbreviation",
    ["CCHC", "TTHC", "VBQPPL", "ĐVSNCL", "ĐVSNNCL", "BCĐ", "CĐS", "DVC", "DVCTT", "DN", "PCT", "CVP", "TTTT"],
)
def test_the_abbreviations_of_the_sources_are_known(abbreviation: str) -> None:
    assert expansions(abbreviation)
    assert expansions(fold(abbreviation)) == expansions(abbreviation)


def test_the_unaccented_long_form_finds_the_abbreviation() -> None:
    assert "don vi su nghiep" in search_document("giảm 05 ĐVSNNCL trực thuộc")
    assert "don vi su nghiep" in search_document("giảm 02 ĐVSNCL")


def test_two_spellings_of_one_abbreviation_mean_the_same() -> None:
    assert expansions("ĐVSNCL") == expansions("ĐVSNNCL")


def test_the_abbreviation_finds_the_long_form() -> None:
    assert "thu tuc hanh chinh cap tinh" in search_variants("tthc cấp tỉnh")
    assert search_variants("hồ sơ") == ["ho so"]


def test_tooltips_know_their_place_and_mind_capitals() -> None:
    text = "Công bố TTHC; DN cần; tthc"
    assert [(text[start:end], forms[0]) for start, end, forms in find_abbreviations(text)] == [
        ("TTHC", "thủ tục hành chính"),
        ("DN", "doanh nghiệp"),
    ]


def test_no_two_abbreviations_fold_to_one_key() -> None:
    assert len({fold(short) for short in ABBREVIATIONS}) == len(ABBREVIATIONS)


@pytest.mark.parametrize(
    ("query", "text", "found", "edits"),
    [
        ("trực tuyến", "cổng thanh toán trực truyến của tỉnh", "trực truyến", 1),
        ("nổi bật", "Kết quả nổi bậc nhất là", "nổi bậc", 1),
        ("cơ sở dữ liệu", "kho cơ sở dữ diệu dùng chung", "cơ sở dữ diệu", 1),
        ("vị trí việc làm", "xác định vị trí việc cho từng sở", "vị trí việc", 1),
        ("mức độ hài lòng của người dân", "đo mức độ hài của người dân", "mức độ hài của người dân", 1),
        ("thông báo để", "gửi thông báo đề mọi người", "thông báo đề", 0),
        ("truc tuyen", "thanh toán trực tuyến", "trực tuyến", 0),
        ("cải cách", "cải cahc hành chính", "cải cahc", 1),
    ],
)
def test_slips_are_forgiven(query: str, text: str, found: str, edits: int) -> None:
    match = fuzzy_find(query, text)
    assert match is not None
    assert (text[match.start : match.end], match.edits) == (found, edits)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("trực tuyến", "trực tiếp"),
        ("cải cách", "cái cây"),
        ("", "hồ sơ"),
        ("hồ sơ", ""),
        ("sở", "xã"),
        ("hồ sơ trễ hạn", "hồ sơ"),
    ],
)
def test_other_words_are_not_slips(query: str, text: str) -> None:
    assert fuzzy_find(query, text) is None


def test_an_exact_place_beats_an_earlier_slip() -> None:
    text = "trực truyến và trực tuyến"
    assert fuzzy_find("trực tuyến", text) == FuzzyMatch(15, 25, 0)


@given(st.text(alphabet="abcdeg", min_size=1, max_size=8), st.integers(0, 7), st.sampled_from("abcdeg"))
def test_one_changed_letter_is_one_edit(word: str, place: int, letter: str) -> None:
    at = place % len(word)
    changed = word[:at] + letter + word[at + 1 :]
    longer, shorter = word[:at] + letter + word[at:], word[:at] + word[at + 1 :]
    for other in (changed, longer, shorter):
        assert within_one_edit(word, other)
        assert within_one_edit(other, word)


@pytest.mark.parametrize(("one", "other"), [("abcd", "badc"), ("ab", "abcd"), ("abc", "xyz"), ("abcd", "xbcy")])
def test_two_edits_are_too_many(one: str, other: str) -> None:
    assert not within_one_edit(one, other)
