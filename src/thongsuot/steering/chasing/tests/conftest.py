"""Tasks with a deadline, and mornings at which the round runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.steering.chasing.running import run_round
from thongsuot.steering.conftest import Offices
from thongsuot.steering.tasks.models import Task, TaskStatus


def moment(day: date, at: time = time(7, 30)) -> datetime:
    return datetime.combine(day, at, tzinfo=VIETNAM)


@pytest.fixture
def make_task(offices: Offices) -> Callable[..., Task]:
    """``make_task(date(2024, 10, 17))``: led by the department, given long before."""

    def new(deadline: date | None, **more: object) -> Task:
        values = {
            "title": "Rà soát vị trí việc làm",
            "home": offices.home,
            "lead": offices.doing,
            "committee": offices.body,
            "deadline": deadline,
            "status": TaskStatus.UNDER_WAY,
            "assigned_on": deadline - timedelta(days=60) if deadline else None,
            "reach": ["vn", offices.home.path, offices.doing.path],
            **more,
        }
        return Task.objects.create(**values)

    return new


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Let the clock stand at 07:30 of a day (or another hour) and run the round."""

    def run(day: date, at: time = time(7, 30)) -> int:
        monkeypatch.setattr(timezone, "now", lambda: moment(day, at))
        return run_round()

    return run
