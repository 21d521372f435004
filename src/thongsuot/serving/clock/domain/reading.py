"""The clock as a pure function of what happened, the limit, the calendar and the rules of the day of reception.

Nothing here is remembered: a late event, a corrected calendar or closure is simply read again. Adding an event never
brings the date forward, and neither does a pause.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from thongsuot.kernel.clock import VIETNAM, local
from thongsuot.serving.clock.domain import words
from thongsuot.serving.clock.domain.hours import OfficeCalendar
from thongsuot.serving.clock.domain.model import (
    Because,
    ClockEvent,
    ClockEventKind,
    Limit,
    LimitUnit,
    PauseReason,
    Reading,
)
from thongsuot.serving.clock.domain.rules import ClockRules


def read_clock(
    events: Sequence[ClockEvent], limit: Limit, calendar: OfficeCalendar, rules: ClockRules, now: datetime
) -> Reading:
    """What the clock says at ``now``. Events count by when they took effect; what cannot apply any more is left out.

    ``used`` and ``left`` are minutes of office hours. Raises ``NoCalendar`` for a year nobody has given.
    """
    fold = _Fold(limit, calendar, rules)
    for event in sorted(events, key=lambda one: one.at):
        fold.take(event)
    return fold.reading(now)


def why_not_extend(due: datetime, extensions: int, at: datetime, rules: ClockRules) -> str:
    """In Vietnamese why an extension at ``at`` would not count; empty where it does (NĐ 61 Điều 19 khoản 9)."""
    if extensions >= rules.extensions:
        return f"chỉ được hẹn lại tối đa {rules.extensions} lần."
    if local(due).date() - local(at).date() < timedelta(days=rules.extension_days_before):
        return f"phải báo trước khi hết hạn ít nhất {rules.extension_days_before} ngày."
    return ""


@dataclass(slots=True)
class _Fold:
    """State of the fold. ``end`` is the due moment before rounding and before the day off at its end is skipped."""

    limit: Limit
    calendar: OfficeCalendar
    rules: ClockRules
    received: ClockEvent | None = None
    started: datetime | None = None
    promised: datetime | None = None
    end: datetime | None = None
    running_since: datetime | None = None
    paused_since: datetime | None = None
    reason: PauseReason = PauseReason.OTHER
    finished: datetime | None = None
    closed: datetime | None = None
    extensions: int = 0
    supplements: int = 0
    used: int = 0
    said: list[Because] = field(default_factory=list)

    def take(self, event: ClockEvent) -> None:
        handlers: dict[ClockEventKind, Callable[[ClockEvent], None]] = {
            ClockEventKind.RECEIVED: self._receive,
            ClockEventKind.ARRIVED: self._arrive,
            ClockEventKind.PAUSED: self._pause,
            ClockEventKind.RESUMED: self._resume,
            ClockEventKind.EXTENDED: self._extend,
            ClockEventKind.FINISHED: self._finish,
            ClockEventKind.CLOSED: self._close,
        }
        if self.closed is None:
            handlers[event.kind](event)

    def reading(self, now: datetime) -> Reading:
        due = self._due()
        said = list(self.said)
        if self.received and self.started is None:
            said.append(words.waiting(self.received.at, self.rules))
        if self.paused_since:
            said.append(words.standing(self.paused_since, self.reason, self.rules))
        stopped = self.finished or self.closed or self.paused_since
        return Reading(
            started_at=self.started,
            promised_at=self.promised,
            due_at=None if self.paused_since else due,
            paused_since=self.paused_since,
            finished_at=self.finished,
            closed_at=self.closed,
            is_extended=self.extensions > 0,
            supplements=self.supplements,
            used=self.used + self._run(now),
            left=self.calendar.worked_minutes(stopped or now, due) if due else None,
            because=tuple(said),
        )

    def _receive(self, event: ClockEvent) -> None:
        if self.received:
            return
        self.received = event
        if not event.waits_for_arrival:
            self._start(event.at)

    def _arrive(self, event: ClockEvent) -> None:
        if self.received and self.started is None:
            self._start(event.at)

    def _start(self, at: datetime) -> None:
        assert self.received
        elsewhere = self.received.at if self.received.waits_for_arrival else None
        self.started = self.running_since = at
        self.said.append(words.started(at, self.rules, elsewhere))
        self.said += words.handed_over(at, self.calendar, self.rules)
        self._count(at)
        self.promised = self._due()

    def _count(self, at: datetime) -> None:
        """Begin the whole limit at ``at``."""
        self.end = self._end_of(at)
        exact, due = self._settled(), self._due()
        assert exact and due
        self.said += words.counted(at, self.limit, exact, self.calendar, self.rules)
        if due != exact:
            self.said.append(words.rounded(due, self.rules))

    def _end_of(self, at: datetime) -> datetime:
        if self._counts_all_days:
            return self.calendar.wall_end(at, self.limit)
        if self.limit.unit is LimitUnit.WORKING_DAYS and not self.limit.value:
            at = self._handed_over(at)
        return self.calendar.add(at, self.limit)

    def _handed_over(self, at: datetime) -> datetime:
        """«Trong ngày»: after 15:00 it is the next working day's (D20)."""
        day = local(at).date()
        if local(at).time() <= self.rules.same_day_after or not self.calendar.is_workday(day):
            return at
        return datetime.combine(self.calendar.nth_workday(day, 1), time(), VIETNAM)

    def _pause(self, event: ClockEvent) -> None:
        if self.received is None or self.finished or self.paused_since:
            return
        self.reason = event.reason or PauseReason.OTHER
        self.supplements += self.reason is PauseReason.SUPPLEMENT
        if self.started:
            self.used += self._run(event.at)
            self.running_since, self.paused_since = None, event.at

    def _resume(self, event: ClockEvent) -> None:
        if self.paused_since is None or self.end is None:
            return
        since, at = self.paused_since, event.at
        how = self._move(since, at)
        restarts = self.reason is PauseReason.SUPPLEMENT and self.rules.supplement_restarts
        if restarts:
            how = f"thời hạn {words.limit_words(self.limit)} tính lại từ đầu khi bổ sung đủ"
            self.end = max(self.end, self._end_of(at))
        self.paused_since, self.running_since = None, at
        due = self._due()
        assert due
        self.said.append(words.resumed(since, at, self.reason, how, due, self.rules))
        if restarts:
            self._blame_if_late(since)

    def _move(self, since: datetime, at: datetime) -> str:
        """Give back the time paused: the days themselves where days off count, else the office hours."""
        assert self.end
        if self._counts_all_days:
            self.end += at - since
            return "khoảng thời gian đó không tính"
        minutes = self.calendar.worked_minutes(since, at)
        self.end = self.calendar.advance(self.end, minutes)
        return f"{words.minutes_words(minutes)} không tính"

    def _blame_if_late(self, asked: datetime) -> None:
        within = self.rules.return_within
        if within and self.started:
            days = self.calendar.workdays_between(local(self.started).date(), local(asked).date())
            if days > within:
                self.said.append(words.asked_late(within, self.rules))

    def _extend(self, event: ClockEvent) -> None:
        due = self._due()
        if due is None or event.limit is None or self.finished:
            return
        why = why_not_extend(due, self.extensions, event.at, self.rules)
        if why:
            self.said.append(words.not_extended(event.at, why, self.rules))
            return
        self.extensions += 1
        self.end = self.calendar.add(due, event.limit)
        later = self._due()
        assert later
        self.said.append(words.extended(event.at, event.limit, later, self.rules))

    def _finish(self, event: ClockEvent) -> None:
        if self.finished or self.received is None:
            return
        self._stop(event)
        self.finished = event.at
        self.said.append(words.ended(event.at, "Có kết quả"))

    def _close(self, event: ClockEvent) -> None:
        if not self.finished:
            self._stop(event)
            self.said.append(words.ended(event.at, "Kết thúc"))
        self.closed = event.at

    def _stop(self, event: ClockEvent) -> None:
        """What was waited for until then is given back."""
        self._resume(event)
        self.used += self._run(event.at)
        self.running_since = None

    def _run(self, until: datetime) -> int:
        if self.running_since is None or until <= self.running_since:
            return 0
        return self.calendar.worked_minutes(self.running_since, until)

    @property
    def _counts_all_days(self) -> bool:
        return self.calendar.counts_whole_days(self.limit)

    def _settled(self) -> datetime | None:
        """``end`` moved off a day off, where days off count as days of the limit."""
        return self.calendar.settle(self.end) if self.end and self._counts_all_days else self.end

    def _due(self) -> datetime | None:
        exact = self._settled()
        return self.calendar.rounded_up(exact, self.rules.rounding_minutes) if exact else None
