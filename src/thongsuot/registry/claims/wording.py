"""How a claim is written on screen: its number with qualifier and unit, exactly as precise as its source (D08)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.figures import Qualifier
from thongsuot.kernel.formatting import format_number

_SCALES = ((12, "nghìn tỷ"), (9, "tỷ"), (6, "triệu"), (3, "nghìn"))
_TIGHT_UNITS = {"%", "‰"}


def qualifier_word(qualifier: str) -> str:
    """«hơn», «gần» …; nothing for an exact figure."""
    return {
        Qualifier.MORE: _("hơn"),
        Qualifier.LESS: _("dưới"),
        Qualifier.ABOUT: _("gần"),
        Qualifier.AT_LEAST: _("ít nhất"),
        Qualifier.AT_MOST: _("tối đa"),
    }.get(Qualifier(qualifier or "="), "")


def number_text(value: Decimal, exponent: int | None = None) -> str:
    """The digits as printed. A positive ``exponent`` (12,5 triệu is 1,25E+7) brings its scale word back."""
    if exponent is None or exponent <= 0:
        return format_number(value, None if exponent is None else -exponent)
    for power, word in _SCALES:
        if exponent <= power and abs(value) >= Decimal(10) ** power:
            return f"{format_number(value.scaleb(-power), power - exponent)} {_(word)}"
    return format_number(value, 0)


def with_unit(text: str, unit: str) -> str:
    """«33,8%» but «1.659,5 ngày»."""
    if not unit:
        return text
    return f"{text}{unit}" if unit in _TIGHT_UNITS else f"{text}\u00a0{unit}"


def value_text(claim: Any) -> str:
    """The figure without its qualifier. A claim may say a value, a range, a fraction, a grade or only a rank."""
    if claim.value is not None:
        return with_unit(number_text(claim.value, claim.value_exponent), claim.unit_of_measure)
    if claim.value_min is not None:
        ends = (claim.value_min, claim.value_max)
        return with_unit(" – ".join(format_number(end) for end in ends if end is not None), claim.unit_of_measure)
    if claim.numerator is not None:
        parts = (claim.numerator, claim.denominator)
        return "/".join(format_number(part) for part in parts if part is not None)
    return claim.grade or rank_text(claim)


def rank_text(claim: Any) -> str:
    """«hạng 12/63», «hạng 50–52», or nothing where the source gives no rank."""
    if claim.rank is None:
        return ""
    rank = f"{claim.rank}–{claim.rank_max}" if claim.rank_max else str(claim.rank)
    return _("hạng %(rank)s") % {"rank": f"{rank}/{claim.out_of}" if claim.out_of else rank}
