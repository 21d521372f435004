"""The ladder and the windows of progress reports as the rules of a day give them."""

from __future__ import annotations

from datetime import date

from thongsuot.kernel.rules import DatedValue, load_rule
from thongsuot.steering.chasing.domain import Ladder, ladder_of


def ladder_on(day: date) -> Ladder:
    """Raises ``NoRuleForDate``."""
    return ladder_of(load_rule("steering/reminders").on(day).value)


def ladder_rule(day: date) -> DatedValue:
    """Reference and certainty, for the screen."""
    return load_rule("steering/reminders").on(day)


def updates_rule(day: date) -> DatedValue:
    """Reference and certainty of the windows, for the screen."""
    return load_rule("steering/updates").on(day)


def update_window(urgency: str, day: date) -> tuple[int, DatedValue]:
    """Working days a unit has to report a change of a task of that urgency, with the rule behind the number."""
    rule = updates_rule(day)
    return int(rule.value[urgency]), rule
