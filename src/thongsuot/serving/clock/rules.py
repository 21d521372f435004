"""The clock's rules and the office hours as they stood on a day; no database."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache
from typing import Any

from thongsuot.kernel.rules import RuleFileError, RuleStatus, load_rule
from thongsuot.kernel.workdays import load_calendar
from thongsuot.serving.clock.domain.hours import DayException, OfficeCalendar, OfficeHours, Slot
from thongsuot.serving.clock.domain.rules import ClockRules, clock_rules

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=4096)
def rules_on(day: date) -> ClockRules:
    """The rules of a dossier received on ``day``. Raises ``NoRuleForDate``."""
    return _parsed(load_rule("serving/deadlines").on(day).start)


@lru_cache(maxsize=4096)
def office_hours_on(day: date) -> OfficeHours:
    """The standing office hours. Raises ``NoRuleForDate``, ``RuleFileError``."""
    rule = load_rule("serving/office-hours").on(day)
    try:
        week = tuple(_slots(rule.value[name]) for name in _WEEK)
        return OfficeHours(week, int(rule.value["minutes_a_day"]), rule.reference, RuleStatus(rule.status))
    except (KeyError, TypeError, ValueError) as wrong:
        raise RuleFileError(f"Tệp rules/serving/office-hours.yaml: ghi sai hoặc thiếu mục {wrong}.") from wrong


@lru_cache(maxsize=256)
def calendar_with(hours: OfficeHours, exceptions: frozenset[DayException]) -> OfficeCalendar:
    """Made once for each set of exceptions; offices without any share one. Needs no database."""
    return OfficeCalendar(load_calendar(), hours, exceptions)


@lru_cache(maxsize=64)
def _parsed(start: date) -> ClockRules:
    return clock_rules(load_rule("serving/deadlines").on(start).value)


def _slots(plain: Any) -> tuple[Slot, ...]:
    slots = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in plain)
    flat = [moment for slot in slots for moment in slot]
    if flat != sorted(set(flat)):
        raise ValueError(f"các khoảng {plain} chồng nhau")
    return slots
