"""The figures the cost formula works with, dated, and the same as somebody changed them on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from thongsuot.kernel.rules import RuleStatus, load_rule
from thongsuot.serving.cutting.domain.burden import CostRules
from thongsuot.serving.procedures.domain.content import Service

# The word in the address → the column of ``CostRules``.
ASKED = {
    "thu-nhap": "hourly_income",
    "gio-giay-to": "hours_per_document",
    "tien-giay-to": "document_cost",
    "gio-di": "hours_per_trip",
    "tien-di": "trip_cost",
}
_MOST = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class Costs:
    """``is_changed``: not the dated figures but those somebody tries out."""

    rules: CostRules
    reference: str
    status: RuleStatus
    is_changed: bool = False


def costs_on(day: date) -> Costs:
    """Raises ``NoRuleForDate``."""
    found = load_rule("serving/cost").on(day)
    given = dict(found.value)
    trips = {Service(level): int(times) for level, times in given.pop("trips").items()}
    hours = {name: Decimal(given.pop(name)) for name in ("hours_per_document", "hours_per_trip")}
    return Costs(CostRules(trips=trips, **hours, **given), found.reference, found.status)


def changed_by(costs: Costs, asked: Mapping[str, str]) -> Costs:
    """With the figures of the address («thu-nhap=60.000»); what is no figure is left as it was."""
    rules = costs.rules
    for word, column in ASKED.items():
        value = _number(asked.get(word, ""))
        if value is not None:
            kept = value if column.startswith("hours") else int(value)
            rules = replace(rules, **{column: kept})
    return replace(costs, rules=rules, is_changed=rules != costs.rules)


def _number(text: str) -> Decimal | None:
    """«60.000» and «0,5» as people write them."""
    try:
        value = Decimal(text.strip().replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= _MOST else None
