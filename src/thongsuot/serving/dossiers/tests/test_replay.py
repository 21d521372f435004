"""A corrected calendar or moment is read again: the promise stays, the date moves, the event says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.platform.jobs import enqueue
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.running import perform
from thongsuot.platform.outbox import Delivery
from thongsuot.serving.clock.models import ClosureKind, OfficeClosure
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    AskingSupplement,
    AskSupplement,
    CorrectMoment,
    Missing,
    MovingMoment,
    Passing,
    PassOn,
    ReplayDossier,
    Replaying,
    StopDossier,
    Stopping,
)
from thongsuot.serving.dossiers.conftest import at
from thongsuot.serving.dossiers.jobs import ReplayInput, follow_closure, replay_dossiers
from thongsuot.serving.dossiers.log import happenings_of
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import differences

pytestmark = pytest.mark.django_db


def close_day(scene: Scene, day: int) -> OfficeClosure:
    return OfficeClosure.objects.create(
        unit=scene.here, kind=ClosureKind.CLOSED, first_day=date(2026, 6, day), last_day=date(2026, 6, day),
        reason="Mưa lũ", reference="Công điện 1",
    )  # fmt: skip


def test_a_day_the_office_was_closed_moves_the_date_not_the_promise(
    scene: Scene, take_in: Callable[..., Dossier]
) -> None:
    dossier = take_in(at(1, 9))
    close_day(scene, 3)
    assert differences(dossier)["due_at"] == (at(4, 17, 30), at(5, 17, 30))
    with pytest.raises(AccessDenied):
        ReplayDossier.run(scene.desk, Replaying(dossier.code, "Công điện 1"))
    ReplayDossier.run(scene.head, Replaying(dossier.code, "Công điện 1"))
    ReplayDossier.run(scene.head, Replaying(dossier.code, "Công điện 1"))  # nothing left to move
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.promised_at) == (at(5, 17, 30), at(4, 17, 30))
    assert dossier.steps.get(ended_at__isnull=True).due_at
    [event] = Event.objects.filter(name="serving.dossier.corrected")
    assert (event.reason, set(event.changes) - {"last_event_at"}) == ("Công điện 1", {"due_at"})
    assert differences(dossier) == {}


def test_all_open_dossiers_of_the_office_at_once(scene: Scene, take_in: Callable[..., Dossier]) -> None:
    moving, stopped = take_in(at(1, 9)), take_in(at(1, 9))
    StopDossier.run(scene.head, Stopping(stopped.code, "court"), effective_at=at(1, 10))
    elsewhere = take_in(at(1, 9), competent_unit=scene.there.key)
    close_day(scene, 3)
    run = enqueue(replay_dossiers, scene.head, ReplayInput("Công điện 1", scene.here.path))
    perform(run.pk)
    run.refresh_from_db()
    assert "1 hồ sơ" in run.message
    touched = Event.objects.filter(name="serving.dossier.corrected").values_list("aggregate_id", flat=True)
    assert list(touched) == [moving.code]
    assert (fresh(moving).due_at, fresh(elsewhere).due_at) == (at(5, 17, 30), None)


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def test_a_moment_typed_wrongly_is_mended_by_the_head(scene: Scene, take_in: Callable[..., Dossier]) -> None:
    dossier = take_in(at(2, 9))
    PassOn.run(scene.desk, Passing(dossier.code), effective_at=at(2, 10))
    assert dossier.due_at == at(5, 17, 30)
    CorrectMoment.run(scene.head, MovingMoment(dossier.code, 2, at(1, 9), "Nhận từ hôm trước, gõ nhầm ngày"))
    mended = fresh(dossier)
    assert (mended.received_at, mended.due_at, mended.promised_at) == (at(1, 9), at(4, 17, 30), at(5, 17, 30))
    assert differences(mended) == {}


def test_a_moment_stays_between_what_came_before_and_after(scene: Scene, take_in: Callable[..., Dossier]) -> None:
    code = take_in(at(2, 9)).code
    AskSupplement.run(
        scene.desk,
        AskingSupplement(code, (Missing("giay-to", "Tờ khai", "Thiếu chữ ký", "Ký rồi chụp lại"),)),
        effective_at=at(2, 15),
    )
    with pytest.raises(ActionError, match="Phải trước 15:00 ngày 02/06/2026"):
        CorrectMoment.run(scene.head, MovingMoment(code, 2, at(3, 9), "Nhầm"))
    number = len(happenings_of(Dossier.objects.get(code=code)))
    with pytest.raises(ActionError, match="Phải từ 09:00 ngày 02/06/2026"):
        CorrectMoment.run(scene.head, MovingMoment(code, number, at(1, 9), "Nhầm"))
    with pytest.raises(ActionError, match="không làm thay đổi ngày hẹn"):
        CorrectMoment.run(scene.head, MovingMoment(code, 1, at(1, 9), "Nhầm"))


def test_the_head_corrects_a_moment_on_the_page(scene: Scene, take_in: Callable[..., Dossier], client: Client) -> None:
    dossier = take_in(at(2, 9))
    address = reverse("dossier-deed", args=[dossier.code, "sua-gio"])
    client.force_login(scene.head)
    page = client.get(reverse("dossier", args=[dossier.code])).content.decode()
    assert "Tiếp nhận hồ sơ · 09:00 ngày 02/06/2026" in page
    typed = {"number": "2", "at": "2099-06-01T09:00", "reason": "Sổ giấy ghi hôm trước"}
    refused = client.post(address, typed)
    assert refused.status_code == 422 and "không thể ở tương lai" in refused.content.decode()
    assert client.post(address, typed | {"at": "2026-06-01T09:00"}).status_code == 302
    assert fresh(dossier).received_at == at(1, 9)
    client.force_login(scene.specialist)
    assert "Thời điểm ghi nhầm" not in client.get(reverse("dossier", args=[dossier.code])).content.decode()


def test_an_office_that_writes_a_closure_sets_the_job_going(scene: Scene, take_in: Callable[..., Dossier]) -> None:
    take_in(at(1, 9))
    closure = close_day(scene, 3)
    follow_closure(Delivery({"aggregate_id": str(closure.pk), "reason": "Mưa lũ"}, "k", 1))
    run = JobRun.objects.get()
    assert run.parameters == {"reason": "Mưa lũ (Công điện 1)", "unit_path": scene.here.path}


def test_the_page_offers_it_only_where_something_moved(
    scene: Scene, take_in: Callable[..., Dossier], client: Client
) -> None:
    dossier = take_in(at(1, 9))
    client.force_login(scene.head)
    address = f"/lam-viec/ho-so/{dossier.code}"
    assert "/viec/tinh-lai" not in client.get(address).content.decode()
    close_day(scene, 3)
    assert "/viec/tinh-lai" in client.get(address).content.decode()
    assert client.post(f"{address}/viec/tinh-lai", {"reason": "Công điện 1"}).status_code == 302
    assert fresh(dossier).due_at == at(5, 17, 30)
