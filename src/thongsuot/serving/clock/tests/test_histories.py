"""Ten thousand random lives of a dossier: what must hold of every one, and a second clock that must agree."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.clock.domain.hours import OfficeCalendar
from thongsuot.serving.clock.domain.model import ClockEvent, ClockEventKind, Limit, LimitUnit, PauseReason, Reading
from thongsuot.serving.clock.domain.reading import read_clock
from thongsuot.serving.clock.rules import calendar_with, office_hours_on, rules_on
from thongsuot.serving.clock.tests import oracle

K = ClockEventKind
FIRST = datetime(2025, 1, 2, tzinfo=VIETNAM)
LIVES = settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
seeds = st.integers(0, 2**48)


@cache
def calendar() -> OfficeCalendar:
    return calendar_with(office_hours_on(FIRST.date()), frozenset())


def a_limit(chance: Random) -> Limit:
    unit = chance.choice(list(LimitUnit))
    if unit is LimitUnit.WORKING_DAYS:
        return Limit(Decimal(chance.choice(["0", "0.5", "1", "2", "3", "5", "7.5", "20", "45"])), unit)
    if unit is LimitUnit.WORKING_HOURS:
        return Limit(Decimal(chance.randint(1, 80)), unit)
    return Limit(Decimal(chance.randint(1, 40 if unit is LimitUnit.CALENDAR_DAYS else 4)), unit)


def a_life(chance: Random) -> tuple[list[ClockEvent], Limit]:
    """Events as the log gives them, some of them senseless: a second pause, a resuming of nothing, a late finish."""
    at = FIRST + timedelta(minutes=chance.randrange(1_150 * 1440 // 2))
    elsewhere = chance.random() < 0.2
    events = [ClockEvent(K.RECEIVED, at, waits_for_arrival=elsewhere)]
    if elsewhere and chance.random() < 0.9:
        at += timedelta(minutes=chance.randrange(4 * 1440))
        events.append(ClockEvent(K.ARRIVED, at))
    for _number in range(chance.randrange(7)):
        at += timedelta(minutes=chance.choice([0, 7, 55, 400, 1440, 5 * 1440]) + chance.randrange(3))
        kind = chance.choice([K.PAUSED, K.RESUMED, K.PAUSED, K.RESUMED, K.EXTENDED, K.FINISHED, K.CLOSED])
        limit = Limit(Decimal(chance.randint(1, 9)), LimitUnit.WORKING_DAYS) if kind is K.EXTENDED else None
        events.append(ClockEvent(kind, at, chance.choice(list(PauseReason)), limit))
    return events, a_limit(chance)


def read(events: list[ClockEvent], limit: Limit, now: datetime | None = None) -> Reading:
    rules = rules_on(min(one.at for one in events).date())
    return read_clock(events, limit, calendar(), rules, now or events[-1].at)


def known_due(reading: Reading) -> datetime | None:
    """The date, or while paused the last promised one: it cannot be earlier than that."""
    return reading.due_at or reading.promised_at


@LIVES
@given(seeds)
def test_no_life_breaks_the_clock(seed: int) -> None:
    chance = Random(seed)
    events, limit = a_life(chance)
    due = used = None
    for count in range(1, len(events) + 1):  # as they came in, one by one
        reading = read(events[:count], limit)
        assert reading.used >= 0 and reading.supplements >= 0
        assert used is None or reading.used >= used, "time worked never runs back"
        used = reading.used
        if due and reading.due_at:
            assert reading.due_at >= due, "no event brings the date forward"
        due = reading.due_at or due
        if reading.started_at and reading.promised_at:
            assert known_due(reading) >= reading.promised_at > reading.started_at - timedelta(days=1)
            assert (reading.due_at is None) == (reading.paused_since is not None)
        else:
            assert reading.due_at is reading.left is None and reading.used == 0
    shuffled = chance.sample(events, len(events))
    if len({one.at for one in events}) == len(events):
        assert read(shuffled, limit, events[-1].at) == read(events, limit), "replay is not the order of typing"
    later = read(events, limit, events[-1].at + timedelta(minutes=chance.randrange(9000)))
    assert later.used >= used and later.due_at == reading.due_at, "waiting changes no date"


@LIVES
@given(seeds)
def test_a_pause_never_shortens_and_the_second_clock_agrees(seed: int) -> None:
    chance = Random(seed)
    limit = a_limit(chance)
    start = FIRST + timedelta(minutes=chance.randrange(1_000 * 1440 * 3 // 4))
    events, at = [ClockEvent(K.RECEIVED, start)], start
    without = read(events, limit)
    for _number in range(chance.randrange(4)):
        since = at + timedelta(minutes=chance.randrange(3 * 1440))
        at = since + timedelta(minutes=chance.choice([0, 1, 90, 1440, 6 * 1440]) + chance.randrange(500))
        reason = chance.choice(list(PauseReason))
        events += [ClockEvent(K.PAUSED, since, reason), ClockEvent(K.RESUMED, at, reason)]
    reading = read(events, limit)
    assert reading.due_at and without.due_at and reading.due_at >= without.due_at
    assert reading.due_at == slow_due(events, limit)
    assert reading.used == slow_used(events, at)


def slow_used(events: list[ClockEvent], now: datetime) -> int:
    moments = [one.at for one in events] + [now]
    return sum(oracle.worked(start, end) for start, end in zip(moments[::2], moments[1::2], strict=True))


def slow_due(events: list[ClockEvent], limit: Limit) -> datetime:
    start = events[0].at
    restarts = start.date().isoformat() < "2025-07-01"
    end = slow_end(start, limit)
    for paused, resumed in zip(events[1::2], events[2::2], strict=True):
        if limit.unit in (LimitUnit.CALENDAR_DAYS, LimitUnit.MONTHS):
            end += resumed.at - paused.at
        else:
            end = oracle.walk(end, oracle.worked(paused.at, resumed.at))
        if restarts and paused.reason is PauseReason.SUPPLEMENT:
            end = max(end, slow_end(resumed.at, limit))
    if limit.unit in (LimitUnit.CALENDAR_DAYS, LimitUnit.MONTHS):
        end = oracle.closing(oracle.next_open(end.date()))
    return oracle.quarter(end)


def slow_end(start: datetime, limit: Limit) -> datetime:
    """End of the limit by walking; for days that count days off, before a day off at the end is skipped."""
    day = start.date()
    if limit.unit is LimitUnit.WORKING_HOURS:
        return oracle.walk(start, int(limit.value * 60))
    if limit.unit is LimitUnit.CALENDAR_DAYS:
        return oracle.closing(day + timedelta(days=int(limit.value)))
    if limit.unit is LimitUnit.MONTHS:
        return oracle.closing(same_day_later(day, int(limit.value)))
    if limit.value == 0:
        late = oracle.is_open(day) and start.time() > time(15)
        return oracle.closing(oracle.days_on(day, 1) if late or not oracle.is_open(day) else day)
    whole, half = int(limit.value), int(limit.value % 1 * 480)
    if not whole:
        return oracle.walk(start, half)
    return oracle.walk(oracle.closing(oracle.days_on(day, whole)), half)


def same_day_later(day: date, months: int) -> date:
    """Month by month, the day cut to the length of the last month."""
    first = day.replace(day=1)
    for _number in range(months):
        first = (first + timedelta(days=32)).replace(day=1)
    last = ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))
