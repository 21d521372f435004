"""What a chairman reads of a member and of the head of a unit (A10, A11, A12, B13)."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.positions.actions import AppointHolder, Appointment
from thongsuot.registry.positions.models import Position
from thongsuot.steering.committees.actions import AddMember, DraftVersion, NewSeat, NewVersion, ReissueMembership
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.meetings.models import Conclusion, Meeting, Participant, Presence
from thongsuot.steering.sheets.duties import heads_among, tasks_of_position
from thongsuot.steering.sheets.member import member_page
from thongsuot.steering.sheets.unit import lines_of, sheet_of
from thongsuot.steering.tasks.choices import LateCause, TaskStatus, Timeliness
from thongsuot.steering.tasks.models import Extension, HandOver, Task
from thongsuot.steering.tasks.reach import refresh

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
AT = datetime(2026, 10, 10, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seats:
    chairman: Position
    director: Position
    deputy: Position


@pytest.fixture
def seats(offices: Offices) -> Seats:
    chairman, director, deputy = (
        Position.objects.create(unit=unit, title=title, search_key=title, protocol_order=order)
        for unit, title, order in (
            (offices.home, "Chủ tịch UBND tỉnh", 10),
            (offices.doing, "Giám đốc Sở Nội vụ", 20),
            (offices.doing, "Phó Giám đốc Sở Nội vụ", 30),
        )
    )
    version = DraftVersion.run(SYSTEM, NewVersion(offices.body.unit.key, None, "Quyết định thử"))
    AddMember.run(SYSTEM, NewSeat(version.id, chairman.pk, "head"))
    AddMember.run(SYSTEM, NewSeat(version.id, director.pk, "deputy", "cchc"))
    ReissueMembership.run(SYSTEM, version)
    return Seats(chairman, director, deputy)


@pytest.fixture
def give(offices: Offices) -> Callable[..., Task]:
    """``give("Việc", due=…, done=…)`` gives a task to ``offices.doing``, finished on ``done`` where given."""

    def _give(title: str, *, due: date, done: date | None = None, **more: Any) -> Task:
        task = Task(title=title, home=offices.home, lead=offices.doing, assigned_on=date(2026, 1, 5), deadline=due)
        task.status = TaskStatus.DONE if done else TaskStatus.UNDER_WAY
        task.finished_on = task.accepted_on = task.closed_on = done
        if done and done > due:
            task.timeliness, task.late_cause = Timeliness.LATE, LateCause.RESOURCES
            task.late_reason = "Chưa bố trí được kinh phí"
        for name, value in more.items():
            setattr(task, name, value)
        task.save()
        refresh(task)
        task.save()
        return task

    return _give


def test_the_head_answers_for_the_unit_and_the_deputy_for_what_names_them(
    offices: Offices, seats: Seats, give: Callable[..., Task]
) -> None:
    assert heads_among([seats.chairman.pk, seats.director.pk, seats.deputy.pk]) == {
        seats.chairman.pk,
        seats.director.pk,
    }
    unit_task = give("Việc của sở", due=date(2026, 12, 1))
    named = give("Việc đích danh", due=date(2026, 12, 1), lead_position=seats.deputy)

    def own(position: Position) -> set[Task]:
        return set(tasks_of_position(SYSTEM, position, offices.home, 2026))

    assert own(seats.director) == {unit_task, named}
    assert own(seats.deputy) == {named}
    assert own(seats.chairman) == set()


def test_last_years_finished_work_is_not_this_years(offices: Offices, seats: Seats, give: Callable[..., Task]) -> None:
    give("Năm trước", due=date(2025, 6, 1), done=date(2025, 5, 1), assigned_on=date(2025, 1, 5))
    carried = give("Kéo sang", due=date(2025, 6, 1), assigned_on=date(2025, 1, 5))
    assert set(tasks_of_position(SYSTEM, seats.director, offices.home, 2026)) == {carried}
    assert tasks_of_position(SYSTEM, seats.director, offices.home, 2025).count() == 2


def test_the_sheet_tells_overdue_soon_and_late_with_the_cause(
    offices: Offices, seats: Seats, give: Callable[..., Task]
) -> None:
    give("Xong sớm", due=date(2026, 6, 30), done=date(2026, 6, 1))
    give("Xong muộn", due=date(2026, 6, 30), done=date(2026, 7, 9))
    give("Quá hạn lâu", due=date(2026, 3, 1))
    give("Quá hạn mới", due=date(2026, 11, 20))
    give("Sắp đến", due=date(2026, 12, 1))
    sheet = sheet_of(SYSTEM, offices.doing, TODAY, 2026)
    assert [row.task.title for row in sheet.work.overdue] == ["Quá hạn lâu", "Quá hạn mới"]
    assert [row.task.title for row in sheet.work.soon] == ["Sắp đến"]
    assert [row.task.late_reason for row in sheet.work.finished_late] == ["Chưa bố trí được kinh phí"]
    assert sheet.work.progress.text == "2/5 (40%)"
    assert sheet.split_text == "trước hạn 1, đúng hạn 0, quá hạn 1"
    assert sheet.head == seats.director


def test_a_share_just_below_the_whole_is_not_called_the_whole(offices: Offices, give: Callable[..., Task]) -> None:
    """B13: 249 of 250 is 99,6%, never «100%»."""
    tasks = [
        Task(title="Việc", home=offices.home, lead=offices.doing, assigned_on=date(2026, 1, 5), status="done",
             finished_on=date(2026, 2, 1), accepted_on=date(2026, 2, 1), reach=[offices.home.path])
        for _number in range(249)
    ]  # fmt: skip
    Task.objects.bulk_create(tasks)
    give("Còn lại", due=date(2026, 12, 1))
    assert sheet_of(SYSTEM, offices.doing, TODAY, 2026).work.progress.text == "249/250 (99,6%)"


def test_extensions_and_work_passed_on_are_counted(offices: Offices, give: Callable[..., Task], staff: Staff) -> None:
    task = give("Việc", due=date(2026, 12, 1))
    asked = {
        "old_deadline": date(2026, 6, 1),
        "new_deadline": date(2026, 12, 1),
        "reason": "Chờ văn bản",
        "asked_at": AT,
    }
    Extension.objects.create(task=task, status="granted", decided_at=AT, **asked)
    Extension.objects.create(task=task, **asked)
    HandOver.objects.create(task=task, from_unit=offices.doing, to_unit=offices.other, reason="Thẩm quyền", at=AT)
    HandOver.objects.create(task=task, from_unit=offices.other, to_unit=offices.doing, reason="Trả lại", at=AT)
    sheet = sheet_of(SYSTEM, offices.doing, TODAY, 2026)
    assert (len(sheet.extensions), sheet.granted) == (2, 1)
    assert (len(sheet.hand_overs), sheet.passed_on) == (2, 1)
    assert sheet_of(SYSTEM, offices.doing, TODAY, 2025).extensions == []


@pytest.fixture
def held(offices: Offices, seats: Seats) -> Meeting:
    """A closed meeting to which the director came, with two conclusions for the unit, one taken on."""
    meeting = Meeting.objects.create(
        key="thu-2026-q3",
        committee=offices.body,
        ordinal=1,
        title="Phiên quý III",
        starts_at=AT,
        status="closed",
    )
    for position, presence in ((seats.director, Presence.PRESENT), (seats.chairman, Presence.ABSENT)):
        Participant.objects.create(meeting=meeting, position=position, presence=presence, invited_at=AT)
    by = Account.objects.create_account("nhan-viec", "mat-khau-thu-nghiem", "Người nhận")
    for order in (1, 2):
        taken = {"acknowledged_by": by, "acknowledged_at": AT} if order == 1 else {}
        Conclusion.objects.create(
            meeting=meeting, order=order, text=f"Kết luận {order}", lead=offices.doing, captured_at=AT, **taken
        )
    return meeting


def test_the_member_sheet_tells_meetings_and_conclusions(
    offices: Offices, seats: Seats, held: Meeting, give: Callable[..., Task]
) -> None:
    told = member_page(SYSTEM, offices.body, seats.director, TODAY, 2026)
    assert (told["attendance"].text, told["taken"].text) == ("1/1", "1/2")
    assert told["is_head"] is True
    other = member_page(SYSTEM, offices.body, seats.chairman, TODAY, 2026)
    assert (other["attendance"].text, other["taken"], other["seat"].role) == ("0/1", None, "head")
    assert member_page(SYSTEM, offices.body, seats.deputy, TODAY, 2026)["seat"] is None


def test_the_deputy_answers_for_the_whole_programme(offices: Offices, seats: Seats, give: Callable[..., Task]) -> None:
    give("Việc của sở khác", due=date(2026, 3, 1), lead=offices.other, programme="cchc")
    give("Chương trình khác", due=date(2026, 3, 1), lead=offices.other, programme="cds")
    told = member_page(SYSTEM, offices.body, seats.director, TODAY, 2026)
    assert told["work"].progress.total == 0
    assert [row.task.title for row in told["field_work"].work.overdue] == ["Việc của sở khác"]


def test_units_with_most_overdue_work_come_first(offices: Offices, give: Callable[..., Task]) -> None:
    give("Quá hạn", due=date(2026, 3, 1), lead=offices.other)
    give("Còn hạn", due=date(2026, 12, 1))
    lines = lines_of(SYSTEM, [offices.doing, offices.other], TODAY, 2026)
    assert [(line.unit, line.progress.overdue) for line in lines] == [(offices.other, 1), (offices.doing, 0)]


def test_from_the_committee_the_sheet_is_one_click_away(
    client: Client, offices: Offices, seats: Seats, staff: Staff, held: Meeting, give: Callable[..., Task]
) -> None:
    """A10: from the meeting's page the committee, from there the member: two clicks."""
    AppointHolder.run(staff.home_affairs, Appointment(seats.director.pk, "Lương Thị Đạo", date(2024, 1, 1), "thử"))
    give("Việc đã quá hạn", due=date(2026, 3, 1))
    client.force_login(staff.chair)
    sheet = reverse("committee-member", args=[offices.body.unit.key, seats.director.pk])
    committee = client.get(reverse("committee", args=[offices.body.unit.key])).content.decode()
    assert sheet in committee
    told = client.get(sheet, {"ngay": "2026-11-22"}).content.decode()
    assert "Lương Thị Đạo" in told and "Việc đã quá hạn" in told and "Phiên quý III" in told
    assert reverse("unit-sheet", args=[offices.doing.key]) in told


