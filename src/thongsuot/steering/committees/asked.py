"""What an address asks for: a day, a year; what nobody understands is today."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from thongsuot.kernel.periods import UnknownPeriod, parse_date

_YEARS = range(2000, 2101)


def day_asked(request: HttpRequest) -> date:
    """``?ngay=2024-07-28`` or «28/07/2024»."""
    text = request.GET.get("ngay", "").strip()
    today = timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parse_date(text, today)
    except UnknownPeriod:
        return today


def year_asked(request: HttpRequest, on: date) -> int:
    """``?nam=2024``, else the year of the day."""
    text = request.GET.get("nam", "")
    return int(text) if text.isdigit() and int(text) in _YEARS else on.year


def years_around(year: int, on: date) -> tuple[int, ...]:
    """The year with those beside it that have begun: nobody has done anything in a year to come."""
    return tuple(one for one in (year - 1, year, year + 1) if one <= max(on.year, year))
