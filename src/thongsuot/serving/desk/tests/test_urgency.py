"""The queue: what is late comes first, risk pulls a date forward, and words stand beside every colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.desk.domain.nextbest import Candidate, next_best, reasons
from thongsuot.serving.desk.domain.urgency import Standing, Tier, pressing_at, span, urgency
from thongsuot.serving.dossiers.domain.happenings import CLOSED, PortalStatus

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)  # 9:00 on a Monday
DAY = timedelta(days=1)
moments = st.timedeltas(-200 * DAY, 200 * DAY).map(lambda gap: NOW + gap)
risks = st.none() | st.decimals(0, 1, places=3)


def standing(
    left: int | None = 480, *, risk: str | None = None, status: PortalStatus = PortalStatus.PROCESSING
) -> Standing:
    due = None if left is None else NOW + timedelta(minutes=left)
    return Standing(status, due, NOW - 3 * DAY, Decimal(risk) if risk else None, left)


standings = st.builds(
    Standing,
    status=st.sampled_from(PortalStatus),
    due_at=st.none() | moments,
    received_at=st.none() | moments,
    risk=risks,
    left=st.none() | st.integers(-50_000, 50_000),
)
candidates = st.lists(
    st.builds(
        Candidate,
        code=st.uuids().map(str),
        standing=standings,
        step=st.sampled_from(["", "Thẩm định"]),
        is_mine=st.booleans(),
        is_same_day=st.booleans(),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        *((0, "1 phút"), (25, "25 phút"), (59, "59 phút"), (60, "1 giờ"), (479, "7 giờ"), (480, "1 ngày")),
        *((721, "1 ngày 4 giờ"), (960, "2 ngày"), (1439, "2 ngày"), (4800, "10 ngày")),
    ],
)
def test_time_in_words_never_promises_more_than_there_is(minutes: int, words: str) -> None:
    assert span(minutes) == words


@pytest.mark.parametrize(
    ("one", "tone", "words"),
    [
        (standing(-960), "bad", "Quá hạn 2 ngày"),
        (standing(-5), "bad", "Vừa quá hạn"),
        (standing(240), "warn", "Sắp trễ – còn 4 giờ"),
        (standing(3 * 480), "good", "Còn 3 ngày"),
        (standing(3 * 480, risk="0.7"), "warn", "Dễ trễ – còn 3 ngày"),
        (standing(240, status=PortalStatus.SUPPLEMENT), "info", "Đang chờ bổ sung"),
        (standing(-240, status=PortalStatus.SUPPLEMENT), "info", "Đang chờ bổ sung"),
        (standing(240, status=PortalStatus.FINANCIAL_DUTY), "info", "Chờ nộp tiền"),
        (standing(None, status=PortalStatus.NEW), "info", "Chờ tiếp nhận"),
        (standing(10, status=PortalStatus.FINISHED), "info", "Chờ trả kết quả"),
        (standing(-10, status=PortalStatus.RETURNED), "neutral", "Đã trả kết quả"),
        (standing(None), "info", "Chưa có ngày hẹn"),
    ],
)
def test_words_and_tone(one: Standing, tone: str, words: str) -> None:
    found = urgency(one)
    assert (found.tone, found.words) == (tone, words)


def test_a_late_dossier_goes_before_a_risky_one_with_a_long_limit() -> None:
    long = Standing(PortalStatus.PROCESSING, NOW + 20 * DAY, NOW - 40 * DAY, Decimal("0.95"), 20 * 480)
    assert urgency(standing(-5)).key < urgency(long).key


@given(moments, st.timedeltas(timedelta(), 60 * DAY), st.decimals(0, 1, places=3), st.decimals(0, 1, places=3))
def test_more_risk_is_never_less_pressing(received: datetime, whole: timedelta, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    due = received + whole
    assert received <= pressing_at(due, received, more) <= pressing_at(due, received, less) <= due
    assert pressing_at(due, received, None) == due


@given(standings)
def test_every_dossier_has_words_and_a_known_tone(one: Standing) -> None:
    found = urgency(one)
    assert found.words.strip() and found.tone in {"good", "warn", "bad", "info", "neutral"}
    assert (found.tier == Tier.DONE) == (one.status in CLOSED)
    assert (found.tone == "bad") == (found.tier == Tier.LATE)


@given(candidates)
def test_the_next_best_can_be_moved_and_nothing_movable_is_later(heap: list[Candidate]) -> None:
    waiting = {PortalStatus.SUPPLEMENT, PortalStatus.FINANCIAL_DUTY, *CLOSED}
    able = [one for one in heap if one.standing.status not in waiting]
    chosen = next_best(heap)
    if chosen is None:
        assert not able
        return
    row = next(one for one in able if one.code == chosen.code)
    assert all(urgency(row.standing).tier <= urgency(one.standing).tier for one in able)
    assert chosen.because and all(chosen.because)
    assert next_best(reversed(heap)) == chosen


def test_who_waits_at_the_counter_goes_before_what_has_time() -> None:
    soon, at_counter = Candidate("a", standing(100)), Candidate("b", standing(400), is_same_day=True)
    late = Candidate("c", standing(-100))
    assert next_best([soon, at_counter]).code == "b"  # type: ignore[union-attr]
    assert next_best([soon, at_counter, late]).code == "c"  # type: ignore[union-attr]


def test_between_equals_ones_own_goes_first() -> None:
    mine = Candidate("z", standing(900), is_mine=True)
    assert next_best([Candidate("a", standing(900)), mine]).code == "z"  # type: ignore[union-attr]


def test_reasons_in_words() -> None:
    risky = Candidate("a", standing(2 * 480, risk="0.72"), "Thẩm định")
    assert reasons(risky) == ("dễ trễ ở bước Thẩm định: khoảng 7 trong 10 hồ sơ như thế từng trễ",)
    assert reasons(replace(risky, standing=standing(-500, risk="0.9"))) == ("đã quá hạn 1 ngày",)
    assert reasons(Candidate("b", standing(60))) == ("chỉ còn 1 giờ làm việc",)
    assert reasons(Candidate("c", standing(3000))) == ("đến lượt trong hàng chờ",)
    new = Candidate("d", standing(None, status=PortalStatus.NEW))
    assert reasons(new) == ("hồ sơ trực tuyến chưa được trả lời",)
