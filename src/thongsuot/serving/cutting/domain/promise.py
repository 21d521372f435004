"""Promised against measured: what the new version said and what finished dossiers show. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

MINUTES_A_DAY = Decimal(480)
ENOUGH = 5  # fewer finished dossiers say nothing of a procedure, and something of their owners
MONTHS = 3  # J10: «after 3 months»


class Answer(StrEnum):
    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"
    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class Worked:
    """Finished dossiers of one version: how many, and the median of their working minutes (``None`` of none)."""

    count: int
    median: Decimal | None

    @property
    def days(self) -> Decimal | None:
        return None if self.median is None else self.median / MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Kept:
    """``promised`` and ``measured`` in working days saved a dossier; ``measured`` only where it may be said."""

    promised: Decimal
    measured: Decimal | None
    before: Worked
    after: Worked
    answer: Answer


def kept(promised: Decimal, before: Worked, after: Worked, effective: date, today: date) -> Kept:
    """The answer waits for three months and for enough dossiers on both sides."""
    if months_between(effective, today) < MONTHS:
        return Kept(promised, None, before, after, Answer.TOO_EARLY)
    if min(before.count, after.count) < ENOUGH or before.days is None or after.days is None:
        return Kept(promised, None, before, after, Answer.TOO_FEW)
    measured = before.days - after.days
    if measured >= promised:
        return Kept(promised, measured, before, after, Answer.KEPT)
    return Kept(promised, measured, before, after, Answer.PARTLY if measured > 0 else Answer.NOT_KEPT)


def months_between(start: date, end: date) -> int:
    """Whole months gone by; negative before ``start``."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
