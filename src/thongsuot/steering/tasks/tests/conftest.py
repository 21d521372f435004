"""A way to make a task stand where a test needs it, through the actions themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.steering.conftest import Offices
from thongsuot.steering.tasks.actions import CreateTask, NewTask, OnDay, ReceiveTask, Submission, SubmitTask
from thongsuot.steering.tasks.models import Task

GIVEN = date(2024, 1, 9)  # the day of Kế hoạch 04/KH-UBND
DUE = date(2024, 9, 30)

Make = Callable[..., Task]


@pytest.fixture
def make(offices: Offices) -> Make:
    """``make(title="…", deadline=…)`` gives a task to ``offices.doing``; other columns as in ``NewTask``."""

    def new(**columns: Any) -> Task:
        plain = {"title": "Mở lớp bồi dưỡng kỹ năng số", "home_id": offices.home.pk, "deadline": DUE, "on": GIVEN}
        if not columns.get("is_common"):
            plain["lead_id"] = offices.doing.pk
        made = CreateTask.run(SYSTEM, NewTask(**{**plain, "assign": True, **columns}))
        return Task.objects.get(pk=made.id)

    return new


@pytest.fixture
def submitted(make: Make, staff: Any) -> Task:
    """Finished by the focal officer of ``doing`` twelve days before its deadline; waits for the giver."""
    task = make()
    ReceiveTask.run(staff.focal, OnDay(task.pk, date(2024, 1, 10)))
    SubmitTask.run(staff.focal, Submission(task.pk, "Đã mở đủ các lớp.", on=date(2024, 9, 18)))
    task.refresh_from_db()
    return task
