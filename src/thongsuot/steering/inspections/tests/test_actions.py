"""J9: risk list → visit → findings → answer → conclusion → limit and task → proof → closed; a phone may send twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.positions.models import Position
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.inspections import queries
from thongsuot.steering.inspections.actions import (
    AnswerFinding,
    Choice,
    ChooseUnits,
    ConcludeInspection,
    Concluding,
    EndVisit,
    FindingAnswer,
    NewInspection,
    NewInspectionPlan,
    NewRecord,
    Order,
    PlanInspections,
    RecordVisit,
    SetInspection,
    Visit,
    VisitOver,
)
from thongsuot.steering.inspections.choices import Answer, InspectionStatus
from thongsuot.steering.inspections.models import Inspection, InspectionFinding, InspectionPlan, VisitRecord
from thongsuot.steering.remedies.actions import (
    AddLimit,
    AnalyseLimit,
    Analysis,
    CloseLimit,
    Closing,
    GiveProof,
    NewLimit,
    Proving,
)
from thongsuot.steering.remedies.choices import LimitSource, LimitStatus
from thongsuot.steering.tasks.actions import CreateTask, NewTask
from thongsuot.steering.tasks.choices import TaskSource, TaskStatus

LATE = "12 hồ sơ trễ hẹn không có văn bản xin lỗi"


def record(answer: Answer = Answer.NOT_MET, note: str = LATE, item: str = "3.2", **more: Any) -> NewRecord:
    return NewRecord(uuid4(), answer.value, note, timezone.now(), item=item, **more)


@pytest.fixture
def visitor(account: Callable[..., Account], offices: Offices) -> Account:
    return account(Role.APPRAISER, offices.home, "Thẩm định viên")


def set_visit(offices: Offices, staff: Staff, visitor: Account, day: date = date(2026, 11, 18)) -> Inspection:
    wanted = NewInspection(offices.home.pk, offices.doing.pk, day, day, "cchc-tong-hop", (visitor.pk,))
    return Inspection.objects.get(pk=SetInspection.run(staff.secretary, wanted, idempotency_key=new_key()).id)


@pytest.fixture
def visit(offices: Offices, staff: Staff, visitor: Account) -> Inspection:
    return set_visit(offices, staff, visitor)


def concluded(visit: Inspection, staff: Staff, visitor: Account) -> list[InspectionFinding]:
    EndVisit.run(visitor, VisitOver(visit.pk))
    orders = tuple(Order(one.pk, f"Khắc phục: {one.text}", "trong tháng 12/2026") for one in visit.findings.all())
    ConcludeInspection.run(staff.chair, Concluding(visit.pk, "Đơn vị cần khắc phục ngay.", orders))
    return list(visit.findings.select_related("limit"))


def test_every_finding_becomes_a_limit_and_a_task(
    visit: Inspection, staff: Staff, visitor: Account, events: Callable[..., list[Any]]
) -> None:
    """J9: finding → task link 100%."""
    seen = (
        record(),
        record(Answer.PARTLY, "Trạng thái 3 hồ sơ chưa khớp", "3.3"),
        record(Answer.MET, "", "1.1"),
        record(Answer.NOT_MET, "Thiếu biển chỉ dẫn", "", clause="Quy chế của tỉnh"),
    )
    RecordVisit.run(visitor, Visit(visit.pk, seen))
    visit.refresh_from_db()
    assert visit.status == InspectionStatus.UNDER_WAY
    assert [one.clause for one in visit.findings.all()] == [
        "Nghị định 61/2018/NĐ-CP",
        "Nghị định 61/2018/NĐ-CP",
        "Quy chế của tỉnh",
    ]
    findings = concluded(visit, staff, visitor)
    assert len(findings) == 3 and all(one.limit for one in findings)
    for one in findings:
        assert one.limit is not None
        task = one.limit.actions.get().task
        assert (task.lead, task.source, task.status) == (visit.unit, TaskSource.INSPECTION, TaskStatus.ASSIGNED)
        assert task.deadline == one.limit.due == date(2026, 12, 31)
        assert (one.limit.source, one.limit.status) == (LimitSource.INSPECTION, LimitStatus.ACTING)
        assert task.source_quote == one.text == one.limit.text
    names = [name.removeprefix("steering.inspection.") for name, _c in events("inspection", visit.pk)]
    assert names == ["set", "recorded", "visit_ended", "concluded"]


def test_a_finding_without_work_stops_the_conclusion_by_name(visit: Inspection, staff: Staff, visitor: Account) -> None:
    RecordVisit.run(visitor, Visit(visit.pk, (record(), record(item="3.3", note="Sai trạng thái"))))
    EndVisit.run(visitor, VisitOver(visit.pk))
    first, second = visit.findings.all()
    with pytest.raises(ActionError, match="Phát hiện 2 chưa có việc phải làm: «Sai trạng thái»"):
        ConcludeInspection.run(staff.chair, Concluding(visit.pk, "Kết luận", (Order(first.pk, "Xin lỗi", ""),)))
    with pytest.raises(ActionError, match="Hãy viết kết luận"):
        ConcludeInspection.run(
            staff.chair, Concluding(visit.pk, " ", (Order(first.pk, "a", ""), Order(second.pk, "b", "")))
        )
    visit.refresh_from_db()
    assert visit.status == InspectionStatus.ANSWERING and not InspectionFinding.objects.filter(limit__isnull=False)


def test_the_unit_answers_and_the_limit_is_closed_by_others_only(
    visit: Inspection, offices: Offices, staff: Staff, visitor: Account
) -> None:
    RecordVisit.run(visitor, Visit(visit.pk, (record(),)))
    finding = visit.findings.get()
    with pytest.raises(ActionError, match="chưa gửi phát hiện"):
        AnswerFinding.run(staff.focal, FindingAnswer(finding.pk, "Nhất trí", True))
    EndVisit.run(visitor, VisitOver(visit.pk))
    AnswerFinding.run(staff.focal, FindingAnswer(finding.pk, "Nhất trí, sẽ xin lỗi đủ 12 hồ sơ.", True))
    with pytest.raises(AccessDenied):
        AnswerFinding.run(staff.stranger, FindingAnswer(finding.pk, "Không đúng", False))
    ConcludeInspection.run(staff.chair, Concluding(visit.pk, "Kết luận", (Order(finding.pk, "Xin lỗi", "31/12/2026"),)))
    finding.refresh_from_db()
    assert (finding.accepts, finding.answered_by) == (True, staff.focal)
    limit = finding.limit
    assert limit is not None
    position = Position.objects.create(unit=offices.doing, title="Giám đốc", search_key="giam doc")
    AnalyseLimit.run(staff.focal, Analysis(limit.pk, "skill", "Cán bộ chưa nắm quy trình", position.pk, "31/12/2026"))
    GiveProof.run(staff.focal, Proving(limit.pk, "12 thư xin lỗi đã gửi"), idempotency_key=new_key())
    for own in (staff.focal, staff.head):
        with pytest.raises(AccessDenied):
            CloseLimit.run(own, Closing(limit.pk))
    CloseLimit.run(staff.home_affairs, Closing(limit.pk))
    limit.refresh_from_db()
    assert limit.status == LimitStatus.CLOSED


def test_who_may_do_what(visit: Inspection, offices: Offices, staff: Staff, visitor: Account, account: Any) -> None:
    from thongsuot.registry.accounts.models import RoleGrant

    another = account(Role.APPRAISER, offices.home, "Người ngoài đoàn")
    for refused in (another, staff.focal, staff.secretary):
        with pytest.raises(AccessDenied):
            RecordVisit.run(refused, Visit(visit.pk, (record(),)))
    with pytest.raises(AccessDenied):
        ConcludeInspection.run(staff.secretary, Concluding(visit.pk, "Tổ Thư ký không kết luận", ()))
    own = staff.head
    RoleGrant.objects.create(account=own, role=Role.COMMITTEE_HEAD, unit=offices.home)
    RoleGrant.objects.create(account=own, role=Role.APPRAISER, unit=offices.home)
    vars(own).pop("_current_grants", None)
    with pytest.raises(AccessDenied, match="không kết luận cuộc kiểm tra đơn vị mình"):
        ConcludeInspection.run(own, Concluding(visit.pk, "Đơn vị tôi tốt", ()))
    wanted = NewInspection(offices.home.pk, offices.doing.pk, visit.starts, visit.ends, "cchc-tong-hop", (own.pk,))
    with pytest.raises(ActionError, match="là người của đơn vị"):
        SetInspection.run(staff.secretary, wanted, idempotency_key=new_key())
    assert visit in queries.visible_to(staff.focal) and visit not in queries.visible_to(staff.stranger)


def test_the_same_record_twice_is_one_row(visit: Inspection, visitor: Account, events: Any) -> None:
    one, two = record(), record(item="3.3", note="Sai trạng thái")
    assert RecordVisit.run(visitor, Visit(visit.pk, (one, one))).written == 1
    again = RecordVisit.run(visitor, Visit(visit.pk, (one, two)))
    assert (again.written, again.known) == (1, 1)
    assert RecordVisit.run(visitor, Visit(visit.pk, (one, two))).written == 0
    assert VisitRecord.objects.count() == InspectionFinding.objects.count() == 2
    assert len(events("inspection", visit.pk)) == 3, "the third sending left no event"


def test_what_is_wrong_must_say_what_was_seen(visit: Inspection, visitor: Account) -> None:
    with pytest.raises(ActionError, match="đã thấy gì"):
        RecordVisit.run(visitor, Visit(visit.pk, (record(note=" "),)))
    RecordVisit.run(visitor, Visit(visit.pk, (record(Answer.NOT_APPLICABLE, ""),)))
    EndVisit.run(visitor, VisitOver(visit.pk))
    with pytest.raises(ActionError, match="không nhận thêm"):
        RecordVisit.run(visitor, Visit(visit.pk, (record(),)))


def test_a_phone_that_runs_ahead_wrote_no_later_than_now(visit: Inspection, visitor: Account) -> None:
    ahead = NewRecord(uuid4(), "met", "", datetime(2031, 1, 1, tzinfo=UTC), item="1.1")
    RecordVisit.run(visitor, Visit(visit.pk, (ahead,)))
    assert VisitRecord.objects.get().written_at <= timezone.now()


def test_risk_puts_the_troubled_unit_first_and_says_why(offices: Offices, staff: Staff) -> None:
    """O02: reasons in words; the units are proposed, people choose."""
    AddLimit.run(
        staff.secretary, NewLimit(offices.home.pk, "Trễ hạn", 2026, unit_id=offices.other.pk), idempotency_key=new_key()
    )
    for number in range(4):
        task = NewTask(
            f"Việc {number}", offices.home.pk, lead_id=offices.other.pk, assign=True, on=date(2026, 9, 1),
            deadline=date(2026, 9, 30),
        )  # fmt: skip
        CreateTask.run(staff.secretary, task)
    made = PlanInspections.run(staff.secretary, NewInspectionPlan(offices.home.pk, 2026, ""))
    plan = InspectionPlan.objects.get(pk=made.id)
    first, second = plan.units.order_by("-points")
    assert (first.unit, second.unit) == (offices.other, offices.doing)
    assert [one["text"] for one in first.reasons] == [
        "100% nhiệm vụ đang mở đã quá hạn",
        "chưa được kiểm tra lần nào",
        "4 nhiệm vụ không báo tiến độ đã 30 ngày",
        "1 hạn chế chưa khắc phục",
    ]
    assert first.points == 30 + 20 + 8 + 3 and sum(one["points"] for one in first.reasons) == first.points
    assert PlanInspections.run(staff.secretary, NewInspectionPlan(offices.home.pk, 2026, "")).id == plan.pk
    with pytest.raises(ActionError, match="cần một lý do"):
        ChooseUnits.run(staff.secretary, Choice(plan.pk, {str(first.unit_id): " "}))
    chosen = Choice(plan.pk, {str(first.unit_id): "Rủi ro cao nhất"}, approve=True, decision="QĐ 12")
    ChooseUnits.run(staff.secretary, chosen)
    plan.refresh_from_db()
    assert [one.unit for one in plan.units.filter(is_chosen=True)] == [offices.other]
    with pytest.raises(ActionError, match="đã phê duyệt"):
        PlanInspections.run(staff.secretary, NewInspectionPlan(offices.home.pk, 2026, ""))


def test_share_of_units_inspected(visit: Inspection, offices: Offices, staff: Staff, visitor: Account) -> None:
    """O03: counted from visits that took place, over the units in being."""
    on = date(2026, 11, 22)
    assert queries.coverage(staff.secretary, offices.home, 2026, on).text == "0/2"
    RecordVisit.run(visitor, Visit(visit.pk, (record(),)))
    assert queries.coverage(staff.secretary, offices.home, 2026, on).text == "1/2"
    assert queries.coverage(staff.secretary, offices.home, 2025, on).text == "0/2"


def test_repeated_findings_come_before_the_next_visit(
    visit: Inspection, offices: Offices, staff: Staff, visitor: Account
) -> None:
    RecordVisit.run(visitor, Visit(visit.pk, (record(), record(item="3.3", note="Sai trạng thái"))))
    concluded(visit, staff, visitor)
    second = set_visit(offices, staff, visitor, date(2026, 12, 20))
    RecordVisit.run(visitor, Visit(second.pk, (record(note="Vẫn trễ, không xin lỗi"),)))
    EndVisit.run(visitor, VisitOver(second.pk))
    ahead = queries.earlier_findings(staff.secretary, set_visit(offices, staff, visitor, date(2027, 3, 1)))
    assert [(one.finding.record.item, one.times, one.is_open) for one in ahead] == [
        ("3.2", 2, True),
        ("3.3", 1, True),
        ("3.2", 2, False),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_connections_sending_the_same_records_write_each_once(visit: Inspection, visitor: Account) -> None:
    records = tuple(record(item=item, note=f"Mục {item}") for item in ("3.1", "3.2", "3.3"))
    faults: list[BaseException] = []

    def send() -> None:
        try:
            for one in records:
                RecordVisit.run(Account.objects.get(pk=visitor.pk), Visit(visit.pk, (one,)))
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert VisitRecord.objects.count() == InspectionFinding.objects.count() == 3
