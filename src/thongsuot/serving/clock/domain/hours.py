"""Office hours on a calendar of working days: adding a limit to a moment, counting the minutes worked between two.

Every answer is a search in two sorted lists made once a calendar; a year without calendar raises ``NoCalendar``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import accumulate

from thongsuot.kernel.clock import VIETNAM, local
from thongsuot.kernel.rules import RuleStatus
from thongsuot.kernel.workdays import DayKind, NoCalendar, SpecialDay, WorkCalendar
from thongsuot.serving.clock.domain.model import Limit, LimitUnit

Slot = tuple[time, time]
_HOUR, _DAYS_OF_A_MONTH = 60, 30  # BLDS Điều 146 khoản 1: «một tháng là ba mươi ngày»


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """``week``: the slots of Monday … Sunday, in order, none overlapping; days off have none of their own.

    ``minutes_a_day``: what «1 ngày làm việc» is worth where a limit speaks of parts of a day (practice, D19).
    """

    week: tuple[tuple[Slot, ...], ...]
    minutes_a_day: int
    reference: str
    status: RuleStatus

    def slots(self, day: date, twin: date | None) -> tuple[Slot, ...]:
        """Slots of a worked day; a Saturday worked in place of another day has the hours of that day, else Monday's."""
        return self.week[day.weekday()] or self.week[twin.weekday() if twin else 0] or self.week[0]

    @property
    def closing(self) -> time:
        """When an ordinary day ends."""
        return self.week[0][-1][1]


@dataclass(frozen=True, slots=True)
class DayException:
    """A day one office closes (no ``slots``) or opens though it is a day off: that counts as hours, never as a day."""

    day: date
    slots: tuple[Slot, ...]
    name: str
    reference: str


