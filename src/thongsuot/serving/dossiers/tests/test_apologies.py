"""A dossier that is late already: the head says sorry, why and when it is expected; it stays as late as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thongsuot.kernel.clock import format_moment, local
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    ApologiseDossier,
    Apologising,
    AskDuty,
    AskingDuty,
    FinishDossier,
    Finishing,
    Passing,
    PassOn,
    SettleDuty,
    SettlingDuty,
)
from thongsuot.serving.dossiers.conftest import at
from thongsuot.serving.dossiers.domain.fold import COLUMNS
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.timeline import timeline
from thongsuot.serving.dossiers.writing import differences

pytestmark = pytest.mark.django_db
TakeIn = Callable[..., Dossier]
EVENT = "serving.dossier.apologised"


@pytest.fixture
def dossier(scene: Scene, take_in: TakeIn) -> Dossier:
    """Taken in on the 1st, due at 17:30 on the 4th, with the specialist since."""
    found = take_in(at(1, 9))
    PassOn.run(scene.desk, Passing(found.code, officer=scene.specialist.pk), effective_at=at(1, 10))
    found.refresh_from_db()
    return found


@pytest.fixture
def late(scene: Scene, take_in: TakeIn) -> Dossier:
    """Late by the real clock, as the pages read it."""
    found = take_in(timezone.now() - timedelta(days=30))
    assert found.due_at is not None and found.due_at < timezone.now()
    return found


def sorry(dossier: Dossier, **more: object) -> Apologising:
    return Apologising(**({"code": dossier.code, "reason": "inspection", "expected": at(9, 16)} | more))  # type: ignore[arg-type]


def test_it_stays_as_late_as_it_was(scene: Scene, dossier: Dossier) -> None:
    before = {name: getattr(dossier, name) for name in COLUMNS}
    ApologiseDossier.run(scene.head, sorry(dossier), effective_at=at(8, 9))
    dossier.refresh_from_db()
    assert {name: getattr(dossier, name) for name in COLUMNS} == before | {"last_event_at": at(8, 9)}
    assert differences(dossier) == {}
    [event] = Event.objects.filter(name=EVENT)
    assert event.changes["reason_code"][1] == "inspection" and event.reason == "Cần kiểm tra, xác minh thực tế thêm"
    FinishDossier.run(scene.head, Finishing(dossier.code), effective_at=at(9, 9))
    dossier.refresh_from_db()
    assert (dossier.was_on_time, dossier.is_extended, dossier.due_at) == (False, False, at(4, 17, 30))


def test_only_for_a_date_already_missed_and_while_it_runs(scene: Scene, dossier: Dossier) -> None:
    with pytest.raises(ActionError, match="chưa quá hẹn"):
        ApologiseDossier.run(scene.head, sorry(dossier), effective_at=at(4, 17, 30))
    AskDuty.run(scene.specialist, AskingDuty(dossier.code, "Lệ phí trước bạ"), effective_at=at(3, 9))
    with pytest.raises(ActionError, match="chờ người nộp"):
        ApologiseDossier.run(scene.head, sorry(dossier), effective_at=at(8, 9))
    SettleDuty.run(scene.specialist, SettlingDuty(dossier.code), effective_at=at(3, 10))
    FinishDossier.run(scene.head, Finishing(dossier.code), effective_at=at(8, 10))
    with pytest.raises(ActionError, match="đã xử lý xong"):
        ApologiseDossier.run(scene.head, sorry(dossier), effective_at=at(8, 11))


def test_by_the_head_with_a_reason_of_the_list_and_a_coming_date(scene: Scene, dossier: Dossier) -> None:
    for other in (scene.desk, scene.specialist):
        with pytest.raises(AccessDenied):
            ApologiseDossier.run(other, sorry(dossier), effective_at=at(8, 9))
    for wrong, field in (
        (sorry(dossier, reason="lười"), "reason"),
        (sorry(dossier, reason="other"), "words"),
        (sorry(dossier, expected=at(8, 9)), "expected"),
    ):
        with pytest.raises(ActionError) as refused:
            ApologiseDossier.run(scene.head, wrong, effective_at=at(8, 9))
        assert [one.field for one in refused.value.errors] == [field]
    assert not Event.objects.filter(name=EVENT).exists()


def texts_of_lateness() -> list[str]:
    sent = OutboxMessage.objects.filter(handler="serving.dossiers.text")
    return [one.payload["text"] for one in sent if "đã quá hẹn" in one.payload["text"]]


def test_the_same_word_is_said_once_a_later_date_again(scene: Scene, dossier: Dossier) -> None:
    ApologiseDossier.run(scene.head, sorry(dossier), effective_at=at(8, 9))
    ApologiseDossier.run(scene.head, sorry(dossier), effective_at=at(8, 10))
    assert Event.objects.filter(name=EVENT).count() == len(texts_of_lateness()) == 1
    ApologiseDossier.run(scene.head, sorry(dossier, expected=at(12, 9)), effective_at=at(9, 17))
    assert Event.objects.filter(name=EVENT).count() == len(texts_of_lateness()) == 2


def test_the_applicant_reads_why_and_when(scene: Scene, dossier: Dossier) -> None:
    ApologiseDossier.run(scene.head, sorry(dossier, words="Đất có tranh chấp."), effective_at=at(8, 9))
    text = OutboxMessage.objects.filter(handler="serving.dossiers.text").latest("pk").payload["text"]
    for said in (dossier.code, "Cần kiểm tra, xác minh thực tế thêm. Đất có tranh chấp.", format_moment(at(9, 16))):
        assert said in text
    for for_citizen in (True, False):
        turn = timeline(dossier, for_citizen=for_citizen)[-1]
        assert (turn.kind, turn.expected, turn.due_at) == (Kind.APOLOGISED, at(9, 16), None)
        assert format_moment(at(9, 16)) in turn.detail and "tranh chấp" in turn.reason
    assert timeline(dossier, for_citizen=True)[-1].words == "Cơ quan xin lỗi vì đã quá hẹn"


def test_on_the_page_of_a_late_dossier_in_place_of_the_extension(scene: Scene, late: Dossier, client: Client) -> None:
    client.force_login(scene.head)
    address = reverse("dossier", args=[late.code])
    closed, opened = (client.get(address, {"viec": one}).content.decode() for one in ("", "xin-loi"))
    assert "/viec/xin-loi" in closed and "/viec/gia-han" not in closed
    assert 'id="viec-xin-loi">' in closed and 'id="viec-xin-loi" open>' in opened
    deed = reverse("dossier-deed", args=[late.code, "xin-loi"])
    coming = local(timezone.now() + timedelta(days=3))
    empty = client.post(deed, {"reason": "other", "words": "Máy chủ hỏng"})
    assert empty.status_code == 422 and "Máy chủ hỏng" in empty.content.decode()
    done = client.post(deed, {"reason": "overload", "expected": f"{coming:%Y-%m-%dT%H:%M}"})
    assert done.status_code == 302 and "dự kiến trả" in client.get(address).content.decode()


def test_what_is_not_late_is_extended_not_apologised_for(scene: Scene, take_in: TakeIn, client: Client) -> None:
    client.force_login(scene.head)
    page = client.get(reverse("dossier", args=[take_in().code])).content.decode()
    assert "/viec/gia-han" in page and "/viec/xin-loi" not in page


def test_the_tracking_page_says_it_until_that_date_has_passed_too(scene: Scene, late: Dossier, client: Client) -> None:
    address = reverse("tracked-dossier", args=[late.code])
    client.post("/tra-cuu", {"ma": late.code, "so-cuoi": "5678"})
    assert "chưa báo lý do và ngày hẹn mới" in client.get(address).content.decode()
    now = timezone.now()
    ApologiseDossier.run(
        scene.head, sorry(late, expected=now - timedelta(days=1)), effective_at=now - timedelta(days=2)
    )
    assert "chưa báo lý do và ngày hẹn mới" in client.get(address).content.decode()
    ApologiseDossier.run(scene.head, sorry(late, expected=now + timedelta(days=2)))
    page = client.get(address).content.decode()
    assert "Cần kiểm tra, xác minh thực tế thêm" in page and "Dự kiến trả:" in page and "khiếu nại" in page
    assert "chưa báo lý do" not in page and "Ngày hẹn mới" not in page and "Đã quá hẹn" in page
