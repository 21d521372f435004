"""Numbers, money, ratios and dates as a Vietnamese reader expects them (product §3.5)."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Half-up away from zero, as official reports round: 85,365 → 85,37."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def format_number(value: Decimal | int, decimals: int | None = None) -> str:
    """«1.659,5»: dot for thousands, comma for decimals, «−» for negatives.

    ``decimals`` rounds half-up and pads; ``None`` keeps the digits the value carries.
    """
    number = Decimal(value)
    if decimals is not None:
        number = round_half_up(number, decimals)
    digits = f"{abs(number):,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"−{digits}" if number < 0 else digits
