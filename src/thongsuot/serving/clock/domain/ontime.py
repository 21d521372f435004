"""«Đúng hạn» both ways: index 766 (D09–D11) and form II.06a of the periodic report. They differ, so both are shown.

766: ends at the first of done, returned, stopped, refused or withdrawn, received dossiers only; more than one
supplement is late; share = (early + on time + running in time) ÷ all. II.06a: waiting for the citizen, handed back or
withdrawn count as on time; share = (early + on time) ÷ settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from thongsuot.kernel.clock import local

_MOST_SUPPLEMENTS = 1  # D10


class Timed(Protocol):
    """A ``Reading`` or a dossier's row: the names are the same."""

    @property
    def started_at(self) -> datetime | None: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def paused_since(self) -> datetime | None: ...
    @property
    def finished_at(self) -> datetime | None: ...
    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def supplements(self) -> int: ...


class Timeliness(StrEnum):
    EARLY = "early"  # settled on an earlier day than the appointed one
    ON_TIME = "on_time"
    LATE = "late"
    RUNNING = "running"  # not yet due at the end of the period
    OVERDUE = "overdue"
    NOT_COUNTED = "not_counted"  # the clock never started


_KEPT = (Timeliness.EARLY, Timeliness.ON_TIME)
_SETTLED = (*_KEPT, Timeliness.LATE)


def by_766(one: Timed, period_end: datetime) -> Timeliness:
    """As the national portal's index counts a dossier at the end of the period."""
    if one.started_at is None:
        return Timeliness.NOT_COUNTED
    end = _until(one.finished_at or one.closed_at, period_end)
    if one.supplements > _MOST_SUPPLEMENTS:
        return Timeliness.LATE if end else Timeliness.OVERDUE
    return _settled(end, one.due_at) if end else _running(one, period_end)


def by_report(one: Timed, period_end: datetime) -> Timeliness:
    """As form II.06a counts it; one handed back or withdrawn after its date is late all the same."""
    if one.started_at is None:
        return Timeliness.NOT_COUNTED
    finished, closed = _until(one.finished_at, period_end), _until(one.closed_at, period_end)
    if finished:
        return _settled(finished, one.due_at)
    if closed:
        return Timeliness.LATE if one.due_at and closed > one.due_at else Timeliness.ON_TIME
    return Timeliness.ON_TIME if _until(one.paused_since, period_end) else _running(one, period_end)


def share_766(counts: Mapping[Timeliness, int]) -> Fraction | None:
    """Between 0 and 1; ``None`` where nothing was counted."""
    kept = sum(counts.get(one, 0) for one in (*_KEPT, Timeliness.RUNNING))
    return _share(kept, kept + counts.get(Timeliness.LATE, 0) + counts.get(Timeliness.OVERDUE, 0))


def share_report(counts: Mapping[Timeliness, int]) -> Fraction | None:
    return _share(sum(counts.get(one, 0) for one in _KEPT), sum(counts.get(one, 0) for one in _SETTLED))


def _settled(end: datetime, due: datetime | None) -> Timeliness:
    if due is None or local(end).date() < local(due).date():
        return Timeliness.EARLY if due else Timeliness.ON_TIME
    return Timeliness.ON_TIME if end <= due else Timeliness.LATE


def _running(one: Timed, period_end: datetime) -> Timeliness:
    if one.due_at is None or period_end <= one.due_at:  # a standing clock has no date to miss
        return Timeliness.RUNNING
    return Timeliness.OVERDUE


def _until(moment: datetime | None, period_end: datetime) -> datetime | None:
    return moment if moment and moment <= period_end else None


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
