"""Which days civil servants work: Monday to Friday, less holidays and days off in lieu, plus swapped Saturdays.

``load_calendar()`` reads ``rules/calendar/<year>.yaml``. A year without a file raises ``NoCalendar``: last year's
holidays are never used for this year.
"""

from thongsuot.kernel.workdays.calendar import NoCalendar, WorkCalendar
from thongsuot.kernel.workdays.loading import load_calendar
from thongsuot.kernel.workdays.model import DayKind, SpecialDay

__all__ = ["DayKind", "NoCalendar", "SpecialDay", "WorkCalendar", "load_calendar"]
