"""The row is the fold of what happened: any history, read again, gives the same row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.workdays.loading import load_calendar
from thongsuot.serving.clock.domain.hours import OfficeCalendar
from thongsuot.serving.clock.domain.model import ClockEventKind, Limit, LimitUnit
from thongsuot.serving.clock.rules import office_hours_on, rules_on
from thongsuot.serving.conftest import CONTENT
from thongsuot.serving.dossiers.conftest import at
from thongsuot.serving.dossiers.domain.fold import NotAllowed, State, World, fold, fold_all, refusal
from thongsuot.serving.dossiers.domain.happenings import CLOSED, PAUSED, Happening, Kind, PortalStatus
from thongsuot.serving.dossiers.domain.moves import MOVES, NAMES, why_not
from thongsuot.serving.procedures.domain.plain import content_from

HERE, THERE = 11, 22
S = PortalStatus


def make_world(value: str = "3") -> World:
    day = at(1).date()
    calendar = OfficeCalendar(load_calendar(), office_hours_on(day))
    return World(Limit(Decimal(value), LimitUnit.WORKING_DAYS), content_from(CONTENT).steps, calendar, rules_on(day))


WORLD = make_world()


def told(kind: Kind, when: datetime, **data: Any) -> Happening:
    return Happening(kind, when, data)


def filed(when: datetime, competent: int = HERE) -> Happening:
    return told(Kind.FILED, when, receiving_unit=HERE, competent_unit=competent)


def test_every_kind_has_a_rule_and_every_status_a_name() -> None:
    assert set(MOVES) == set(Kind)
    assert set(NAMES) == set(S)
    reached = {move.to for move in MOVES.values()}
    assert reached >= set(S) - {S.PROCESSING}  # «đang xử lý» is reached by the first step that is not reception


@pytest.mark.parametrize("status", sorted(CLOSED))
def test_a_closed_dossier_moves_no_more(status: PortalStatus) -> None:
    after = {Kind.PAID, Kind.REFUNDED, Kind.PAPER_ISSUED, Kind.CORRECTED, Kind.RATED, Kind.READ}
    assert {kind for kind in Kind if not why_not(status, kind)} == after


def test_a_refusal_is_a_sentence_that_says_why() -> None:
    assert why_not(S.RETURNED, Kind.SUPPLEMENT_ASKED) == "Không thể yêu cầu bổ sung: hồ sơ đã trả kết quả."
    with pytest.raises(NotAllowed, match="chưa được nộp"):
        fold(State(), told(Kind.RECEIVED, at(1)), WORLD)


def walk(*happenings: Happening) -> State:
    state = State()
    for one in happenings:
        state = fold(state, one, WORLD)
    return state


MORNING = at(1, 9)


def received(when: datetime = MORNING) -> tuple[Happening, ...]:
    return filed(when), told(Kind.RECEIVED, when), told(Kind.STEP_BEGUN, when, step=1, unit=HERE)


def test_a_pause_moves_the_date_and_never_the_promise() -> None:
    before = walk(*received())
    paused = fold(before, told(Kind.SUPPLEMENT_ASKED, at(2, 9), number=1), WORLD)
    assert (paused.status, paused.due_at, paused.paused_since) == (S.SUPPLEMENT, None, at(2, 9))
    after = fold(paused, told(Kind.SUPPLEMENT_GIVEN, at(9, 9)), WORLD)
    assert after.status is S.ACCEPTED
    assert after.due_at and before.due_at and after.due_at > before.due_at
    assert after.promised_at == before.promised_at == at(4, 17, 30)
    assert after.supplements == 1


def test_asked_before_reception_no_clock_runs() -> None:
    state = walk(filed(at(1)), told(Kind.SUPPLEMENT_ASKED, at(1, 10)), told(Kind.SUPPLEMENT_GIVEN, at(2)))
    assert (state.status, state.clock, state.supplements) == (S.NEW, (), 1)


def test_received_here_for_elsewhere_waits_for_the_arrival() -> None:
    sent = walk(filed(at(1), THERE), told(Kind.RECEIVED, at(1), waits_for_arrival=True))
    assert (sent.started_at, sent.due_at, sent.holder_unit_id) == (None, None, HERE)
    assert "chưa nhận được" in refusal(sent, told(Kind.FINISHED, at(2)), WORLD)
    there = fold(sent, told(Kind.ARRIVED, at(3, 9)), WORLD)
    assert (there.received_at, there.started_at, there.holder_unit_id) == (at(1), at(3, 9), THERE)
    assert there.promised_at == there.due_at == at(8, 17, 30)
    assert "nhận hồ sơ này rồi" in refusal(there, told(Kind.ARRIVED, at(4)), WORLD)


def test_extended_once_and_a_day_before() -> None:
    extension = {"value": "2", "unit": "working_days"}
    state = walk(*received())
    assert "ít nhất 1 ngày" in refusal(state, told(Kind.EXTENDED, at(4, 8), **extension), WORLD)
    longer = fold(state, told(Kind.EXTENDED, at(2, 8), **extension), WORLD)
    assert (longer.is_extended, longer.due_at, longer.promised_at) == (True, at(8, 17, 30), at(4, 17, 30))
    assert "tối đa 1 lần" in refusal(longer, told(Kind.EXTENDED, at(3, 8), **extension), WORLD)


def test_sorry_is_said_of_what_is_late_and_moves_no_date() -> None:
    state, apology = walk(*received()), {"reason_code": "overload", "expected": at(9).isoformat()}
    assert "chưa quá hẹn" in refusal(state, told(Kind.APOLOGISED, at(4, 17, 30), **apology), WORLD)
    said = fold(state, told(Kind.APOLOGISED, at(5, 8), **apology), WORLD)
    assert replace(said, count=state.count, last_event_at=state.last_event_at) == state
    assert walk(*received(), told(Kind.APOLOGISED, at(5), **apology), told(Kind.FINISHED, at(8))).was_on_time is False


def test_on_time_is_known_when_it_finishes() -> None:
    assert walk(*received(), told(Kind.FINISHED, at(4, 17, 30))).was_on_time is True
    assert walk(*received(), told(Kind.FINISHED, at(4, 17, 31))).was_on_time is False
    assert walk(*received(), told(Kind.WITHDRAWN, at(2))).was_on_time is None


def test_time_does_not_run_backwards() -> None:
    paused = walk(*received(), told(Kind.SUPPLEMENT_ASKED, at(3)))
    assert "sớm hơn" in refusal(paused, told(Kind.SUPPLEMENT_GIVEN, at(2)), WORLD)


def test_reading_it_moves_nothing() -> None:
    state = walk(*received())
    looked = fold(state, told(Kind.READ, at(2)), WORLD)
    assert replace(looked, count=state.count) == state


def test_a_wrong_moment_is_mended_and_the_promise_kept() -> None:
    state = walk(*received(), told(Kind.SUPPLEMENT_ASKED, at(2)), told(Kind.SUPPLEMENT_GIVEN, at(9)))
    mended = fold(state, told(Kind.CORRECTED, at(10), moment_of=5, moment=at(3).isoformat()), WORLD)
    assert mended.due_at and state.due_at and mended.due_at < state.due_at
    assert mended.promised_at == state.promised_at


def test_a_step_nobody_has_is_refused() -> None:
    with pytest.raises(NotAllowed, match="không có bước 9"):
        walk(*received(), told(Kind.STEP_BEGUN, at(1, 10), step=9, unit=HERE))


_DATA = {
    Kind.EXTENDED: {"value": "1", "unit": "working_days"},
    Kind.FILED: {"receiving_unit": HERE, "competent_unit": HERE},
}


@st.composite
def histories(draw: st.DrawFn) -> list[Happening]:
    """Allowed and forbidden kinds in any order, moments going on by minutes or days."""
    now = at(1, 8)
    found = [filed(now)]
    for kind in draw(st.lists(st.sampled_from(sorted(Kind)), max_size=14)):
        now += timedelta(minutes=draw(st.integers(0, 3000)))
        data = {"step": draw(st.integers(1, 4)), "unit": HERE} if kind is Kind.STEP_BEGUN else _DATA.get(kind, {})
        found.append(Happening(kind, now, data))
    return found


def live(history: list[Happening]) -> tuple[State, list[Happening]]:
    """As actions do it: one by one, what is refused leaves no trace."""
    state, kept = State(), []
    for one in history:
        if not refusal(state, one, WORLD):
            state = fold(state, one, WORLD)
            kept.append(one)
    return state, kept


@given(histories())
def test_read_again_it_is_the_live_row(history: list[Happening]) -> None:
    state, kept = live(history)
    assert fold_all(kept, WORLD) == state


@given(histories())
def test_what_holds_of_every_row(history: list[Happening]) -> None:
    state, kept = live(history)
    assert (state.status in CLOSED) == (state.closed_at is not None)
    assert state.finished_at is not None or state.status not in (S.FINISHED, S.RETURNED)
    if state.received_at and state.status in PAUSED:
        assert state.paused_since is not None
    if state.due_at and state.promised_at:
        assert state.due_at >= state.promised_at
    starts = [one for _n, one in state.clock if one.kind is ClockEventKind.RECEIVED]
    assert len(starts) == (1 if state.received_at else 0)
    assert state.supplements == sum(one.kind is Kind.SUPPLEMENT_ASKED for one in kept)


@given(histories(), st.integers(1, 5))
def test_a_longer_limit_never_ends_earlier(history: list[Happening], more: int) -> None:
    _state, kept = live(history)
    shorter, longer = fold_all(kept, WORLD), fold_all(kept, make_world(str(3 + more)))
    if shorter.due_at and longer.due_at and shorter.is_extended == longer.is_extended:
        assert longer.due_at >= shorter.due_at
