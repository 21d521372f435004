"""Which days letters leave on. A year without a calendar must not silence everybody: then Monday to Friday count."""

from __future__ import annotations

from datetime import date

import structlog

from thongsuot.kernel.workdays import NoCalendar, load_calendar

_SATURDAY = 5
log = structlog.get_logger(__name__)


def is_workday(day: date) -> bool:
    """Whether the digest goes out that day; says loudly in the log where the year's calendar is missing."""
    try:
        return load_calendar().is_workday(day)
    except NoCalendar as missing:
        log.warning("notifications.no_calendar", year=missing.year, hint=str(missing))
        return day.weekday() < _SATURDAY
