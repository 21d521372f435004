from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.typos import within_one_edit
from thongsuot.platform.search.domain import Entry, lexemes_of, typed_words, words_of
from thongsuot.platform.search.phrases import head_phrase, partial_readings, prefix_reading, strict_readings
from thongsuot.platform.search.ranking import highlight, same_marks, typed_marks
from thongsuot.platform.search.spelling import corrections, one_slip_away


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tỷ lệ 33,80%", ["ty", "le", "33,8"]),
        ("33.8 · 1.659,5 · 2.189 · 4.390.000", ["33,8", "1659,5", "2189", "4390000"]),
        ("Số 245/TB-UBND", ["so", "245/tb-ubnd", "245", "tb", "ubnd"]),
        ("kinh tế - xã hội", ["kinh", "te", "xa", "hoi"]),
        ("cấp uỷ, cấp ủy", ["cap", "uy", "cap", "uy"]),
        ("ĐẮK LẮK", ["dak", "lak"]),
        ("ngày 01/7/2025", ["ngay", "01/7/2025", "01", "7", "2025"]),
        ("04 nhiệm vụ, 0%", ["4", "nhiem", "vu", "0"]),
    ],
)
def test_words(text, words):
    assert words_of(text) == words


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_storable_lexemes(text):
    entry = Entry("k", "1", text, "/", datetime(2024, 1, 1, tzinfo=UTC), body=text)
    assert all("\n" not in lexeme and 0 < len(lexeme.encode()) < 2046 for lexeme in lexemes_of(entry))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcde", min_size=1, max_size=5))
def test_slips_are_one_edit_away(word):
    assert all(within_one_edit(word, other) for other in one_slip_away(word))


def test_codes_are_looked_for_whole_and_then_in_parts():
    assert typed_words("Số 245/TB-UBND") == (["so", "245/tb-ubnd"], ["so", "245", "tb", "ubnd"])
    assert [reading.tsquery("k") for reading in strict_readings("tb-ubnd")][-2:] == [
        "('k:tb-ubnd')",
        "('k:tb' & 'k:ubnd')",
    ]


def test_abbreviations_work_both_ways():
    entry = Entry("k", "1", "Công khai TTHC", "/", datetime(2024, 1, 1, tzinfo=UTC), body="chuyển đổi số")
    assert {"k^thu", "k^tuc", "k:tthc", "k:cds", "k:chuyen"} <= set(lexemes_of(entry))


def test_corrections_need_known_neighbours():
    vocabulary = {"truc", "tuyen", "quyen", "truc tuyen", "chinh", "chinh quyen"}
    assert corrections(["truc", "truyen"], lambda words: vocabulary & set(words)) == [("truc", "tuyen")]
    assert corrections(["tuyne"], lambda words: vocabulary & set(words)) == [("tuyen",)]


def test_readings_go_from_strict_to_loose():
    assert [reading.tier for reading in strict_readings("lang son")] == [0, 1, 2, 3, 4]
    assert prefix_reading("33,8") is None and prefix_reading("so") is None
    assert strict_readings("  ") == []
    assert partial_readings("lang") == []
    assert partial_readings("a b")[0].tsquery("k") == "('k:b') | ('k:a')"


def test_marks_are_compared_whatever_the_tone_placement():
    assert same_marks(typed_marks("hoà"), "Hòa Bình")
    assert not same_marks(typed_marks("Dương"), "Đường Âm")
    assert same_marks(typed_marks("duong"), "Đường Âm")


def test_highlight_keeps_the_title_whole():
    parts = highlight("Đường 33,80 km", ("duong", "33,8"))
    assert parts == (("Đường", True), (" ", False), ("33,80", True), (" km", False))


def test_an_open_end_belongs_to_the_last_word_alone():
    assert prefix_reading("lang son").tsquery("k") == "('k:lang' & 'k:son':*)"


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        (["lang", "son", "33,8"], ("^lang son", "^33,8")),
        (["lang"], ("^lang",)),
        (["245", "tb", "ubnd"], ("^tb ubnd", "^245")),
        (["33,8", "son"], ("^33,8", "^son")),
    ],
)
def test_a_phrase_keeps_neighbours_together(words, clause):
    assert head_phrase(words) == clause


@pytest.mark.parametrize("word", ["it's", "a\\b", "':*&|!()"])
def test_quoting_survives_any_letters(word):
    from thongsuot.platform.search.phrases import quoted

    assert quoted(word)[1:-1].replace("''", "'").replace("\\\\", "\\") == word