def test_a_colleague_elsewhere_sees_no_sheet_that_would_count_too_little(
    client: Client, offices: Offices, seats: Seats, staff: Staff
) -> None:
    member = reverse("committee-member", args=[offices.body.unit.key, seats.director.pk])
    unit = reverse("unit-sheet", args=[offices.doing.key])
    for account, expected in ((staff.stranger, 403), (staff.head, 200), (staff.chair, 200)):
        client.force_login(account)
        assert [client.get(member).status_code, client.get(unit).status_code] == [expected, expected]


def test_the_workbook_carries_year_version_and_proof(
    client: Client, offices: Offices, seats: Seats, staff: Staff, give: Callable[..., Task]
) -> None:
    """A12; the rank band is said to be missing, not made up."""
    task = give("=1+1 Việc", due=date(2026, 6, 30), done=date(2026, 7, 9))
    client.force_login(staff.chair)
    address = reverse("unit-sheet-excel", args=[offices.doing.key])
    answer = client.get(address, {"nam": "2026", "ngay": "22/11/2026"})
    book = load_workbook(io.BytesIO(answer.content))
    summary = dict(book["Tổng hợp"].iter_rows(min_row=2, values_only=True))
    assert (summary["Năm"], summary["Tính đến ngày"], summary["Nhiệm vụ hoàn thành"]) == (
        2026,
        "22/11/2026",
        "1/1 (100%)",
    )
    assert summary["Xếp loại kết quả cải cách hành chính"].startswith("chưa có")
    assert summary["Minh chứng"].startswith("http") and "nam=2026" in summary["Minh chứng"]
    row = next(book["Nhiệm vụ"].iter_rows(min_row=2, values_only=True))
    assert row[0] == "=1+1 Việc" and book["Nhiệm vụ"]["A2"].data_type == "s"
    assert row[4] == "Thiếu kinh phí, nhân lực: Chưa bố trí được kinh phí"
    assert row[5].endswith(reverse("task", args=[task.pk]))
    again = dict(load_workbook(io.BytesIO(client.get(address, {"nam": "2026", "ngay": "22/11/2026"}).content))
                 ["Tổng hợp"].iter_rows(min_row=2, values_only=True))  # fmt: skip
    assert again["Phiên bản"].split(",")[0] == summary["Phiên bản"].split(",")[0]


def test_the_list_of_units_shows_only_ones_branch(
    client: Client, offices: Offices, account: Callable[..., Account]
) -> None:
    client.force_login(account(Role.UNIT_HEAD, offices.doing))
    told = client.get(reverse("unit-sheets")).content.decode()
    assert offices.doing.name in told and offices.other.name not in told
