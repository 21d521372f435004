"""The morning round: whom each rung reaches, once, never on a day off, and what stops it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as letters_of_tests
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thongsuot.kernel.rules import load_yaml
from thongsuot.kernel.workdays import NoCalendar, load_calendar
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import verify_chain
from thongsuot.platform.notifications import addresses
from thongsuot.platform.notifications import morning as rounds
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.outbox.delivery import drain
from thongsuot.registry.accounts.models import RoleGrant
from thongsuot.registry.positions.models import Person, Position, PositionHolding
from thongsuot.steering.chasing import queries, running
from thongsuot.steering.chasing.domain import dues_on
from thongsuot.steering.chasing.models import Reminder, ReminderRun
from thongsuot.steering.chasing.rules import ladder_on
from thongsuot.steering.committees.models import CommitteeVersion, MemberRole, Membership
from thongsuot.steering.tasks.models import Task, TaskPartner, TaskStatus

DEADLINE = date(2024, 10, 17)  # a Thursday
RUNGS = {"T-7": date(2024, 10, 10), "T-3": date(2024, 10, 14), "T0": DEADLINE, "T+3": date(2024, 10, 21)}
LAST = date(2024, 10, 24)


def told(rung: str) -> dict[str, str]:
    row = Reminder.objects.get(rung=rung)
    return {one.account.display_name: one.standing for one in row.recipients.select_related("account")}


def test_up_the_ladder(staff, make_task, morning, offices) -> None:
    """Focal and head before the deadline; the head alone at T+3; the committee at T+7, the secretariat in copy."""
    task = make_task(DEADLINE)
    for day in RUNGS.values():
        assert morning(day) == 1
    assert morning(LAST) == 1
    assert told("T-7") == told("T-3") == told("T0") == {"Đầu mối": "doer", "Lãnh đạo": "doer"}
    assert told("T+3") == {"Lãnh đạo": "head"}
    assert told("T+7") == {"Trưởng Ban": "deputy", "Thư ký": "secretariat", "Lãnh đạo": "head"}
    assert list(Reminder.objects.order_by("pk").values_list("rung", "urgent")) == [
        ("T-7", False), ("T-3", False), ("T0", True), ("T+3", True), ("T+7", True),
    ]  # fmt: skip
    texts = list(Notification.objects.filter(recipient_id=staff.head.pk).order_by("pk").values_list("text", flat=True))
    assert texts[0] == "Còn 7 ngày đến hạn 17/10/2024: Rà soát vị trí việc làm"
    assert texts[2] == "Hôm nay là hạn: Rà soát vị trí việc làm"
    assert texts[-1] == "Quá hạn 7 ngày (hạn 17/10/2024): Rà soát vị trí việc làm"
    chair = Notification.objects.get(recipient_id=staff.chair.pk)
    assert "phụ trách lĩnh vực" in chair.why and chair.url == f"/lam-viec/nhiem-vu/{task.pk}"
    assert Event.objects.filter(name=running.EVENT, aggregate_type="task").count() == 5
    assert verify_chain("task", str(task.pk)) is None


def test_the_deputy_whose_field_it_is(staff, make_task, morning, offices, account) -> None:
    deputy, person = account(name="Phó Trưởng Ban"), Person.objects.create(full_name="Phó Trưởng Ban")
    deputy.person = person
    deputy.save()
    seat = Position.objects.create(unit=offices.home, title="Phó Chủ tịch")
    PositionHolding.objects.create(position=seat, person=person, valid_from=date(2020, 1, 1))
    version = CommitteeVersion.objects.create(
        committee=offices.body, number=1, valid_from=date(2022, 1, 1), issued_at=timezone.now()
    )
    Membership.objects.create(version=version, position=seat, role=MemberRole.DEPUTY, programme="cds")
    make_task(DEADLINE, programme="cds")
    make_task(DEADLINE, programme="cchc", title="Việc cải cách")
    morning(LAST)
    of_field = {
        row.task.programme: set(row.recipients.values_list("account__display_name", flat=True))
        for row in Reminder.objects.all()
    }
    assert "Phó Trưởng Ban" in of_field["cds"] and "Trưởng Ban" not in of_field["cds"]
    assert "Trưởng Ban" in of_field["cchc"], "nobody was given the field: the head of the committee hears of it"


def test_run_twice_and_all_day_is_once(staff, make_task, morning) -> None:
    make_task(DEADLINE)
    assert morning(DEADLINE) == 1
    assert [morning(DEADLINE, time(hour)) for hour in (7, 8, 12, 20)] == [0, 0, 0, 0]
    assert Reminder.objects.count() == 1 and ReminderRun.objects.get().finished_at


def test_what_comes_up_after_the_round_waits_for_the_next_morning(staff, make_task, morning) -> None:
    make_task(DEADLINE)
    morning(DEADLINE)
    make_task(DEADLINE, title="Nhập muộn")
    assert morning(DEADLINE, time(10)) == 0
    assert morning(DEADLINE + timedelta(days=1)) == 1
    row = Reminder.objects.latest("pk")
    assert (row.rung, row.due_on, row.sent_on) == ("T0", DEADLINE, DEADLINE + timedelta(days=1))


@pytest.mark.parametrize("at", [time(0, 30), time(7, 29), time(21, 0), time(23, 59)])
def test_none_at_night(staff, make_task, morning, at) -> None:
    make_task(DEADLINE)
    assert morning(DEADLINE, at) == 0 and not ReminderRun.objects.exists()


def test_none_on_days_off_and_all_made_good_before_or_after(staff, make_task, morning) -> None:
    """A deadline in Tết 2022: warnings on the last working day, the call after the leave; every day is tried."""
    make_task(date(2022, 2, 3))
    start = date(2022, 1, 20)
    for number in range(30):
        morning(start + timedelta(days=number))
    sent = [(row.rung, row.sent_on) for row in Reminder.objects.order_by("pk")]
    assert sent == [
        ("T-7", date(2022, 1, 27)), ("T0", date(2022, 1, 28)), ("T+3", date(2022, 2, 7)), ("T+7", date(2022, 2, 10)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "chased"),
    [
        (TaskStatus.ASSIGNED, True),
        (TaskStatus.RECEIVED, True),
        (TaskStatus.UNDER_WAY, True),
        (TaskStatus.SUBMITTED, False),
        (TaskStatus.PAUSED, False),
        (TaskStatus.DROPPED, False),
        (TaskStatus.PROPOSED, False),
    ],
)
def test_who_is_chased(staff, make_task, morning, status, chased) -> None:
    make_task(DEADLINE, status=status)
    assert morning(DEADLINE) == int(chased)


def test_the_order_itself_is_the_first_reminder(staff, make_task, morning) -> None:
    """Given on T-3 itself: neither T-7 nor T-3 is sent after it."""
    make_task(DEADLINE, assigned_on=RUNGS["T-3"])
    assert [morning(day) for day in RUNGS.values()] == [0, 0, 1, 1]


def test_an_extension_begins_the_ladder_anew(staff, make_task, morning) -> None:
    task = make_task(DEADLINE)
    morning(DEADLINE)
    task.deadline = date(2024, 11, 14)
    task.save()
    assert morning(date(2024, 10, 21)) == 0, "the old deadline is not chased any more"
    assert morning(date(2024, 11, 7)) == 1
    assert list(Reminder.objects.order_by("pk").values_list("rung", "deadline")) == [
        ("T0", DEADLINE), ("T-7", date(2024, 11, 14)),
    ]  # fmt: skip


def test_a_common_task_is_chased_at_the_units_it_names(staff, make_task, morning, offices) -> None:
    task = make_task(DEADLINE, lead=None, is_common=True)
    TaskPartner.objects.create(task=task, unit=offices.other)
    morning(DEADLINE)
    assert told("T0") == {"Lãnh đạo khác": "doer"}


def test_where_nobody_has_an_account_the_giver_hears_of_it(staff, make_task, morning, offices) -> None:
    RoleGrant.objects.filter(unit=offices.doing).delete()
    make_task(DEADLINE)
    morning(DEADLINE)
    assert told("T0") == {"Thư ký": "giver"}
    assert "chưa có tài khoản" in Notification.objects.get().why


def test_a_year_without_calendar_chases_nobody_and_says_so(staff, make_task, morning) -> None:
    make_task(date(2031, 5, 8))
    with pytest.raises(NoCalendar, match=r"rules/calendar/2031\.yaml"):
        morning(date(2031, 5, 8))
    assert not Reminder.objects.exists()


def test_the_letter_of_that_morning_holds_the_reminders(staff, make_task, morning, monkeypatch) -> None:
    """Three tasks, one letter for each person, at 07:30, urgent or not, with why and address."""
    monkeypatch.setattr(addresses, "_finder", lambda ids: {one: f"{one}@vi-du.vn" for one in ids})
    monkeypatch.setattr(rounds, "_before", [running.run_round])
    for days in (0, 3, 7):
        make_task(DEADLINE + timedelta(days=days), title=f"Việc {days}")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 10, 17, 0, 30, 5, tzinfo=ZoneInfo("UTC")))
    assert rounds.send_digests() == 2
    drain()
    bodies = [one.body for one in letters_of_tests.outbox]
    assert len(bodies) == 2 and all(body.count("/lam-viec/nhiem-vu/") == 3 for body in bodies)
    assert all(body.startswith("Đơn vị bạn chủ trì việc này") for body in bodies)
    rows = queries.with_deliveries(list(Reminder.objects.all()))
    assert {one.note.mailed_at for _row, people in rows for one in people} == {timezone.now()}


@pytest.mark.parametrize("month", range(1, 13))
def test_half_past_seven_is_half_past_midnight_utc_all_year(staff, make_task, monkeypatch, month) -> None:
    """Vietnam knows no summer time: a server in any zone starts the round at the same UTC hour."""
    day = load_calendar().next_workday(date(2024, month, 15))
    make_task(day)
    monkeypatch.setattr(
        timezone, "now", lambda: datetime(day.year, day.month, day.day, 0, 29, 59, tzinfo=ZoneInfo("UTC"))
    )
    assert running.run_round() == 0
    monkeypatch.setattr(timezone, "now", lambda: datetime(day.year, day.month, day.day, 0, 30, tzinfo=ZoneInfo("UTC")))
    assert running.run_round() == 1


def test_a_batch_costs_the_same_however_many(staff, make_task, morning, monkeypatch) -> None:
    def statements() -> int:
        ReminderRun.objects.all().delete()
        Reminder.objects.all().delete()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            morning(DEADLINE)
        return len(seen)

    make_task(DEADLINE)
    one = statements()
    for number in range(20):
        make_task(DEADLINE, title=f"Việc {number}")
    assert statements() == one


def test_batches_reach_every_task(staff, make_task, morning, monkeypatch) -> None:
    monkeypatch.setattr(running, "BATCH", 3)
    for _number in range(8):
        make_task(DEADLINE)
    assert morning(DEADLINE) == 8 and ReminderRun.objects.get().finished_at


def test_the_round_reads_open_tasks_by_deadline(staff, make_task) -> None:
    """The partial index of open tasks by deadline serves, so a million closed ones cost nothing."""
    task, year = make_task(DEADLINE), {"finished_on": DEADLINE, "accepted_on": DEADLINE, "status": TaskStatus.DONE}
    closed = [Task(title="Xong", home=task.home, lead=task.lead, deadline=DEADLINE, **year) for _number in range(3000)]
    Task.objects.bulk_create(closed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE steering_task")
    dues = dues_on(DEADLINE, ladder_on(DEADLINE), load_calendar())
    assert "task_open_due" in queries.unsent(Task.objects.all(), DEADLINE, dues[DEADLINE]).explain()
    assert "task_open_due" in queries.pending(Task.objects.all(), dues).explain()


def test_one_by_one_or_all_at_once_is_the_same(staff, make_task) -> None:
    """What the round takes deadline by deadline is what the page lists in one statement."""
    for days in range(-45, 12):
        make_task(DEADLINE + timedelta(days=days), assigned_on=DEADLINE - timedelta(days=3 if days % 2 else 90))
    dues, tasks = dues_on(DEADLINE, ladder_on(DEADLINE), load_calendar()), Task.objects.all()
    single = {task.pk: due.rung.key for day, due in dues.items() for task in queries.unsent(tasks, day, due)}
    assert single == {task.pk: task.rung for task in queries.pending(tasks, dues)} and len(single) > 20


def test_the_rule_names_its_certainty() -> None:
    assert load_yaml("steering/reminders")["values"][0]["status"] == "sample"
