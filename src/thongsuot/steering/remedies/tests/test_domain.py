"""Burn-down, likeness and what a closing needs, without a database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.steering.remedies.domain import Missing, Move, burn_down, is_weak, likeness, missing_to_close

START = date(2026, 10, 1)


def opened(*days: int) -> list[Move]:
    return [Move(START + timedelta(days=day), number, True) for number, day in enumerate(days, 1)]


def closed(limit_id: int, day: int) -> Move:
    return Move(START + timedelta(days=day), limit_id, False)


def test_burn_down_counts_open_limits_week_by_week() -> None:
    """R03: fifteen limits on 1/10, four gone after a week, one of them back after two, due on 31/12."""
    moves = [
        *opened(*[0] * 15),
        *(closed(number, 6) for number in (1, 2, 3, 4)),
        Move(START + timedelta(days=13), 4, True),
    ]
    drawn = burn_down(moves, until=date(2026, 10, 22), due=date(2026, 12, 31))
    assert drawn is not None
    assert [(p.day.day, p.open) for p in drawn.points] == [(1, 15), (8, 11), (15, 12), (22, 12)]
    assert [str(p.ideal) for p in drawn.points] == ["15.0", "13.8", "12.7", "11.5"]
    assert (drawn.total, drawn.open, drawn.closed, drawn.behind) == (15, 12, 3, True)


def test_the_last_point_is_the_day_asked_for_and_past_the_due_day_nothing_should_be_open() -> None:
    drawn = burn_down([*opened(0, 0), closed(1, 3)], until=START + timedelta(days=10), due=START + timedelta(days=5))
    assert drawn is not None
    assert [p.day for p in drawn.points] == [START, START + timedelta(days=7), START + timedelta(days=10)]
    assert drawn.points[-1].ideal == 0 and drawn.behind


def test_nothing_opened_gives_no_burn_down_and_no_due_day_no_ideal() -> None:
    assert burn_down([], until=START) is None
    assert burn_down(opened(9), until=START + timedelta(days=8)) is None
    drawn = burn_down(opened(0), until=START)
    assert drawn is not None and drawn.points[0].ideal is None and not drawn.behind


moves_of_days = st.lists(
    st.builds(
        Move,
        day=st.integers(0, 120).map(lambda n: START + timedelta(days=n)),
        limit_id=st.integers(1, 9),
        is_open=st.booleans(),
    ),
    max_size=40,
)


@settings(max_examples=100, deadline=None)
@given(moves_of_days, st.integers(0, 150), st.integers(1, 31), st.integers(-10, 200))
def test_burn_down_never_leaves_its_bounds(moves: list[Move], until: int, days: int, due: int) -> None:
    last, end = START + timedelta(days=until), START + timedelta(days=due)
    drawn = burn_down(moves, until=last, due=end, days=days)
    if drawn is None:
        assert not any(one.is_open and one.day <= last for one in moves)
        return
    assert all(0 <= point.open <= drawn.total for point in drawn.points)
    assert drawn.points[-1].day == last and drawn.points[0].day == drawn.start
    ideals = [point.ideal for point in drawn.points if point.ideal is not None]
    assert ideals == sorted(ideals, reverse=True) and all(0 <= one <= drawn.total for one in ideals)
    assert [p.day for p in drawn.points] == sorted({p.day for p in drawn.points})


@settings(max_examples=60, deadline=None)
@given(moves_of_days, st.integers(1, 9))
def test_a_further_closing_never_raises_the_last_count(moves: list[Move], limit_id: int) -> None:
    last = START + timedelta(days=121)
    before, after = burn_down(moves, until=last), burn_down([*moves, Move(last, limit_id, False)], until=last)
    assert (before is None) == (after is None)
    if before and after:
        assert before.open - 1 <= after.open <= before.open


@pytest.mark.parametrize(
    ("score", "maximum", "weak"),
    [("3.99", "5", True), ("4", "5", False), ("0", "1", True), ("13.94", "20", True), ("0.8", "1.00", False)],
)
def test_weak_is_below_eighty_per_cent_exactly(score: str, maximum: str, weak: bool) -> None:
    assert is_weak(Decimal(score), Decimal(maximum)) is weak


def test_a_closing_names_all_that_lacks() -> None:
    assert missing_to_close(cause_code="", cause="", position_id=None, proofs=0) == tuple(Missing)
    words_only = missing_to_close(cause_code="", cause="thiếu người", position_id=1, proofs=1)
    assert words_only == (Missing.CAUSE,), "a cause needs its kind and its words"
    assert missing_to_close(cause_code="resources", cause="  ", position_id=1, proofs=2) == (Missing.CAUSE,)
    assert missing_to_close(cause_code="resources", cause="thiếu người", position_id=1, proofs=1) == ()


def test_likeness_says_which_phrases_two_years_share() -> None:
    found = likeness(
        "Tỷ lệ thanh toán trực tuyến toàn tỉnh còn thấp, mới đạt 41,05%", "THANH TOÁN TRỰC TUYẾN phí, lệ phí còn thấp"
    )
    assert found.is_alike and found.phrases == ("thanh toán trực tuyến",)


def test_figures_and_common_words_alone_are_no_likeness() -> None:
    assert not likeness("Tỷ lệ 41,05% còn thấp", "Tỷ lệ 41,05% còn thấp").is_alike
    late, status = "Hồ sơ trễ hạn vẫn còn trên hệ thống của tỉnh", "Trạng thái hồ sơ chưa cập nhật lên hệ thống"
    assert not likeness(late, status).is_alike, "«hồ sơ» and «hệ thống» stand in every second limit"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aâbcdđeêghioôơutư ăáạ1,%", max_size=60), st.text(alphabet="abcdđeo ư", max_size=60))
def test_likeness_is_even_handed_and_between_nought_and_one(one: str, other: str) -> None:
    here, there = likeness(one, other), likeness(other, one)
    assert here.share == there.share and 0 <= here.share <= 1
    assert not here.phrases or here.share
