"""Working time in words for a screen: days of eight office hours, rounded down."""

from __future__ import annotations

DAY = 8 * 60  # «1 ngày làm việc» (practice, D19)


def span(minutes: int) -> str:
    """``minutes`` ≥ 0 of office hours: «2 ngày», «1 ngày 4 giờ», «4 giờ», «25 phút»; never «0»."""
    days, rest = divmod(minutes, DAY)
    hours = rest // 60
    if days:
        return f"{days} ngày {hours} giờ" if hours else f"{days} ngày"
    return f"{hours} giờ" if hours else f"{max(1, minutes)} phút"
