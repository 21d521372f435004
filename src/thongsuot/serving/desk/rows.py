"""A dossier as the queue shows it: its step, how pressing it is, and the next one to take up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from thongsuot.platform.access.actors import Actor
from thongsuot.serving.clock.calendars import Calendars
from thongsuot.serving.desk.domain.nextbest import Candidate, NextBest, next_best
from thongsuot.serving.desk.domain.urgency import Standing, Urgency, urgency
from thongsuot.serving.dossiers.domain.happenings import PortalStatus
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.related import with_related
from thongsuot.serving.procedures.domain.content import Step
from thongsuot.serving.procedures.versions import content_of


@dataclass(frozen=True, slots=True)
class QueueRow:
    """``risk_step``: title of the step it is likely to be late in; empty where nobody says so."""

    dossier: Dossier
    standing: Standing
    urgency: Urgency
    step: str
    steps: int
    risk_step: str

    def candidate(self, actor: Actor) -> Candidate:
        mine = self.dossier.officer_id is not None and self.dossier.officer_id == actor.id
        return Candidate(self.dossier.code, self.standing, self.risk_step, mine, self.dossier.is_same_day)


def rows_of(dossiers: Iterable[Dossier], now: datetime) -> list[QueueRow]:
    """With all that the rows show of other tables, the calendars of their offices among them, in four statements."""
    rows = with_related(dossiers)
    calendars = Calendars.of_units(one.competent_unit for one in rows)
    return [_row(one, calendars, now) for one in rows]


def best_of(rows: Iterable[QueueRow], actor: Actor) -> tuple[QueueRow, NextBest] | None:
    """The row to take up next, with the reasons."""
    known = {row.dossier.code: row for row in rows}
    chosen = next_best(row.candidate(actor) for row in known.values())
    return (known[chosen.code], chosen) if chosen else None


def _row(dossier: Dossier, calendars: Calendars, now: datetime) -> QueueRow:
    left = calendars.of(dossier.competent_unit).worked_minutes(now, dossier.due_at) if dossier.due_at else None
    standing = Standing(
        PortalStatus(dossier.status), dossier.due_at, dossier.received_at, dossier.risk, _told(dossier, left, now)
    )
    steps = content_of(dossier.version).steps
    return QueueRow(
        dossier, standing, urgency(standing), _title(steps, dossier.step), len(steps), _title(steps, dossier.risk_step)
    )


def _told(dossier: Dossier, left: int | None, now: datetime) -> int | None:
    """Late at 17:05 for a date of 17:00 is late, though no minute of office hours has passed."""
    if left == 0 and dossier.due_at and dossier.due_at < now:
        return -1
    return left


def _title(steps: tuple[Step, ...], ordinal: int | None) -> str:
    return steps[ordinal - 1].title if ordinal and ordinal <= len(steps) else ""
