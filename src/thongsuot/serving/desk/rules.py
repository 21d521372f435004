"""What the desk goes by, as dated data; samples until a province sets its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.rules import RuleStatus, load_rule
from thongsuot.serving.desk.domain.bulk import Thresholds


@dataclass(frozen=True, slots=True)
class Facility:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DeskRules:
    bulk: Thresholds
    idle_working_days: int
    facilities: tuple[Facility, ...]
    status: RuleStatus


def desk_rules(on: date) -> DeskRules:
    """Raises ``NoRuleForDate``."""
    rule = load_rule("serving/desk").on(on)
    facilities = tuple(Facility(one["code"], one["name"]) for one in rule.value["facilities"])
    return DeskRules(Thresholds(**rule.value["bulk"]), rule.value["idle_working_days"], facilities, rule.status)
