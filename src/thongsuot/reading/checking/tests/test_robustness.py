"""Any text is answered: nothing raises, and every finding quotes the text it was given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.reading.check import check_text
from thongsuot.reading.clean import normalise

_ALL = (
    "0|00|5|0/0|5/0|0/5|28/40|45/41|12/63|70%|0%|108%|85,37%|1.659,5|50-52|8,46/10|31/2|9,9.9|999999999999/3|điểm|"
    "bậc|lần|hồ sơ|nhiệm vụ|xếp thứ|hạng|tăng|giảm|từ|lên|xuống|so với năm 2021|trong đó|cấp tỉnh|cấp huyện|cấp xã|"
    "đạt|đạt tỷ lệ|mục tiêu|chưa đạt|vượt|(|)|;|,|.|tổng số|trung bình|cao nhất|thấp nhất|PAPI|chỉ số SIPAS|"
    "tương ứng|gồm|tổng cộng|\n|- |"
    "quý V|ngày 31/11|không có hồ sơ quá hạn|phấn đấu|điểm %|triệu|gần|hơn"
)
WORDS = st.sampled_from(_ALL.split("|"))


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_row_of_the_words_of_the_field(words: list[str]) -> None:
    text = " ".join(words)
    read = normalise(text)[0]
    for finding in check_text(text):
        assert read[finding.span.start : finding.span.end] == finding.quote
        assert finding.message and finding.question.endswith("?")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize("text", ["5/0 điểm 70%", "0/0 điểm 70%"])
def test_a_scale_that_ends_at_nothing_is_no_scale(text: str) -> None:
    check_text(text)
