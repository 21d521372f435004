"""What the database itself refuses, whoever holds the connection."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from thongsuot.serving.conftest import Scene
from thongsuot.serving.procedures.models import Procedure, ProcedureCompetence, ProcedureVersion, VersionStatus

pytestmark = pytest.mark.django_db


def _again(scene: Scene, number: int, start: date, end: date | None = None, **fields: object) -> ProcedureVersion:
    old = scene.version
    values = {"status": VersionStatus.PUBLISHED, "digest": old.digest, "content": old.content} | fields
    return ProcedureVersion.objects.create(
        procedure=scene.procedure, number=number, valid_from=start, valid_to=end, **values
    )


def test_two_versions_never_hold_on_one_day(scene: Scene) -> None:
    with pytest.raises(IntegrityError, match="procedure_versions_apart"), transaction.atomic():
        _again(scene, 2, date(2026, 1, 1))
    with pytest.raises(IntegrityError, match="procedure_versions_apart"), transaction.atomic():
        _again(scene, 2, date(2025, 1, 1), date(2025, 7, 2))
    _again(scene, 2, date(2025, 1, 1), date(2025, 7, 1))
    _again(scene, 3, date(2026, 1, 1), status=VersionStatus.DRAFT)


def test_another_procedure_has_days_of_its_own(scene: Scene) -> None:
    other = Procedure.objects.create(code="mau-2", title="Thử", search_key="thu", field="ho-tich")
    old = scene.version
    ProcedureVersion.objects.create(
        procedure=other, number=1, status=old.status, valid_from=old.valid_from, content=old.content, digest=old.digest
    )


@pytest.mark.parametrize(
    "change", [{"content": {}}, {"digest": "0" * 64}, {"valid_from": date(2024, 1, 1)}, {"status": VersionStatus.DRAFT}]
)
def test_what_is_announced_stays_as_announced(scene: Scene, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError, match="không sửa, không xóa"), transaction.atomic():
        ProcedureVersion.objects.filter(pk=scene.version.pk).update(**change)
    ProcedureVersion.objects.filter(pk=scene.version.pk).update(valid_to=date(2027, 1, 1))


def test_only_samples_may_be_taken_out_again(scene: Scene) -> None:
    Procedure.objects.filter(pk=scene.procedure.pk).update(is_sample=False)
    with pytest.raises(DatabaseError, match="không sửa, không xóa"), transaction.atomic():
        scene.version.delete()
    Procedure.objects.filter(pk=scene.procedure.pk).update(is_sample=True)
    ProcedureVersion.objects.get(number=1).delete()


def test_one_level_a_day(scene: Scene) -> None:
    def level(name: str, start: date, end: date | None = None) -> None:
        ProcedureCompetence.objects.create(
            procedure=scene.procedure, level=name, valid_from=start, valid_to=end, instrument="QĐ"
        )

    level("district", date(2015, 1, 1), date(2025, 7, 1))
    level("commune", date(2025, 7, 1))
    with pytest.raises(IntegrityError, match="procedure_competences_apart"), transaction.atomic():
        level("province", date(2025, 6, 30), date(2025, 7, 1))
