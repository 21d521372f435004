"""What becomes of dossiers: from the start through the steps to the end, all of a province's month at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from thongsuot.reporting.scale.calendar import MINUTES
from thongsuot.reporting.scale.draws import SIXTEEN, Numbers, Words, quantiles, table_of
from thongsuot.reporting.scale.world import World

DAY, MINUTE = 86_400, 60
CLOSING = 17 * 60 * MINUTE  # appointments end with the desk's day
LATEST_ON_THE_SPOT = 15 * 60  # after this minute what has no limit is due the next working day
MORNING, WORKED = 450, 570  # from 7:30, minutes of a working day
ASKED, ASKED_TWICE, GIVEN_UP, FORGOTTEN = 0.07, 0.12, 0.03, 0.002
FORGOTTEN_FOR = 600  # working days
SLOWEST_ANSWER = 60  # working days a citizen may take over a supplement
LATE_STEPS = (
    ("take in", 0.05, 0.5),
    ("work", 0.45, 6.0),
    ("appraise", 0.25, 4.0),
    ("sign", 0.2, 2.0),
    ("hand out", 0.05, 1.0),
)
"""Step, its share in all delays, how many working days it then takes more on average."""


@dataclass(frozen=True, slots=True)
class Story:
    """Seconds since 1970 in local time; the empty ones are masked by the booleans beside them."""

    started: NDArray[np.int64]
    due: NDArray[np.int64]
    paused: NDArray[np.int64]
    ended: NDArray[np.int64]
    is_paused: NDArray[np.bool_]
    is_ended: NDArray[np.bool_]
    is_given_up: NDArray[np.bool_]
    is_past_due: NDArray[np.bool_]
    supplements: NDArray[np.int16]


@lru_cache(maxsize=1)
def _tables() -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Share of the limit used; delay by step; which step; the citizen's answer. All drawn by 16 bits."""
    luck = np.random.default_rng(766)
    used = quantiles(luck.beta(3.2, 2.4, SIXTEEN))
    delays = np.concatenate([quantiles(luck.exponential(mean, SIXTEEN) + 1) for _, _, mean in LATE_STEPS])
    steps = table_of(np.array([share for _, share, _ in LATE_STEPS]), SIXTEEN)
    answers = quantiles(np.minimum(luck.exponential(6.0, SIXTEEN) + 1, SLOWEST_ANSWER))
    return used, delays, steps, answers


def tell(world: World, words: Words, started_minutes: Numbers, unit: Numbers, procedure: Numbers) -> Story:
    """``started_minutes``: from midnight of the calendar's first day; ``unit``, ``procedure``: places in the world."""
    calendar = world.calendar
    day, minute = started_minutes // MINUTES, started_minutes % MINUTES
    start = calendar.next_worked[day]
    limit = world.procedures.limit[procedure]
    given = limit + ((limit == 0) & (minute >= LATEST_ON_THE_SPOT))
    supplements, asked_after, waited = _supplements(words, limit)
    taken = _taken(words, limit, words.chance(world.units.late[unit]))
    is_given_up = words.chance(GIVEN_UP)
    end = start + taken + waited + words.chance(FORGOTTEN) * FORGOTTEN_FOR
    base = calendar.base * DAY
    started = base + started_minutes.astype(np.int64) * MINUTE + words.below(MINUTE)
    paused = _moment(world, words, start + asked_after, day, started)
    resumed = _moment(world, words, start + asked_after + waited, day, started)
    ended = np.maximum(_moment(world, words, end, day, started), paused * (supplements > 0))
    due = base + calendar.worked[start + given + waited].astype(np.int64) * DAY + CLOSING
    is_paused = (supplements > 0) & (paused <= world.taken_at) & (resumed > world.taken_at) & (ended > world.taken_at)
    is_ended = ended <= world.taken_at
    is_past_due = ~is_paused & (np.minimum(ended, world.taken_at) > due)
    return Story(started, due, paused, ended, is_paused, is_ended, is_given_up, is_past_due, supplements)


def _supplements(words: Words, limit: Numbers) -> tuple[NDArray[np.int16], Numbers, Numbers]:
    """How often more papers are asked for, after how many working days, how many the citizen takes."""
    _, _, _, answers = _tables()
    is_asked = words.chance(ASKED) & (limit > 0)
    is_again = is_asked & words.chance(ASKED_TWICE)
    waited = is_asked * answers[words.short()] + is_again * answers[words.short()]
    return is_asked.astype(np.int16) + is_again, is_asked * (limit // 4), waited.astype(np.int32)


def _taken(words: Words, limit: Numbers, is_late: Numbers) -> NDArray[np.int32]:
    """Working days in the hands of the office: a share of the limit, or the limit and the delay of one step."""
    used, delays, steps, _ = _tables()
    delay = delays[steps[words.short()] * SIXTEEN + words.short()]
    return np.where(is_late, limit + delay, used[words.short()] * limit).astype(np.int32)


def _moment(world: World, words: Words, worked: Numbers, started_day: Numbers, started: Numbers) -> NDArray[np.int64]:
    """A minute within the office hours of that working day; on the day of the start, within the next hour or so."""
    day = world.calendar.worked[worked].astype(np.int64)
    minute = words.below(WORKED)
    later = (world.calendar.base + day) * DAY + (MORNING + minute.astype(np.int64)) * MINUTE
    return np.where(day == started_day, started + (5 + minute // 8) * MINUTE, later)
