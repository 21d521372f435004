"""Filters of appraisal's pages: ``{% load appraisal %}``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from thongsuot.kernel.formatting import format_number, format_percent, round_half_up
from thongsuot.measuring.criteria.domain.words import points

register = template.Library()


@register.filter
def share(value: Decimal) -> str:
    """0,875 → «87,5%»; never rounded up to 100%."""
    return format_percent(value * 100, 1)


@register.filter
def percent(value: Decimal) -> str:
    """«12,5%», «−0,8%»: one decimal."""
    return f"{format_number(value, 1)}%"


@register.filter
def difference(value: Decimal) -> str:
    """«+0,12», «−0,04»: two decimals with the sign."""
    rounded = round_half_up(value, 2)
    return f"+{points(rounded)}" if rounded > 0 else points(rounded)


@register.filter
def two(value: Decimal) -> str:
    return format_number(value, 2)


@register.filter
def of(known: Mapping[Any, Any], key: Any) -> Any:
    """A value of a mapping by a key that stands in a variable."""
    return known.get(key)
