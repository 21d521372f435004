"""Figures in files for machines: a point for decimals, nothing for what is not known."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.kernel.formatting import round_half_up, without_trailing_zeros


def number(value: Decimal | None, decimals: int | None = None) -> str:
    """«8.25»; empty for ``None``, which is no zero."""
    if value is None:
        return ""
    return f"{without_trailing_zeros(value if decimals is None else round_half_up(value, decimals)):f}"


def text(value: object) -> str:
    return str(value)
