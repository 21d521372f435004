"""Writes made-up lives in bulk: the rows and events that actions would have left, many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.events.domain import Draft
from thongsuot.platform.events.store import append_many
from thongsuot.platform.private.sealing import fingerprint
from thongsuot.serving.demo.histories import Life
from thongsuot.serving.dossiers.choices import PartKind, PartSource, PartState
from thongsuot.serving.dossiers.creating import search_key
from thongsuot.serving.dossiers.domain.fold import COLUMNS, State
from thongsuot.serving.dossiers.domain.happenings import CLOSED, EVENT_PREFIX, Happening, Kind
from thongsuot.serving.dossiers.log import aggregate_of
from thongsuot.serving.dossiers.models import Dossier, DossierPart, DossierPerson, DossierStep
from thongsuot.serving.dossiers.steps import step_reading
from thongsuot.serving.dossiers.writing import state_values
from thongsuot.serving.procedures.domain.content import StepRole
from thongsuot.serving.procedures.models import Procedure

_BATCH = 500
CodeOf = Callable[[int, date], str]  # receiving unit, day → the next code


def write_lives(lives: Iterable[Life], code_of: CodeOf) -> int:
    """How many dossiers were written; each batch is one transaction."""
    count, waiting = 0, iter(lives)
    while batch := list(islice(waiting, _BATCH)):
        _write(batch, code_of)
        count += len(batch)
    return count


@transaction.atomic
def _write(batch: list[Life], code_of: CodeOf) -> None:
    procedures = Procedure.objects.in_bulk()
    dossiers = Dossier.objects.bulk_create([_dossier(one, code_of, procedures) for one in batch])
    DossierPerson.objects.bulk_create(_person(*pair) for pair in zip(dossiers, batch, strict=True))
    DossierPart.objects.bulk_create(part for pair in zip(dossiers, batch, strict=True) for part in _parts(*pair))
    passages = [step for pair in zip(dossiers, batch, strict=True) for step in _steps(*pair)]
    DossierStep.objects.bulk_create(passages)
    append_many(SYSTEM, [draft for pair in zip(dossiers, batch, strict=True) for draft in _drafts(*pair)])


def _dossier(life: Life, code_of: CodeOf, procedures: Mapping[int, Procedure]) -> Dossier:
    submitted = life.happenings[0].at
    code = code_of(life.place.receiving, local(submitted).date())
    return Dossier(
        code=code,
        procedure_id=life.source.procedure_id,
        version_id=life.source.version_id,
        channel=life.channel,
        mode=life.mode,
        applicant_kind=life.person.kind,
        applicant_name=life.person.name,
        search_key=search_key(life.person.name, procedures[life.source.procedure_id]),
        taken_by_id=life.place.officers.get(StepRole.RECEIVE) if life.states[-1].received_at else None,
        revision=len(life.happenings),
        is_sample=True,
        **state_values(life.states[-1]),
    )


def _person(dossier: Dossier, life: Life) -> DossierPerson:
    given = life.person
    return DossierPerson(
        dossier=dossier,
        id_number=given.id_number,
        id_print=fingerprint("citizen", given.id_number),
        phone=given.phone,
        tracking_print=fingerprint("tracking", dossier.code, given.phone[-4:]),
    )


def _parts(dossier: Dossier, life: Life) -> list[DossierPart]:
    return [
        DossierPart(
            dossier=dossier,
            component=component.code,
            name=component.name,
            kind=PartKind.ORIGINAL if source == PartSource.PAPER else PartKind.ELECTRONIC,
            source=source,
            state=PartState.GOOD if life.states[-1].received_at else PartState.PENDING,
            is_digitised=source != PartSource.PAPER,
        )
        for component, source in life.parts
    ]


def _steps(dossier: Dossier, life: Life) -> list[DossierStep]:
    rows: list[DossierStep] = []
    world = life.source.world
    for before, happening, after in life.passing():
        open_one = rows[-1] if rows and rows[-1].ended_at is None else None
        if open_one and (happening.kind is Kind.STEP_BEGUN or after.status in CLOSED):
            reading = step_reading(open_one.begun_at, open_one.ordinal, before, world, happening.at)
            open_one.ended_at, open_one.due_at, open_one.worked_minutes = happening.at, reading.due_at, reading.used
        if happening.kind is Kind.STEP_BEGUN:
            rows.append(_passage(dossier, after, happening, life))
    if rows and rows[-1].ended_at is None:
        last = rows[-1]
        last.due_at = step_reading(last.begun_at, last.ordinal, life.states[-1], world, life.happenings[-1].at).due_at
    return rows


def _passage(dossier: Dossier, after: State, happening: Happening, life: Life) -> DossierStep:
    return DossierStep(
        dossier=dossier,
        ordinal=after.step,
        code=life.source.world.steps[after.step - 1].code,
        unit_id=after.holder_unit_id,
        officer_id=after.officer_id,
        begun_at=happening.at,
    )


def _drafts(dossier: Dossier, life: Life) -> list[Draft]:
    drafts = []
    for before, happening, after in life.passing():
        told: dict[str, tuple[Any, Any]] = {name: (None, value) for name, value in happening.data.items()}
        name = f"{EVENT_PREFIX}{happening.kind}"
        drafts.append(Draft(aggregate_of(dossier.code), name, told | _changed(before, after), "", happening.at))
    return drafts


def _changed(before: State, after: State) -> dict[str, tuple[Any, Any]]:
    old, new = state_values(before), state_values(after)
    return {name: (old[name], new[name]) for name in COLUMNS if old[name] != new[name]}
