"""National figures as a source stated them, with the rates and means that follow from them (I02, I22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thongsuot.kernel.figures import Qualifier
from thongsuot.kernel.formatting import format_bounded, format_money, format_number, format_ratio
from thongsuot.kernel.rules import load_rule


@dataclass(frozen=True, slots=True)
class Stated:
    """``is_estimate``: ours, from two figures of which one or both are bounds («hơn …»)."""

    name: str
    text: str
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class National:
    figures: tuple[Stated, ...]
    reference: str


def stated_national(day: date) -> National:
    """The latest told by ``day``. Raises ``NoRuleForDate`` before the first."""
    told = load_rule("serving/stated-national").on(day)
    figures = {one["name"]: one for one in told.value["figures"]}
    means = [_mean(one, figures) for one in told.value.get("means", ())]
    return National((*map(_stated, figures.values()), *means), told.reference)


def _stated(one: dict[str, Any]) -> Stated:
    if "whole" in one:
        return Stated(one["name"], format_ratio(one["value"], one["whole"]))
    bound, unit = Qualifier(one["bound"]), one.get("unit", "")
    exact = bound is Qualifier.EXACT and not unit
    return Stated(one["name"], format_number(one["value"]) if exact else format_bounded(one["value"], bound, unit))


def _mean(one: dict[str, Any], figures: dict[str, dict[str, Any]]) -> Stated:
    part, whole = figures[one["part"]], figures[one["of"]]
    bounds = {part["bound"], whole["bound"]} != {Qualifier.EXACT.value}
    return Stated(one["name"], format_money(Decimal(part["value"]) / whole["value"]), bounds)
