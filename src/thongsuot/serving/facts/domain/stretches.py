"""A period, and all before it, as few whole months and single days. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAYS, MONTHS = "serving_unitday", "serving_unitmonth"
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Both days inside. Months are named by their first day; ``is_inside``: of the period, else of all before it."""

    table: str
    first: date
    last: date
    is_inside: bool


def stretches(first: date, last: date) -> list[Stretch]:
    """What to add up; no day twice, none left out. Raises ValueError for a last day before the first."""
    if last < first:
        raise ValueError("Ngày cuối kỳ đứng trước ngày đầu kỳ.")
    opened = first.replace(day=1)
    before = [Stretch(MONTHS, date.min, opened - _ONE, is_inside=False)]
    if opened < first:
        before.append(Stretch(DAYS, opened, first - _ONE, is_inside=False))
    begins = opened if opened == first else _next(opened)
    after = last + _ONE if last < date.max else last
    ends = after.replace(day=1)  # the month that begins after the last whole one
    if begins >= ends:
        return [*before, Stretch(DAYS, first, last, is_inside=True)]
    inside = [Stretch(MONTHS, begins, ends - _ONE, is_inside=True)]
    if first < begins:
        inside.append(Stretch(DAYS, first, begins - _ONE, is_inside=True))
    if ends <= last:
        inside.append(Stretch(DAYS, ends, last, is_inside=True))
    return [*before, *inside]


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
