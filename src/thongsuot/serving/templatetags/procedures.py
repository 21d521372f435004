"""Words of a procedure's parts in templates."""

from __future__ import annotations

from decimal import Decimal

from django import template

from thongsuot.kernel.formatting import format_money
from thongsuot.serving.clock.domain.model import LimitUnit
from thongsuot.serving.procedures.domain.wording import OFFICES, share_words

register = template.Library()


@register.filter
def office(key: str) -> str:
    return OFFICES.get(key, key)


@register.filter
def share(value: Decimal, unit: LimitUnit) -> str:
    return share_words(value, unit)


@register.filter
def dong(amount: int | None) -> str:
    return "—" if amount is None else format_money(amount)
