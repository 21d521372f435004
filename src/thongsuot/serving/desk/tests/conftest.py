"""A dossier taken in at the desk of the small world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from thongsuot.platform.idempotency.store import new_key
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import FileDossier, NewDossier, NewPart, TakeInDossier
from thongsuot.serving.dossiers.models import Dossier

TakeIn = Callable[..., Dossier]
PARTS = (NewPart("giay-to", "Giấy tờ kèm theo"),)


@pytest.fixture
def take_in(scene: Scene) -> TakeIn:
    """``take_in()`` received at the desk; ``take_in(online=True)`` filed and waiting."""

    def taken(online: bool = False, actor: Any = None, **more: Any) -> Dossier:
        given = {"applicant_name": "Lành Thị Mai", "phone": "0912345678", "parts": PARTS} | more
        new = NewDossier("mau-1", scene.here.key, channel=2 if online else 1, **given)
        action = FileDossier if online else TakeInDossier
        return Dossier.objects.get(code=action.run(actor or scene.desk, new, idempotency_key=new_key()).code)

    return taken
