"""The queue as the database orders it is the queue as the rules say it; nobody sees the neighbour's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.http import page_of
from thongsuot.serving.conftest import Scene
from thongsuot.serving.desk import queries
from thongsuot.serving.desk.asked import QueueFilter, Tab
from thongsuot.serving.desk.domain.urgency import Tier
from thongsuot.serving.desk.rows import best_of, rows_of
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
MakeDossier = Callable[..., Dossier]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 25, 9, tzinfo=VIETNAM)  # a Wednesday


@pytest.fixture
def make(scene: Scene, now: datetime) -> MakeDossier:
    made = iter(range(1, 10_000))

    def make_dossier(due_in: float | None = 24.0, **given: Any) -> Dossier:
        number = next(made)
        unit = given.pop("unit", scene.here)
        row = {
            "code": f"H37.17-261120-{number:04}",
            "procedure": scene.procedure,
            "version": scene.version,
            "receiving_unit": unit,
            "competent_unit": unit,
            "holder_unit": unit,
            "channel": 1,
            "status": Status.PROCESSING,
            "step": 2,
            "applicant_kind": "citizen",
            "applicant_name": f"Lành Thị {number}",
            "search_key": f"lanh thi {number} | cap giay chung nhan thu",
            "submitted_at": now - timedelta(days=4),
            "received_at": now - timedelta(days=4),
            "last_event_at": now,
            "due_at": None if due_in is None else now + timedelta(hours=due_in),
        }
        return Dossier.objects.create(**{**row, **given})

    return make_dossier


def codes(rows: list[Dossier]) -> list[str]:
    return [one.code for one in rows]


def test_late_first_then_by_date_pulled_by_risk_then_what_waits(scene: Scene, make: MakeDossier, now: datetime) -> None:
    waits = make(-50, status=Status.SUPPLEMENT)
    calm, risky = make(40), make(60, risk=Decimal("0.9"))
    late, undated = make(-1), make(None)
    found = page_of(queries.queue(scene.head, QueueFilter(Tab.ALL), now), queries.ORDER, None).rows
    assert codes(found) == codes([late, risky, calm, undated, waits])


def test_the_database_and_the_rules_agree_on_the_order(scene: Scene, make: MakeDossier, now: datetime) -> None:
    for hours in (-30, -2, 3, 8, 26, 60, 200):
        for risk in (None, Decimal("0.2"), Decimal("0.85")):
            for status in (Status.PROCESSING, Status.FINISHED, Status.SUPPLEMENT, Status.RETURNED):
                make(hours, risk=risk, status=status)
    rows = page_of(queries.queue(scene.head, QueueFilter(Tab.ALL), now), queries.ORDER, None, 200).rows
    seen = rows_of(rows, now)
    tiers = [one.urgency.tier for one in seen]
    assert len(seen) == 84 and tiers == sorted(tiers)
    for tier in (Tier.LATE, Tier.RUNNING, Tier.WAITING):
        keys = [one.urgency.key for one in seen if one.urgency.tier == tier]
        assert keys == sorted(keys)


def test_pages_follow_each_other_without_gap_or_repeat(scene: Scene, make: MakeDossier, now: datetime) -> None:
    for number in range(23):
        make(number - 5, risk=Decimal(number % 4) / 4)
    whole, after = [], None
    while True:
        page = page_of(queries.queue(scene.head, QueueFilter(Tab.ALL), now), queries.ORDER, after, 5)
        whole += codes(page.rows)
        if page.next is None:
            break
        after = page.next
    assert len(whole) == len(set(whole)) == 23


@pytest.mark.parametrize("tab", [one for one in Tab if one is not Tab.ALL])
def test_each_tab_counts_what_it_lists(tab: Tab, scene: Scene, make: MakeDossier, now: datetime) -> None:
    for status in Status.values:
        for hours in (-5, 10, 100):
            make(hours, status=status, closed_at=now if status in (3, 7, 8, 10) else None)
    listed = queries.queue(scene.head, QueueFilter(tab), now).count()
    assert queries.numbers(scene.head, QueueFilter(), now).tabs[tab] == listed > 0


def test_each_duty_has_its_own_work(scene: Scene, make: MakeDossier, now: datetime) -> None:
    new, accepted = make(None, status=Status.NEW), make(status=Status.ACCEPTED)
    processing, finished = make(), make(status=Status.FINISHED)
    given = make(officer=scene.specialist)

    def mine(actor: object) -> set[str]:
        return set(codes(list(queries.queue(actor, QueueFilter(Tab.MINE), now))))  # type: ignore[arg-type]

    assert mine(scene.desk) == set(codes([new, accepted, finished]))
    assert mine(scene.specialist) == set(codes([processing, given]))
    assert mine(scene.neighbour) == set()


def test_the_next_best_stands_on_top_with_its_reason(scene: Scene, make: MakeDossier, now: datetime) -> None:
    make(60)
    late = make(-25)
    rows = rows_of(queries.queue(scene.specialist, QueueFilter(), now).order_by(*queries.ORDER), now)
    best = best_of(rows, scene.specialist)
    assert best is not None and best[0].dossier == late and best[1].because[0].startswith("đã quá hạn")


def test_late_after_office_hours_is_late(scene: Scene, make: MakeDossier) -> None:
    evening = datetime(2026, 11, 25, 18, tzinfo=VIETNAM)
    row = make(None, due_at=datetime(2026, 11, 25, 17, tzinfo=VIETNAM))
    (seen,) = rows_of(queries.queue(scene.head, QueueFilter(Tab.LATE), evening), evening)
    assert seen.dossier == row and seen.urgency.words == "Vừa quá hạn"


def test_search_by_code_and_by_name_without_marks(scene: Scene, make: MakeDossier, now: datetime) -> None:
    one, _other = make(applicant_name="Đàm Văn Ải", search_key="dam van ai | thu"), make()
    for words in ("ĐÀM VĂN", "dam van ai", one.code.lower(), one.code[:15]):
        assert one in queries.queue(scene.head, QueueFilter(Tab.ALL, words), now)
    assert list(queries.queue(scene.head, QueueFilter(Tab.ALL, "dam van"), now)) == [one]


def test_the_page_costs_the_same_for_three_hundred_rows(
    scene: Scene, make: MakeDossier, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(300):
        make(number - 100)
    client.force_login(scene.desk)
    with django_assert_max_num_queries(30):
        page = client.get("/lam-viec/ho-so?muc=tat-ca")
    text = page.content.decode()
    assert text.count("data-review-item") == 50 and "Trang sau" in text
    assert "Quá hạn" in text and "Làm tiếp:" not in text  # what is in work is the specialist's
    client.force_login(scene.specialist)
    assert "Làm tiếp:" in client.get("/lam-viec/ho-so").content.decode()


def test_the_neighbour_sees_an_empty_queue(scene: Scene, make: MakeDossier, client: Client) -> None:
    row = make()
    client.force_login(scene.neighbour)
    page = client.get("/lam-viec/ho-so?muc=tat-ca")
    assert row.code not in page.content.decode() and "Không có hồ sơ nào" in page.content.decode()
    client.force_login(scene.focal)
    assert client.get("/lam-viec/ho-so").status_code == 403
