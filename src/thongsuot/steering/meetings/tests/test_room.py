"""In the room: sites missing at the start, conclusions captured, taken on by their own units, turned into tasks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.meetings import queries
from thongsuot.steering.meetings.actions import (
    AcknowledgeConclusion,
    AddSite,
    Attendance,
    CaptureConclusion,
    CloseMeeting,
    Closing,
    ConclusionEdits,
    ConclusionId,
    EditConclusion,
    MarkAttendance,
    MeetingKey,
    NewConclusion,
    NewSite,
    Objection,
    ObjectToConclusion,
    OpenMeeting,
    Spoken,
    StrikeConclusion,
)
from thongsuot.steering.meetings.models import Conclusion, Meeting, MeetingSite, MeetingStatus
from thongsuot.steering.meetings.tests.conftest import HELD
from thongsuot.steering.tasks.models import Task

Capture = Callable[..., Conclusion]
SAID = "Sở Nội vụ hoàn thành 18 lớp bồi dưỡng trong tháng 12/2024"


def sites_of(meeting: Meeting) -> dict[str, MeetingSite]:
    return {one.name: one for one in meeting.sites.all()}


def test_a_site_missing_at_the_start_is_away_with_the_time(meeting: Meeting, staff: Staff) -> None:
    names = ["UBND tỉnh", *(f"Điểm cầu huyện {number}" for number in range(1, 11))]
    ids = [AddSite.run(staff.secretary, NewSite(meeting.key, name)).id for name in names]
    MarkAttendance.run(staff.secretary, Attendance(meeting.key, sites=tuple(ids[:-1])))
    assert {one.presence for one in meeting.sites.all()} == {"present", "unknown"}
    OpenMeeting.run(staff.secretary, MeetingKey(meeting.key), effective_at=HELD)
    sites = sites_of(meeting)
    assert len(sites) == 11
    assert [(one.name, one.missing_at) for one in sites.values() if one.presence == "absent"] == [(names[-1], HELD)]
    later = HELD + timedelta(minutes=25)
    MarkAttendance.run(staff.secretary, Attendance(meeting.key, sites=tuple(ids)), effective_at=later)
    late = sites_of(meeting)[names[-1]]
    assert (late.presence, late.missing_at, late.joined_at) == ("present", HELD, later)


def test_opening_twice_is_harmless_and_nothing_is_captured_before(
    meeting: Meeting, staff: Staff, events: Callable[..., Any]
) -> None:
    new = NewConclusion(meeting.key, Spoken(SAID))
    with pytest.raises(ActionError):
        CaptureConclusion.run(staff.secretary, new, idempotency_key="som")
    for _again in range(2):
        OpenMeeting.run(staff.secretary, MeetingKey(meeting.key))
    assert [name for name, _changes in events("meeting", meeting.key)].count("steering.meeting.opened") == 1


def test_members_do_not_write_conclusions(live: Meeting, staff: Staff) -> None:
    for other in (staff.head, staff.focal, staff.chair, staff.stranger):
        with pytest.raises(AccessDenied):
            CaptureConclusion.run(other, NewConclusion(live.key, Spoken(SAID)), idempotency_key="khac")


def test_only_the_lead_unit_takes_work_on(capture: Capture, offices: Offices, staff: Staff) -> None:
    said = capture(SAID, offices.doing)
    for other in (staff.stranger, staff.secretary, staff.home_affairs, staff.chair, staff.clerk):
        with pytest.raises(AccessDenied):
            AcknowledgeConclusion.run(other, ConclusionId(said.pk))
        with pytest.raises(AccessDenied):
            ObjectToConclusion.run(other, Objection(said.pk, "thay đơn vị khác"))
    AcknowledgeConclusion.run(staff.focal, ConclusionId(said.pk))
    AcknowledgeConclusion.run(staff.head, ConclusionId(said.pk))
    said.refresh_from_db()
    assert said.acknowledged_by == staff.focal


def test_nobody_takes_on_what_is_given_to_all(capture: Capture, staff: Staff) -> None:
    common = capture("Các sở, ban, ngành báo cáo", is_common=True)
    with pytest.raises(AccessDenied):
        AcknowledgeConclusion.run(staff.head, ConclusionId(common.pk))


def test_the_owner_hears_of_it_at_once_and_may_object_in_words(
    capture: Capture, offices: Offices, staff: Staff
) -> None:
    said = capture(SAID, offices.doing)
    note = Notification.objects.get(kind="meeting.conclusion", recipient_id=staff.focal.pk)
    assert note.urgent and note.url.endswith("/nhan-viec")
    with pytest.raises(ActionError):
        ObjectToConclusion.run(staff.head, Objection(said.pk, " "))
    ObjectToConclusion.run(staff.head, Objection(said.pk, "Đề nghị lùi đến 31/12"))
    said.refresh_from_db()
    assert (said.objection, said.acknowledged_at) == ("Đề nghị lùi đến 31/12", None)


def test_other_words_ask_the_owner_again(capture: Capture, offices: Offices, staff: Staff) -> None:
    said = capture(SAID, offices.doing)
    AcknowledgeConclusion.run(staff.head, ConclusionId(said.pk))
    same = Spoken(SAID, lead_id=offices.doing.pk, result="Báo cáo kết quả")
    EditConclusion.run(staff.secretary, ConclusionEdits(said.pk, same))
    said.refresh_from_db()
    assert said.acknowledged_at is not None  # the result only makes it clearer
    sooner = Spoken(SAID, lead_id=offices.doing.pk, deadline=date(2024, 11, 30))
    EditConclusion.run(staff.secretary, ConclusionEdits(said.pk, sooner))
    said.refresh_from_db()
    assert (said.acknowledged_at, said.acknowledged_by) == (None, None)


def test_struck_out_conclusions_leave_no_gap(capture: Capture, staff: Staff, events: Callable[..., Any]) -> None:
    said = [capture(f"Kết luận thứ {number}") for number in range(1, 5)]
    StrikeConclusion.run(staff.secretary, ConclusionId(said[1].pk))
    left = Conclusion.objects.filter(meeting=said[0].meeting).order_by("order")
    assert [(one.order, one.text) for one in left] == [
        (1, "Kết luận thứ 1"),
        (2, "Kết luận thứ 3"),
        (3, "Kết luận thứ 4"),
    ]
    assert events("conclusion", said[1].pk)[-1][1]["text"] == ["Kết luận thứ 2", None]


def test_a_lead_is_not_its_own_partner(capture: Capture, offices: Offices) -> None:
    with pytest.raises(ActionError):
        capture(SAID, offices.doing, partner_ids=(offices.doing.pk,))
    with pytest.raises(ActionError):
        capture(SAID, offices.doing, is_common=True)


def test_closing_needs_a_conclusion_or_the_explicit_word(live: Meeting, staff: Staff) -> None:
    with pytest.raises(ActionError, match="không có kết luận"):
        CloseMeeting.run(staff.secretary, Closing(live.key))
    done = CloseMeeting.run(staff.secretary, Closing(live.key, without_conclusion=True))
    live.refresh_from_db()
    assert (live.status, live.without_conclusion) == (MeetingStatus.CLOSED, True)
    assert (done.tasks, done.notice_key) == (0, "")


def test_closing_needs_a_lead_for_every_task(live: Meeting, capture: Capture, staff: Staff) -> None:
    capture("Ai đó rà soát")
    with pytest.raises(ActionError, match="Kết luận 1 chưa có đơn vị chủ trì"):
        CloseMeeting.run(staff.secretary, Closing(live.key))
    with pytest.raises(ActionError, match="đã có kết luận"):
        CloseMeeting.run(staff.secretary, Closing(live.key, without_conclusion=True))
    live.refresh_from_db()
    assert live.status == MeetingStatus.LIVE and not Task.objects.exists()


def test_every_conclusion_becomes_one_task_and_what_was_taken_on_is_received(
    live: Meeting, capture: Capture, offices: Offices, staff: Staff
) -> None:
    first = capture(SAID, offices.doing, deadline=date(2024, 12, 31), quantity=18, quantity_unit="lớp")
    capture("Sở Tài chính bố trí kinh phí", offices.other, partner_ids=(offices.doing.pk,))
    capture("Các sở, ban, ngành báo cáo trước ngày 15/12", is_common=True)
    capture("Chuyển đổi số là nhiệm vụ trọng tâm", is_task=False)
    AcknowledgeConclusion.run(staff.head, ConclusionId(first.pk))
    done = CloseMeeting.run(staff.secretary, Closing(live.key))
    again = CloseMeeting.run(staff.secretary, Closing(live.key))
    assert done == again
    assert (done.tasks, done.received) == (3, 1)
    assert done.notice_key
    first.refresh_from_db()
    task = first.task
    assert task is not None
    assert (task.status, task.source, task.source_quote, task.lead) == ("received", "conclusion", SAID, offices.doing)
    assert (task.deadline, task.quantity, task.quantity_unit) == (date(2024, 12, 31), 18, "lớp")
    assert task.source_url == f"/lam-viec/phien-hop/{live.key}#ket-luan-1"
    assert task.committee == offices.body
    statuses = Task.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["received", "assigned", "assigned"]


def test_taking_on_after_the_end_receives_the_task(
    live: Meeting, capture: Capture, offices: Offices, staff: Staff
) -> None:
    said = capture(SAID, offices.doing)
    CloseMeeting.run(staff.secretary, Closing(live.key))
    assert queries.countdown(staff.secretary, date(2024, 10, 11))[0].conclusions_waiting == 1
    AcknowledgeConclusion.run(staff.head, ConclusionId(said.pk))
    said.refresh_from_db()
    assert said.task is not None and said.task.status == "received"
    assert queries.countdown(staff.secretary, date(2024, 10, 11)) == []


def test_the_database_too_refuses_two_conclusions_in_one_place(capture: Capture) -> None:
    said = capture(SAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.create(meeting=said.meeting, order=said.order, text="chen", captured_at=said.captured_at)


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_capturing_at_once_get_consecutive_places(
    live: Meeting, staff: Staff, offices: Offices
) -> None:
    gate = threading.Barrier(4)
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            secretary = Account.objects.get(pk=staff.secretary.pk)
            gate.wait()
            for sentence in range(5):
                new = NewConclusion(live.key, Spoken(f"Câu {number}.{sentence}", lead_id=offices.doing.pk))
                CaptureConclusion.run(secretary, new, idempotency_key=f"{number}-{sentence}")
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    orders = live.conclusions.order_by("order").values_list("order", flat=True)
    assert list(orders) == list(range(1, 21))
