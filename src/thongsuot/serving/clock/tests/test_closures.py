"""An office that closes on its own: who may say so, what it changes, and the page on which anybody reckons a date."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.queries import history_of
from thongsuot.serving.clock.actions import Closure, Withdrawal, WithdrawClosure, WriteClosure
from thongsuot.serving.clock.calendars import Calendars, calendar_of
from thongsuot.serving.clock.domain.model import Limit, LimitUnit
from thongsuot.serving.clock.models import OfficeClosure
from thongsuot.serving.clock.queries import closures_visible_to
from thongsuot.serving.conftest import Scene

pytestmark = pytest.mark.django_db
DAY = Limit(Decimal(1), LimitUnit.WORKING_DAYS)
WEDNESDAY = datetime(2026, 9, 9, 9, tzinfo=VIETNAM)
ASKED = {"so": "3", "don_vi": "working_days", "nhan": "2026-02-12T09:00"}


def flood(unit_id: int) -> Closure:
    return Closure(unit_id, "office_closed", date(2026, 9, 10), date(2026, 9, 11), "Ngập lụt", "Thông báo mẫu")


def duty(unit_id: int) -> Closure:
    day = date(2026, 9, 12)
    return Closure(unit_id, "office_duty", day, day, "Trực", "Lịch trực mẫu", time(7, 30), time(11, 30))


def test_a_flooded_ward_works_on_later_and_its_neighbour_does_not(scene: Scene) -> None:
    WriteClosure.run(scene.home_affairs, flood(scene.here.pk))
    assert calendar_of(scene.here).add(WEDNESDAY, DAY) == datetime(2026, 9, 14, 17, 30, tzinfo=VIETNAM)
    assert calendar_of(scene.there).add(WEDNESDAY, DAY) == datetime(2026, 9, 10, 17, 30, tzinfo=VIETNAM)


def test_what_the_province_closes_is_closed_below_unless_the_ward_keeps_watch(scene: Scene) -> None:
    closed = flood(scene.province.pk)
    day = date(2026, 9, 12)
    WriteClosure.run(scene.home_affairs, closed)
    WriteClosure.run(scene.home_affairs, duty(scene.here.pk))
    calendars = Calendars()
    assert not calendars.of(scene.there).is_workday(date(2026, 9, 10))
    assert calendars.of(scene.here).slots(day) == ((time(7, 30), time(11, 30)),)
    assert calendars.of(scene.there).slots(day) == ()
    assert calendars.of(scene.here).slots(day) == calendar_of(scene.here).slots(day)


def test_a_withdrawn_closure_stays_to_be_read_but_counts_no_more(scene: Scene) -> None:
    number = WriteClosure.run(scene.home_affairs, flood(scene.here.pk)).number
    assert WriteClosure.run(scene.home_affairs, flood(scene.here.pk)).number == number  # once
    with pytest.raises(ActionError, match="vì sao bỏ"):
        WithdrawClosure.run(scene.home_affairs, Withdrawal(number, " "))
    for _again in range(2):
        WithdrawClosure.run(scene.home_affairs, Withdrawal(number, "Nhầm ngày"))
    assert calendar_of(scene.here).is_workday(date(2026, 9, 10))
    written, withdrawn = history_of("closure", str(number))
    assert (written.name, withdrawn.name) == ("serving.closure.written", "serving.closure.withdrawn")
    assert closures_visible_to(scene.desk).get().is_withdrawn


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"last_day": date(2026, 9, 9)}, "đứng trước"),
        ({"last_day": date(2026, 12, 30)}, "không quá 60 ngày"),
        ({"reference": " "}, "văn bản"),
        ({"first_day": date(2026, 9, 12), "last_day": date(2026, 9, 13)}, "ngày nghỉ sẵn"),
        ({"first_day": date(2029, 9, 12), "last_day": date(2029, 9, 13)}, "Chưa có lịch ngày làm việc năm 2029"),
        ({"kind": "office_duty"}, "có ngày làm việc"),
        ({"kind": "office_duty", "first_day": date(2026, 9, 12), "last_day": date(2026, 9, 12)}, "giờ mở cửa"),
    ],
)
def test_what_cannot_be_is_refused(scene: Scene, changes: dict[str, object], says: str) -> None:
    data = Closure(**{**vars(flood(scene.here.pk)), **changes})
    with pytest.raises(ActionError, match=says):
        WriteClosure.run(scene.home_affairs, data)
    assert not OfficeClosure.objects.exists()


def test_only_who_keeps_the_calendar_writes_in_it(scene: Scene) -> None:
    for actor in (scene.head, scene.desk, ANONYMOUS):
        with pytest.raises(AccessDenied):
            WriteClosure.run(actor, flood(scene.here.pk))
    assert not closures_visible_to(ANONYMOUS).exists()


def test_the_page_writes_and_withdraws(scene: Scene, client: Client) -> None:
    client.force_login(scene.home_affairs)
    typed = {
        "unit": scene.here.name,
        "kind": "office_closed",
        "first_day": "2026-09-10",
        "last_day": "2026-09-10",
        "reason": "Ngập lụt",
        "reference": "Thông báo mẫu",
    }
    refused = client.post(reverse("closures"), typed | {"unit": "Phường Không Có", "reason": "Giữ lời này"})
    assert refused.status_code == 422 and "Giữ lời này" in refused.content.decode()
    assert client.post(reverse("closures"), typed).status_code == 302
    row = OfficeClosure.objects.get()
    assert "Ngập lụt" in client.get(reverse("closures")).content.decode()
    client.post(reverse("closure-withdraw", args=[row.pk]), {"reason": "Nhầm"})
    row.refresh_from_db()
    assert row.is_withdrawn
    client.force_login(scene.desk)
    assert client.get(reverse("closures")).status_code == 403


def test_anybody_reckons_a_date_and_reads_why(client: Client) -> None:
    page = client.get(reverse("due-date"), ASKED).content.decode()
    assert "17:30 thứ Ba 24/02/2026" in page and "Tết Nguyên đán" in page and "BLDS 2015, Điều 147" in page


def test_a_dossier_that_waits_has_no_date_yet(client: Client) -> None:
    asked = ASKED | {"dung_tu_1": "2026-02-13T10:00", "ly_do_1": "supplement"}
    page = client.get(reverse("due-date"), asked).content.decode()
    assert "Chưa có ngày hẹn" in page and "chờ bổ sung giấy tờ" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"nhan": "hôm qua"}, "ngày"),
        ({"nhan": "2030-01-03T09:00"}, "Chưa có lịch ngày làm việc năm 2030"),
        ({"so": "1.5", "don_vi": "calendar_days"}, "số nguyên"),
        ({"chuyen": "2026-02-11T09:00"}, "không thể nhận trước"),
        ({"dung_tu_1": "2026-02-13T09:00", "dung_den_1": "2026-02-12T09:00"}, "sau lúc dừng"),
        ({"gia_han": "2"}, "lúc báo gia hạn"),
    ],
)
def test_a_slip_is_told_and_what_was_typed_stays(client: Client, changes: dict[str, str], says: str) -> None:
    answer = client.get(reverse("due-date"), ASKED | changes)
    assert answer.status_code == 422 and says in answer.content.decode()
    assert 'value="3"' in answer.content.decode() or "so" in changes
