"""The nation's calendar with the days a case adds; no database."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from thongsuot.kernel.clock import VIETNAM
from thongsuot.kernel.rules import RuleStatus
from thongsuot.kernel.workdays import DayKind, SpecialDay, WorkCalendar, load_calendar
from thongsuot.serving.clock.domain.cases import ExtraDays
from thongsuot.serving.clock.domain.hours import OfficeCalendar
from thongsuot.serving.clock.rules import calendar_with, office_hours_on

_GIVEN = "Lịch ghi kèm trường hợp"


@lru_cache(maxsize=512)
def calendar_for(extra: ExtraDays) -> OfficeCalendar:
    """Days given with the case go before the nation's own; standing office hours of today."""
    hours = office_hours_on(datetime.now(VIETNAM).date())
    if extra == ExtraDays():
        return calendar_with(hours, frozenset())
    nation = load_calendar()
    special = {one.day: one for year in nation.years for one in nation.special_days(year)}
    given = [(day, DayKind.HOLIDAY, "ngày nghỉ") for day in extra.holidays]
    given += [(day, DayKind.SWAPPED_ON, "ngày làm bù") for day in extra.workdays]
    for day, kind, name in given:
        special[day] = SpecialDay(day, kind, name, _GIVEN, RuleStatus.SAMPLE)
    return OfficeCalendar(WorkCalendar(nation.years | extra.years, special.values()), hours)
