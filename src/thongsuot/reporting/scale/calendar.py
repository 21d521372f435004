"""Days as numbers: which are worked, how busy each is, at what minute dossiers come. Sample figures, ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thongsuot.reporting.scale.draws import FINE, table_of

EPOCH = date(1970, 1, 1)
WEEK = (1.18, 1.08, 1.02, 1.0, 0.98, 0.16, 0.05)  # Monday first; desks are closed at the week's end, the portal is not
SEASON = (0.86, 0.78, 1.08, 1.02, 1.02, 1.06, 1.08, 1.1, 1.02, 1.04, 1.04, 0.96)
FIXED = ((1, 1), (4, 30), (5, 1), (9, 1), (9, 2))
NEW_YEARS = tuple(date(*one) for one in ((2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29), (2026, 2, 17)))
GROWTH = 0.006  # a month
MARGIN = 1100  # days known beyond the last month: limits, pauses and delays end in there
DESK = (range(7 * 60 + 30, 11 * 60 + 30), range(13 * 60 + 30, 17 * 60))
MINUTES = 24 * 60


def day_number(day: date) -> int:
    return (day - EPOCH).days


def is_off(day: date) -> bool:
    """Week's ends and feasts; made-up Saturdays are left out."""
    is_feast = (day.month, day.day) in FIXED or any(-1 <= (day - new).days <= 4 for new in NEW_YEARS)
    return day.weekday() >= 5 or is_feast


def month_after(day: date, months: int) -> date:
    """First day of the month so many months later."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """``next_worked[d]``: number of the first working day not before day ``base + d``; ``worked[n]``: its day."""

    base: int
    next_worked: NDArray[np.int32]
    worked: NDArray[np.int32]

    @staticmethod
    def of(first: date, last: date) -> Calendar:
        days = [first + timedelta(days=n) for n in range((last - first).days + MARGIN)]
        is_worked = np.array([not is_off(day) for day in days])
        before = np.concatenate([[0], np.cumsum(is_worked)[:-1]])
        return Calendar(day_number(first), before.astype(np.int32), (np.flatnonzero(is_worked)).astype(np.int32))


def minutes_of(first: date, last: date) -> NDArray[np.int32]:
    """Minutes from midnight of ``first`` at which dossiers come until the end of ``last``: a table to draw from."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    busy = np.array([0.06 if is_off(day) and day.weekday() < 5 else WEEK[day.weekday()] for day in days])
    off = np.array([is_off(day) for day in days])
    hours = np.where(off[:, None], _at_home(), _at_desk()) * busy[:, None]
    return table_of((hours / hours.sum()).ravel(), FINE)


def busyness(first: date, months: int) -> NDArray[Any]:
    """Share of each month in all dossiers: season and growth."""
    shares = np.array([SEASON[month_after(first, n).month - 1] * (1 + GROWTH) ** n for n in range(months)])
    return np.asarray(shares / shares.sum())


def _at_home() -> NDArray[np.float64]:
    minute = np.arange(MINUTES)
    shares = np.exp(-(((minute - 20 * 60) / 150.0) ** 2)) + 0.8 * np.exp(-(((minute - 10 * 60) / 180.0) ** 2))
    return np.asarray(shares / shares.sum())


def _at_desk() -> NDArray[np.float64]:
    shares = np.zeros(MINUTES)
    for part in DESK:
        shares[list(part)] = 1.0
    shares[8 * 60 : 10 * 60] *= 1.6
    return np.asarray(0.86 * shares / shares.sum() + 0.14 * _at_home())
