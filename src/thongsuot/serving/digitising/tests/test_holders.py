"""A number typed wrongly gave the paper to a stranger: mended, it leaves his store and comes to its holder."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.platform.outbox.delivery import drain
from thongsuot.serving.citizens.tests.test_citizens import sign_in
from thongsuot.serving.conftest import Scene
from thongsuot.serving.digitising.tests.test_results import DUONG, HANG, signed
from thongsuot.serving.dossiers.actions import CorrectDossier, Correcting
from thongsuot.serving.dossiers.actions.persons import id_print
from thongsuot.serving.dossiers.conftest import take_in
from thongsuot.serving.dossiers.models import Dossier

__all__ = ["take_in"]
pytestmark = pytest.mark.django_db


def test_the_paper_leaves_the_stranger(scene: Scene, take_in: Callable[..., Dossier], client: Client) -> None:
    result = signed(scene, take_in(id_number=DUONG))
    code = result.dossier.code
    sign_in(client, "duong")
    assert code in client.get(reverse("my-dossiers")).content.decode()
    CorrectDossier.run(scene.desk, Correcting(code, {"id_number": HANG}, "Gõ nhầm, theo căn cước"))
    drain()
    result.refresh_from_db()
    assert result.id_print == id_print(HANG)
    assert code not in client.get(reverse("my-dossiers")).content.decode()
