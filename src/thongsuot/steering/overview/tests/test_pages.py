"""The brief counts what is there, opens what it counted, and is refused to whoever it is not for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.overview.brief import brief_of
from thongsuot.steering.overview.flow import finding, strands
from thongsuot.steering.overview.scope import Scope, scope_of
from thongsuot.steering.tasks.actions import CreateTask, NewTask
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Extension, Task

TODAY = date(2026, 11, 22)


def give(offices: Offices, staff: Staff, **more: object) -> Task:
    values = {"title": "Rà soát vị trí việc làm", "home_id": offices.home.pk, "lead_id": offices.doing.pk}
    made = CreateTask.run(staff.home_affairs, NewTask(**(values | {"assign": True} | more)))
    return Task.objects.get(pk=made.id)


@pytest.fixture
def scope(staff: Staff, offices: Offices) -> Scope:
    found = scope_of(staff.chair, timezone.localdate())
    assert found is not None and found.unit == offices.home
    return found


def test_an_empty_province_has_nothing_to_report(scope: Scope) -> None:
    assert brief_of(scope).is_empty


def test_overdue_work_is_told_by_unit_with_the_longest_delay(scope: Scope, offices: Offices, staff: Staff) -> None:
    for days in (3, 12):
        give(offices, staff, title=f"Việc {days}", deadline=scope.on - timedelta(days=days))
    risks = [item for item in brief_of(scope).risks if item.kind == "overdue"]
    assert [(item.number, item.unit) for item in risks] == [("2", "việc")]
    assert "lâu nhất 12 ngày" in risks[0].text and offices.doing.name in risks[0].text
    assert f"don_vi={offices.doing.key}" in risks[0].url


def test_what_waits_for_a_word_comes_to_the_chair(scope: Scope, offices: Offices, staff: Staff) -> None:
    task = give(offices, staff, deadline=scope.on + timedelta(days=30))
    Extension.objects.create(
        task=task, old_deadline=task.deadline, new_deadline=task.deadline + timedelta(days=15), reason="Chờ dữ liệu",
        asked_by=staff.head, asked_at=timezone.now(),
    )  # fmt: skip
    decisions = brief_of(scope).decisions
    assert [(item.kind, item.number, item.unit) for item in decisions] == [("extension", "+15", "ngày")]


def test_a_unit_head_is_briefed_on_the_own_unit(staff: Staff, offices: Offices) -> None:
    own = scope_of(staff.head, TODAY)
    assert own is not None and own.unit == offices.doing
    assert scope_of(staff.head, TODAY, offices.home.key) is None, "not on the province"
    assert scope_of(staff.focal, TODAY) is None


def test_the_pages_open_for_whom_they_are_made(client: Client, staff: Staff, offices: Offices) -> None:
    give(offices, staff, deadline=timezone.localdate() - timedelta(days=2))
    client.force_login(staff.chair)
    for address in ("/lam-viec/tom-tat", "/lam-viec/dong-chay", "/lam-viec"):
        response = client.get(address)
        assert response.status_code == 200, address
    assert "Quá hạn" in client.get("/lam-viec/dong-chay").content.decode()
    client.force_login(staff.focal)
    assert client.get("/lam-viec/tom-tat").status_code == 403


def test_flow_counts_every_given_task_once(scope: Scope, offices: Offices, staff: Staff) -> None:
    give(offices, staff, deadline=scope.on - timedelta(days=2))
    give(offices, staff, title="Việc của Sở Tài chính", lead_id=offices.other.pk)
    stopped = give(offices, staff, title="Việc thôi làm")
    Task.objects.filter(pk=stopped.pk).update(status=TaskStatus.DROPPED)
    found = strands(scope)
    assert sum(one.count for one in found) == 3
    assert {(one.unit, one.state) for one in found} == {
        (offices.doing.short_name, "Quá hạn"),
        (offices.doing.short_name, "Dừng, thôi làm"),
        (offices.other.short_name, "Đang làm"),
    }
    assert finding(found).startswith("1 trong 3 việc đã giao đang quá hạn")


def test_the_number_of_queries_does_not_grow(client: Client, staff: Staff, offices: Offices) -> None:
    client.force_login(staff.chair)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/lam-viec/tom-tat")
        return len(seen)

    give(offices, staff, deadline=timezone.localdate() - timedelta(days=2))
    few = queries()
    for number in range(12):
        give(offices, staff, title=f"Việc {number}", deadline=timezone.localdate() - timedelta(days=number))
    assert queries() <= few
