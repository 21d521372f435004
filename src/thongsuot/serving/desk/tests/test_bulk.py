"""I05: forty steps closed in a minute are a heap; a day's even work is not."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.desk.domain.bulk import BulkKind, Flag, Thresholds, Update, flags

LIMITS = Thresholds(burst=20, heap_least=10, heap_share_percent=50, heap_minutes=30, late_entry_days=2)
CLOSING = datetime(2026, 11, 23, 10, tzinfo=UTC)  # 17:00
MORNING = CLOSING - timedelta(hours=8)


def step(dossier: str, minute: float, number: int = 1, *, actor: int = 1, before: timedelta = timedelta()) -> Update:
    typed = MORNING + timedelta(minutes=minute)
    return Update(dossier, actor, number, typed - before, typed)


def kinds(found: list[Flag]) -> list[BulkKind]:
    return [one.kind for one in found]


def test_forty_steps_closed_in_one_minute() -> None:
    heap = [step(f"H{number}", 60 + number / 45) for number in range(40)]
    (flag,) = flags(heap, CLOSING, LIMITS)
    assert (flag.kind, flag.count, flag.actor) == (BulkKind.BURST, 40, 1)
    assert flag.last - flag.first < timedelta(minutes=1) and len(flag.dossiers) == 40


def test_forty_steps_over_a_day_are_work() -> None:
    assert flags([step(f"H{number}", number * 10) for number in range(40)], CLOSING, LIMITS) == []


def test_two_people_at_once_are_two_people() -> None:
    both = [step(f"H{number}", number / 20, actor=number % 2) for number in range(20)]
    assert flags(both, CLOSING, LIMITS) == []


def test_most_of_the_day_typed_in_the_last_half_hour() -> None:
    day = [step(f"S{number}", number * 60) for number in range(4)]
    end = [step(f"C{number}", 452 + number * 2) for number in range(12)]
    (flag,) = flags(day + end, CLOSING, LIMITS)
    assert (flag.kind, flag.count, flag.actor) == (BulkKind.HEAP, 12, 0)
    assert flags(day * 1 + end[:5], CLOSING, LIMITS) == []


def test_a_step_passed_over_and_two_steps_in_a_breath() -> None:
    (skipped,) = flags([step("A", 10, 1), step("A", 60, 3)], CLOSING, LIMITS)
    (breath,) = flags([step("A", 10, 1), step("A", 10.5, 2)], CLOSING, LIMITS)
    assert kinds([skipped, breath]) == [BulkKind.SKIP, BulkKind.SKIP] and skipped.dossiers == ("A",)
    assert flags([step("A", 10, 1), step("A", 60, 2)], CLOSING, LIMITS) == []
    assert flags([step("A", 10, 1), step("A", 10.2, 0)], CLOSING, LIMITS) == []  # a result is no step


def test_typed_days_after_it_happened() -> None:
    (flag,) = flags([step("A", 10, before=timedelta(days=3)), step("B", 20)], CLOSING, LIMITS)
    assert (flag.kind, flag.dossiers) == (BulkKind.LATE_ENTRY, ("A",))


updates = st.lists(
    st.builds(
        step,
        dossier=st.sampled_from("ABCDEFGH"),
        minute=st.floats(0, 480),
        number=st.integers(1, 5),
        actor=st.integers(1, 3),
        before=st.timedeltas(timedelta(), timedelta(days=4)),
    ),
    max_size=60,
)


@given(updates, st.randoms(use_true_random=False))
def test_the_order_of_reading_is_no_matter(some: list[Update], shuffle: random.Random) -> None:
    other = some[:]
    shuffle.shuffle(other)
    assert flags(sorted(some, key=str), CLOSING, LIMITS) == flags(sorted(other, key=str), CLOSING, LIMITS)


@given(updates)
def test_a_flag_speaks_only_of_what_was_typed(some: list[Update]) -> None:
    for flag in flags(some, CLOSING, LIMITS):
        typed = [one.typed_at for one in some if one.dossier in flag.dossiers]
        assert 0 < flag.count <= len(some) and flag.first in typed and flag.last in typed and flag.first <= flag.last


@given(updates, st.floats(0, 400))
def test_more_updates_never_take_a_burst_away(some: list[Update], minute: float) -> None:
    burst = [step(f"X{number}", minute, actor=2) for number in range(20)]
    found = flags(some + burst, CLOSING, LIMITS)
    assert any(one.kind == BulkKind.BURST and one.actor == 2 and one.count >= 20 for one in found)
