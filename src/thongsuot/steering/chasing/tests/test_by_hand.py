"""Đôn đốc by a person, and the page that shows it all."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.platform.notifications.actions import MarkRead, MarkReadInput
from thongsuot.platform.notifications.models import Notification
from thongsuot.steering.chasing import queries
from thongsuot.steering.chasing.actions import MOST_TASKS, MOST_WORDS, Call, Called, RemindTasks
from thongsuot.steering.chasing.desk import clock, coming, panel
from thongsuot.steering.chasing.models import Reminder
from thongsuot.steering.tasks.models import TaskStatus

DEADLINE = date(2024, 10, 17)
WORDS = "Báo rõ còn vướng gì trước 16 giờ."


@pytest.fixture(autouse=True)
def ten_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 10, 17, 10, tzinfo=VIETNAM))


def test_the_secretary_calls_on_a_unit(staff, make_task) -> None:
    task = make_task(DEADLINE)
    assert RemindTasks.run(staff.secretary, Call((task.pk,), f"  {WORDS} ")) == Called(1, 0, 0)
    row = Reminder.objects.get()
    assert (row.words, row.by, row.urgent, row.sent_on) == (WORDS, staff.secretary, True, DEADLINE)
    notes = Notification.objects.order_by("recipient_id")
    assert {one.recipient_id for one in notes} == {staff.focal.pk, staff.head.pk}
    assert notes[0].text == f"Đôn đốc: Rà soát vị trí việc làm. {WORDS}" and notes[0].urgent
    event = Event.objects.get(name="steering.task.called")
    assert (event.aggregate_id, event.reason, event.actor_id) == (str(task.pk), WORDS, staff.secretary.pk)


def test_at_most_once_a_day_for_each_task(staff, make_task, monkeypatch) -> None:
    one, two, done = make_task(DEADLINE), make_task(DEADLINE), make_task(DEADLINE, status=TaskStatus.SUBMITTED)
    RemindTasks.run(staff.secretary, Call((one.pk,), WORDS))
    assert RemindTasks.run(staff.chair, Call((one.pk, two.pk, done.pk, 999_999), WORDS)) == Called(1, 1, 2)
    with pytest.raises(ActionError, match=r"Hôm nay .* đã đôn đốc rồi"):
        RemindTasks.run(staff.chair, Call((one.pk,), WORDS))
    with pytest.raises(ActionError, match="không còn phải đôn đốc"):
        RemindTasks.run(staff.chair, Call((done.pk,), WORDS))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 10, 18, 10, tzinfo=VIETNAM))
    assert RemindTasks.run(staff.chair, Call((one.pk,), WORDS)).sent == 1


@pytest.mark.parametrize(
    ("ids", "words", "said"),
    [
        ((1,), "  ", "Hãy ghi lời đôn đốc"),
        ((1,), "x" * (MOST_WORDS + 1), "dài quá"),
        ((), WORDS, "ít nhất một nhiệm vụ"),
        (tuple(range(1, MOST_TASKS + 2)), WORDS, "không quá 500"),
        ((987_654,), WORDS, "Không tìm thấy"),
    ],
)
def test_refusals_teach(staff, ids, words, said) -> None:
    with pytest.raises(ActionError, match=said):
        RemindTasks.run(staff.secretary, Call(ids, words))
    assert not Reminder.objects.exists()


def test_who_may_not(staff, make_task, account) -> None:
    task = make_task(DEADLINE)
    for person in (staff.focal, staff.head, staff.clerk, staff.stranger):
        with pytest.raises(AccessDenied):
            RemindTasks.run(person, Call((task.pk,), WORDS))


def test_who_was_told_and_who_read_it(staff, make_task, morning) -> None:
    task = make_task(DEADLINE)
    morning(DEADLINE)
    note = Notification.objects.get(recipient_id=staff.head.pk)
    MarkRead.run(staff.head, MarkReadInput(note.pk))
    ((row, people),) = queries.of_task(staff.secretary, task)
    read = {one.recipient.account.display_name: one.read_words for one in people}
    assert row.rung == "T0" and read == {"Đầu mối": "", "Lãnh đạo": "đã đọc 07:30 ngày 17/10/2024"}
    assert {one.standing for one in people} == {"đơn vị chủ trì"}
    assert queries.of_task(staff.stranger, task) == []


def test_what_is_still_to_come_for_a_task(staff, make_task) -> None:
    task = make_task(DEADLINE)
    assert [due.rung.key for due in coming(task, date(2024, 10, 15))] == ["T0", "T+3", "T+7"]
    assert coming(make_task(None), date(2024, 10, 15)) == []


def test_the_panel_of_a_task(staff, make_task) -> None:
    """For the task's page; a change of a Thursday in an urgent task is to be told that day."""
    task = make_task(DEADLINE, urgency="urgent")
    shown = panel(staff.secretary, task, DEADLINE)
    assert (shown["report_by"], shown["reminders"]) == (DEADLINE, [])
    assert [due.rung.key for due in shown["coming"]] == ["T+3", "T+7"]
    text = render_to_string("steering/chasing/of_task.html", shown)
    assert "cập nhật chậm nhất 17/10/2024" in text and "T+3 21/10/2024" in text and "Chưa nhắc lần nào" in text
    assert panel(staff.secretary, make_task(DEADLINE, status=TaskStatus.PAUSED), DEADLINE)["report_by"] is None
    assert panel(staff.secretary, task, date(2031, 1, 6))["coming"] == []


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_preview_is_what_then_goes_out(staff, make_task, morning) -> None:
    """The page the evening before and the log after the round name the same tasks and people."""
    for days in (0, 3, 7, 30):
        make_task(DEADLINE + timedelta(days=1 + days), title=f"Việc {days}")
    page = client_of(staff.secretary).get("/lam-viec/don-doc?ngay=2024-10-18")
    shown = {
        (row.task.title, row.rung.key, tuple(sorted(name for name, _as in row.people)))
        for row in page.context["planned"]
    }
    morning(date(2024, 10, 18))
    sent = {
        (row.task.title, row.rung, tuple(sorted(row.recipients.values_list("account__display_name", flat=True))))
        for row in Reminder.objects.all()
    }
    assert shown == sent and len(sent) == 3


