"""Dossiers for the tests: one taken in at the desk, and the clock that can be set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import NewDossier, TakeInDossier
from thongsuot.serving.dossiers.models import Dossier

NEW = NewDossier(
    procedure_code="mau-1",
    receiving_unit="phuong-dong-kinh--lang-son",
    applicant_name="Nông Thị Hoa",
    id_number="020190001234",
    phone="0912 345 678",
    email="hoa@example.vn",
    address="Khối 1, phường Đông Kinh",
    answers={"nguoi_nop": "tu_nop"},
)


def at(day: int, hour: int = 9, minute: int = 0, month: int = 6) -> datetime:
    """A moment of June 2026: the 1st is a Monday, no holiday in the month."""
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.fixture
def take_in(scene: Scene) -> Callable[..., Dossier]:
    """Taken in at the desk; words given replace those of ``NEW``."""
    keys = iter(range(10_000))

    def make(when: datetime | None = None, actor: Any = None, **changes: Any) -> Dossier:
        done = TakeInDossier.run(
            actor or scene.desk, replace(NEW, **changes), idempotency_key=f"nhan-{next(keys)}", effective_at=when
        )
        return Dossier.objects.get(code=done.code)

    return make
