"""When to try again. Pure."""

from __future__ import annotations

from datetime import timedelta

# Together about three days: longer than a weekend outage of a neighbouring system that nobody is at work to mend.
DELAYS = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    *(timedelta(hours=2),) * 4,
    *(timedelta(hours=8),) * 8,
)


def next_delay(failures: int) -> timedelta | None:
    """Wait after the n-th failure (n ≥ 1); ``None`` = stop trying and tell an operator."""
    return DELAYS[failures - 1] if failures <= len(DELAYS) else None
