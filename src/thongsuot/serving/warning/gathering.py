"""Rows of dossiers and their passages as the estimate wants them. A handful of statements however many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from thongsuot.serving.clock.calendars import Calendars
from thongsuot.serving.clock.domain.hours import OfficeCalendar
from thongsuot.serving.dossiers.listing import RUNNING
from thongsuot.serving.dossiers.models import Dossier, DossierStep
from thongsuot.serving.procedures.domain.content import ProcedureContent, Step, StepRole
from thongsuot.serving.procedures.versions import content_of
from thongsuot.serving.warning.domain.model import Ahead, Passage, Past, Snapshot

_RELATED = ("version__procedure", "competent_unit", "holder_unit")


@dataclass(frozen=True, slots=True)
class OpenDossier:
    """``first``: place of the current step among the procedure's; ``snapshot.ahead[n]`` is step ``first + n``."""

    dossier: Dossier
    first: int
    snapshot: Snapshot
    passage: Passage

    def ordinal(self, place: int) -> int:
        """Number of the step as the dossier counts them, from 1."""
        return self.first + place + 1


def titles(dossiers: Iterable[Dossier]) -> dict[tuple[int, str], str]:
    """(procedure, step) → the step's name."""
    return {(one.procedure_id, step.code): step.title for one in dossiers for step in content_of(one.version).steps}


def past_dossiers(kept: int) -> tuple[list[Past], list[Dossier]]:
    """The latest ``kept`` finished dossiers in the order they began, and their rows."""
    done = Dossier.objects.filter(was_on_time__isnull=False, started_at__isnull=False, promised_at__isnull=False)
    rows = list(done.select_related(*_RELATED).order_by("-started_at", "-pk")[:kept])[::-1]
    passages = _steps_of(rows)
    calendars = Calendars()
    pasts = [_past(one, passages.get(one.pk, []), calendars.of(one.competent_unit)) for one in rows]
    return [one for one in pasts if one], rows


def all_open() -> list[Dossier]:
    """Those whose clock runs; waiting ones have no date to miss."""
    rows = Dossier.objects.filter(status__in=RUNNING, due_at__isnull=False, finished_at__isnull=True)
    return list(rows.select_related(*_RELATED).order_by("pk"))


def opened(found: Sequence[Dossier], now: datetime) -> Iterator[OpenDossier]:
    """What the estimate sees of running dossiers; one that is in no step before the result is left out."""
    passages = _steps_of(found)
    calendars = Calendars()
    for one in found:
        running = [step for step in passages.get(one.pk, []) if step.ended_at is None]
        seen = _open(one, running, calendars.of(one.competent_unit), now) if running else None
        if seen:
            yield seen


def _steps_of(dossiers: Sequence[Dossier]) -> dict[int, list[DossierStep]]:
    found: dict[int, list[DossierStep]] = {}
    for step in DossierStep.objects.filter(dossier__in=[one.pk for one in dossiers]).order_by("pk"):
        found.setdefault(step.dossier_id, []).append(step)
    return found


def _limit(dossier: Dossier, calendar: OfficeCalendar) -> int:
    assert dossier.started_at and dossier.promised_at
    return max(1, calendar.worked_minutes(dossier.started_at, dossier.promised_at))


def _share(step: Step, content: ProcedureContent, limit: int) -> int:
    """Minutes of a step's part of the limit."""
    return max(15, int(limit * step.share / content.limit.value)) if content.limit.value else max(15, limit)


def _counted(content: ProcedureContent) -> list[Step]:
    """Steps before the result exists: handing it over is after the end of processing (D09)."""
    return [one for one in content.steps if one.role is not StepRole.RETURN]


def _past(dossier: Dossier, rows: Sequence[DossierStep], calendar: OfficeCalendar) -> Past | None:
    content, limit = content_of(dossier.version), _limit(dossier, calendar)
    steps = {one.code: one for one in _counted(content)}
    passages = [
        Passage(
            Ahead(dossier.procedure_id, one.code, one.unit_id, _share(steps[one.code], content, limit)),
            one.worked_minutes,
            True,
        )
        for one in rows
        if one.code in steps and one.worked_minutes is not None
    ]
    return Past(tuple(passages), limit, not dossier.was_on_time) if passages else None


def _open(
    dossier: Dossier, running: Sequence[DossierStep], calendar: OfficeCalendar, now: datetime
) -> OpenDossier | None:
    content, limit, row = content_of(dossier.version), _limit(dossier, calendar), running[-1]
    steps = _counted(content)
    first = next((number for number, one in enumerate(steps) if one.code == row.code), None)
    if first is None or dossier.due_at is None:
        return None
    ahead = tuple(
        Ahead(dossier.procedure_id, one.code, row.unit_id, _share(one, content, limit)) for one in steps[first:]
    )
    elapsed = _elapsed(row, ahead[0].share, dossier, calendar, now)
    left = calendar.worked_minutes(now, dossier.due_at)
    return OpenDossier(dossier, first, Snapshot(ahead, elapsed, left), Passage(ahead[0], elapsed, False))


def _elapsed(row: DossierStep, share: int, dossier: Dossier, calendar: OfficeCalendar, now: datetime) -> int:
    """Minutes worked in the step; what it waited for the citizen has moved the step's own date and is left out."""
    passed = max(0, calendar.worked_minutes(row.begun_at, now))
    if not dossier.supplements or row.due_at is None:
        return passed
    return min(passed, max(0, share - calendar.worked_minutes(now, row.due_at)))
