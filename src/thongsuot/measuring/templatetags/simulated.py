"""``{% load simulated %}``: figures of a simulation, short and rounded as people say them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from thongsuot.kernel.formatting import format_number, round_half_up, without_trailing_zeros
from thongsuot.measuring.simulator.asked import EFFORT
from thongsuot.measuring.simulator.domain.levers import Lever

register = template.Library()


@register.filter
def short(value: Decimal | int | None, decimals: int = 2) -> str:
    """«14», «0,25», «87,11»."""
    if value is None:
        return "—"
    return format_number(without_trailing_zeros(round_half_up(Decimal(value), decimals)))


@register.filter
def plus(value: Decimal) -> str:
    """«+0,25», «0»."""
    return f"+{short(value)}" if value > 0 else short(value)


@register.filter
def effort_name(lever: Lever) -> str:
    return f"{EFFORT}{lever.key}"


@register.filter
def get(typed: dict[str, str], name: str) -> str:
    """What was typed into a field, right or wrong."""
    return typed.get(name, "")


@register.filter
def get_effort(typed: dict[str, str], lever: Lever) -> str:
    return typed.get(effort_name(lever), "")
