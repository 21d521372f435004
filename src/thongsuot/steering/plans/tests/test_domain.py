from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.figures import Direction
from thongsuot.steering.plans.domain import (
    Aim,
    Reach,
    achievement_text,
    aim_text,
    already_reached,
    done_by_end,
    even_share,
    expected_done,
    expected_on,
    gap,
    gap_text,
    needed_pace,
    percent_of_aim,
    reach,
    relative_gap,
    time_left,
)

D = Decimal
PUBLIC_UNITS = Aim(D(20), due=date(2024, 12, 31))  # giảm đơn vị sự nghiệp, mục tiêu tối thiểu 20%
AUTONOMY = Aim(D(10), due=date(2024, 12, 31))  # tự chủ tài chính, mục tiêu tối thiểu 10%
CUTS = Aim(D(50), unit="thủ tục")
LATE = Aim(D(5), Direction.AT_MOST, "%")
numbers = st.decimals("-1000", "1000", places=2)
days = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def test_the_two_hard_targets_of_2024():
    assert gap(PUBLIC_UNITS, D("13.94")) == D("6.06")
    assert gap(AUTONOMY, D("3.13")) == D("6.87")
    assert gap_text(PUBLIC_UNITS, D("13.94")) == "thiếu 6,06 điểm %"
    assert gap_text(AUTONOMY, D("3.13")) == "thiếu 6,87 điểm %"
    assert relative_gap(PUBLIC_UNITS, D("13.94")) == D("0.303")
    assert relative_gap(AUTONOMY, D("3.13")) == D("0.687")


def test_reached_and_exceeded():
    assert achievement_text(CUTS, D(54)) == "Vượt 4 (108%)"
    assert achievement_text(CUTS, D(50)) == "Đạt"
    assert achievement_text(CUTS, D(49)) == "Chưa đạt"
    assert achievement_text(CUTS, None) == "Chưa có số liệu"
    assert achievement_text(PUBLIC_UNITS, D("21.5")) == "Vượt 1,5 điểm %"
    assert gap_text(CUTS, D(54)) == "vượt 4 thủ tục"
    assert percent_of_aim(CUTS, D(54)) == 108


def test_where_less_is_better():
    assert reach(LATE, D("4.2")) is Reach.EXCEEDED
    assert reach(LATE, D("5.5")) is Reach.NOT_YET
    assert achievement_text(LATE, D("4.2")) == "Đạt"
    assert gap_text(LATE, D("7")) == "cao hơn mức cho phép 2 điểm %"
    assert gap_text(LATE, D("4.2")) == "thấp hơn mức cho phép 0,8 điểm %"
    assert aim_text(LATE) == "≤ 5%"
    assert percent_of_aim(LATE, D(4)) is None


def test_an_aim_of_nothing_has_no_relative_gap():
    none_late = Aim(D(0), Direction.AT_MOST, "hồ sơ")
    assert relative_gap(none_late, D(3)) is None
    assert relative_gap(none_late, D(0)) == 0


@pytest.mark.parametrize(
    ("due", "on", "left", "quarters", "text"),
    [
        (date(2022, 12, 31), date(2022, 10, 18), 74, 1, "còn 74 ngày"),
        (date(2024, 12, 31), date(2024, 10, 10), 82, 1, "còn 82 ngày"),
        (date(2025, 12, 31), date(2024, 10, 10), 447, 5, "còn 447 ngày"),
        (date(2024, 10, 10), date(2024, 10, 10), 0, 0, "hạn hôm nay"),
        (date(2024, 9, 30), date(2024, 10, 10), -10, 0, "quá hạn 10 ngày"),
    ],
)
def test_time_left(due, on, left, quarters, text):
    found = time_left(due, on)
    assert (found.days, found.quarters, found.text) == (left, quarters, text)


def test_the_pace_needed_from_10_october_2024():
    pace = needed_pace(PUBLIC_UNITS, D("13.94"), date(2024, 10, 10))
    assert pace is not None
    assert round(pace, 2) == D("2.25")  # điểm % một tháng, trong 82 ngày
    assert needed_pace(PUBLIC_UNITS, D("20"), date(2024, 10, 10)) is None
    assert needed_pace(PUBLIC_UNITS, D("13.94"), date(2025, 1, 1)) is None
    assert needed_pace(Aim(D(20)), D("13.94"), date(2024, 10, 10)) is None


def test_expected_today_on_an_even_pace():
    aim = Aim(D(60), due=date(2024, 12, 31), baseline=D(20), baseline_on=date(2023, 12, 31))
    assert expected_on(aim, date(2023, 12, 31)) == 20
    assert expected_on(aim, date(2024, 7, 1)) == 40  # 183 of 366 days
    assert expected_on(aim, date(2025, 6, 1)) == 60
    assert expected_on(PUBLIC_UNITS, date(2024, 10, 10)) is None


def test_a_goal_that_had_been_reached_before_it_was_set():
    assert already_reached(Aim(D("97"), baseline=D("98.46")))
    assert not already_reached(Aim(D("97"), baseline=D("96")))
    assert not already_reached(Aim(D("97")))


def test_deadlines_that_have_come():
    assert expected_done(2, 3, 4) == D(2) / D(3)
    assert expected_done(1, 1, 3) is None
    assert expected_done(0, 0, 0) is None


def test_the_pace_so_far_carried_to_the_end_of_2022():
    """28 of 40 done by 18/10/2022, day 290 of 364: at that pace 35 by new year (B08)."""
    first, last = date(2022, 1, 1), date(2022, 12, 31)
    found = done_by_end(28, 40, first, last, date(2022, 10, 18))
    assert found is not None
    assert 35 < found < 36
    assert done_by_end(39, 40, first, last, date(2022, 10, 18)) == 40
    assert done_by_end(0, 40, first, last, first) is None


@given(numbers, numbers, st.sampled_from([Direction.AT_LEAST, Direction.AT_MOST]))
@settings(max_examples=100)
def test_gap_reach_and_relative_gap_agree(aim_value, value, direction):
    aim = Aim(aim_value, direction)
    missing, share = gap(aim, value), relative_gap(aim, value)
    assert (missing > 0) == (reach(aim, value) is Reach.NOT_YET)
    if share is not None:
        assert share >= 0
        assert (share > 0) == (missing > 0)


@given(days, days, days)
@settings(max_examples=100)
def test_the_even_share_grows_and_stays_within_the_whole(start, end, on):
    share = even_share(start, end, on)
    assert 0 <= share <= 1
    assert share <= even_share(start, end, on + timedelta(days=30))


@given(numbers, numbers, days, st.integers(1, 900))
@settings(max_examples=100)
def test_the_needed_pace_arrives_exactly(aim_value, value, on, left):
    aim = Aim(aim_value, due=on + timedelta(days=left))
    pace = needed_pace(aim, value, on)
    if pace is None:
        assert value >= aim_value
    else:
        assert abs(value + pace * left / (D(365) / 12) - aim_value) < D("0.0001")
