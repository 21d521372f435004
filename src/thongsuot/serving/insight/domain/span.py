"""A period as the counting needs it: its first moment, its last, and the moment the counting looks from. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thongsuot.kernel.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class Span:
    """``start`` is inside, ``end`` is not; ``seen`` is the last moment looked at: never in the future."""

    start: datetime
    end: datetime
    seen: datetime

    @property
    def first(self) -> date:
        return self.start.astimezone(VIETNAM).date()

    @property
    def last(self) -> date:
        """Inside."""
        return self.end.astimezone(VIETNAM).date() - timedelta(days=1)


def span_of(first: date, last: date, now: datetime) -> Span:
    """Both days inside. Raises ``ValueError`` for a last day before the first."""
    if last < first:
        raise ValueError("Ngày cuối kỳ đứng trước ngày đầu kỳ.")
    start = datetime.combine(first, time(), tzinfo=VIETNAM)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=VIETNAM)
    return Span(start, end, min(end - timedelta(microseconds=1), now))
