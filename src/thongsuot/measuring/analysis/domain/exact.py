"""Shares that are exact until shown, and shown parts that add up to the shown whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from thongsuot.kernel.formatting import round_half_up


def part_of_index(points: Decimal, maximum: Decimal) -> Fraction:
    """What ``points`` add to an index counted as points ÷ ``maximum`` × 100; nothing where nothing applies."""
    return Fraction(points) * 100 / Fraction(maximum) if maximum else Fraction(0)


def decimal_of(value: Fraction, decimals: int) -> Decimal:
    """Half-up at ``decimals`` places, from the exact value."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = Decimal(whole).scaleb(-decimals)
    return -rounded if value < 0 and whole else rounded


def adding_up(parts: Sequence[Fraction], total: Decimal, decimals: int) -> list[Decimal]:
    """The parts rounded so that they sum to ``total``: what rounding leaves over goes where most was cut off.

    ``total`` has ``decimals`` places and differs from the exact sum by rounding only (a step for each part at most).
    """
    step = Decimal(1).scaleb(-decimals)
    shown = [decimal_of(one, decimals) for one in parts]
    left = int((total - sum(shown, Decimal(0))) / step)
    sign = 1 if left > 0 else -1
    cut = [sign * (one - Fraction(rounded)) for one, rounded in zip(parts, shown, strict=True)]
    for number in sorted(range(len(parts)), key=lambda n: cut[n], reverse=True)[: abs(left)]:
        shown[number] += sign * step
    return [round_half_up(one, decimals) for one in shown]
