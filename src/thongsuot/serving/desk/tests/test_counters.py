"""Counters by what they lack, units that have not used the product for five working days, the same-day rate."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.events.models import Event
from thongsuot.serving.conftest import Scene
from thongsuot.serving.desk.models import DeskReadiness
from thongsuot.serving.desk.rules import desk_rules
from thongsuot.serving.desk.tests.conftest import TakeIn
from thongsuot.serving.desk.usage import counter_states, usage_of

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 13)


def act(account: object, at: datetime) -> None:
    number = Event.objects.count() + 1
    Event.objects.create(
        aggregate_type="thu", aggregate_id=str(number), sequence=1, name="thu.thu.thu", actor_id=account.pk,  # type: ignore[attr-defined]
        actor_name="x", recorded_at=at, effective_at=at, previous="0" * 64, digest=f"{number:064}",
    )  # fmt: skip


def test_a_commune_idle_for_five_working_days_is_listed(scene: Scene) -> None:
    act(scene.desk, datetime(2026, 11, 6, 16, tzinfo=VIETNAM))  # Friday a week before: five working days since
    act(scene.neighbour, datetime(2026, 11, 9, 9, tzinfo=VIETNAM))
    usage = usage_of([scene.here, scene.there, scene.department], FRIDAY)
    limit = desk_rules(FRIDAY).idle_working_days
    assert [(one.unit, one.idle, one.is_idle(limit)) for one in usage] == [
        (scene.here, 5, True),
        (scene.there, 4, False),
        (scene.department, None, False),  # nobody has an account there: no judgement
    ]


def test_the_rate_without_slips_counts_dossiers_of_the_year(scene: Scene, take_in: TakeIn) -> None:
    for quick in (True, False, False):
        take_in(is_same_day=quick)
    (row,) = usage_of([scene.here], timezone.localdate())
    assert (row.same_day, row.received) == (1, 3)


def test_the_latest_checklist_of_each_counter_counts(scene: Scene) -> None:
    rules = desk_rules(FRIDAY)
    all_there = {one.code: True for one in rules.facilities}
    for counter, day, items in (
        ("Quầy 1", FRIDAY - timedelta(days=9), {}),
        ("Quầy 1", FRIDAY, all_there),
        ("Quầy 2", FRIDAY, all_there | {"may-quet": False}),
    ):
        DeskReadiness.objects.create(unit=scene.here, counter=counter, day=day, items=items)
    first, second = counter_states(DeskReadiness.objects.select_related("unit"), rules)
    assert (first.row.counter, first.lacks, first.of - first.has) == ("Quầy 2", ("Máy quét giấy tờ",), 1)
    assert second.lacks == ()


def test_a_counter_is_noted_once_a_day(scene: Scene, client: Client) -> None:
    client.force_login(scene.desk)
    for has in (["may-in"], ["may-in", "may-quet"]):
        assert client.post("/lam-viec/quay", {"counter": "Quầy số 1", "has": has}).status_code == 302
    row = DeskReadiness.objects.get()
    assert row.items["may-quet"] and not row.items["camera"] and row.noted_by == scene.desk
    page = client.get("/lam-viec/quay").content.decode()
    assert "2/12 mục" in page and "Camera giám sát quầy" in page
    assert client.post("/lam-viec/quay", {"counter": ""}).status_code == 422


def test_who_watches_sees_the_units_of_the_branch_and_notes_nothing(scene: Scene, client: Client) -> None:
    client.force_login(scene.home_affairs)
    page = client.get("/lam-viec/quay").content.decode()
    assert scene.here.name in page and scene.department.name in page
    assert client.post("/lam-viec/quay", {"counter": "Quầy 1"}).status_code == 403
    client.force_login(scene.neighbour)
    assert scene.here.name not in client.get("/lam-viec/quay").content.decode()
    client.force_login(scene.post)
    assert client.get("/lam-viec/quay").status_code == 403
