"""Two hundred tasks over a year and what must have gone out about them, reckoned day by day in the plainest way.

Nothing here asks the product which rung is due: the ladder and the days off are written out once more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST, LAST = date(2025, 11, 3), date(2026, 10, 30)
LADDER = {"T-7": -7, "T-3": -3, "T0": 0, "T+3": 3, "T+7": 7}
_STALE = 30
# Weekdays off of that year and the Saturdays worked in their stead, as announced.
OFF = {
    *(date(2026, 1, day) for day in (1, 2)),
    *(date(2026, 2, day) for day in (16, 17, 18, 19, 20)),
    date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1), date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2),
    date(2026, 11, 24),
}  # fmt: skip
WORKED = {date(2026, 1, 10), date(2026, 8, 22)}
OPEN = ("assigned", "under_way")


def is_worked(day: date) -> bool:
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


@dataclass
class Work:
    """A task as the story knows it: what happens to it on which day."""

    number: int
    given: date
    deadline: date
    status: str = "assigned"
    events: dict[date, tuple[str, date | None]] = field(default_factory=dict)  # day → (status, new deadline)

    def live(self, day: date) -> bool:
        """Apply what happens that day; whether anything did."""
        status, deadline = self.events.get(day, ("", None))
        self.status, self.deadline = status or self.status, deadline or self.deadline
        return day in self.events


def works(dice: random.Random, count: int = 200) -> list[Work]:
    found = []
    for number in range(count):
        given = FIRST + timedelta(days=dice.randrange(-40, 330))
        deadline = given + timedelta(days=dice.randrange(0, 90))
        found.append(Work(number, given, deadline, events=dict(_events(dice, given, deadline))))
    return found


def _events(dice: random.Random, given: date, deadline: date) -> Iterator[tuple[date, tuple[str, date | None]]]:
    """Done in time, done late, never done; extended once or twice; paused and taken up again; handed back."""
    end = deadline
    for _time in range(dice.choice((0, 0, 0, 1, 2))):
        asked = end + timedelta(days=dice.randrange(-6, 9))
        end = max(asked, end) + timedelta(days=dice.randrange(5, 40))
        yield asked, ("", end)
    if dice.random() < 0.2:
        paused = given + timedelta(days=dice.randrange(1, 60))
        yield paused, ("paused", None)
        yield paused + timedelta(days=dice.randrange(1, 50)), ("under_way", None)
    finish = dice.random()
    if finish < 0.5:
        yield end - timedelta(days=dice.randrange(0, 12)), ("submitted", None)
    elif finish < 0.7:
        yield end + timedelta(days=dice.randrange(1, 20)), ("dropped", None)
    elif finish < 0.8:
        handed = end - timedelta(days=dice.randrange(0, 5))
        yield handed, ("submitted", None)
        yield handed + timedelta(days=dice.randrange(1, 9)), ("under_way", None)


def goes_out(deadline: date, days: int) -> date:
    day = deadline + timedelta(days=days)
    while not is_worked(day):
        day += timedelta(days=1 if days > 0 else -1)
    return day


class Reckoning:
    """What must have gone out by now: (task, deadline, rung) → the day."""

    def __init__(self) -> None:
        self.sent: dict[tuple[int, date, str], date] = {}

    def morning(self, day: date, alive: list[Work]) -> int:
        """The round of one working day; how many it sends."""
        before = len(self.sent)
        for one in alive:
            if one.status not in OPEN or one.given > day:
                continue
            passed = [(goes_out(one.deadline, days), days, rung) for rung, days in LADDER.items()]
            passed = [row for row in passed if row[0] <= day]
            if not passed:
                continue
            due, _days, rung = max(passed, key=lambda row: row[1])
            if one.given < due and (day - due).days <= _STALE:
                self.sent.setdefault((one.number, one.deadline, rung), day)
        return len(self.sent) - before
