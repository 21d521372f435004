from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.plans.actions import AddTarget, CreatePlan, NewPlan, NewTarget
from thongsuot.steering.plans.models import Plan, Target
from thongsuot.steering.tasks.models import Task


@pytest.fixture
def new_plan(offices: Offices, staff: Staff) -> Callable[..., Plan]:
    """``new_plan("Kế hoạch", 2024)``: a yearly plan of the province, drawn up by the secretariat."""

    def make(title: str = "Kế hoạch cải cách hành chính", year: int = 2024, **more: Any) -> Plan:
        actor = more.pop("by", staff.secretary)
        columns = {"programme": "cchc", "level": "province", "year_from": year, "year_to": year} | more
        wanted = NewPlan(title=title, unit_id=columns.pop("unit_id", offices.home.pk), **columns)
        return Plan.objects.get(key=CreatePlan.run(actor, wanted).key)

    return make


@pytest.fixture
def new_target(staff: Staff) -> Callable[..., Target]:
    def make(plan: Plan, name: str, aim: Any, **more: Any) -> Target:
        added = AddTarget.run(staff.secretary, NewTarget(plan.key, name, aim, **more))
        return Target.objects.get(pk=added.id)

    return make


@pytest.fixture
def fill(offices: Offices) -> Callable[..., None]:
    """``fill(plan, done=28, left=12)``: tasks as rows, for counts."""

    def make(plan: Plan, done: int, left: int, on: date, **more: Any) -> None:
        base = {"home": offices.home, "lead": offices.doing, "plan": plan, "programme": plan.programme}
        base |= {"assigned_on": date(plan.year_from, 1, 10), "deadline": on, **more}
        finished = {"status": "done", "finished_on": on, "accepted_on": on, "timeliness": "on_time"}
        Task.objects.bulk_create(Task(title=f"Xong {n}", **base | finished) for n in range(done))
        Task.objects.bulk_create(Task(title=f"Còn {n}", **base | {"status": "under_way"}) for n in range(left))

    return make
