"""The day a fuzzy deadline falls on: «trong tháng 7/2022» → 31/7/2022, «cuối năm 2024» → 31/12/2024."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from thongsuot.kernel.periods import model
from thongsuot.kernel.periods.model import Period, PeriodKind
from thongsuot.kernel.periods.scanning import PeriodMatch, find_periods

_BEFORE = re.compile(r"trước\s+$", re.IGNORECASE)
_EDGE = re.compile(
    r"\b(?P<edge>giữa|cuối)\s+(?:tháng\s+(?P<m>\d{1,2})|quý\s+(?P<q>iv|i{1,3}|[1-4])|năm)\b"
    r"(?:(?:\s?[/-]\s?|\s+năm\s+|\s+)(?P<y>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"\d{4}|[/-]\d{1,2}[/-]\d\d$")
_START_ONLY = re.compile(r"\b(?:đầu|giữa|từ|sau|kể\s+từ)\s+$", re.IGNORECASE)
_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due day as the text states it. ``exclusive``: «trước ngày 15/11» — the 14th is the last safe day."""

    day: date
    exclusive: bool
    start: int  # text[start:end] set the deadline
    end: int

    @property
    def last_day(self) -> date:
        return self.day - timedelta(days=1) if self.exclusive else self.day


def find_deadline(text: str, reference: date | None = None) -> Deadline | None:
    """The first deadline of ``text``, or ``None`` where it sets none («đầu tháng 10» is not a day).

    Whole periods are due on their last day. «Trước ngày 15/11/2024» keeps the day written and is marked exclusive;
    «trước quý IV/2024» is due the day before the quarter. ``reference`` is the day of the document: it gives the
    missing year, the next year when the day would otherwise lie behind it by more than half a year.
    """
    edge = _EDGE.search(text)
    if edge and (day := _edge_day(edge, reference)):
        return Deadline(day, exclusive=False, start=edge.start(), end=edge.end())
    for match in find_periods(text, reference.year if reference else None):
        if match.period.end is None or _START_ONLY.search(text[: match.start]):
            continue
        return _due(text, match, reference)
    return None


def deadline(text: str, reference: date | None = None) -> date | None:
    """The due day of ``find_deadline`` alone."""
    found = find_deadline(text, reference)
    return found.day if found else None


def _due(text: str, match: PeriodMatch, reference: date | None) -> Deadline:
    period: Period = match.period
    assert period.end is not None
    before = _BEFORE.search(text[: match.start]) is not None
    is_day = period.kind in (PeriodKind.DAY, PeriodKind.AS_OF)
    day = period.end if is_day or not before or period.start is None else period.start - timedelta(days=1)
    if reference and not _HAS_YEAR.search(text[match.start : match.end]):
        day = _not_long_past(day, reference)
    return Deadline(day, before and is_day, match.start, match.end)


def _not_long_past(day: date, reference: date) -> date:
    """A document of December that asks for «tháng 1» means the coming January."""
    if day >= reference:
        return day
    later = (
        model.last_day(day.year + 1, 2)
        if (day.month, day.day) in ((2, 29), (2, 28))
        else day.replace(year=day.year + 1)
    )
    return later if later - reference < _HALF_A_YEAR else day


def _edge_day(edge: re.Match[str], reference: date | None) -> date | None:
    year = int(edge["y"]) if edge["y"] else (reference.year if reference else None)
    if year is None:
        return None
    middle = edge["edge"].lower() == "giữa"
    if edge["m"]:
        number = int(edge["m"])
        if not 1 <= number <= 12:
            return None
        return date(year, number, 15) if middle else model.last_day(year, number)
    if edge["q"]:
        return None if middle else model.quarter(year, _QUARTERS[edge["q"].lower()]).end
    return date(year, 6, 30) if middle else date(year, 12, 31)


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
