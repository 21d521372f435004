"""The estimate on rows: a slow ward among quick ones, what the page says of it, and what lies still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.outbox.handlers import subscribers_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.serving.clock.actions import WithdrawClosure, WriteClosure
from thongsuot.serving.clock.calendars import calendar_of
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier, DossierStep
from thongsuot.serving.warning import queries
from thongsuot.serving.warning.estimating import estimate
from thongsuot.serving.warning.heating import heat_rows
from thongsuot.serving.warning.jobs import REPLAY
from thongsuot.serving.warning.models import QuietNotice, StepBaseline, WarningRun
from thongsuot.serving.warning.quiet import tell_quiet

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=VIETNAM)  # a Friday
STEPS = (("tiep-nhan", 240), ("tham-dinh", 720), ("ky", 240))
Make = Callable[..., Dossier]


@pytest.fixture
def make(scene: Scene) -> Make:
    """A dossier of three working days at a unit; ``minutes`` of each step it has passed, the last one still open."""
    numbers = iter(range(1, 10_000))

    def write(unit: Unit, began: datetime, minutes: list[int], *, is_done: bool, **more: Any) -> Dossier:
        calendar = calendar_of(unit)
        due = calendar.closing(calendar.nth_workday(began.date(), 3))
        end = calendar.advance(began, sum(minutes))
        row = Dossier.objects.create(
            code=f"H37.1-261120-{next(numbers):04}", procedure=scene.procedure, version=scene.version,
            receiving_unit=unit, competent_unit=unit, holder_unit=unit, channel=1, applicant_kind="citizen",
            applicant_name="Người Thử", search_key="nguoi thu", submitted_at=began, received_at=began, started_at=began,
            promised_at=due, due_at=due, last_event_at=more.pop("last_event_at", end), is_sample=True,
            status=Status.FINISHED if is_done else Status.PROCESSING, step=len(minutes),
            finished_at=end if is_done else None, was_on_time=end <= due if is_done else None, **more,
        )  # fmt: skip
        at = began
        for number, ((code, _share), worked) in enumerate(zip(STEPS, minutes, strict=False), start=1):
            over = calendar.advance(at, worked)
            is_open = not is_done and number == len(minutes)
            DossierStep.objects.create(
                dossier=row, ordinal=number, code=code, unit=unit, begun_at=at, due_at=due,
                ended_at=None if is_open else over, worked_minutes=None if is_open else worked,
            )  # fmt: skip
            at = over
        return row

    return write


@pytest.fixture
def past(scene: Scene, make: Make) -> None:
    """Eighty finished dossiers: «here» takes two to three days to appraise, «there» less than one."""
    dice = Random(3)
    calendar = calendar_of(scene.here)
    for number in range(80):
        unit = scene.here if number % 2 else scene.there
        began = calendar.opening(NOW - timedelta(days=90 - number))
        appraisal = dice.randint(1700, 2300) if unit == scene.here else dice.randint(200, 500)
        make(unit, began, [dice.randint(60, 200), appraisal, dice.randint(60, 200)], is_done=True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=VIETNAM)


def test_the_slow_ward_is_warned_about_and_the_quick_one_is_not(scene: Scene, make: Make, past: None) -> None:
    slow = make(scene.here, at("17T08:00"), [120, 300], is_done=False)
    quick = make(scene.there, at("19T14:00"), [120, 300], is_done=False)
    run = estimate(NOW)
    slow.refresh_from_db()
    quick.refresh_from_db()
    assert slow.risk > quick.risk and slow.risk >= 0.5 > quick.risk
    assert slow.risk_step == 2  # the appraisal
    assert (run.pasts, run.scored) == (80, 2) and run.examined["average_precision"] > 0.5
    assert list(queries.soon_late(scene.head, NOW, 48, slow.risk)) == [slow]


def test_an_estimate_is_no_event_and_is_taken_back_when_the_clock_stands(scene: Scene, make: Make, past: None) -> None:
    row = make(scene.here, at("18T08:00"), [120, 300], is_done=False)
    before = row.revision
    estimate(NOW)
    Dossier.objects.filter(pk=row.pk).update(status=Status.SUPPLEMENT, due_at=None)
    estimate(NOW)
    row.refresh_from_db()
    assert (row.risk, row.risk_step, row.revision) == (None, None, before)


def test_past_its_date_is_certain(scene: Scene, make: Make) -> None:
    row = make(scene.here, at("10T08:00"), [120, 300], is_done=False)
    run = estimate(NOW)
    row.refresh_from_db()
    assert row.risk == 1 and run.examined is None  # nothing finished yet, nothing claimed
    assert list(queries.overdue(scene.desk, NOW)) == [row] and not queries.likely_late(scene.desk, NOW, 0).exists()


def test_what_is_usual_is_kept_by_unit_and_for_all(scene: Scene, past: None) -> None:
    estimate(NOW)
    estimate(NOW)  # rewritten, not doubled
    here = StepBaseline.objects.get(unit=scene.here, code="tham-dinh")
    everywhere = StepBaseline.objects.get(unit=None, code="tham-dinh")
    assert (here.passages, everywhere.passages) == (40, 80) and here.title == "Thẩm định"
    assert 1700 <= here.median <= here.slow and here.past_share == 40
    assert not StepBaseline.objects.filter(unit=scene.there, code="tham-dinh", past_share__gt=0).exists()
    rows = heat_rows(scene.home_affairs, NOW, 8)
    assert rows[0].code == "tham-dinh" and rows[0].depth == 5 and rows[0].part == 0.5
    assert heat_rows(scene.home_affairs, NOW, 8, "tham-dinh")[0].unit == scene.here.name


def test_a_neighbour_reads_neither_the_dossier_nor_the_units_figures(scene: Scene, make: Make, past: None) -> None:
    make(scene.here, at("10T08:00"), [120, 300], is_done=False)
    estimate(NOW)
    assert not queries.running(scene.neighbour).exists()
    assert {one.unit for one in queries.baselines_visible_to(scene.neighbour)} == {None, scene.there}
    assert not queries.baselines_visible_to(ANONYMOUS).exists() and queries.last_run(ANONYMOUS) is None


@pytest.fixture
def reader(scene: Scene, client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


def test_the_page_says_which_step_and_why(
    scene: Scene, make: Make, past: None, reader: Callable[[Account], Client], django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    calendar = calendar_of(scene.here)
    rows = [make(scene.here, calendar.opening(now - timedelta(days=9)), [60, 200], is_done=False) for _one in range(4)]
    estimate(now)
    visitor = reader(scene.head)
    page = visitor.get(reverse("late-warning"), {"muc": "qua-han"}).content.decode()
    assert rows[0].code in page and "Bước Thẩm định ở Phường Đông Kinh thường mất" in page
    assert "Đồng hồ trễ" in page and "Thử trên" in page and "vẫn chưa xong" in page
    assert "Thụ lý" not in page.split("<main")[1]  # no officer is named
    address = reverse("dossier", args=[rows[0].code])
    assert f"{address}?viec=xin-loi#viec-xin-loi" in page and "viec=gia-han" not in page  # too late to extend
    assert visitor.get(f"{address}?viec=phan-cong").status_code == 200
    with django_assert_max_num_queries(45):
        visitor.get(reverse("late-warning"), {"muc": "qua-han", "buoc": "tham-dinh"})
    lines = b"".join(visitor.get(reverse("late-warning-csv")).streaming_content).decode()
    assert "tham-dinh" in lines and "Phường Kỳ Lừa" not in lines


def test_the_page_before_the_first_estimate_and_for_who_may_not(
    scene: Scene, reader: Callable[[Account], Client]
) -> None:
    page = reader(scene.head).get(reverse("late-warning"))
    assert page.status_code == 200 and "Chưa ước lượng lần nào" in page.content.decode()
    assert reader(scene.post).get(reverse("late-warning")).status_code == 403


def test_an_estimate_on_demand_is_not_made_twice_in_ten_minutes(
    scene: Scene, reader: Callable[[Account], Client]
) -> None:
    visitor = reader(scene.head)
    assert "/viec-nen/" in visitor.post(reverse("late-warning-refresh")).headers["Location"]
    WarningRun.objects.create(at=timezone.now(), pasts=0, scored=0, warned=0)
    assert visitor.post(reverse("late-warning-refresh")).headers["Location"] == reverse("late-warning")


def test_what_lies_still_is_told_to_who_holds_it_then_to_the_head_once_each(scene: Scene, make: Make) -> None:
    row = make(scene.here, at("16T08:00"), [60], is_done=False, officer=scene.specialist)
    make(scene.here, at("20T08:00"), [30], is_done=False)  # moved this morning
    assert tell_quiet(at("17T17:00")) == 0  # 14 office hours of silence
    assert tell_quiet(at("18T11:00")) == 1 and tell_quiet(at("18T15:00")) == 0
    assert [one.recipient_id for one in Notification.objects.filter(kind="serving.dossier.quiet")] == [
        scene.specialist.pk
    ]
    assert tell_quiet(at("20T10:00")) == 1
    told = set(Notification.objects.filter(kind="serving.dossier.quiet").values_list("recipient_id", flat=True))
    assert told == {scene.specialist.pk, scene.head.pk}
    assert list(queries.lying_still(scene.head)) == [row]
    Dossier.objects.filter(pk=row.pk).update(last_event_at=at("20T10:30"))
    assert not queries.lying_still(scene.head).exists() and QuietNotice.objects.count() == 2


def test_a_corrected_calendar_asks_for_a_replay() -> None:
    for action in (WriteClosure, WithdrawClosure):
        assert REPLAY in subscribers_of(action.event)
