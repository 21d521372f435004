"""Whatever people try in whatever order, some things always hold; and two people at once cannot break them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import verify_chain
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.tasks import queries
from thongsuot.steering.tasks.actions import (
    AcceptTask,
    AskExtension,
    Assignment,
    AssignTask,
    DropTask,
    ExtensionRequest,
    HandOverTask,
    OnDay,
    Passing,
    PauseTask,
    ProgressReport,
    Reasoned,
    ReceiveTask,
    ReportProgress,
    ResumeTask,
    ReturnTask,
    Submission,
    SubmitTask,
)
from thongsuot.steering.tasks.domain import Progress, Standing, state_on
from thongsuot.steering.tasks.faces import course_of
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.tests.conftest import DUE, GIVEN, Make

LATE = DUE + timedelta(days=40)
REFUSALS = (ActionError, AccessDenied, Hidden)
STEPS: dict[str, Callable[[Any, Task, Offices], object]] = {
    "receive": lambda who, task, _offices: ReceiveTask.run(who, OnDay(task.pk, GIVEN)),
    "report": lambda who, task, _offices: ReportProgress.run(who, ProgressReport(task.pk, "Đang làm.", 50)),
    "submit early": lambda who, task, _offices: SubmitTask.run(who, Submission(task.pk, on=DUE)),
    "submit late": lambda who, task, _offices: SubmitTask.run(who, Submission(task.pk, on=LATE)),
    "submit late with cause": lambda who, task, _offices: SubmitTask.run(
        who, Submission(task.pk, late_cause="resources", late_reason="Thiếu kinh phí.", on=LATE)
    ),
    "accept": lambda who, task, _offices: AcceptTask.run(who, Reasoned(task.pk)),
    "return": lambda who, task, _offices: ReturnTask.run(who, Reasoned(task.pk, "Chưa đủ.")),
    "pause": lambda who, task, _offices: PauseTask.run(who, Reasoned(task.pk, "Chờ.")),
    "resume": lambda who, task, _offices: ResumeTask.run(who, Reasoned(task.pk, "Làm tiếp.")),
    "drop": lambda who, task, _offices: DropTask.run(who, Reasoned(task.pk, "Hết phù hợp.")),
    "hand over": lambda who, task, offices: HandOverTask.run(who, Passing(task.pk, offices.other.pk, "Thẩm quyền.")),
    "assign": lambda who, task, offices: AssignTask.run(who, Assignment(task.pk, offices.doing.pk)),
    "extend": lambda who, task, _offices: AskExtension.run(who, ExtensionRequest(task.pk, LATE, "Chậm vốn.")),
}
PEOPLE = ("secretary", "home_affairs", "chair", "clerk", "focal", "head", "stranger")
PLANS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(sorted(STEPS))), max_size=14)


def holds(task: Task, offices: Offices) -> None:
    assert (task.lead_id is None) == task.is_common
    own = {"focal", "head"} if task.lead_id == offices.doing.pk else {"stranger"}
    if task.status == "done":
        assert task.accepted_by is not None and task.finished_on is not None
        assert task.accepted_by_id != task.submitted_by_id
        assert task.accepted_by.username not in own
    assert task.timeliness != "late" or (task.late_cause and task.late_reason)
    assert verify_chain("task", str(task.pk)) is None
    assert task.hand_overs == task.moves.count()
    for day in (GIVEN, DUE, LATE, date(2026, 11, 22)):
        counted = queries.progress(Task.objects.filter(pk=task.pk), day)
        standing = state_on(course_of(task), day)
        expected = Progress() if standing is Standing.NOT_GIVEN else Progress(**{standing.value: 1})
        assert counted == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS)
def test_no_order_of_steps_breaks_what_always_holds(make: Make, staff: Staff, offices: Offices, plan: Any) -> None:
    """One lead, done only by another's acceptance, late only with a cause, history whole, SQL counts as the domain."""
    with transaction.atomic():
        task = make()
        for person, step in plan:
            before = Event.objects.filter(aggregate_id=str(task.pk)).count()
            try:
                STEPS[step](getattr(staff, person), task, offices)
            except REFUSALS:
                assert Event.objects.filter(aggregate_id=str(task.pk)).count() == before
            else:
                assert Event.objects.filter(aggregate_id=str(task.pk)).count() > before
            task.refresh_from_db()
        holds(Task.objects.get(pk=task.pk), offices)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_close_it_once(submitted: Task, staff: Staff) -> None:

    def accept(person: Any) -> str:
        try:
            AcceptTask.run(person, Reasoned(submitted.pk))
        except ActionError:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(accept, (staff.chair, staff.home_affairs)))
    assert answers == ["done", "refused"]
    names = list(Event.objects.filter(aggregate_id=str(submitted.pk)).values_list("name", flat=True))
    assert names.count("steering.task.accepted") == 1
