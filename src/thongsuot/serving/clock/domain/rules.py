"""The rules of one day of reception as values; ``rules/serving/deadlines.yaml`` says where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from thongsuot.kernel.rules import RuleFileError, RuleStatus

_DOUBT = {RuleStatus.TO_VERIFY: " (chờ kiểm chứng)", RuleStatus.SAMPLE: " (quy ước, chưa phải quy định chung)"}


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule comes from and how sure it is."""

    reference: str
    status: RuleStatus

    def __str__(self) -> str:
        return self.reference + _DOUBT.get(self.status, "")


@dataclass(frozen=True, slots=True)
class ClockRules:
    """``return_within``: working days to ask for a supplement, ``None`` where no text was seen."""

    start: Basis
    arrival: Basis
    handover: Basis
    handover_after: time
    same_day: Basis
    same_day_after: time
    supplement: Basis
    supplement_restarts: bool
    return_within: int | None
    duty: Basis
    extension: Basis
    extensions: int
    extension_days_before: int
    day_count: Basis
    day_end: Basis
    day_off: Basis
    hours: Basis
    months: Basis
    part_of_day: Basis
    rounding: Basis
    rounding_minutes: int


_BASES = (
    *("start", "arrival", "handover", "same_day", "supplement", "duty", "extension", "day_count", "day_end"),
    *("day_off", "hours", "months", "part_of_day", "rounding"),
)


def clock_rules(value: Mapping[str, Any]) -> ClockRules:
    """Raises ``RuleFileError`` naming what is missing."""
    try:
        bases = {name: Basis(str(value[name]["reference"]), RuleStatus(value[name]["status"])) for name in _BASES}
        return ClockRules(
            **bases,
            handover_after=time.fromisoformat(value["handover"]["after"]),
            same_day_after=time.fromisoformat(value["same_day"]["after"]),
            supplement_restarts={"restart": True, "subtract": False}[value["supplement"]["effect"]],
            return_within=value["supplement"]["return_within"],
            extensions=int(value["extension"]["times"]),
            extension_days_before=int(value["extension"]["days_before"]),
            rounding_minutes=int(value["rounding"]["minutes"]),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise RuleFileError(f"Tệp rules/serving/deadlines.yaml: ghi sai hoặc thiếu mục {wrong}.") from wrong
