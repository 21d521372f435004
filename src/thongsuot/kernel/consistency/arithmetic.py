"""Small helpers of the checks: steps of the last digit, and how a number is written in a finding."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.kernel.formatting import format_number
from thongsuot.kernel.intervals import RoundingInterval, interval_of

HUNDRED = Decimal(100)
rounding = RoundingInterval.of
counted = interval_of


def decimals_of(value: Decimal) -> int:
    """Digits printed after the comma; 0 for whole numbers and for «12,5 triệu»."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def unit_in_last_place(value: Decimal) -> Decimal:
    """One step of the last printed digit: 33,8 → 0,1; 81 → 1; «12,5 triệu» → 100.000."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def widened(interval: RoundingInterval, by: Decimal) -> RoundingInterval:
    return RoundingInterval(interval.low - by, interval.high + by)


def show(value: Decimal, decimals: int | None = None) -> str:
    """Vietnamese digits as printed, or rounded half-up to ``decimals``."""
    if decimals is None and value == value.to_integral_value():
        decimals = decimals_of(value)
    return format_number(value, decimals)


def show_like(value: Decimal, model: Decimal, more: int = 0) -> str:
    """``value`` with as many decimals as ``model`` was printed with, plus ``more``."""
    return format_number(value, decimals_of(model) + more)


def show_unit(value: Decimal, unit: str | None) -> str:
    """«70%», «2,26 điểm»: the percent sign stands close to its number."""
    if not unit:
        return show(value)
    return f"{show(value)}%" if unit == "%" else f"{show(value)} {unit}"
