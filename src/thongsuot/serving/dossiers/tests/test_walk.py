"""A dossier through all ten statuses; what cannot follow is refused with words; the row is always the fold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import verify_chain
from thongsuot.platform.files import put
from thongsuot.platform.files.domain import PDF
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    Arrival,
    ArriveDossier,
    AskDuty,
    AskingDuty,
    AssignDossier,
    Assigning,
    ExtendDossier,
    Extending,
    FileDossier,
    FinishDossier,
    Finishing,
    HandingOver,
    HandOver,
    Passing,
    PassOn,
    RateDossier,
    RatingGiven,
    ReceiveDossier,
    Receiving,
    RefuseIntake,
    Refusing,
    Returning,
    ReturnResult,
    SettleDuty,
    SettlingDuty,
    StopDossier,
    Stopping,
    WithdrawDossier,
    Withdrawing,
)
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.conftest import NEW, at
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import differences

pytestmark = pytest.mark.django_db
TakeIn = Callable[..., Dossier]


def sound(dossier: Dossier) -> Dossier:
    """The row is the fold of its log, the log whole."""
    dossier.refresh_from_db()
    assert differences(dossier) == {}
    assert verify_chain("dossier", dossier.code) is None
    return dossier


def test_from_the_desk_to_the_result(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 9))
    assert (dossier.status, dossier.step, dossier.holder_unit) == (Status.ACCEPTED, 1, scene.here)
    assert dossier.promised_at == dossier.due_at == at(4, 17, 30)
    PassOn.run(scene.desk, Passing(dossier.code, officer=scene.specialist.pk), effective_at=at(1, 10))
    PassOn.run(scene.specialist, Passing(dossier.code, officer=scene.head.pk), effective_at=at(2, 10))
    FinishDossier.run(scene.head, Finishing(dossier.code), effective_at=at(3, 9))
    ReturnResult.run(scene.desk, Returning(dossier.code), effective_at=at(3, 15))
    sound(dossier)
    assert (dossier.status, dossier.was_on_time) == (Status.RETURNED, True)
    names = [one.name.rsplit(".", 1)[1] for one in Event.objects.filter(aggregate_id=dossier.code).order_by("sequence")]
    assert names == ["filed", "received", *["step_begun"] * 3, "finished", "step_begun", "returned"]
    assert [one.worked_minutes for one in dossier.steps.all()] == [60, 480, 480 - 60, 240]
    assert not dossier.steps.filter(ended_at__isnull=True).exists()


def test_online_it_waits_for_the_desk(scene: Scene) -> None:
    code = FileDossier.run(CitizenActor("t"), NEW, idempotency_key="a", effective_at=at(1, 20)).code
    dossier = Dossier.objects.get(code=code)
    assert (dossier.status, dossier.due_at, dossier.taken_by) == (Status.NEW, None, None)
    ReceiveDossier.run(scene.desk, Receiving(code), effective_at=at(2, 8))
    ReceiveDossier.run(scene.desk, Receiving(code))  # a second click changes nothing
    assert (sound(dossier).status, dossier.taken_by) == (Status.ACCEPTED, scene.desk)
    assert Event.objects.filter(aggregate_id=code, name="serving.dossier.received").count() == 1


def test_filed_twice_with_the_same_key_is_one_dossier(scene: Scene) -> None:
    first = FileDossier.run(CitizenActor("t"), NEW, idempotency_key="k", effective_at=at(1))
    assert FileDossier.run(CitizenActor("t"), NEW, idempotency_key="k", effective_at=at(1)) == first
    assert Dossier.objects.count() == 1


def test_a_citizen_never_files_as_an_officer(scene: Scene) -> None:
    with pytest.raises(AccessDenied, match="cán bộ"):
        FileDossier.run(CitizenActor("t"), replace(NEW, mode="officer"), idempotency_key="a")
    with pytest.raises(ActionError) as faults:
        FileDossier.run(
            CitizenActor("t"), replace(NEW, applicant_name=" ", channel=9, mode="assisted"), idempotency_key="b"
        )
    assert {one.field for one in faults.value.errors} == {"applicant_name", "channel", "helped_by"}
    assert not Dossier.objects.exists()


def test_refused_with_a_reason(scene: Scene) -> None:
    code = FileDossier.run(CitizenActor("t"), NEW, idempotency_key="a").code
    with pytest.raises(ActionError, match="ghi rõ lý do"):
        RefuseIntake.run(scene.desk, Refusing(code, "other"))
    with pytest.raises(ActionError, match="trong danh sách"):
        RefuseIntake.run(scene.desk, Refusing(code, "because"))
    RefuseIntake.run(scene.desk, Refusing(code, "wrong-office", "Nộp tại Sở Tư pháp."))
    dossier = sound(Dossier.objects.get(code=code))
    assert (dossier.status, dossier.received_at, dossier.was_on_time) == (Status.NOT_ACCEPTED, None, None)
    with pytest.raises(ActionError, match="không được tiếp nhận"):
        ReceiveDossier.run(scene.desk, Receiving(code))


def test_a_financial_duty_stops_the_clock(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 9))
    PassOn.run(scene.desk, Passing(dossier.code), effective_at=at(1, 10))
    AskDuty.run(scene.specialist, AskingDuty(dossier.code, "Nộp thuế theo thông báo số 1"), effective_at=at(2, 9))
    assert (sound(dossier).status, dossier.due_at) == (Status.FINANCIAL_DUTY, None)
    with pytest.raises(ActionError, match="chờ người nộp thực hiện nghĩa vụ"):
        FinishDossier.run(scene.head, Finishing(dossier.code))
    SettleDuty.run(scene.desk, SettlingDuty(dossier.code, at=at(9, 9)), effective_at=at(10))
    SettleDuty.run(scene.desk, SettlingDuty(dossier.code))
    assert (sound(dossier).status, dossier.promised_at) == (Status.PROCESSING, at(4, 17, 30))
    assert dossier.due_at and dossier.due_at > at(9, 9)


@pytest.mark.parametrize("by_citizen", [True, False])
def test_withdrawn(scene: Scene, take_in: TakeIn, by_citizen: bool) -> None:
    dossier = take_in(at(1))
    with pytest.raises(AccessDenied):
        WithdrawDossier.run(CitizenActor("H37.1-260601-0099"), Withdrawing(dossier.code))
    actor = CitizenActor(dossier.code) if by_citizen else scene.desk
    WithdrawDossier.run(actor, Withdrawing(dossier.code))
    WithdrawDossier.run(actor, Withdrawing(dossier.code))
    assert (sound(dossier).status, dossier.was_on_time) == (Status.WITHDRAWN, None)


def test_stopped_by_the_head_alone(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1))
    with pytest.raises(AccessDenied):
        StopDossier.run(scene.desk, Stopping(dossier.code, "court"))
    StopDossier.run(scene.head, Stopping(dossier.code, "court"))
    assert sound(dossier).status == Status.STOPPED


def test_who_receives_never_decides(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1))
    Dossier.objects.filter(pk=dossier.pk).update(taken_by=scene.head)
    with pytest.raises(AccessDenied, match="không quyết định chính hồ sơ đó"):
        FinishDossier.run(scene.head, Finishing(dossier.code))


def test_extended_once_with_an_apology(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 9))
    ask = Extending(dossier.code, Decimal(2), "working_days", "overload")
    with pytest.raises(AccessDenied):
        ExtendDossier.run(scene.specialist, ask)
    with pytest.raises(ActionError, match=r"ít nhất 1 ngày.*Vẫn có thể"):
        ExtendDossier.run(scene.head, ask, effective_at=at(4, 9))
    ExtendDossier.run(scene.head, ask, effective_at=at(3, 9))
    assert (sound(dossier).due_at, dossier.promised_at, dossier.is_extended) == (at(8, 17, 30), at(4, 17, 30), True)
    with pytest.raises(ActionError, match="tối đa 1 lần"):
        ExtendDossier.run(scene.head, ask, effective_at=at(3, 10))


def test_taken_here_for_the_department_both_clocks_show(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 9), competent_unit=scene.department.key)
    assert (dossier.received_at, dossier.started_at, dossier.due_at) == (at(1, 9), None, None)
    with pytest.raises(ActionError, match="chưa nhận được"):
        FinishDossier.run(head_of(scene), Finishing(dossier.code))
    ArriveDossier.run(head_of(scene), Arrival(dossier.code), effective_at=at(3, 9))
    ArriveDossier.run(head_of(scene), Arrival(dossier.code))
    sound(dossier)
    assert (dossier.received_at, dossier.started_at, dossier.holder_unit) == (at(1, 9), at(3, 9), scene.department)
    assert dossier.due_at == at(8, 17, 30)


def head_of(scene: Scene):  # type: ignore[no-untyped-def]
    from thongsuot.registry.accounts.models import Account, RoleGrant
    from thongsuot.registry.accounts.roles import Role

    head, is_new = Account.objects.get_or_create(username="gd", defaults={"display_name": "Giám đốc Sở"})
    if is_new:
        RoleGrant.objects.create(account=head, role=Role.UNIT_HEAD, unit=scene.department)
    return head


def test_the_paper_goes_from_hand_to_hand_by_scan(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1))
    HandOver.run(scene.specialist, HandingOver(dossier.code, scene.here.key), effective_at=at(1, 11))
    HandOver.run(scene.specialist, HandingOver(dossier.code, scene.here.key))  # scanned twice
    assert sound(dossier).officer == scene.specialist
    [handover] = dossier.handovers.all()
    assert (handover.gave, handover.took, handover.at) == (scene.desk, scene.specialist, at(1, 11))
    with pytest.raises(AccessDenied):
        HandOver.run(scene.specialist, HandingOver(dossier.code, scene.there.key))


@pytest.fixture
def taken_for_the_department(scene: Scene, take_in: TakeIn) -> Dossier:
    return take_in(at(1, 9), competent_unit=scene.department.key)


def told_of(dossier: Dossier) -> str:
    return " ".join(one.payload["text"] for one in OutboxMessage.objects.filter(payload__dossier=dossier.pk))


def test_the_scan_at_the_office_that_decides_starts_its_clock(scene: Scene, taken_for_the_department: Dossier) -> None:
    dossier, head = taken_for_the_department, head_of(scene)
    HandOver.run(head, HandingOver(dossier.code, scene.department.key), effective_at=at(3, 9))
    HandOver.run(head, HandingOver(dossier.code, scene.department.key), effective_at=at(3, 10))  # scanned twice
    sound(dossier)
    assert (dossier.holder_unit, dossier.officer) == (scene.department, head)
    assert (dossier.started_at, dossier.due_at) == (at(3, 9), at(8, 17, 30))
    assert Event.objects.filter(aggregate_id=dossier.code, name="serving.dossier.arrived").count() == 1
    assert f"Hồ sơ {dossier.code} đã tới nơi giải quyết" in told_of(dossier)


def test_passed_on_to_the_office_that_decides_it_has_arrived(scene: Scene, taken_for_the_department: Dossier) -> None:
    dossier = taken_for_the_department
    PassOn.run(scene.desk, Passing(dossier.code), effective_at=at(3, 9))
    sound(dossier)
    assert (dossier.holder_unit, dossier.started_at) == (scene.department, at(3, 9))
    assert dossier.due_at == at(8, 17, 30)
    assert "đã tới nơi giải quyết" in told_of(dossier)


def test_paper_that_stays_at_the_counter_starts_no_clock(scene: Scene, taken_for_the_department: Dossier) -> None:
    dossier = taken_for_the_department
    HandOver.run(scene.specialist, HandingOver(dossier.code, scene.here.key), effective_at=at(1, 11))
    assert (sound(dossier).officer, dossier.started_at) == (scene.specialist, None)


def test_the_code_of_another_office_is_told_apart(scene: Scene, take_in: TakeIn) -> None:
    from thongsuot.platform.access.actors import SYSTEM

    dossier = take_in(at(1))
    with pytest.raises(ActionError, match="không thuộc Phường Kỳ Lừa"):
        HandOver.run(SYSTEM, HandingOver(dossier.code, scene.there.key))


def test_work_is_given_to_those_who_have_the_duty(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1))
    for stranger in (scene.neighbour, scene.focal):
        with pytest.raises(ActionError, match="không có nhiệm vụ"):
            PassOn.run(scene.desk, Passing(dossier.code, officer=stranger.pk))
    PassOn.run(scene.desk, Passing(dossier.code))
    AssignDossier.run(scene.head, Assigning(dossier.code, scene.specialist.pk))
    assert sound(dossier).officer == scene.specialist
    assert dossier.steps.get(ended_at__isnull=True).officer == scene.specialist


def test_same_day_without_a_slip_is_recorded_all_the_same(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 8), is_same_day=True)
    PassOn.run(scene.desk, Passing(dossier.code), effective_at=at(1, 8, 10))
    FinishDossier.run(scene.head, Finishing(dossier.code), effective_at=at(1, 10))
    ReturnResult.run(scene.desk, Returning(dossier.code), effective_at=at(1, 10, 30))
    assert (sound(dossier).status, dossier.is_same_day, dossier.was_on_time) == (Status.RETURNED, True, True)


def test_online_is_given_only_what_is_signed(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 8))
    PassOn.run(scene.desk, Passing(dossier.code), effective_at=at(1, 9))
    FinishDossier.run(scene.head, Finishing(dossier.code), effective_at=at(2))
    said = told_of(dossier)
    assert "Mời ông/bà nhận tại" in said and "xem trực tuyến" not in said
    with pytest.raises(ActionError, match="Hãy ký kết quả trước") as refused:
        ReturnResult.run(scene.desk, Returning(dossier.code, "online"))
    assert refused.value.errors[0].field == "way"
    ReturnResult.run(scene.desk, Returning(dossier.code, "post"))
    ReturnResult.run(scene.desk, Returning(dossier.code, "online"))  # returned already: nothing changes
    assert sound(dossier).status == Status.RETURNED


def test_a_signed_result_is_told_of_and_returned_online(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1, 8))
    PassOn.run(scene.desk, Passing(dossier.code), effective_at=at(1, 9))
    stored = put([b"%PDF-1.7\n%%EOF\n"], "ket-qua.pdf", accepted=(PDF,), sealed=True)
    dossier.results.create(
        unit=scene.here, procedure_code="mau-1", title="Giấy", state="result_signed", file=stored,
        digest=stored.digest, issued_at=at(2), verify_code="m",
    )  # fmt: skip
    FinishDossier.run(scene.head, Finishing(dossier.code), effective_at=at(2))
    assert "hoặc xem trực tuyến" in told_of(dossier)
    ReturnResult.run(scene.desk, Returning(dossier.code, "online"), effective_at=at(3))
    assert sound(dossier).status == Status.RETURNED


def test_rated_by_the_applicant_once(scene: Scene, take_in: TakeIn) -> None:
    dossier = take_in(at(1))
    with pytest.raises(ActionError, match="Không thể đánh giá"):
        RateDossier.run(CitizenActor(dossier.code), RatingGiven(dossier.code, {"thai-do": 5}))
    StopDossier.run(scene.head, Stopping(dossier.code, "court"))
    with pytest.raises(AccessDenied):
        RateDossier.run(scene.desk, RatingGiven(dossier.code, {"thai-do": 5}))
    with pytest.raises(ActionError, match="từ 1 đến 5"):
        RateDossier.run(CitizenActor(dossier.code), RatingGiven(dossier.code, {"thai-do": 6}))
    RateDossier.run(CitizenActor(dossier.code), RatingGiven(dossier.code, {"thai-do": 5}, "Cảm ơn"))
    RateDossier.run(CitizenActor(dossier.code), RatingGiven(dossier.code, {"thai-do": 1}))
    assert sound(dossier).rating.scores == {"thai-do": 5}


def test_a_year_without_calendar_is_said_aloud(scene: Scene) -> None:
    with pytest.raises(ActionError, match="2031"):
        FileDossier.run(CitizenActor("t"), NEW, idempotency_key="a", effective_at=at(1).replace(year=2031))
        code = Dossier.objects.get().code
        ReceiveDossier.run(scene.desk, Receiving(code), effective_at=at(1).replace(year=2031))
