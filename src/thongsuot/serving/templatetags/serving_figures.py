"""``{% load serving_figures %}``: days, shares and amounts as Vietnamese readers write them, sums from parts."""

from __future__ import annotations

from decimal import Decimal

from django import template

from thongsuot.kernel.formatting import format_number, format_percent, round_half_up, without_trailing_zeros

register = template.Library()


@register.filter
def days(value: Decimal | None) -> str:
    """«561,5», «1.098»: no zeros that say nothing; empty where there is none."""
    return "" if value is None else format_number(without_trailing_zeros(Decimal(value)))


@register.filter
def places(value: Decimal | None, decimals: int) -> str:
    return "" if value is None else format_number(round_half_up(Decimal(value), decimals))


@register.filter
def percent(value: Decimal | None, decimals: int) -> str:
    """Never rounded up to 100 nor down to 0."""
    return "" if value is None else format_percent(value, decimals)


@register.filter
def amount(value: int | None) -> str:
    return "" if value is None else format_number(value)


@register.filter
def minus(value: Decimal, other: Decimal) -> Decimal:
    return value - other


@register.filter
def times(value: Decimal, other: int) -> Decimal:
    return value * other
