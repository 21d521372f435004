"""Thresholds of warning and of lying still, as the rules of a day give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.kernel.rules import DatedValue, load_rule


@dataclass(frozen=True, slots=True)
class WarningRules:
    """Hours are office hours but for ``soon_hours``; see ``rules/serving/warning.yaml``."""

    quiet_officer: int
    quiet_head: int
    soon_hours: int
    warned: Decimal
    kept: int
    fewest: int


def warning_rule(day: date) -> DatedValue:
    """Reference and certainty, for the screen. Raises ``NoRuleForDate``."""
    return load_rule("serving/warning").on(day)


def warning_rules(day: date) -> WarningRules:
    value = warning_rule(day).value
    return WarningRules(**{**value, "warned": Decimal(value["warned"])})
