"""How a criteria set speaks of its points and of how they are given. Pure."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.kernel.formatting import format_number, without_trailing_zeros


def points(value: Decimal | None) -> str:
    """«9,5», «100»; «chưa rõ» where no source prints it, never 0."""
    return "chưa rõ" if value is None else format_number(without_trailing_zeros(value))
