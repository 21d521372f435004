"""Counting in working days. Whole days: hours are not needed by the law this stands on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

from thongsuot.kernel.workdays.model import WORKED, DayKind, SpecialDay

_SATURDAY = 5


class NoCalendar(LookupError):  # noqa: N818 — named for what it says, like ``NoRuleForDate``
    """No calendar of the year is at hand; callers decide what to do, nothing is guessed here."""

    def __init__(self, year: int, known: Iterable[int]) -> None:
        self.year = year
        at_hand = ", ".join(str(one) for one in sorted(known)) or "chưa có năm nào"
        super().__init__(
            f"Chưa có lịch ngày làm việc năm {year} (đang có: {at_hand}). Hãy thêm tệp rules/calendar/{year}.yaml theo "
            "thông báo nghỉ lễ, Tết của năm đó; hệ thống không tự dùng lịch của năm khác."
        )


class WorkCalendar:
    """The working days of some years. Immutable; every look-up is a search in one sorted list."""

    def __init__(self, years: Iterable[int], special: Iterable[SpecialDay]) -> None:
        self.years = frozenset(years)
        self._special = {one.day: one for one in special}
        self._workdays = [day for year in sorted(self.years) for day in _days_of(year) if self._is_worked(day)]

    def is_workday(self, day: date) -> bool:
        """Raises ``NoCalendar`` for a year without data, as everything here does."""
        self._require(day, day)
        return self._is_worked(day)

    def kind(self, day: date) -> DayKind:
        self._require(day, day)
        return self._kind(day)

    def special(self, day: date) -> SpecialDay | None:
        """What makes the day differ from the plain week; ``None`` where nothing does."""
        self._require(day, day)
        return self._special.get(day)

    def special_days(self, year: int) -> list[SpecialDay]:
        """All such days of a year, in order."""
        self._require(date(year, 1, 1), date(year, 1, 1))
        return sorted((one for day, one in self._special.items() if day.year == year), key=lambda one: one.day)

    def next_workday(self, day: date) -> date:
        """The day itself where it is worked, else the first worked day after it."""
        return self._at(bisect_left(self._workdays, day), day)

    def previous_workday(self, day: date) -> date:
        """The day itself where it is worked, else the last worked day before it."""
        return self._at(bisect_right(self._workdays, day) - 1, day)

    def add_workdays(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself is not counted; before it where negative.

        «Trong 02 ngày làm việc» from a Friday ends on the Tuesday, from the Saturday after it too. 0 gives ``day``.
        """
        if count > 0:
            return self._at(bisect_right(self._workdays, day) + count - 1, day)
        if count < 0:
            return self._at(bisect_left(self._workdays, day) + count, day)
        self._require(day, day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to ``end``, that one counted; negative where ``end`` lies before."""
        self._require(min(start, end), max(start, end))
        return bisect_right(self._workdays, end) - bisect_right(self._workdays, start)

    def _at(self, index: int, asked: date) -> date:
        self._require(asked, asked)
        if not 0 <= index < len(self._workdays):
            raise NoCalendar(max(self.years) + 1 if index > 0 else min(self.years) - 1, self.years)
        found = self._workdays[index]
        self._require(min(asked, found), max(asked, found))
        return found

    def _require(self, first: date, last: date) -> None:
        for year in range(first.year, last.year + 1):
            if year not in self.years:
                raise NoCalendar(year, self.years)

    def _is_worked(self, day: date) -> bool:
        return self._kind(day) in WORKED

    def _kind(self, day: date) -> DayKind:
        special = self._special.get(day)
        if special:
            return special.kind
        return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKDAY


def _days_of(year: int) -> Iterable[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days))
