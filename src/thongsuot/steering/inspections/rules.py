"""Checklists and risk weights as dated data; both are samples until a province sets its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.rules import RuleStatus, load_rule
from thongsuot.steering.inspections.domain import Sign, Weight


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    text: str
    clause: str
    field: str


@dataclass(frozen=True, slots=True)
class Checklist:
    key: str
    name: str
    items: tuple[Item, ...]
    status: RuleStatus

    def item(self, code: str) -> Item | None:
        return next((one for one in self.items if one.code == code), None)


def checklists(on: date) -> dict[str, Checklist]:
    """Key → checklist in force that day. Raises ``NoRuleForDate``."""
    rule = load_rule("steering/inspection_checklists").on(on)
    return {
        given["key"]: Checklist(
            given["key"],
            given["name"],
            tuple(Item(one["code"], one["text"], one["clause"], one["field"]) for one in given["items"]),
            rule.status,
        )
        for given in rule.value
    }


def weights(on: date) -> Mapping[Sign, Weight]:
    """Raises ``NoRuleForDate``."""
    return {Sign(key): Weight(**given) for key, given in load_rule("steering/inspection_risk").on(on).value.items()}
