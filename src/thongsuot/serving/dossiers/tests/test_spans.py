"""Working time in words: never more than there is, never «0»."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.dossiers.domain.spans import DAY, span


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "1 phút"),
        (25, "25 phút"),
        (60, "1 giờ"),
        (300, "5 giờ"),
        (DAY, "1 ngày"),
        (719, "1 ngày 3 giờ"),
        (1440, "3 ngày"),
    ],
)
def test_in_words(minutes: int, words: str) -> None:
    assert span(minutes) == words


@given(st.integers(1, 10**6))
def test_what_is_told_is_never_more_than_there_is(minutes: int) -> None:
    worth = {"ngày": DAY, "giờ": 60, "phút": 1}
    words = span(minutes).split()
    told = sum(int(number) * worth[unit] for number, unit in zip(words[::2], words[1::2], strict=True))
    assert minutes - 60 < told <= minutes
