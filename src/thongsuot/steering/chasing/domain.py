"""The ladder of reminders: which rung is due for a deadline on a day. Pure.

Rungs count calendar days from the deadline; nothing goes out on a day off. A rung before the deadline or on it that
falls on a day off goes out on the working day before (a warning that came after would be none), a rung after the
deadline on the working day behind it. Where Tết pushes several onto one morning only the latest goes out, and so it is
after days of power failure: the latest rung speaks for those missed, and an earlier one never follows a later one.
What became due before the task was given, or that very day, is not sent: the order itself has just said it.
An extension begins the ladder anew; while a task is paused or waits for acceptance nobody is chased.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from thongsuot.kernel.rules import RuleFileError
from thongsuot.kernel.workdays import NoCalendar, WorkCalendar

_LONGEST_LEAVE = 15  # no row of days off is longer, so no rung moves further


class Standing(StrEnum):
    """As what a person is reminded; the first that fits counts where several do."""

    DOER = "doer"
    HEAD = "head"
    DEPUTY = "deputy"
    SECRETARIAT = "secretariat"
    GIVER = "giver"  # in place of those who have no account


@dataclass(frozen=True, slots=True)
class Rung:
    key: str  # «T-7»
    days: int  # from the deadline, negative before it
    to: tuple[Standing, ...]
    copy: tuple[Standing, ...] = ()
    urgent: bool = False

    @property
    def standings(self) -> tuple[Standing, ...]:
        return (*self.to, *self.copy)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs in the order of their days."""

    rungs: tuple[Rung, ...]
    stale_days: int

    def find(self, key: str) -> Rung | None:
        """The rung of that name; ``None`` where the rule no longer has it."""
        return next((rung for rung in self.rungs if rung.key == key), None)


@dataclass(frozen=True, slots=True)
class Due:
    """A rung and the working day it goes out on."""

    rung: Rung
    day: date


def ladder_of(value: Mapping[str, Any]) -> Ladder:
    """The ladder as ``rules/steering/reminders.yaml`` gives it. Raises ``RuleFileError``."""
    try:
        rungs = [
            Rung(
                str(entry["key"]),
                int(entry["days"]),
                tuple(Standing(one) for one in entry["to"]),
                tuple(Standing(one) for one in entry.get("copy", ())),
                bool(entry.get("urgent", False)),
            )
            for entry in value["rungs"]
        ]
        stale_days = int(value["stale_days"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise RuleFileError(
            f"Tệp rules/steering/reminders.yaml: nấc nhắc việc ghi sai hoặc thiếu ({wrong})."
        ) from wrong
    if len({rung.key for rung in rungs}) < len(rungs) or len({rung.days for rung in rungs}) < len(rungs):
        raise RuleFileError("Tệp rules/steering/reminders.yaml: hai nấc trùng tên hoặc trùng số ngày.")
    return Ladder(tuple(sorted(rungs, key=lambda rung: rung.days)), stale_days)


def goes_out_on(deadline: date, rung: Rung, calendar: WorkCalendar) -> date:
    """The working day of a rung. Raises ``NoCalendar``."""
    day = deadline + timedelta(days=rung.days)
    return calendar.next_workday(day) if rung.days > 0 else calendar.previous_workday(day)


def steps(deadline: date, ladder: Ladder, calendar: WorkCalendar) -> list[Due]:
    """All rungs of a deadline that go out at all, in order; those whose year has no calendar yet are left out."""
    dues: dict[date, Due] = {}
    for rung in ladder.rungs:
        try:
            day = goes_out_on(deadline, rung, calendar)
        except NoCalendar:
            continue
        dues[day] = Due(rung, day)  # of two on one morning the later speaks
    return list(dues.values())


def latest_due(deadline: date, day: date, ladder: Ladder, calendar: WorkCalendar) -> Due | None:
    """The one rung that may still go out on ``day``; ``None`` before the first and long after the last."""
    passed = [due for due in steps(deadline, ladder, calendar) if due.day <= day]
    return passed[-1] if passed and (day - passed[-1].day).days <= ladder.stale_days else None


def dues_on(day: date, ladder: Ladder, calendar: WorkCalendar) -> dict[date, Due]:
    """For every deadline that has a rung to send on ``day`` or left over from before: which."""
    first = day - timedelta(days=ladder.rungs[-1].days + ladder.stale_days + _LONGEST_LEAVE)
    last = day + timedelta(days=_LONGEST_LEAVE - ladder.rungs[0].days)
    found = {}
    for number in range((last - first).days + 1):
        deadline = first + timedelta(days=number)
        due = latest_due(deadline, day, ladder, calendar)
        if due:
            found[deadline] = due
    return found


def first_standing(rung: Rung, standings: Iterable[Standing]) -> Standing:
    """As what somebody is told who stands in several ways: in the order of the rung."""
    order = [*rung.standings, *Standing]
    return min(standings, key=order.index)


def update_due(day: date, workdays: int, calendar: WorkCalendar) -> date:
    """The last day to report a change of ``day``: the same day, or so many working days later."""
    return calendar.add_workdays(calendar.next_workday(day), workdays)
