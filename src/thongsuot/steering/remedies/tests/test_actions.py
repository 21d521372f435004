"""A limit from the sentence that names it to the proof that it is gone (R01, R02), and who may say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.idempotency.store import new_key
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.directives.actions import ReviewLimitation
from thongsuot.registry.documents.models import Document
from thongsuot.registry.positions.models import Person, Position, PositionHolding
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.facade import WeakNode, propose_limits
from thongsuot.steering.remedies import queries
from thongsuot.steering.remedies.actions import (
    AddLimit,
    AddRemedy,
    AnalyseLimit,
    Analysis,
    CloseLimit,
    Closing,
    DraftLimits,
    FromDocument,
    GiveProof,
    NewLimit,
    OpenLimit,
    Proving,
    Recurrence,
    Remedying,
    Reopening,
    ReopenLimit,
    SetAside,
    SettingAside,
    Taking,
    TieRecurrence,
)
from thongsuot.steering.remedies.choices import LimitStatus
from thongsuot.steering.remedies.models import Limit
from thongsuot.steering.tasks.choices import TaskSource, TaskStatus

PAYMENT = "Tỷ lệ thanh toán trực tuyến toàn tỉnh còn thấp, mới đạt 41,05%"
MID_2022 = datetime(2022, 7, 5, 3, tzinfo=UTC)


@pytest.fixture
def position(offices: Offices) -> Position:
    return Position.objects.create(unit=offices.doing, title="Giám đốc Sở Nội vụ", search_key="giam doc so noi vu")


@pytest.fixture
def limit(offices: Offices, staff: Staff) -> Limit:
    wanted = NewLimit(offices.home.pk, PAYMENT, 2024, unit_id=offices.doing.pk)
    return Limit.objects.get(pk=AddLimit.run(staff.secretary, wanted, idempotency_key=new_key()).id)


def analysed(limit: Limit, position: Position, staff: Staff) -> None:
    why = Analysis(limit.pk, "awareness", "Người dân chưa quen trả không tiền mặt.", position.pk, "31/12/2024")
    AnalyseLimit.run(staff.head, why)


def proved(limit: Limit, staff: Staff) -> None:
    proof = Proving(limit.pk, "Quý IV đạt 61,2% theo báo cáo tháng.")
    GiveProof.run(staff.focal, proof, idempotency_key=new_key())


def test_due_in_july_2022_is_its_last_day_and_the_words_stay(limit: Limit, staff: Staff) -> None:
    """R01: «trong tháng 7/2022» → 31/07/2022."""
    AnalyseLimit.run(staff.secretary, Analysis(limit.pk, due_text="trong tháng 7/2022"))
    limit.refresh_from_db()
    assert (limit.due, limit.due_text) == (date(2022, 7, 31), "trong tháng 7/2022")


def test_words_that_are_no_day_are_refused_where_they_stand(limit: Limit, staff: Staff) -> None:
    with pytest.raises(ActionError) as refused:
        AnalyseLimit.run(staff.secretary, Analysis(limit.pk, due_text="sớm nhất có thể"))
    assert refused.value.errors[0].field == "due_text"
    assert "«sớm nhất có thể»" in refused.value.errors[0].message


def test_a_limit_is_not_closed_without_cause_position_and_proof(limit: Limit, staff: Staff) -> None:
    """R02: the refusal names each thing that lacks."""
    with pytest.raises(ActionError) as refused:
        CloseLimit.run(staff.home_affairs, Closing(limit.pk))
    assert [one.field for one in refused.value.errors] == ["cause", "position", "proof"]
    told = " ".join(one.message for one in refused.value.errors)
    assert "nguyên nhân" in told and "chức danh chịu trách nhiệm" in told and "minh chứng" in told


def test_from_cause_to_closing(
    limit: Limit, position: Position, staff: Staff, events: Callable[..., list[Any]]
) -> None:
    analysed(limit, position, staff)
    acting = Remedying(limit.pk, "Miễn phí thanh toán trực tuyến ba tháng cuối năm", due_text="trong tháng 11/2026")
    AddRemedy.run(staff.secretary, acting, idempotency_key=new_key())
    limit.refresh_from_db()
    task = limit.actions.get().task
    assert limit.status == LimitStatus.ACTING
    assert (task.source, task.lead, task.lead_position) == (TaskSource.REMEDY, limit.unit, position)
    assert task.status == TaskStatus.ASSIGNED and task.source_url == f"/lam-viec/han-che/{limit.pk}"
    assert task.source_quote == PAYMENT
    proved(limit, staff)
    limit.refresh_from_db()
    assert limit.status == LimitStatus.PROOF_GIVEN
    CloseLimit.run(staff.chair, Closing(limit.pk))
    CloseLimit.run(staff.chair, Closing(limit.pk))
    limit.refresh_from_db()
    assert (limit.status, limit.closed_by) == (LimitStatus.CLOSED, staff.chair)
    names = [name.removeprefix("steering.remedy.") for name, _changes in events("limit", limit.pk)]
    assert names == ["added", "analysed", "acted", "proved", "closed"], "closing twice is one event"


def test_the_secretariat_hears_of_a_proof(
    limit: Limit, staff: Staff, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    proved(limit, staff)
    assert (
        Notification.objects.filter(recipient_id=staff.secretary.pk, url=f"/lam-viec/han-che/{limit.pk}").count() == 1
    )


def test_the_answering_side_never_closes(limit: Limit, position: Position, staff: Staff, account: Any) -> None:
    """§2.4: not the unit's people, not the holder of the position, not whoever sent the proof."""
    from thongsuot.registry.accounts.models import RoleGrant
    from thongsuot.registry.accounts.roles import Role

    analysed(limit, position, staff)
    proved(limit, staff)
    both_hats = staff.head
    RoleGrant.objects.create(account=both_hats, role=Role.COMMITTEE_HEAD, unit=limit.home)
    vars(both_hats).pop("_current_grants", None)
    with pytest.raises(AccessDenied, match="không tự xác nhận"):
        CloseLimit.run(both_hats, Closing(limit.pk))
    holder = account(Role.COMMITTEE_HEAD, limit.home, "Người giữ chức danh")
    holder.person = Person.objects.create(full_name="Người Giữ", sort_key="giu", search_key="nguoi giu")
    holder.save()
    PositionHolding.objects.create(person=holder.person, position=position)
    with pytest.raises(AccessDenied, match="không tự xác nhận"):
        CloseLimit.run(holder, Closing(limit.pk))
    sender = staff.home_affairs
    GiveProof.run(sender, Proving(limit.pk, "Gửi thay đơn vị."), idempotency_key=new_key())
    with pytest.raises(AccessDenied, match="người gửi minh chứng"):
        CloseLimit.run(sender, Closing(limit.pk))


