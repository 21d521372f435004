"""Every change of a task: what it leaves behind, what it refuses and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.roles import Role
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.tasks.actions import (
    AcceptTask,
    AskExtension,
    Assignment,
    AssignTask,
    CreateTask,
    DecideExtension,
    DropTask,
    Edits,
    EditTask,
    ExtensionAnswer,
    ExtensionRequest,
    HandOverTask,
    NewTask,
    OnDay,
    Passing,
    PauseTask,
    ProgressReport,
    Proof,
    Reasoned,
    ReceiveTask,
    ReportProgress,
    ResumeTask,
    ReturnTask,
    Submission,
    SubmitTask,
)
from thongsuot.steering.tasks.choices import LateCause, TaskStatus, Timeliness
from thongsuot.steering.tasks.models import Extension, Task
from thongsuot.steering.tasks.tests.conftest import DUE, GIVEN, Make

Events = Callable[..., list[Any]]


def fields_of(error: pytest.ExceptionInfo[ActionError]) -> list[str | None]:
    return [one.field for one in error.value.errors]


def names(events: list[Any]) -> list[str]:
    return [name.removeprefix("steering.task.") for name, _changes in events]


def test_a_task_goes_its_whole_way_and_leaves_every_step(make: Make, staff: Staff, events: Events) -> None:
    task = make()
    ReceiveTask.run(staff.focal, OnDay(task.pk, date(2024, 1, 10)))
    ReportProgress.run(staff.focal, ProgressReport(task.pk, "Đã mở 3 lớp.", 60, Decimal(3), on=date(2024, 5, 2)))
    SubmitTask.run(staff.head, Submission(task.pk, "Xong.", on=date(2024, 9, 18)))
    AcceptTask.run(staff.chair, Reasoned(task.pk, on=date(2024, 10, 1)))
    task.refresh_from_db()
    assert (task.status, task.timeliness) == (TaskStatus.DONE, Timeliness.EARLY)
    assert (task.assigned_on, task.received_on, task.finished_on, task.accepted_on) == (
        GIVEN,
        date(2024, 1, 10),
        date(2024, 9, 18),
        date(2024, 10, 1),
    )
    assert names(events("task", task.pk)) == ["created", "assigned", "received", "reported", "submitted", "accepted"]


def test_a_month_as_deadline_keeps_its_words_and_means_its_last_day(staff: Staff, offices: Offices) -> None:
    wanted = NewTask("Rà soát vị trí việc làm", offices.home.pk, deadline_text="trong tháng 7/2022")
    task = Task.objects.get(pk=CreateTask.run(staff.secretary, wanted).id)
    assert (task.deadline, task.deadline_text) == (date(2022, 7, 31), "trong tháng 7/2022")
    assert task.status == TaskStatus.PROPOSED


def test_before_a_day_means_the_day_before_it(staff: Staff, offices: Offices) -> None:
    wanted = NewTask("Báo cáo", offices.home.pk, deadline_text="trước ngày 15/11/2024")
    assert Task.objects.get(pk=CreateTask.run(staff.secretary, wanted).id).deadline == date(2024, 11, 14)


def test_words_that_mean_no_day_are_asked_about(staff: Staff, offices: Offices) -> None:
    with pytest.raises(ActionError) as refused:
        CreateTask.run(staff.secretary, NewTask("Báo cáo", offices.home.pk, deadline_text="càng sớm càng tốt"))
    assert fields_of(refused) == ["deadline_text"]


def test_giving_needs_one_lead_or_common_on_purpose(staff: Staff, offices: Offices) -> None:
    with pytest.raises(ActionError) as refused:
        CreateTask.run(staff.secretary, NewTask("Báo cáo", offices.home.pk, assign=True))
    assert fields_of(refused) == ["lead_id"]
    with pytest.raises(ActionError) as both:
        two = NewTask("Báo cáo", offices.home.pk, lead_id=offices.doing.pk, is_common=True, assign=True)
        CreateTask.run(staff.secretary, two)
    assert fields_of(both) == ["is_common"]


def test_the_lead_is_never_its_own_partner(make: Make, offices: Offices) -> None:
    task = make(partner_ids=(offices.doing.pk, offices.other.pk), partner_texts=("các huyện",))
    assert [(one.unit_id, one.text) for one in task.partners.order_by("pk")] == [
        (offices.other.pk, ""),
        (None, "các huyện"),
    ]


def test_who_proposes_does_not_give(staff: Staff, offices: Offices) -> None:
    wanted = NewTask("Báo cáo", offices.doing.pk, lead_id=offices.doing.pk, assign=True)
    with pytest.raises(AccessDenied):
        CreateTask.run(staff.focal, wanted)
    made = CreateTask.run(staff.focal, NewTask("Báo cáo", offices.doing.pk))
    with pytest.raises(AccessDenied):
        AssignTask.run(staff.focal, Assignment(made.id, offices.doing.pk))
    AssignTask.run(staff.head, Assignment(made.id, offices.doing.pk))
    assert Task.objects.get(pk=made.id).status == TaskStatus.ASSIGNED


def test_a_late_finish_must_say_why_in_code_and_words(make: Make, staff: Staff) -> None:
    task = make()
    late = date(2024, 10, 5)
    with pytest.raises(ActionError) as refused:
        SubmitTask.run(staff.focal, Submission(task.pk, "Xong.", on=late))
    assert fields_of(refused) == ["late_cause", "late_reason"]
    assert "Quá hạn 5 ngày (hạn 30/09/2024)" in str(refused.value)
    told = Submission(task.pk, "Xong.", late_cause=LateCause.RESOURCES, late_reason="Cấp kinh phí chậm.", on=late)
    SubmitTask.run(staff.focal, told)
    AcceptTask.run(staff.home_affairs, Reasoned(task.pk, on=date(2024, 10, 6)))
    task.refresh_from_db()
    assert (task.timeliness, task.late_cause) == (Timeliness.LATE, LateCause.RESOURCES)


def test_a_cause_outside_the_list_is_refused(make: Make, staff: Staff) -> None:
    with pytest.raises(ActionError) as refused:
        SubmitTask.run(staff.focal, Submission(make().pk, late_cause="luoi", late_reason="…", on=date(2024, 10, 5)))
    assert fields_of(refused) == ["late_cause"]


def test_nothing_happens_on_a_day_to_come_or_before_the_step_before(make: Make, staff: Staff) -> None:
    task = make()
    for day in (timezone.localdate() + timedelta(days=1), GIVEN - timedelta(days=1)):
        with pytest.raises(ActionError) as refused:
            ReceiveTask.run(staff.focal, OnDay(task.pk, day))
        assert fields_of(refused) == ["on"]


def test_nobody_accepts_a_task_of_their_own(
    submitted: Task, staff: Staff, offices: Offices, account: Callable[..., Any]
) -> None:
    """Not the doer, not the doer's head, not a giver's officer who works in the doing unit."""
    from thongsuot.registry.accounts.models import RoleGrant

    both = account(Role.HOME_AFFAIRS, offices.home)
    RoleGrant.objects.create(account=both, role=Role.UNIT_FOCAL, unit=offices.doing)
    for person in (staff.focal, staff.head, both, staff.secretary, staff.clerk):
        with pytest.raises(AccessDenied):
            AcceptTask.run(person, Reasoned(submitted.pk))
    with pytest.raises(Hidden):
        AcceptTask.run(staff.stranger, Reasoned(submitted.pk))
    AcceptTask.run(staff.home_affairs, Reasoned(submitted.pk))


def test_who_reported_it_done_does_not_accept_it_from_another_office(
    make: Make, staff: Staff, offices: Offices
) -> None:
    """A common task is reported done by the giver's staff; another of them accepts."""
    task = make(is_common=True)
    SubmitTask.run(staff.home_affairs, Submission(task.pk, "Các đơn vị đã xong.", on=DUE))
    with pytest.raises(AccessDenied):
        AcceptTask.run(staff.home_affairs, Reasoned(task.pk))
    AcceptTask.run(staff.chair, Reasoned(task.pk))


