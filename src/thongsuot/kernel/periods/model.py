"""What a period is, and the one canonical way to build each kind."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ROMAN_QUARTERS = ("I", "II", "III", "IV")


class PeriodKind(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # 6 tháng
    NINE_MONTHS = "nine_months"  # 9 tháng
    YEAR = "year"
    STAGE = "stage"  # giai đoạn 2021 - 2025
    CUMULATIVE = "cumulative"  # lũy kế từ … đến …
    AS_OF = "as_of"  # đến ngày …
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as the text gives it. ``start``/``end`` are inclusive days, ``None`` where unknown (T2)."""

    kind: PeriodKind
    start: date | None
    end: date | None
    text: str  # canonical Vietnamese: «9 tháng đầu năm 2024», «quý III/2024», «năm 2021»

    @property
    def complete(self) -> bool:
        return self.end is not None


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def short(day: date) -> str:
    """A day inside a period's name, dd/mm/yyyy: «18/10/2022», «09/01/2024»."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _with_year(text: str, year: int | None, joiner: str) -> str:
    return text if year is None else f"{text}{joiner}{year}"


def _months(kind: PeriodKind, year: int | None, first: int, last: int, text: str) -> Period:
    if year is None:
        return Period(kind, None, None, text)
    return Period(kind, date(year, first, 1), last_day(year, last), text)


def day(value: date) -> Period:
    return Period(PeriodKind.DAY, value, value, short(value))


def day_without_year(day_of_month: int, month: int) -> Period:
    """«Sáng 19-4»: the text does not say the year, so neither do we (trap T2)."""
    return Period(PeriodKind.DAY, None, None, f"{day_of_month}/{month}")


def month(year: int | None, number: int) -> Period:
    return _months(PeriodKind.MONTH, year, number, number, _with_year(f"tháng {number}", year, "/"))


def quarter(year: int | None, number: int) -> Period:
    text = _with_year(f"quý {ROMAN_QUARTERS[number - 1]}", year, "/")
    return _months(PeriodKind.QUARTER, year, 3 * number - 2, 3 * number, text)


def half(year: int | None, number: int) -> Period:
    text = _with_year(f"6 tháng {'đầu' if number == 1 else 'cuối'} năm", year, " ")
    return _months(PeriodKind.HALF, year, 6 * number - 5, 6 * number, text)


def nine_months(year: int | None) -> Period:
    return _months(PeriodKind.NINE_MONTHS, year, 1, 9, _with_year("9 tháng đầu năm", year, " "))


def first_months(year: int | None, count: int) -> Period:
    """The first ``count`` months: 3, 6 and 9 are the quarter, the half year and the nine months of reporting."""
    known = {1: lambda: month(year, 1), 3: lambda: quarter(year, 1), 6: lambda: half(year, 1)}
    if count in known:
        return known[count]()
    if count == 9:
        return nine_months(year)
    return _months(PeriodKind.OTHER, year, 1, count, _with_year(f"{count} tháng đầu năm", year, " "))


def last_months(year: int | None, count: int) -> Period:
    """The last ``count`` months: «3 tháng cuối năm 2024» is quý IV/2024."""
    if count == 3:
        return quarter(year, 4)
    if count == 6:
        return half(year, 2)
    return _months(PeriodKind.OTHER, year, 13 - count, 12, _with_year(f"{count} tháng cuối năm", year, " "))


def year(number: int) -> Period:
    return Period(PeriodKind.YEAR, date(number, 1, 1), date(number, 12, 31), f"năm {number}")


def stage(first: int, last: int) -> Period:
    return Period(PeriodKind.STAGE, date(first, 1, 1), date(last, 12, 31), f"giai đoạn {first} - {last}")


def as_of(end: date | None) -> Period:
    """The state of things on a day; ``None`` is «đến nay» in a text whose own date is not known."""
    if end is None:
        return Period(PeriodKind.AS_OF, None, None, "đến nay")
    return Period(PeriodKind.AS_OF, None, end, f"đến {_boundary(end)}")


def cumulative(start: date | None, end: date | None) -> Period:
    """Everything since ``start``: «lũy kế từ năm 2015 đến nay»."""
    since = "" if start is None else f" từ {_start_boundary(start)}"
    until = "nay" if end is None else _boundary(end)
    return Period(PeriodKind.CUMULATIVE, start, end, f"lũy kế{since} đến {until}")


def between(start: date, end: date) -> Period:
    """The days from ``start`` to ``end`` under their reporting name where they have one.

    1/1 – 30/9/2024 is 9 tháng đầu năm 2024, 1/1/2021 – 31/12/2025 giai đoạn 2021 - 2025.
    """
    if start.day == 1 and end == last_day(end.year, end.month):
        whole = _whole_years(start, end) if start.month == 1 and end.month == 12 else _whole_months(start, end)
        if whole:
            return whole
    return Period(PeriodKind.OTHER, start, end, f"từ {short(start)} đến {short(end)}")


def _whole_years(start: date, end: date) -> Period:
    return year(start.year) if start.year == end.year else stage(start.year, end.year)


def _whole_months(start: date, end: date) -> Period | None:
    if start.year != end.year:
        return None
    if start.month == end.month:
        return month(start.year, start.month)
    if start.month % 3 == 1 and end.month == start.month + 2:
        return quarter(start.year, end.month // 3)
    if start.month == 1:
        return first_months(start.year, end.month)
    return last_months(start.year, 13 - start.month) if end.month == 12 else None


def _boundary(end: date) -> str:
    return f"năm {end.year}" if (end.month, end.day) == (12, 31) else short(end)


def _start_boundary(start: date) -> str:
    return f"năm {start.year}" if (start.month, start.day) == (1, 1) else short(start)
