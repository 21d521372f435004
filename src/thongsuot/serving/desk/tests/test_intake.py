"""An online dossier: accepted when all is good, else one request for everything, or refused with a reason."""

from __future__ import annotations

import pytest
from django.test import Client

from thongsuot.serving.conftest import Scene
from thongsuot.serving.desk.tests.conftest import TakeIn
from thongsuot.serving.dossiers.choices import PartState, Status
from thongsuot.serving.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(scene: Scene, take_in: TakeIn, client: Client) -> Dossier:
    client.force_login(scene.desk)
    return take_in(online=True)


def answer(client: Client, dossier: Dossier, what: str, **more: str) -> str:
    page = client.post(f"/lam-viec/kiem-tra-ho-so/{dossier.code}", {"tra-loi": what, **more}, follow=True)
    dossier.refresh_from_db()
    return page.content.decode()


def test_all_good_is_received_and_the_clock_starts(client: Client, waiting: Dossier) -> None:
    part = waiting.parts.get()
    assert part.name in client.get(f"/lam-viec/kiem-tra-ho-so/{waiting.code}").content.decode()
    answer(client, waiting, "nhan", **{f"giay-{part.pk}": PartState.GOOD})
    part.refresh_from_db()
    assert waiting.status == Status.ACCEPTED and waiting.due_at and part.state == PartState.GOOD


def test_a_paper_not_looked_at_is_not_received(client: Client, waiting: Dossier) -> None:
    told = answer(client, waiting, "nhan")
    assert waiting.status == Status.NEW and "chưa xem" in told


def test_everything_wrong_stands_in_one_request(client: Client, waiting: Dossier) -> None:
    part = waiting.parts.get()
    faulty = {f"giay-{part.pk}": PartState.FAULTY.value, f"ghi-{part.pk}": "Ảnh mờ, không thấy dấu"}
    answer(client, waiting, "bo-sung", **faulty, **{"can-uy-quyen": "1"})
    (request,) = waiting.supplement_requests.all()
    assert waiting.status == Status.SUPPLEMENT and waiting.due_at is None
    assert [(one["component"], one["why"]) for one in request.items] == [
        ("giay-to", "Ảnh mờ, không thấy dấu"),
        ("uy-quyen", "Chưa có trong hồ sơ."),
    ]


def test_no_request_while_a_paper_is_unseen(client: Client, waiting: Dossier) -> None:
    assert "chỉ được yêu cầu bổ sung một lần" in answer(client, waiting, "bo-sung").lower()
    assert waiting.status == Status.NEW


def test_refused_with_a_reason_and_words(client: Client, waiting: Dossier) -> None:
    told = answer(client, waiting, "tu-choi", **{"ly-do": "other", "loi": ""})
    assert waiting.status == Status.NEW and "lý do từ chối" in told
    answer(client, waiting, "tu-choi", **{"ly-do": "other", "loi": "Nộp nhầm thủ tục, mời ông/bà chọn lại."})
    assert waiting.status == Status.NOT_ACCEPTED


def test_answered_dossiers_say_so_and_the_neighbour_sees_nothing(
    client: Client, waiting: Dossier, scene: Scene
) -> None:
    answer(client, waiting, "nhan", **{f"giay-{waiting.parts.get().pk}": PartState.GOOD})
    assert "đã được trả lời" in client.get(f"/lam-viec/kiem-tra-ho-so/{waiting.code}").content.decode()
    client.force_login(scene.neighbour)
    assert client.get(f"/lam-viec/kiem-tra-ho-so/{waiting.code}").status_code == 404
    client.force_login(scene.specialist)
    assert client.get(f"/lam-viec/kiem-tra-ho-so/{waiting.code}").status_code == 403