def test_the_log_filters_by_rung_day_and_words(staff, make_task, morning) -> None:
    make_task(DEADLINE, search_key="ra soat vi tri viec lam so noi vu")
    make_task(DEADLINE + timedelta(days=3), title="Số hóa hồ sơ", search_key="so hoa ho so")
    morning(DEADLINE)
    client = client_of(staff.secretary)

    def titles(query: str) -> list[str]:
        return sorted(
            row.task.title for row, _people in client.get(f"/lam-viec/don-doc?xem=da-gui{query}").context["sent"]
        )

    assert titles("") == ["Rà soát vị trí việc làm", "Số hóa hồ sơ"]
    assert titles("&nac=T0") == ["Rà soát vị trí việc làm"] and titles("&nac=tay") == []
    assert titles("&q=Số+hóa") == ["Số hóa hồ sơ"] and titles("&ngay=2024-10-16") == []
    assert titles("&ngay=hôm-qua") == titles("")


def test_what_was_taken_up_the_ladder(staff, make_task, morning) -> None:
    task = make_task(DEADLINE)
    morning(date(2024, 10, 21))
    client = client_of(staff.chair)
    ((shown, reminder),) = client.get("/lam-viec/don-doc?xem=dang-bao").context["taken_up"]
    assert (shown, reminder.rung) == (task, "T+3")
    task.deadline = date(2024, 12, 2)
    task.save()
    assert not client.get("/lam-viec/don-doc?xem=dang-bao").context["taken_up"], "an extension takes it down again"


def test_the_form_keeps_what_was_typed(staff, make_task) -> None:
    one, closed = make_task(DEADLINE), make_task(DEADLINE, status=TaskStatus.SUBMITTED)
    client = client_of(staff.secretary)
    refused = client.post("/lam-viec/don-doc/gui?ngay=2024-10-17", {"viec": [closed.pk, "abc"], "words": WORDS})
    assert refused.status_code == 422 and WORDS in refused.content.decode()
    assert "không còn phải đôn đốc" in refused.content.decode()
    accepted = client.post("/lam-viec/don-doc/gui", {"viec": [one.pk], "words": WORDS}, follow=True)
    assert "Đã đôn đốc 1 việc." in accepted.content.decode() and WORDS in accepted.content.decode()


def test_who_may_open_the_page(staff) -> None:
    assert client_of(staff.secretary).get("/lam-viec/don-doc").status_code == 200
    assert client_of(staff.focal).get("/lam-viec/don-doc").status_code == 403
    assert Client().get("/lam-viec/don-doc").status_code == 302


@pytest.mark.parametrize(
    ("at", "next_round"),
    [
        (datetime(2024, 10, 17, 5, tzinfo=VIETNAM), date(2024, 10, 17)),
        (datetime(2024, 10, 17, 22, tzinfo=VIETNAM), date(2024, 10, 18)),
        (datetime(2024, 10, 18, 22, tzinfo=VIETNAM), date(2024, 10, 21)),
        (datetime(2024, 10, 19, 8, tzinfo=VIETNAM), date(2024, 10, 21)),
    ],
)
def test_when_the_next_round_is(db, at, next_round) -> None:
    assert clock(at).day == next_round


def test_the_page_says_what_the_calendar_does_not_know(db) -> None:
    assert "2028" in clock(datetime(2027, 12, 1, 8, tzinfo=VIETNAM)).missing
    assert clock(datetime(2027, 6, 1, 8, tzinfo=VIETNAM)).missing == ""
    lost = clock(datetime(2031, 6, 1, 8, tzinfo=VIETNAM))
    assert lost.day is None and "rules/calendar/2031.yaml" in lost.missing
    unsure = clock(datetime(2026, 11, 22, 8, tzinfo=VIETNAM)).unsure
    assert [one.name for one in unsure] == ["Ngày Văn hóa Việt Nam"]


def test_the_page_costs_the_same_however_long(staff, make_task, morning, django_assert_max_num_queries) -> None:
    client = client_of(staff.secretary)
    for number in range(12):
        make_task(DEADLINE, title=f"Việc {number}")
    morning(DEADLINE)
    for view in ("sap-gui&ngay=2024-10-21", "da-gui", "dang-bao"):
        with django_assert_max_num_queries(22):
            assert client.get(f"/lam-viec/don-doc?xem={view}").status_code == 200
