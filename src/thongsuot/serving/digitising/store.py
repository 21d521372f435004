"""What a citizen already has with us, and what of it may stand for a paper asked again (I09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.digitising.models import Result, ResultState
from thongsuot.serving.dossiers.choices import PartSource, PartState
from thongsuot.serving.dossiers.models import DossierPart
from thongsuot.serving.procedures.domain.content import Component


@dataclass(frozen=True, slots=True)
class Reusable:
    """«Dùng lại, không phải nộp»: give ``NewPart`` this ``file_id``, ``name`` and ``source``.

    ``source`` is REUSED for a result of ours, STORE for a paper the citizen gave before and an officer found good.
    ``origin`` says where from, for the screen: «số 12/UBND-HT, cấp 03/11/2026» or the dossier it was given with.
    """

    file_id: int
    name: str
    source: PartSource
    origin: str
    at: datetime


def results_of(citizen: Citizen) -> QuerySet[Result]:
    """The citizen's signed results, newest first; revoked and replaced ones too, said by their state."""
    mine = Result.objects.filter(id_print=citizen.id_print).exclude(state=ResultState.PREPARED)
    return mine.select_related("dossier", "unit", "file").order_by("-issued_at", "-pk")


def reusable(citizen: Citizen, component: Component) -> list[Reusable]:
    """What may stand for ``component``, the best first: valid results of the procedures it names, then own papers."""
    results = results_of(citizen).filter(state=ResultState.SIGNED, procedure_code__in=component.fulfilled_by)
    found = [_from_result(one) for one in results]
    parts = own_papers(citizen).filter(component=component.code)
    return [*found, *(_from_part(one) for one in parts[:3])]


def own_papers(citizen: Citizen) -> QuerySet[DossierPart]:
    """Papers of the citizen's own dossiers that an officer has checked and found good."""
    good = DossierPart.objects.filter(
        dossier__person__id_print=citizen.id_print, state=PartState.GOOD, file__isnull=False
    ).exclude(source=PartSource.REUSED)
    return good.select_related("dossier", "file").order_by("-added_at", "-pk")


def _from_result(one: Result) -> Reusable:
    assert one.file_id is not None and one.issued_at is not None
    return Reusable(one.file_id, one.title, PartSource.REUSED, one.number_text, one.issued_at)


def _from_part(one: DossierPart) -> Reusable:
    assert one.file_id is not None
    return Reusable(one.file_id, one.name, PartSource.STORE, one.dossier.code, one.added_at)
