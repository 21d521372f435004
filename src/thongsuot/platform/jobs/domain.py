"""How far a job is and how long it may still take. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

_ENOUGH_TO_GUESS = 0.02


@dataclass(frozen=True, slots=True)
class Advance:
    """``percent`` 0–100, never 100 before the end; ``None`` when the total is not known."""

    percent: int | None
    remaining: timedelta | None


def advance(done: int, total: int | None, running_for: timedelta) -> Advance:
    """Percent rounded down and the time left at the pace so far; no guess in the first two percent."""
    if not total:
        return Advance(None, None)
    share = min(done / total, 1.0)
    percent = min(int(done * 100 // total), 99)
    if share < _ENOUGH_TO_GUESS or done >= total:
        return Advance(percent, None)
    return Advance(percent, running_for * ((1 - share) / share))


def remaining_words(remaining: timedelta) -> str:
    """«khoảng 40 giây», «khoảng 3 phút», «khoảng 2 giờ»."""
    seconds = int(remaining.total_seconds())
    if seconds < 60:
        return f"khoảng {max(seconds // 10 * 10, 10)} giây"
    if seconds < 5400:
        return f"khoảng {round(seconds / 60)} phút"
    return f"khoảng {round(seconds / 3600)} giờ"
