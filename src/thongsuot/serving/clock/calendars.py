"""The calendar of one office: the nation's working days, its office hours, and the days it alone closed or opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from thongsuot.registry.units.models import Unit
from thongsuot.serving.clock.domain.hours import DayException, OfficeCalendar, Slot
from thongsuot.serving.clock.models import ClosureKind, OfficeClosure
from thongsuot.serving.clock.rules import calendar_with, office_hours_on


def calendar_of(unit: Unit) -> OfficeCalendar:
    """One statement; for many units make ``Calendars`` once."""
    return Calendars.of_units([unit]).of(unit)


class Calendars:
    """The calendars of all units from one reading of the closures."""

    def __init__(self, closures: QuerySet[OfficeClosure] | None = None) -> None:
        rows = OfficeClosure.objects.all() if closures is None else closures
        self._by_path: dict[str, list[DayException]] = {}
        for one in rows.filter(is_withdrawn=False).select_related("unit").order_by("pk"):
            self._by_path.setdefault(one.unit.path, []).extend(_days_of(one))
        self._known: dict[str, OfficeCalendar] = {}

    @classmethod
    def of_units(cls, units: Iterable[Unit]) -> Calendars:
        """For these units alone: the closures of the rest of the nation stay where they are."""
        lines = {path for unit in units for path in _line_of(unit.path)}
        return cls(OfficeClosure.objects.filter(unit__path__in=lines))

    def of(self, unit: Unit) -> OfficeCalendar:
        """The nearest unit speaks last: a commune on duty while its province is closed is open."""
        if unit.path not in self._known:
            self._known[unit.path] = self._made(unit)
        return self._known[unit.path]

    def _made(self, unit: Unit) -> OfficeCalendar:
        exceptions: dict[date, DayException] = {}
        for path in _line_of(unit.path):
            exceptions |= {one.day: one for one in self._by_path.get(path, ())}
        return calendar_with(office_hours_on(timezone.localdate()), frozenset(exceptions.values()))


def _line_of(path: str) -> list[str]:
    """«vn/a/b» → «vn», «vn/a», «vn/a/b»."""
    parts = path.split("/")
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _days_of(closure: OfficeClosure) -> Iterator[DayException]:
    slots: tuple[Slot, ...] = ()
    if closure.kind == ClosureKind.DUTY:
        assert closure.opens and closure.closes
        slots = ((closure.opens, closure.closes),)
    for number in range((closure.last_day - closure.first_day).days + 1):
        day = closure.first_day + timedelta(days=number)
        yield DayException(day, slots, closure.reason, closure.reference)
