"""Filters for rounds: ``{% load rounds %}``."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.rounds.desk import short

register = template.Library()
_NAMES = {
    "answer": _("Đạt (1: có, 0: không)"),
    "value": _("Số liệu"),
    "numerator": _("Số đã đạt"),
    "denominator": _("Trên tổng số"),
    "cases": _("Số trường hợp"),
    "percent": _("Kết quả (%)"),
    "points": _("Số điểm"),
}


@register.filter
def points(value: Decimal) -> str:
    """«14», «0,25»."""
    return short(value)


@register.filter
def comma(text: str) -> str:
    """The stored text of a decimal as it is read: «56.88» → «56,88»."""
    return short(Decimal(text))


@register.filter
def input_name(name: str) -> str:
    """What an input of a rule is called beside its value."""
    return str(_NAMES.get(name, name))