def test_who_may_do_what(limit: Limit, staff: Staff) -> None:
    for refused in (staff.focal, staff.stranger, staff.clerk):
        with pytest.raises(AccessDenied):
            AddLimit.run(refused, NewLimit(limit.home_id, "Khác", 2024), idempotency_key=new_key())
    with pytest.raises(AccessDenied):
        AnalyseLimit.run(staff.stranger, Analysis(limit.pk, cause="Không phải việc của tôi"))
    with pytest.raises(AccessDenied):
        CloseLimit.run(staff.secretary, Closing(limit.pk))
    assert list(queries.visible_to(staff.stranger)) == []
    assert list(queries.visible_to(staff.focal)) == [limit] == list(queries.visible_to(staff.clerk))


def test_reopening_needs_a_reason_and_keeps_it(limit: Limit, position: Position, staff: Staff, events: Any) -> None:
    analysed(limit, position, staff)
    proved(limit, staff)
    CloseLimit.run(staff.chair, Closing(limit.pk))
    with pytest.raises(ActionError, match="lý do"):
        ReopenLimit.run(staff.chair, Reopening(limit.pk, " "))
    ReopenLimit.run(staff.chair, Reopening(limit.pk, "Tháng 1 lại xuống 38%."))
    limit.refresh_from_db()
    assert (limit.status, limit.closed_on, limit.closed_by) == (LimitStatus.OPEN, None, None)
    assert events("limit", limit.pk)[-1][1]["status"] == ["limit_closed", "limit_open"]
    with pytest.raises(ActionError, match="nên không làm được bước này"):
        ReopenLimit.run(staff.chair, Reopening(limit.pk, "Lần nữa"))


def test_what_is_no_limit_is_set_aside_with_a_reason(limit: Limit, staff: Staff) -> None:
    with pytest.raises(ActionError, match="vì sao"):
        SetAside.run(staff.secretary, SettingAside(limit.pk, ""))
    SetAside.run(staff.secretary, SettingAside(limit.pk, "Trùng với hạn chế của Sở Tài chính."))
    limit.refresh_from_db()
    assert limit.status == LimitStatus.NOT_A_LIMIT
    assert queries.listed(staff.secretary, queries.Filters(), date(2024, 12, 1)).count() == 0


