"""A dossier through all ten statuses; what cannot follow is refused with words; the row is always the fold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import verify_chain
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    FinishDossier,
    Finishing,
    Passing,
    PassOn,
    Returning,
    ReturnResult,
)
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.conftest import at
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import differences

pytestmark = pytest.mark.django_db
TakeIn = Callable[..., Dossier]


def test_from_the_desk_to_the_result(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 9))
    assert (dossier.status, dossier.step, dossier.holder_unit) == (Status.ACCEPTED, 1, scene.here)
    assert dossier.promised_at == dossier.due_at == at(4, 17, 30)
    PassOn.run(scene.desk, Passing(dossier.code, officer=scene.specialist.pk), effective_at=at(1, 10))
    PassOn.run(scene.specialist, Passing(dossier.code, officer=scene.head.pk), effective_at=at(2, 10))
    FinishDossier.run(scene.head, Finishing(dossier.code), effective_at=at(3, 9))
    ReturnResult.run(scene.desk, Returning(dossier.code), effective_at=at(3, 15))
    dossier.refresh_from_db()
    assert (dossier.status, dossier.was_on_time) == (Status.RETURNED, True)
    assert differences(dossier) == {}
    assert verify_chain("dossier", dossier.code) is None
    names = [one.name.rsplit(".", 1)[1] for one in Event.objects.filter(aggregate_id=dossier.code).order_by("sequence")]
    assert names == ["filed", "received", *["step_begun"] * 3, "finished", "step_begun", "returned"]
    assert dossier.steps.all()[0].worked_minutes == 60
