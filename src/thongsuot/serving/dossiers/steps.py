"""Rows of the passages through the steps, kept beside the dossier's row: each with its own clock by its share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from thongsuot.serving.clock.domain.model import ClockEvent, ClockEventKind, Limit, Reading
from thongsuot.serving.clock.domain.reading import read_clock
from thongsuot.serving.dossiers.domain.fold import State, World
from thongsuot.serving.dossiers.domain.happenings import CLOSED, Happening, Kind
from thongsuot.serving.dossiers.models import Dossier, DossierStep

_PAUSES = {ClockEventKind.PAUSED, ClockEventKind.RESUMED}


def follow_steps(dossier: Dossier, before: State, after: State, happening: Happening, world: World) -> None:
    """End, begin or re-date the passage that ``happening`` is about."""
    if happening.kind is Kind.STEP_BEGUN:
        _end(dossier, before, happening.at, world)
        _begin(dossier, after, happening.at, world)
    elif after.status in CLOSED and before.status not in CLOSED:
        _end(dossier, before, happening.at, world)
    elif happening.kind in (Kind.ASSIGNED, Kind.HANDED_OVER):
        open_ones(dossier).update(officer_id=after.officer_id)
    elif after.clock != before.clock:
        _redate(dossier, after, happening.at, world)


def open_ones(dossier: Dossier):  # type: ignore[no-untyped-def]
    return DossierStep.objects.filter(dossier=dossier, ended_at__isnull=True)


def step_reading(begun: datetime, ordinal: int, state: State, world: World, now: datetime) -> Reading:
    """The clock of one passage: its share of the limit from when it began, less the pauses since."""
    share = Limit(world.steps[ordinal - 1].share, world.limit.unit)
    since = [one for one in state.clock_events if one.at >= begun and one.kind in _PAUSES]
    events = (ClockEvent(ClockEventKind.RECEIVED, begun), *(replace(one) for one in since))
    return read_clock(events, share, world.calendar, world.rules, now)


def _begin(dossier: Dossier, after: State, at: datetime, world: World) -> None:
    step = world.steps[after.step - 1]
    reading = step_reading(at, after.step, after, world, at)
    DossierStep.objects.create(
        dossier=dossier,
        ordinal=after.step,
        code=step.code,
        unit_id=after.holder_unit_id,
        officer_id=after.officer_id,
        begun_at=at,
        due_at=reading.due_at,
    )


def _end(dossier: Dossier, before: State, at: datetime, world: World) -> None:
    for one in open_ones(dossier):
        one.ended_at = at
        one.worked_minutes = step_reading(one.begun_at, one.ordinal, before, world, at).used
        one.save(update_fields=["ended_at", "worked_minutes"])


def _redate(dossier: Dossier, after: State, at: datetime, world: World) -> None:
    for one in open_ones(dossier):
        one.due_at = step_reading(one.begun_at, one.ordinal, after, world, at).due_at
        one.save(update_fields=["due_at"])