class OfficeCalendar:
    """Working days and office hours of one office. Immutable."""

    def __init__(self, days: WorkCalendar, hours: OfficeHours, exceptions: Iterable[DayException] = ()) -> None:
        self.days, self.hours = days, hours
        self.exceptions = {one.day: one for one in exceptions}
        self._first = date(min(days.years), 1, 1).toordinal()
        self._slots = [self._slots_of(date.fromordinal(one)) for one in self._ordinals()]
        self._before = [0, *accumulate(sum(_length(slot) for slot in slots) for slots in self._slots)]
        self._special_days = sorted(one.day for year in days.years for one in days.special_days(year))
        self._worked = [date.fromordinal(one) for one in self._ordinals() if self._is_worked(date.fromordinal(one))]

    def is_workday(self, day: date) -> bool:
        """Whether the office works that day; the days it closed are not worked."""
        self._require(day, day)
        return self._is_worked(day)

    def slots(self, day: date) -> tuple[Slot, ...]:
        """Opening hours of the day, Saturday duties among them; empty when closed."""
        self._require(day, day)
        return self._slots[day.toordinal() - self._first]

    def next_workday(self, day: date) -> date:
        """The day itself where it is worked, else the first worked day after it."""
        return self._at(bisect_left(self._worked, day), day)

    def nth_workday(self, day: date, count: int) -> date:
        """The ``count``-th (≥ 1) working day after ``day``, which is not counted (BLDS Điều 147 khoản 2)."""
        return self._at(bisect_right(self._worked, day) + count - 1, day)

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to ``end``, that one counted."""
        self._require(min(start, end), max(start, end))
        return bisect_right(self._worked, end) - bisect_right(self._worked, start)

    def closing(self, day: date) -> datetime:
        """When the office hours of a worked day end."""
        return datetime.combine(day, self.slots(day)[-1][1], VIETNAM)

    def opening(self, moment: datetime) -> datetime:
        """The moment itself where the office is open then, else its next opening."""
        at = self._minutes_until(moment)
        later = self._moment_of(at + 1, local(moment))
        return max(local(moment), later - timedelta(minutes=1))

    def worked_minutes(self, start: datetime, end: datetime) -> int:
        """Minutes of office hours from one moment to another; negative where ``end`` lies before ``start``."""
        self._require(min(local(start), local(end)).date(), max(local(start), local(end)).date())
        return self._minutes_until(end) - self._minutes_until(start)

    def advance(self, start: datetime, minutes: int) -> datetime:
        """The first moment at which so many (≥ 0) minutes of office hours have passed since ``start``."""
        if minutes == 0:
            return local(start)
        return self._moment_of(self._minutes_until(start) + minutes, local(start))

    def add(self, start: datetime, limit: Limit) -> datetime:
        """When a limit that begins at ``start`` ends; later starts and longer limits never end earlier.

        Days: the first is not counted, the last ends with the office hours. 0 working days is «trong ngày». A part of
        a day is worth its share of eight office hours; a limit below one day begins at the moment, as hours do.
        """
        if limit.unit is LimitUnit.WORKING_HOURS:
            return self.advance(start, _minutes(limit.value * _HOUR))
        if limit.unit is LimitUnit.WORKING_DAYS:
            return self._add_workdays(start, limit.value)
        whole, part = self._split(limit)
        if whole == (0, 0):
            return self.advance(start, part)
        end = self.wall_end(start, limit)
        if not part:
            return self.settle(end)
        following = end + timedelta(days=1)  # the last day counts in part; on a day off the whole of the next does
        last = self.advance(end, part) if self.is_workday(following.date()) else self.settle(following)
        return max(self.settle(end), last)

    def wall_end(self, start: datetime, limit: Limit) -> datetime:
        """Last calendar day of a limit in days or months, days off counted, at closing time; it may be a day off."""
        (months, days), _part = self._split(limit)
        last = _add_months(local(start).date(), months) + timedelta(days=days)
        return datetime.combine(last, self.hours.closing, VIETNAM)

    def settle(self, end: datetime) -> datetime:
        """End of the office hours of that day, of the next working day where it is a day off (Điều 148 khoản 5)."""
        return self.closing(self.next_workday(local(end).date()))

    def counts_whole_days(self, limit: Limit) -> bool:
        """Whether days off are days of the limit: calendar days and months without a part of a day."""
        is_wall = limit.unit in (LimitUnit.CALENDAR_DAYS, LimitUnit.MONTHS)
        return is_wall and self._split(limit)[1] == 0

    def rounded_up(self, moment: datetime, minutes: int) -> datetime:
        """To the next full ``minutes`` of the hour, not past the end of the slot it stands in."""
        at = local(moment).replace(second=0, microsecond=0)
        up = at + timedelta(minutes=-at.minute % minutes)
        ends = [datetime.combine(at.date(), end, VIETNAM) for start, end in self.slots(at.date()) if end >= at.time()]
        return min(up, ends[0]) if ends else up

    def special_days(self, first: date, last: date) -> list[SpecialDay]:
        """Days from ``first`` to ``last``, both counted, that differ from the plain week."""
        low, high = bisect_left(self._special_days, first), bisect_right(self._special_days, last)
        return [one for day in self._special_days[low:high] if (one := self.days.special(day))]

    def exceptions_between(self, first: date, last: date) -> list[DayException]:
        return sorted((one for one in self.exceptions.values() if first <= one.day <= last), key=lambda one: one.day)

    def has_weekend(self, first: date, last: date) -> bool:
        """Whether a plain Saturday or Sunday lies after ``first`` and before ``last``."""
        days = (date.fromordinal(one) for one in range(first.toordinal() + 1, last.toordinal()))
        return any(self.days.kind(day) is DayKind.WEEKEND for day in days)

    def _add_workdays(self, start: datetime, value: Decimal) -> datetime:
        whole, part = int(value), _minutes(value % 1 * self.hours.minutes_a_day)
        if whole:
            return self.advance(self.closing(self.nth_workday(local(start).date(), whole)), part)
        if part:
            return self.advance(start, part)
        day = self.next_workday(local(start).date())
        return self.closing(day) if local(start) < self.closing(day) else self.closing(self.nth_workday(day, 1))

    def _split(self, limit: Limit) -> tuple[tuple[int, int], int]:
        """((months, days), minutes) of a limit in calendar days or months."""
        is_months = limit.unit is LimitUnit.MONTHS
        months = int(limit.value) if is_months else 0
        days = (limit.value - months) * _DAYS_OF_A_MONTH if is_months else limit.value
        return (months, int(days)), _minutes(days % 1 * self.hours.minutes_a_day)

    def _minutes_until(self, moment: datetime) -> int:
        at = local(moment)
        day = at.date()
        self._require(day, day)
        index, clock = day.toordinal() - self._first, at.hour * _HOUR + at.minute
        passed = sum(max(0, min(clock, _clock(end)) - _clock(start)) for start, end in self._slots[index])
        return self._before[index] + passed

    def _moment_of(self, minutes: int, asked: datetime) -> datetime:
        """The first moment by which the office has worked ``minutes`` since the calendar began."""
        index = bisect_left(self._before, minutes) - 1
        if index >= len(self._slots):
            raise NoCalendar(max(self.days.years) + 1, self.days.years)
        left = minutes - self._before[index]
        day = date.fromordinal(self._first + index)
        self._require(min(asked.date(), day), day)
        for start, end in self._slots[index]:
            length = _clock(end) - _clock(start)
            if left <= length:
                return datetime.combine(day, start, VIETNAM) + timedelta(minutes=left)
            left -= length
        raise AssertionError(day)  # the sums are those of the slots

    def _at(self, index: int, asked: date) -> date:
        self._require(asked, asked)
        if index >= len(self._worked):
            raise NoCalendar(max(self.days.years) + 1, self.days.years)
        self._require(asked, self._worked[index])
        return self._worked[index]

    def _require(self, first: date, last: date) -> None:
        for year in range(first.year, last.year + 1):
            if year not in self.days.years:
                raise NoCalendar(year, self.days.years)

    def _ordinals(self) -> Iterator[int]:
        yield from range(self._first, date(max(self.days.years), 12, 31).toordinal() + 1)

    def _is_worked(self, day: date) -> bool:
        return day.year in self.days.years and self.days.is_workday(day) and self._is_open(day)

    def _is_open(self, day: date) -> bool:
        exception = self.exceptions.get(day)
        return exception is None or bool(exception.slots)

    def _slots_of(self, day: date) -> tuple[Slot, ...]:
        exception = self.exceptions.get(day)
        if exception:
            return exception.slots
        if not self._is_worked(day):
            return ()
        special = self.days.special(day)
        return self.hours.slots(day, special.twin if special else None)


def _clock(at: time) -> int:
    return at.hour * _HOUR + at.minute


def _length(slot: Slot) -> int:
    return _clock(slot[1]) - _clock(slot[0])


def _minutes(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


def _add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last (BLDS Điều 148 khoản 3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
