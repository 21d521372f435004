"""What the page «Đôn đốc» shows: the next round with the people it will tell, and what an eye must be kept on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.workdays import NoCalendar, SpecialDay, WorkCalendar, load_calendar
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.notifications.domain import EVENING
from thongsuot.registry.accounts.queries import accounts_by_number
from thongsuot.steering.chasing.domain import Due, Rung, dues_on, steps, update_due
from thongsuot.steering.chasing.queries import CHASED, of_task, round_of
from thongsuot.steering.chasing.recipients import Circle
from thongsuot.steering.chasing.rules import ladder_on, update_window
from thongsuot.steering.chasing.wording import STANDINGS, reminder_text
from thongsuot.steering.tasks.choices import Urgency
from thongsuot.steering.tasks.models import Task

_AHEAD = timedelta(days=40)  # how early the missing calendar of the next year is asked for


@dataclass(frozen=True, slots=True)
class Planned:
    """One reminder to be: ``people`` are (name, as what)."""

    task: Task
    rung: Rung
    text: str
    people: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Clock:
    """When the next round goes out, what the last said, and what the calendar is not sure of."""

    day: date | None  # ``None`` where the year has no calendar
    dues: dict[date, Due]
    missing: str  # the sentence of ``NoCalendar``
    unsure: list[SpecialDay]


def clock(now: datetime, asked: date | None = None) -> Clock:
    """``asked`` shows the round of another day, or of the working day after it."""
    calendar = load_calendar()
    try:
        day = calendar.next_workday(asked) if asked else _next_round(now, calendar)
        dues = dues_on(day, ladder_on(day), calendar)
    except NoCalendar as error:
        return Clock(None, {}, str(error), [])
    missing = "" if (now.date() + _AHEAD).year in calendar.years else str(NoCalendar(now.year + 1, calendar.years))
    return Clock(day, dues, missing, _unsure(calendar, day))


def planned(tasks: Sequence[Task], dues: dict[date, Due], day: date) -> list[Planned]:
    """The rows of one page, told whom; a handful of statements."""
    rungs = {task.pk: dues[task.deadline].rung for task in tasks if task.deadline}
    told = Circle(day).of(tasks, rungs)
    names = accounts_by_number({account for people in told.values() for account in people})
    return [
        Planned(
            task,
            rungs[task.pk],
            reminder_text(task.title, task.deadline, day),
            [(names[account].display_name, str(STANDINGS[standing])) for account, standing in told[task.pk].items()],
        )
        for task in tasks
        if task.deadline
    ]


def coming(task: Task, day: date) -> list[Due]:
    """The rungs still to come for a task, for its page; none for a deadline in a year without calendar."""
    if task.deadline is None:
        return []
    return [due for due in steps(task.deadline, ladder_on(day), load_calendar()) if due.day > day]


def panel(actor: Actor, task: Task, day: date) -> dict[str, Any]:
    """Context of ``steering/chasing/of_task.html``: what was sent and read, what is to come, when to report by."""
    try:
        workdays, rule = update_window(task.urgency, day)
        report_by = update_due(day, workdays, load_calendar()) if task.status in CHASED else None
        dues = coming(task, day) if task.status in CHASED else []
    except NoCalendar:
        return {"reminders": of_task(actor, task), "coming": [], "report_by": None}
    return {"reminders": of_task(actor, task), "coming": dues, "report_by": report_by, "report_rule": rule}


def windows(day: date) -> list[tuple[str, str]]:
    """(urgency, how soon a change must be reported), for the legend."""
    said = []
    for urgency in Urgency:
        workdays, _rule = update_window(urgency, day)
        words = _("trong ngày") if workdays == 0 else _("trong %(count)d ngày làm việc") % {"count": workdays}
        said.append((str(urgency.label), words))
    return said


def rung_words(rung: Rung) -> str:
    """«trước hạn 7 ngày», «đúng hạn», «quá hạn 3 ngày»."""
    if rung.days == 0:
        return _("đúng hạn")
    words = _("trước hạn %(days)d ngày") if rung.days < 0 else _("quá hạn %(days)d ngày")
    return words % {"days": abs(rung.days)}


def _next_round(now: datetime, calendar: WorkCalendar) -> date:
    today = now.date()
    if calendar.is_workday(today) and now.time() < EVENING:
        round_ = round_of(today)
        if round_ is None or round_.finished_at is None:
            return today
    return calendar.next_workday(today + timedelta(days=1))


def _unsure(calendar: WorkCalendar, day: date) -> list[SpecialDay]:
    """Days of the coming fortnight the calendar only supposes."""
    ahead = [day + timedelta(days=number) for number in range(-3, 14)]
    days = [calendar.special(one) for one in ahead if one.year in calendar.years]
    return [one for one in days if one and not one.is_certain]
