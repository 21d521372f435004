"""How much more units give themselves than appraisal finds (E08). Pure.

Only leaves with both scores count, on both sides: what is not judged yet neither inflates nor deflates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

Scores = Iterable[tuple[Decimal | None, Decimal | None]]  # (self, appraised), penalties below zero


@dataclass(frozen=True, slots=True)
class Gap:
    """Sums over the leaves judged so far, in points; ``percent`` = (self − appraised) ÷ appraised × 100.

    «12,5» reads: the unit gave itself 12,5% more than appraisal found. ``None`` where appraisal found nothing.
    """

    judged: int
    claimed: Decimal
    found: Decimal

    @property
    def points(self) -> Decimal:
        return self.claimed - self.found

    @property
    def percent(self) -> Decimal | None:
        return self.points / self.found * 100 if self.found > 0 else None


def gap_of(scores: Scores) -> Gap:
    both = [(own, found) for own, found in scores if own is not None and found is not None]
    zero = Decimal(0)
    return Gap(len(both), sum((own for own, _ in both), zero), sum((found for _, found in both), zero))
