"""The life cycle, deadlines and progress with the numbers of the sources."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.steering.tasks.domain import (
    ALLOWED_FROM,
    Course,
    Measured,
    Move,
    NotAllowed,
    Progress,
    Stand,
    Standing,
    State,
    after,
    is_passed_around,
    state_on,
    timeliness,
)

JULY = date(2022, 7, 31)  # «trong tháng 7/2022»


@pytest.mark.parametrize(
    ("done", "left", "text"),
    [(28, 12, "28/40 (70%)"), (35, 6, "35/41 (85,37%)"), (67, 16, "67/83 (80,72%)"), (15, 5, "15/20 (75%)")],
)
def test_progress_reads_as_the_sources_print_it(done: int, left: int, text: str) -> None:
    assert Progress(on_time=done, open=left).text == text


def test_progress_splits_what_was_early_from_what_was_on_time_and_lists_the_rest() -> None:
    """S2: 35 of 41, «trước và đúng hạn»; six remain."""
    progress = Progress(early=20, on_time=15, open=4, overdue=2)
    assert (progress.done, progress.total, progress.left) == (35, 41, 6)


def test_progress_never_rounds_up_to_all_or_down_to_nothing() -> None:
    assert Progress(on_time=99_999, open=1).text == "99.999/100.000 (99,99%)"
    assert Progress(on_time=1, open=99_999).text == "1/100.000 (0,01%)"
    assert Progress(on_time=249, open=1).text == "249/250 (99,6%)"


def test_nothing_to_do_has_no_share() -> None:
    assert Progress().share is None
    assert Progress().text == "0/0 (không có)"


def test_dropped_work_leaves_the_whole_and_is_told_beside_it() -> None:
    assert Progress(on_time=28, open=12, dropped=3).text == "28/40 (70%)"


def test_parts_are_added_not_averaged() -> None:
    assert (Progress(on_time=28, open=12) + Progress(on_time=35, open=6)).text == "63/81 (77,78%)"


@pytest.mark.parametrize(
    ("finished", "stand"),
    [(date(2022, 7, 30), Stand.EARLY), (JULY, Stand.ON_TIME), (date(2022, 8, 1), Stand.LATE)],
)
def test_a_month_is_due_on_its_last_day(finished: date, stand: Stand) -> None:
    assert timeliness(JULY, finished) is stand


def test_without_a_deadline_nothing_is_early_or_late() -> None:
    assert timeliness(None, JULY) is None
    done = Course(State.DONE, None, date(2022, 1, 1), JULY)
    assert state_on(done, JULY) is Standing.UNDATED


def test_where_a_task_stood_on_a_day() -> None:
    course = Course(State.DONE, date(2024, 9, 30), date(2024, 1, 9), date(2024, 9, 18), closed_on=date(2024, 10, 2))
    assert state_on(course, date(2024, 1, 8)) is Standing.NOT_GIVEN
    assert state_on(course, date(2024, 9, 17)) is Standing.OPEN
    assert state_on(course, date(2024, 9, 18)) is Standing.EARLY  # the day the doer finished, accepted since
    waiting = Course(State.SUBMITTED, date(2024, 9, 30), date(2024, 1, 9), date(2024, 9, 18))
    assert state_on(waiting, date(2024, 9, 30)) is Standing.OPEN  # what nobody has accepted is not done
    assert state_on(waiting, date(2024, 10, 1)) is Standing.OVERDUE


def test_a_pause_and_an_end_count_from_their_day() -> None:
    paused = Course(State.PAUSED, JULY, date(2022, 1, 1), paused_on=date(2022, 6, 1))
    assert [state_on(paused, day) for day in (date(2022, 5, 31), date(2022, 8, 9))] == [Standing.OPEN, Standing.PAUSED]
    dropped = Course(State.DROPPED, JULY, date(2022, 1, 1), closed_on=date(2022, 8, 5))
    assert [state_on(dropped, day) for day in (date(2022, 8, 4), date(2022, 8, 5))] == [
        Standing.OVERDUE,
        Standing.DROPPED,
    ]


def test_the_third_hand_over_raises_the_flag() -> None:
    assert [is_passed_around(count) for count in (1, 2, 3, 4)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("planned", "done", "text"), [(50, 54, "Vượt 4 (108%)"), (50, 50, "Đạt (100%)"), (50, 47, "Thiếu 3 (94%)")]
)
def test_a_quantity_meets_or_exceeds_its_plan(planned: int, done: int, text: str) -> None:
    """S4: 54 done of 50 planned."""
    assert Measured(planned, done).text == text


MOVES = st.lists(st.sampled_from(list(Move)), max_size=30)


@settings(max_examples=100)
@given(MOVES)
def test_whatever_is_tried_the_life_cycle_holds(moves: list[Move]) -> None:
    """Done comes only from waiting, nothing leaves done or dropped, a pause returns to where it was taken."""
    state, before_pause = State.PROPOSED, None
    for move in moves:
        try:
            reached = after(move, state, before_pause)
        except NotAllowed:
            assert state not in ALLOWED_FROM[move]
            continue
        assert state not in (State.DONE, State.DROPPED)
        assert (reached is State.DONE) == (move is Move.ACCEPT and state is State.SUBMITTED)
        if move is Move.RESUME:
            assert reached is before_pause
        before_pause = state if move is Move.PAUSE else None if move is Move.RESUME else before_pause
        state = reached


DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 31))


@settings(max_examples=100)
@given(st.sampled_from(list(State)), st.none() | DAYS, DAYS, DAYS, DAYS)
def test_done_stays_done_as_days_pass(
    state: State, deadline: date | None, given_on: date, end: date, day: date
) -> None:
    ends = {State.DONE: "finished_on", State.PAUSED: "paused_on", State.DROPPED: "closed_on"}
    column = {ends[state]: max(end, given_on)} if state in ends else {}
    course = Course(state, deadline, given_on, **column)  # type: ignore[arg-type]
    final = {Standing.EARLY, Standing.ON_TIME, Standing.LATE, Standing.UNDATED, Standing.PAUSED, Standing.DROPPED}
    if state_on(course, day) in final:
        assert state_on(course, day + timedelta(days=1)) is state_on(course, day)
