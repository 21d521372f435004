"""Places and percentages as a reader expects them: «đồng hạng 3/34», «81,5%»."""

from __future__ import annotations

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.publishing.content import UnitResult


def place_words(unit: UnitResult) -> str:
    """Empty for a unit without a rank."""
    if unit.rank is None:
        return ""
    return f"{'đồng hạng' if unit.is_tied else 'hạng'} {unit.rank}/{unit.out_of}"


def percent_words(unit: UnitResult) -> str:
    return "" if unit.percent is None else f"{format_number(unit.percent)}%"
