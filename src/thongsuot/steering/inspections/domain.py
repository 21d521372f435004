"""Which units to inspect first, with the reasons in words' places: points add up, and every point says why. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """What raises the risk of a unit; weights in rules/steering/inspection_risk.yaml."""

    OVERDUE = "overdue"  # share of its tasks overdue
    LATE_CAUSES = "late_causes"  # late for causes of its own making
    HAND_OVERS = "hand_overs"  # work passed on
    SILENT = "silent"  # open tasks without a word of progress
    OPEN_LIMITS = "open_limits"
    REPEATED = "repeated"  # limits and findings that came back
    NOT_INSPECTED = "not_inspected"  # years since the last inspection


@dataclass(frozen=True, slots=True)
class Weight:
    """``points`` for each ``per`` of the sign, at most ``most``."""

    points: int
    per: int
    most: int


@dataclass(frozen=True, slots=True)
class Signals:
    """What the record knows of a unit on a day. ``years_since`` is ``None`` when it was never inspected."""

    tasks: int = 0
    overdue: int = 0
    late_causes: int = 0
    hand_overs: int = 0
    silent: int = 0
    open_limits: int = 0
    repeated: int = 0
    years_since: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    sign: Sign
    points: int
    count: int  # what was counted: tasks, limits, years; per cent for OVERDUE


@dataclass(frozen=True, slots=True)
class Risk:
    points: int
    reasons: tuple[Reason, ...]  # the weightiest first


NEVER = 99  # years since, for a unit nobody has inspected yet


def weigh(signals: Signals, weights: Mapping[Sign, Weight]) -> Risk:
    """Whole points; more of any sign never lowers them. The same signals always weigh the same."""
    share = signals.overdue * 100 // signals.tasks if signals.tasks else 0
    counted = {
        Sign.OVERDUE: share,
        Sign.LATE_CAUSES: signals.late_causes,
        Sign.HAND_OVERS: signals.hand_overs,
        Sign.SILENT: signals.silent,
        Sign.OPEN_LIMITS: signals.open_limits,
        Sign.REPEATED: signals.repeated,
        Sign.NOT_INSPECTED: NEVER if signals.years_since is None else signals.years_since,
    }
    reasons = [Reason(sign, _points(count, weights[sign]), count) for sign, count in counted.items() if sign in weights]
    told = sorted((one for one in reasons if one.points), key=lambda one: (-one.points, list(Sign).index(one.sign)))
    return Risk(sum(one.points for one in told), tuple(told))


def _points(count: int, weight: Weight) -> int:
    return min(count // weight.per * weight.points, weight.most)
