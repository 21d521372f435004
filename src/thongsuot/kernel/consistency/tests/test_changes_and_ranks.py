from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thongsuot.kernel.consistency import FindingKind, Severity
from thongsuot.kernel.consistency.tests.builders import kinds, only, stated

CHANGE, RANK, ZERO = FindingKind.CHANGE_MISMATCH, FindingKind.RANK_OUT_OF_BOUNDS, FindingKind.CHANGE_FROM_ZERO
CENTS = st.integers(100, 9999).map(lambda hundredths: Decimal(hundredths).scaleb(-2))


@settings(max_examples=80)
@given(CENTS, CENTS)
def test_the_true_difference_never_raises(now: Decimal, before: Decimal) -> None:
    assert kinds(stated(value=now, previous=before, change=now - before, unit="điểm", change_unit="điểm")) == set()


@settings(max_examples=80)
@given(CENTS, CENTS, st.integers(3, 2000), st.booleans())
def test_a_false_difference_always_raises(now: Decimal, before: Decimal, steps: int, up: bool) -> None:
    change = now - before + (1 if up else -1) * Decimal(steps).scaleb(-2)
    assert kinds(stated(value=now, previous=before, change=change, unit="điểm", change_unit="điểm")) == {CHANGE}


@settings(max_examples=60)
@given(CENTS, CENTS)
def test_a_rate_may_be_said_in_points_or_relative(now: Decimal, before: Decimal) -> None:
    relative = round((now - before) / before * 100, 1)
    assert kinds(stated(value=now, previous=before, change=relative, unit="%", change_unit="%")) == set()


@pytest.mark.parametrize(
    ("before", "now", "word", "sound"),
    [
        ("5", "4", "tăng", False),
        ("5", "4", "giảm", True),
        ("79.2", "81.4", "tăng", True),
        ("79.2", "81.4", "giảm", False),
    ],
)
def test_word_and_numbers_go_the_same_way(before: str, now: str, word: str, sound: bool) -> None:
    assert (kinds(stated(value=now, previous=before, unit="%", change_word=word)) == set()) is sound


def test_times() -> None:
    sound = stated(value="30000", previous="12000", change="2.5", unit="giao dịch", change_unit="lần")
    false = stated(value="30000", previous="12000", change="3.5", unit="giao dịch", change_unit="lần")
    assert kinds(sound) == set() and kinds(false) == {CHANGE}


def test_a_rise_from_zero_has_no_ratio() -> None:
    assert only(stated(value="59.24", previous="0", unit="%")).severity is Severity.NOTE
    found = only(stated(value="59.24", previous="0", unit="%", change="5", change_unit="lần"))
    assert found.kind is ZERO and found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("rank", "change", "sound"),
    [(12, 48, True), (12, 51, True), (12, 52, False), (12, 55, False), (33, -6, True), (6, -6, False), (5, -4, True)],
)
def test_the_rank_before_must_exist(rank: int, change: int, sound: bool) -> None:
    assert (kinds(stated(rank=rank, out_of=63, rank_change=change)) == set()) is sound


@settings(max_examples=60)
@given(st.integers(1, 100), st.integers(1, 100), st.integers(-120, 120))
def test_bounds_of_ranks(rank: int, out_of: int, change: int) -> None:
    assume(out_of != 34)
    sound = rank <= out_of and 1 <= rank + change <= out_of
    assert (RANK not in kinds(stated(rank=rank, out_of=out_of, rank_change=change))) is sound


def test_ranks_of_the_34_provinces_may_be_compared_with_the_63_of_before() -> None:
    assert kinds(stated(rank=20, out_of=34, rank_change=25, change_base="so với năm 2024")) == set()
    assert kinds(stated(rank=20, out_of=34, rank_change=25, change_base="so với tháng 8/2026")) == {RANK}
    assert kinds(stated(rank=20, out_of=34, rank_change=45, change_base="so với năm 2024")) == {RANK}


def test_rank_without_a_total_cannot_pass_the_number_of_provinces() -> None:
    assert kinds(stated(rank=65, rank_scope="cả nước")) == {RANK}
    assert kinds(stated(rank=65, rank_scope=None)) == set()


def test_regional_rank() -> None:
    assert kinds(stated(region_rank=9, region_out_of=13)) == set()
    assert kinds(stated(region_rank=19, region_out_of=13)) == {RANK}


def test_rank_before_after_and_change() -> None:
    assert kinds(stated(rank=20, previous_rank=25, rank_change=5)) == set()
    assert kinds(stated(rank=20, previous_rank=25, rank_change=4)) == {CHANGE}
    assert kinds(stated(rank=25, previous_rank=20, change_word="tăng")) == {CHANGE}