def test_returned_work_goes_on_and_its_finish_is_forgotten(submitted: Task, staff: Staff, events: Events) -> None:
    with pytest.raises(ActionError) as refused:
        ReturnTask.run(staff.chair, Reasoned(submitted.pk))
    assert fields_of(refused) == ["reason"]
    ReturnTask.run(staff.chair, Reasoned(submitted.pk, "Thiếu danh sách học viên."))
    submitted.refresh_from_db()
    assert (submitted.status, submitted.finished_on, submitted.timeliness) == (TaskStatus.UNDER_WAY, None, "")
    told = Notification.objects.filter(kind="task.returned")
    assert set(told.values_list("recipient_id", flat=True)) == {staff.focal.pk, staff.head.pk}
    assert names(events("task", submitted.pk))[-1] == "returned"


def test_a_second_acceptance_is_refused(submitted: Task, staff: Staff) -> None:
    AcceptTask.run(staff.chair, Reasoned(submitted.pk))
    with pytest.raises(ActionError, match="Hoàn thành"):
        AcceptTask.run(staff.home_affairs, Reasoned(submitted.pk))


def test_an_extension_keeps_both_days_and_the_first_one(make: Make, staff: Staff, events: Events) -> None:
    task = make()
    asked = AskExtension.run(staff.focal, ExtensionRequest(task.pk, date(2024, 10, 31), "Chờ kinh phí."))
    with pytest.raises(ActionError, match="chờ trả lời"):
        AskExtension.run(staff.head, ExtensionRequest(task.pk, date(2024, 11, 30), "Nữa."))
    for person in (staff.focal, staff.head):
        with pytest.raises(AccessDenied):
            DecideExtension.run(person, ExtensionAnswer(asked.id, granted=True))
    DecideExtension.run(staff.chair, ExtensionAnswer(asked.id, granted=True))
    task.refresh_from_db()
    kept = Extension.objects.get(pk=asked.id)
    assert (task.deadline, task.first_deadline) == (date(2024, 10, 31), DUE)
    assert (kept.old_deadline, kept.new_deadline, kept.status) == (DUE, date(2024, 10, 31), "granted")
    assert kept.decided_by_id == staff.chair.pk != kept.asked_by_id
    assert names(events("task", task.pk))[-2:] == ["extension_asked", "extension_decided"]
    with pytest.raises(ActionError, match="đã được trả lời"):
        DecideExtension.run(staff.home_affairs, ExtensionAnswer(asked.id, granted=False, answer="Không."))