def test_the_database_itself_refuses_a_closing_without_cause(limit: Limit) -> None:
    with pytest.raises(IntegrityError, match="limit_closed_has_cause"), transaction.atomic():
        Limit.objects.filter(pk=limit.pk).update(status=LimitStatus.CLOSED, closed_on=date(2024, 1, 1))


def test_confirmed_limitations_of_a_document_become_drafts_once(
    document: Document, offices: Offices, staff: Staff
) -> None:
    with pytest.raises(ActionError, match="chưa có hạn chế nào được xác nhận"):
        DraftLimits.run(staff.secretary, FromDocument(document.key, offices.home.pk))
    for one in document.limitations.all():
        ReviewLimitation.run(staff.secretary, Review(one.pk, Decision.CONFIRM))
    made = DraftLimits.run(staff.secretary, FromDocument(document.key, offices.home.pk))
    again = DraftLimits.run(staff.secretary, FromDocument(document.key, offices.home.pk))
    assert len(made.ids) == document.limitations.count() == 1 and again.ids == ()
    drafted = Limit.objects.get(pk=made.ids[0])
    assert (drafted.status, drafted.year, drafted.limitation) == (
        LimitStatus.DRAFT,
        2022,
        document.limitations.get(),
    )
    OpenLimit.run(staff.secretary, Taking(drafted.pk, offices.doing.pk, "digital"), effective_at=MID_2022)
    drafted.refresh_from_db()
    assert (drafted.status, drafted.unit, drafted.opened_on) == (LimitStatus.OPEN, offices.doing, date(2022, 7, 5))


def test_weak_criteria_of_a_published_round_become_drafts_due_31_7_2022(offices: Offices, staff: Staff) -> None:
    """R01: all criteria below 80% of their maximum, none at 80%, none twice."""
    nodes = [
        WeakNode("2021/3.1", "Giảm đơn vị sự nghiệp công lập", offices.doing.pk, Decimal("0.7"), Decimal("1")),
        WeakNode("2021/3.2", "Vị trí việc làm", offices.doing.pk, Decimal("0.8"), Decimal("1")),
        WeakNode("2021/3.1", "Giảm đơn vị sự nghiệp công lập", offices.other.pk, Decimal("0"), Decimal("1")),
    ]
    due = {"due": date(2022, 7, 31), "due_text": "trong tháng 7/2022"}
    first = propose_limits(SYSTEM, home_id=offices.home.pk, year=2021, round_name="Chấm 2021", nodes=nodes, **due)
    second = propose_limits(SYSTEM, home_id=offices.home.pk, year=2021, round_name="Chấm 2021", nodes=nodes, **due)
    rows = Limit.objects.filter(pk__in=first).order_by("pk")
    assert (len(first), second) == (2, ())
    assert [one.text for one in rows] == [
        "Giảm đơn vị sự nghiệp công lập: đạt 0,7/1 điểm",
        "Giảm đơn vị sự nghiệp công lập: đạt 0/1 điểm",
    ]
    assert {one.due for one in rows} == {date(2022, 7, 31)} and {one.status for one in rows} == {LimitStatus.DRAFT}


def test_a_limit_of_two_years_is_found_and_tied_by_a_person(limit: Limit, offices: Offices, staff: Staff) -> None:
    before = NewLimit(offices.home.pk, "Thanh toán trực tuyến phí, lệ phí còn thấp", 2023, unit_id=offices.doing.pk)
    elsewhere = NewLimit(offices.home.pk, "Thanh toán trực tuyến còn thấp", 2023, unit_id=offices.other.pk)
    earlier = AddLimit.run(staff.secretary, before, idempotency_key=new_key()).id
    AddLimit.run(staff.secretary, elsewhere, idempotency_key=new_key())
    found = queries.suggestions(staff.secretary, limit)
    assert [(one.earlier.pk, one.likeness.phrases) for one in found] == [(earlier, ("thanh toán trực tuyến",))]
    assert [(one.pk, s.earlier.pk) for one, s in queries.unconfirmed(staff.secretary)] == [(limit.pk, earlier)]
    assert queries.chains(staff.secretary) == [], "nothing recurs before a person says so"
    with pytest.raises(ActionError, match="năm trước đó"):
        TieRecurrence.run(staff.secretary, Recurrence(earlier, limit.pk))
    TieRecurrence.run(staff.secretary, Recurrence(limit.pk, earlier))
    assert [chain.years for chain in queries.chains(staff.secretary)] == [(2023, 2024)]
    assert queries.unconfirmed(staff.secretary) == []
