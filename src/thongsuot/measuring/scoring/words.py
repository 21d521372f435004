"""Numbers in the sentences of scoring. Pure."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from thongsuot.kernel.formatting import format_number, without_trailing_zeros


def short(value: Decimal) -> str:
    """«14», «0,25»: no zeros that carry nothing."""
    return format_number(without_trailing_zeros(value))


def measured(value: Decimal, unit: str) -> str:
    """«70%», «3 ngày», «79,999%»: cut, never rounded, so that a value just below a step does not read as the step."""
    cut = value.quantize(Decimal("0.0001"), rounding=ROUND_DOWN)
    shown = short(cut)
    return f"{shown}%" if unit == "%" else f"{shown} {unit}".rstrip()