def test_a_refused_extension_needs_words_and_moves_nothing(make: Make, staff: Staff) -> None:
    task = make()
    asked = AskExtension.run(staff.focal, ExtensionRequest(task.pk, date(2024, 10, 31), "Chờ kinh phí."))
    with pytest.raises(ActionError) as refused:
        DecideExtension.run(staff.chair, ExtensionAnswer(asked.id, granted=False))
    assert fields_of(refused) == ["answer"]
    DecideExtension.run(staff.chair, ExtensionAnswer(asked.id, granted=False, answer="Đã bố trí kinh phí."))
    task.refresh_from_db()
    assert task.deadline == DUE


def test_a_giver_may_grant_another_day(make: Make, staff: Staff) -> None:
    task = make()
    asked = AskExtension.run(staff.focal, ExtensionRequest(task.pk, date(2024, 12, 31), "Chờ kinh phí."))
    DecideExtension.run(staff.chair, ExtensionAnswer(asked.id, True, "", date(2024, 10, 15)))
    task.refresh_from_db()
    assert task.deadline == date(2024, 10, 15)
    assert Extension.objects.get(pk=asked.id).new_deadline == date(2024, 12, 31)


def test_a_pause_returns_to_where_it_was_taken(make: Make, staff: Staff) -> None:
    task = make()
    ReceiveTask.run(staff.focal, OnDay(task.pk, GIVEN))
    PauseTask.run(staff.secretary, Reasoned(task.pk, "Chờ sắp xếp bộ máy.", date(2024, 3, 1)))
    task.refresh_from_db()
    assert (task.status, task.paused_on) == (TaskStatus.PAUSED, date(2024, 3, 1))
    with pytest.raises(ActionError, match="Tạm dừng"):
        SubmitTask.run(staff.focal, Submission(task.pk))
    ResumeTask.run(staff.secretary, Reasoned(task.pk, "Đã sắp xếp xong."))
    task.refresh_from_db()
    assert (task.status, task.paused_on) == (TaskStatus.RECEIVED, None)


def test_only_the_giver_says_that_work_no_longer_fits(make: Make, staff: Staff) -> None:
    task = make()
    with pytest.raises(AccessDenied):
        DropTask.run(staff.head, Reasoned(task.pk, "Không làm nữa."))
    with pytest.raises(ActionError):
        DropTask.run(staff.secretary, Reasoned(task.pk))
    DropTask.run(staff.secretary, Reasoned(task.pk, "Cấp huyện đã kết thúc.", date(2025, 7, 1)))
    task.refresh_from_db()
    assert (task.status, task.drop_reason, task.closed_on) == (
        TaskStatus.DROPPED,
        "Cấp huyện đã kết thúc.",
        date(2025, 7, 1),
    )


def test_a_parent_is_not_closed_over_open_children(make: Make, staff: Staff) -> None:
    """B06: refused with the list of what is still open below."""
    parent = make(title="Mở các lớp bồi dưỡng")
    child = make(title="Mở 05 lớp", parent_id=parent.pk)
    SubmitTask.run(staff.focal, Submission(parent.pk, on=DUE))
    with pytest.raises(ActionError, match="Mở 05 lớp"):
        AcceptTask.run(staff.chair, Reasoned(parent.pk))
    with pytest.raises(ActionError, match="Mở 05 lớp"):
        DropTask.run(staff.secretary, Reasoned(parent.pk, "Thôi."))
    DropTask.run(staff.secretary, Reasoned(child.pk, "Gộp vào việc khác."))
    AcceptTask.run(staff.chair, Reasoned(parent.pk))


