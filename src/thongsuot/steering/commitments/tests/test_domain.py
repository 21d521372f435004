"""A promise told in plain words: the sources' own dates of June and July 2022 (D3-05, D3-01)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.steering.commitments.domain import TONES, WORDS, Promise, Standing, sentence, standing_on

JULY = date(2022, 7, 31)  # «trong tháng 7/2022»


@pytest.mark.parametrize(
    ("promise", "day", "standing", "words"),
    [
        (Promise(JULY, None), date(2022, 7, 20), Standing.OPEN, "Đang làm, còn 11 ngày"),
        (Promise(JULY, None), JULY, Standing.OPEN, "Đang làm, hạn là hôm nay"),
        (Promise(JULY, None), date(2022, 8, 12), Standing.OVERDUE, "Quá hạn 12 ngày"),
        (Promise(JULY, date(2022, 7, 22)), date(2022, 8, 12), Standing.KEPT, "Đã làm, sớm 9 ngày"),
        (Promise(JULY, JULY), date(2022, 8, 12), Standing.KEPT, "Đã làm đúng hạn"),
        (Promise(JULY, date(2022, 8, 3)), date(2022, 8, 12), Standing.KEPT_LATE, "Đã làm, muộn 3 ngày"),
        (Promise(None, None), JULY, Standing.NO_DATE, "Đang làm, chưa có hạn"),
        (Promise(None, JULY), JULY, Standing.KEPT, "Đã làm"),
        (Promise(JULY, None, is_dropped=True), JULY, Standing.DROPPED, "Không còn phù hợp"),
        (Promise(JULY, None, is_tracked=False), JULY, Standing.UNTRACKED, "Chưa theo dõi"),
    ],
)
def test_what_became_of_it(promise: Promise, day: date, standing: Standing, words: str) -> None:
    assert standing_on(promise, day) is standing
    assert sentence(promise, day) == words


def test_seen_from_before_it_was_done_a_promise_is_open() -> None:
    done_late = Promise(JULY, date(2022, 8, 3))
    assert standing_on(done_late, date(2022, 7, 1)) is Standing.OPEN
    assert standing_on(done_late, date(2022, 8, 1)) is Standing.OVERDUE


def test_every_standing_has_word_and_tone() -> None:
    assert set(WORDS) == set(TONES) == set(Standing)


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(deadline=DAYS, finished=st.none() | DAYS, day=DAYS)
def test_time_only_moves_a_promise_forward(deadline: date, finished: date | None, day: date) -> None:
    promise = Promise(deadline, finished)
    order = [Standing.OPEN, Standing.OVERDUE, Standing.KEPT_LATE, Standing.KEPT]
    now, later = standing_on(promise, day), standing_on(promise, day + timedelta(days=30))
    if now in (Standing.KEPT, Standing.KEPT_LATE):
        assert later is now
    assert order.index(later) >= order.index(now)
