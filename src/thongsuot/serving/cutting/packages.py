"""Packages of cuts written down as rules: totals as a document prints them, rows as far as anybody knows them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from thongsuot.kernel.rules import RuleStatus, rules_root
from thongsuot.serving.cutting.domain.package import Row


@dataclass(frozen=True, slots=True)
class PackageRule:
    """``before`` and ``cut`` are the printed totals in days; ``claim_text`` the figure's own words in the document.

    ``titles`` name the procedures of ``rows``, in the same order.
    """

    key: str
    unit: str
    year: int
    title: str
    planned: int
    before: Decimal
    cut: Decimal
    claim_text: str
    reference: str
    status: RuleStatus
    rows_status: RuleStatus
    rows: tuple[Row, ...]
    titles: tuple[str, ...]


def package_rule(key: str) -> PackageRule:
    path = rules_root() / "serving" / "cuts" / f"{key}.yaml"
    given: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = given.pop("rows")
    totals = given.pop("totals")
    for name in ("before", "cut"):
        given[name] = Decimal(given[name])
    return PackageRule(
        **{**given, "rows_status": RuleStatus(given["rows_status"])},
        reference=totals["reference"],
        status=RuleStatus(totals["status"]),
        rows=tuple(Row(one["field"], Decimal(one["before"]), Decimal(one["after"]), one["volume"]) for one in rows),
        titles=tuple(one["title"] for one in rows),
    )