def test_handing_over_names_the_competent_body_and_why(make: Make, staff: Staff, offices: Offices) -> None:
    task = make()
    for passing in (Passing(task.pk, offices.other.pk, ""), Passing(task.pk, None, "Không phải việc của Sở.")):
        with pytest.raises(ActionError) as refused:
            HandOverTask.run(staff.focal, passing)
        assert fields_of(refused)[0] in ("reason", "to_unit_id")
    HandOverTask.run(staff.focal, Passing(task.pk, offices.other.pk, "Kinh phí thuộc Sở Tài chính."))
    task.refresh_from_db()
    assert (task.lead_id, task.hand_overs, task.status) == (offices.other.pk, 1, TaskStatus.ASSIGNED)
    with pytest.raises(AccessDenied):  # still seen, no longer theirs to pass on
        HandOverTask.run(staff.focal, Passing(task.pk, offices.other.pk, "Lần nữa."))


def test_the_third_hand_over_reaches_the_head_of_the_committee(make: Make, staff: Staff, offices: Offices) -> None:
    """A13."""
    task = make()
    for person, to in ((staff.head, offices.other), (staff.stranger, offices.doing), (staff.head, offices.other)):
        assert not Notification.objects.filter(kind="task.passed_around").exists()
        HandOverTask.run(person, Passing(task.pk, to.pk, "Không thuộc thẩm quyền, theo quy chế."))
    flag = Notification.objects.get(kind="task.passed_around")
    assert flag.recipient_id == staff.chair.pk
    assert task.moves.count() == 3


def test_an_edit_says_what_changed_and_a_given_deadline_moves_with_a_reason(
    make: Make, staff: Staff, events: Events
) -> None:
    task = make()
    with pytest.raises(ActionError) as refused:
        EditTask.run(staff.secretary, Edits(task.pk, task.title, deadline=date(2024, 12, 31)))
    assert fields_of(refused) == ["reason"]
    EditTask.run(
        staff.secretary, Edits(task.pk, "Mở 18 lớp", deadline=date(2024, 12, 31), reason="Theo ý kiến phiên họp.")
    )
    name, changes = events("task", task.pk)[-1]
    assert name == "steering.task.edited"
    assert changes["title"] == [task.title, "Mở 18 lớp"]
    assert changes["deadline"] == ["2024-09-30", "2024-12-31"]
    before = len(events("task", task.pk))
    EditTask.run(staff.secretary, Edits(task.pk, "Mở 18 lớp", deadline=date(2024, 12, 31)))
    assert len(events("task", task.pk)) == before  # nothing changed, nothing said


def test_an_accepted_task_is_not_edited(submitted: Task, staff: Staff) -> None:
    AcceptTask.run(staff.chair, Reasoned(submitted.pk))
    with pytest.raises(ActionError):
        EditTask.run(staff.secretary, Edits(submitted.pk, "Khác"))


def test_a_task_cannot_stand_under_its_own_child(make: Make, staff: Staff) -> None:
    parent = make()
    child = make(parent_id=parent.pk)
    with pytest.raises(ActionError) as refused:
        EditTask.run(staff.secretary, Edits(parent.pk, parent.title, deadline=DUE, parent_id=child.pk))
    assert fields_of(refused) == ["parent_id"]


def test_partners_report_their_part_but_the_lead_alone_finishes(make: Make, staff: Staff, offices: Offices) -> None:
    task = make(partner_ids=(offices.other.pk,))
    proof = Proof("Quyết định cấp kinh phí")
    ReportProgress.run(staff.stranger, ProgressReport(task.pk, "Đã cấp kinh phí.", proofs=(proof,)))
    assert task.updates.get().evidence.get().note == "Quyết định cấp kinh phí"
    with pytest.raises(AccessDenied):
        SubmitTask.run(staff.stranger, Submission(task.pk))


def test_owner_and_partners_hear_at_once_each_with_their_reason(staff: Staff, offices: Offices) -> None:
    wanted = NewTask(
        "Báo cáo quý III",
        offices.home.pk,
        lead_id=offices.doing.pk,
        partner_ids=(offices.other.pk,),
        assign=True,
    )
    CreateTask.run(staff.secretary, wanted)
    told = {note.recipient_id: note for note in Notification.objects.filter(kind="task.assigned")}
    assert set(told) == {staff.focal.pk, staff.head.pk, staff.stranger.pk}
    assert "chủ trì" in told[staff.focal.pk].why and "phối hợp" in told[staff.stranger.pk].why
    assert all(note.urgent for note in told.values())


def test_history_entered_later_tells_nobody(make: Make, staff: Staff) -> None:
    make()
    assert not Notification.objects.filter(kind="task.assigned").exists()
