"""Dossiers of any life, written straight as rows."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from thongsuot.registry.units.models import Unit
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.models import Dossier

_numbers = count(1)


def unsaved(scene: Scene, started: datetime | None, unit: Unit | None = None, **columns: Any) -> Dossier:
    """Decided by ``unit`` (else ``scene.here``); received when it started."""
    place = unit or scene.here
    at = columns.pop("submitted_at", started)
    given = {"channel": 1, "mode": "self", "applicant_kind": "citizen", "status": 4} | columns
    return Dossier(
        code=f"H37-260101-{next(_numbers):04}",
        procedure=given.pop("procedure", scene.procedure),
        version=given.pop("version", scene.version),
        receiving_unit=place,
        competent_unit=place,
        holder_unit=place,
        applicant_name="Nông Thị A",
        search_key="nong thi a",
        submitted_at=at,
        received_at=started,
        started_at=started,
        last_event_at=at,
        **given,
    )


def dossier(scene: Scene, started: datetime | None, unit: Unit | None = None, **columns: Any) -> Dossier:
    row = unsaved(scene, started, unit, **columns)
    row.save()
    return row
