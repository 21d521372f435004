"""Written without a network, sent when it is back: one dossier however often, the version of the day it was written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from thongsuot.serving.conftest import Scene
from thongsuot.serving.desk.models import OfflineReception
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.models import ProcedureVersion, VersionStatus

pytestmark = pytest.mark.django_db
ADDRESS = "/lam-viec/tiep-nhan/ngoai-tuyen"


def written(**more: Any) -> dict[str, Any]:
    plain = {
        "uuid": str(uuid4()),
        "slip": "TAM-K3QD-001",
        "procedure": "mau-1",
        "version": "1",
        "written_at": (timezone.now() - timedelta(hours=2)).isoformat(),
        "applicant_kind": "citizen",
        "applicant_name": "Lành Thị Mai",
        "phone": "0912345678",
        "brought": ["giay-to"],
    }
    return plain | more


def send(client: Client, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    answer = client.post(ADDRESS, given, headers={"Accept": "application/json"})
    return answer.status_code, answer.json()


@pytest.fixture
def desk(scene: Scene, client: Client) -> Client:
    client.force_login(scene.desk)
    return client


def test_sent_again_and_again_it_is_one_dossier(desk: Client) -> None:
    given = written()
    answers = [send(desk, given) for _time in range(4)]
    assert {code for code, _said in answers} == {200} and len({said["code"] for _code, said in answers}) == 1
    dossier = Dossier.objects.get()
    row = OfflineReception.objects.get()
    assert row.dossier == dossier and row.slip == "TAM-K3QD-001" and row.conflict == ""
    assert dossier.received_at == row.written_at < row.synced_at
    assert "Lành" not in row.print and "TAM-K3QD-001" in desk.get(ADDRESS).content.decode()


def test_long_after_the_keys_are_forgotten_it_is_still_known(desk: Client) -> None:
    from thongsuot.platform.idempotency.models import IdempotencyKey

    given = written()
    _code, first = send(desk, given)
    IdempotencyKey.objects.all().delete()
    assert send(desk, given) == (200, first) and Dossier.objects.count() == 1
    IdempotencyKey.objects.all().delete()
    code, said = send(desk, given | {"applicant_name": "Người khác"})
    assert code == 409 and "nội dung khác" in said["errors"][0] and Dossier.objects.count() == 1


def test_the_version_of_the_day_of_reception_holds(desk: Client, scene: Scene) -> None:
    old, today = scene.version, timezone.localdate()
    old.valid_to = today
    old.save()
    ProcedureVersion.objects.create(
        procedure=scene.procedure, number=2, status=VersionStatus.PUBLISHED, valid_from=today,
        content=old.content, digest="2" * 64, instrument="Không phải quy định",
    )  # fmt: skip
    yesterday = (timezone.now() - timedelta(days=1)).isoformat()
    code, said = send(desk, written(written_at=yesterday))
    assert code == 200 and "giữ phiên bản 1 của ngày tiếp nhận" in said["conflict"]
    assert Dossier.objects.get().version == old
    assert OfflineReception.objects.get().state == "offline_conflict"
    _code, said = send(desk, written(written_at=timezone.now().isoformat()))  # two hours ago may be yesterday
    assert "còn phiên bản 1" in said["conflict"] and "phiên bản 2" in said["conflict"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"written_at": (timezone.now() + timedelta(days=1)).isoformat()}, "chạy nhanh"),
        ({"written_at": (timezone.now() - timedelta(days=8)).isoformat()}, "quá bảy ngày"),
        ({"written_at": "hôm qua"}, "thiếu giờ"),
        ({"uuid": "1"}, "không có khóa"),
        ({"applicant_name": " "}, "Thiếu họ tên"),
        ({"procedure": "khong-co"}, "không còn"),
    ],
)
def test_what_cannot_be_taken_is_told_and_stays_on_the_machine(desk: Client, more: dict[str, Any], words: str) -> None:
    code, said = send(desk, written(**more))
    assert code == 422 and words in said["errors"][0] and not Dossier.objects.exists()


def test_only_a_desk_receives(scene: Scene, client: Client) -> None:
    client.force_login(scene.specialist)
    assert client.post(ADDRESS, written()).status_code == 403 and not Dossier.objects.exists()
