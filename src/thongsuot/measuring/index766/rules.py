"""Index 766 as dated data: groups, metrics and classes of ``rules/measuring/index766.yaml``. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from thongsuot.kernel.rules import RuleStatus, load_rule

TOTAL = "TOTAL"


class Zero(StrEnum):
    """What a metric earns when its denominator is 0."""

    UNSCORED = "unscored"  # the portal leaves it empty and adds nothing for it
    NOTHING = "nothing"
    FULL = "full"


class Parts(StrEnum):
    """What a group adds up: points as printed, or points computed again from ratios rounded to two decimals."""

    ROUNDED = "rounded"
    RATIOS = "ratios"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. ``full_at`` is the ratio in percent from which it earns ``maximum``; ``unscored`` says why it has no
    points; ``guess`` is a maximum a third party names, against which no published points can be held."""

    code: str
    group: str
    number: str
    name: str
    maximum: Decimal | None
    full_at: Decimal
    zero: Zero
    noun: str
    of: str
    step: str
    unscored: str
    guess: Decimal | None
    note: str

    @property
    def counts(self) -> bool:
        """Whether the group adds it."""
        return not self.unscored


@dataclass(frozen=True, slots=True)
class Group:
    """``unknown`` says why the group's points cannot come from counts; empty when they can."""

    code: str
    name: str
    maximum: Decimal
    status: RuleStatus
    parts: Parts
    parts_why: str
    unknown: str
    metrics: tuple[Metric, ...]

    @property
    def scored(self) -> list[Metric]:
        return [metric for metric in self.metrics if metric.counts]


@dataclass(frozen=True, slots=True)
class GradeClass:
    name: str
    start: Decimal  # lowest points of the class


@dataclass(frozen=True, slots=True)
class Index:
    """The index in force on a day, with where it is written and how sure that is."""

    maximum: Decimal
    groups: tuple[Group, ...]
    metrics: Mapping[str, Metric]  # code → metric, of all groups
    classes: tuple[GradeClass, ...]
    classes_status: RuleStatus
    rounding_why: str
    reference: str
    status: RuleStatus

    def class_of(self, points: Decimal) -> str:
        """«Tốt» for 82,89 by the table of thresholds; empty below the lowest."""
        return next((one.name for one in self.classes if points >= one.start), "")


@cache
def index_on(day: date) -> Index:
    """Raises ``NoRuleForDate`` before 23/6/2022."""
    rule = load_rule("measuring/index766").on(day)
    value = rule.value
    groups = tuple(_group(one) for one in value["groups"])
    return Index(
        maximum=Decimal(value["maximum"]),
        groups=groups,
        metrics={metric.code: metric for group in groups for metric in group.metrics},
        classes=tuple(_classes(value["classes"])),
        classes_status=RuleStatus(value["classes_status"]),
        rounding_why=value["rounding_why"],
        reference=rule.reference,
        status=rule.status,
    )


def _classes(given: Iterable[Mapping[str, Any]]) -> list[GradeClass]:
    found = [GradeClass(one["name"], Decimal(str(one["from"]))) for one in given]
    return sorted(found, key=lambda one: one.start, reverse=True)


def _group(given: Mapping[str, Any]) -> Group:
    return Group(
        code=given["code"],
        name=given["name"],
        maximum=Decimal(given["max"]),
        status=RuleStatus(given["status"]),
        parts=Parts(given.get("parts", Parts.ROUNDED)),
        parts_why=given.get("parts_why", ""),
        unknown=given.get("unknown", ""),
        metrics=tuple(_metric(given["code"], one) for one in given["metrics"]),
    )


def _metric(group: str, given: Mapping[str, Any]) -> Metric:
    return Metric(
        code=given["code"],
        group=group,
        number=str(given["number"]),
        name=given["name"],
        maximum=_points(given.get("max")),
        full_at=Decimal(given.get("full_at", 100)),
        zero=Zero(given.get("zero", Zero.UNSCORED)),
        noun=given.get("noun", ""),
        of=given.get("of", ""),
        step=given.get("step", ""),
        unscored=given.get("unscored", ""),
        guess=_points(given.get("guess")),
        note=given.get("note", ""),
    )


def _points(given: int | None) -> Decimal | None:
    return None if given is None else Decimal(given)
