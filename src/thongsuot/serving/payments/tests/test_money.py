"""Cash at the desk, refunds by two people, duties that stop the clock, the ledger that nobody rewrites."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.serving.conftest import CONTENT, Scene
from thongsuot.serving.dossiers.actions import ReceiveDossier, Receiving
from thongsuot.serving.dossiers.choices import Payment, Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import happenings_of
from thongsuot.serving.dossiers.writing import differences
from thongsuot.serving.payments import asking
from thongsuot.serving.payments.actions.ordering import AskDutyPayment, DutyWanted
from thongsuot.serving.payments.actions.paying import Cash, CollectCash, Seen, SettleLook
from thongsuot.serving.payments.actions.refunding import (
    AskRefund,
    DecideRefund,
    RefundDecision,
    RefundWanted,
    refundable,
)
from thongsuot.serving.payments.choices import EntrySource, OrderState, RefundKind, RefundState
from thongsuot.serving.payments.conftest import Bank, filed
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.gateways.simulator import transfer
from thongsuot.serving.payments.links import order_for, pay_url
from thongsuot.serving.payments.models import PaymentEntry, PaymentOrder, Refund
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus

pytestmark = pytest.mark.django_db
Fresh = Callable[[PaymentOrder], PaymentOrder]


def ask(scene: Scene, order: PaymentOrder, amount: int = 8_000, kind: RefundKind = RefundKind.FEE) -> str:
    wanted = RefundWanted(order.number, kind.value, amount, "Hồ sơ rút trước khi giải quyết")
    return AskRefund.run(scene.focal, wanted, idempotency_key=new_key()).number


def collect(scene: Scene, order: PaymentOrder, amount: int = 8_000) -> None:
    CollectCash.run(scene.desk, Cash(order.number, amount), idempotency_key=new_key())


def test_no_role_both_takes_money_reconciles_it_and_gives_it_back() -> None:
    duties = {Serving.PAYMENT_COLLECT, Serving.PAYMENT_RECONCILE, Serving.PAYMENT_REFUND}
    assert all(len(duties & GRANTS[role]) <= 1 for role in Role)
    assert not {Serving.PAYMENT_COLLECT, Serving.DOSSIER_DECIDE} <= GRANTS[Role.ONE_STOP]


def test_cash_at_the_desk(scene: Scene, order: PaymentOrder, fresh: Fresh) -> None:
    collect(scene, order)
    now = fresh(order)
    entry = now.entries.get()
    assert (now.state, entry.source, entry.amount, entry.booked_by) == (
        OrderState.PAID, EntrySource.CASH, 8_000, scene.desk,
    )  # fmt: skip
    assert now.receipt_number and now.dossier.payment == Payment.PAID
    with pytest.raises(ActionError, match="đã trả rồi"):
        collect(scene, order)


def test_cash_must_be_the_whole_sum_and_waits_for_the_bank(scene: Scene, order: PaymentOrder, the_bank: Bank) -> None:
    with pytest.raises(ActionError, match="đúng 8000"):
        collect(scene, order, 7_000)
    the_bank.pay(order, Mode.LOST)
    with pytest.raises(ActionError, match="Ngân hàng chưa trả lời"):
        collect(scene, order)


@pytest.mark.parametrize("who", ["specialist", "head", "focal", "neighbour", "post"])
def test_others_take_no_cash(scene: Scene, order: PaymentOrder, who: str) -> None:
    with pytest.raises(AccessDenied):
        CollectCash.run(getattr(scene, who), Cash(order.number, 8_000), idempotency_key=new_key())


def test_cash_makes_up_what_the_bank_sent_short(
    scene: Scene, order: PaymentOrder, the_bank: Bank, fresh: Fresh
) -> None:
    the_bank.pay(order, Mode.WRONG_AMOUNT)
    SettleLook.run(scene.focal, Seen(order.number, "Khách gõ nhầm, nộp nốt tại quầy"))
    collect(scene, order, 1_000)
    assert (fresh(order).state, fresh(order).look) == (OrderState.PAID, "")


@pytest.mark.parametrize("statement", ["UPDATE {t} SET amount = 1", "DELETE FROM {t}"])
def test_the_ledger_is_only_added_to(order: PaymentOrder, the_bank: Bank, statement: str) -> None:
    the_bank.pay(order)
    with pytest.raises(DatabaseError, match="không sửa, không xóa"), transaction.atomic():
        connection.cursor().execute(statement.format(t=PaymentEntry._meta.db_table))
    assert PaymentEntry.objects.get().amount == 8_000


def test_a_refund_needs_another_person(scene: Scene, order: PaymentOrder, the_bank: Bank, fresh: Fresh) -> None:
    the_bank.pay(order)
    number = ask(scene, order)
    with pytest.raises(AccessDenied):
        DecideRefund.run(scene.focal, RefundDecision(number, approve=True))
    both = scene.head
    Refund.objects.filter(number=number).update(asked_by=both)
    with pytest.raises(AccessDenied, match="không tự duyệt"):
        DecideRefund.run(both, RefundDecision(number, approve=True))
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.filter(number=number).update(decided_by=both, state=RefundState.APPROVED)


def test_refund_through_the_bank(
    scene: Scene, order: PaymentOrder, the_bank: Bank, fresh: Fresh, outbox_done: Callable[[], int]
) -> None:
    the_bank.pay(order)
    number = ask(scene, order)
    DecideRefund.run(scene.head, RefundDecision(number, approve=True))
    assert fresh(order).state == OrderState.PAID, "not before the bank says so"
    outbox_done()
    now = fresh(order)
    assert Refund.objects.get().state == RefundState.DONE
    assert (now.state, [one.amount for one in now.entries.all()]) == (OrderState.REFUNDED, [8_000, -8_000])
    assert now.dossier.payment == Payment.REFUNDED
    DecideRefund.run(scene.head, RefundDecision(number, approve=True))
    outbox_done()
    assert PaymentEntry.objects.count() == 2
    assert refundable(now, RefundKind.FEE) == 0


def test_part_of_the_fee_and_never_more_than_lies_here(
    scene: Scene, order: PaymentOrder, the_bank: Bank, fresh: Fresh, outbox_done: Callable[[], int]
) -> None:
    with pytest.raises(ActionError, match="nhiều nhất 0 đồng"):
        ask(scene, order)
    the_bank.pay(order)
    with pytest.raises(ActionError, match=r"nhiều nhất 8\.000 đồng"):
        ask(scene, order, 8_001)
    DecideRefund.run(scene.head, RefundDecision(ask(scene, order, 3_000), approve=True))
    with pytest.raises(ActionError, match=r"nhiều nhất 5\.000 đồng"):
        ask(scene, order, 5_001)
    outbox_done()
    assert fresh(order).state == OrderState.PART_REFUNDED


def test_paid_twice_is_sent_back_once(
    scene: Scene, order: PaymentOrder, the_bank: Bank, fresh: Fresh, outbox_done: Callable[[], int]
) -> None:
    the_bank.pay(order)
    transfer(order.number, 8_000, timezone.now())
    asking.reconcile_day(SYSTEM, local(timezone.now()).date())
    assert (fresh(order).state, fresh(order).look) == (OrderState.PAID, "look_doubled")
    DecideRefund.run(scene.head, RefundDecision(ask(scene, order, 8_000, RefundKind.SURPLUS), approve=True))
    outbox_done()
    now = fresh(order)
    assert (now.state, now.look, sum(one.amount for one in now.entries.all())) == (OrderState.PAID, "", 8_000)


def test_cash_is_given_back_over_the_counter_once_approved(scene: Scene, order: PaymentOrder, fresh: Fresh) -> None:
    collect(scene, order)
    DecideRefund.run(scene.head, RefundDecision(ask(scene, order), approve=True))
    assert (Refund.objects.get().in_cash, fresh(order).state) == (True, OrderState.REFUNDED)


def test_not_approved_says_why(scene: Scene, order: PaymentOrder, the_bank: Bank, fresh: Fresh) -> None:
    the_bank.pay(order)
    number = ask(scene, order)
    with pytest.raises(ActionError, match="vì sao"):
        DecideRefund.run(scene.head, RefundDecision(number, approve=False))
    DecideRefund.run(scene.head, RefundDecision(number, approve=False, words="Hồ sơ đã giải quyết"))
    assert Refund.objects.get().state == RefundState.DECLINED
    assert refundable(fresh(order), RefundKind.FEE) == 8_000


def test_a_duty_stops_the_clock_until_the_money_is_there(
    scene: Scene, dossier: Dossier, order: PaymentOrder, the_bank: Bank
) -> None:
    ReceiveDossier.run(scene.desk, Receiving(dossier.code))
    wanted = DutyWanted(dossier.code, 1_250_000, "Lệ phí trước bạ")
    made = AskDutyPayment.run(scene.specialist, wanted, idempotency_key=new_key())
    dossier.refresh_from_db()
    assert (dossier.status, dossier.payment) == (Status.FINANCIAL_DUTY, Payment.DUE)
    assert dossier.paused_since is not None
    duty = PaymentOrder.objects.select_related("dossier").get(number=made.number)
    the_bank.pay(duty)
    dossier.refresh_from_db()
    assert dossier.status == Status.ACCEPTED
    assert dossier.paused_since is None
    assert dossier.payment == Payment.DUE, "the fee itself is still owed"
    the_bank.pay(order)
    dossier.refresh_from_db()
    assert dossier.payment == Payment.PAID
    assert differences(dossier) == {}, "the row is the fold of its log"
    assert "paid" in {one.kind for one in happenings_of(dossier)}


def test_a_duty_needs_an_amount_a_reason_and_a_running_dossier(scene: Scene, dossier: Dossier) -> None:
    for wanted, words in (
        (DutyWanted(dossier.code, 0, "Lệ phí"), "lớn hơn 0"),
        (DutyWanted(dossier.code, 10, " "), "để làm gì"),
        (DutyWanted(dossier.code, 10, "Lệ phí"), "chưa được tiếp nhận"),
    ):
        with pytest.raises(ActionError, match=words):
            AskDutyPayment.run(scene.specialist, wanted, idempotency_key=new_key())


def test_one_order_however_often_it_is_asked_for(dossier: Dossier, outbox_done: Callable[[], int]) -> None:
    first = order_for(dossier)
    outbox_done()  # the event of filing asks for it as well
    assert order_for(dossier) == first
    assert PaymentOrder.objects.count() == 1
    assert first is not None
    assert pay_url(dossier) == f"/thanh-toan/{first.token}"


def procedure_with(scene: Scene, fees: list[dict[str, object]]) -> str:
    content = content_from({**CONTENT, "fees": fees})
    made = Procedure.objects.create(code="mau-2", title="Thử", search_key="thu", field="ho-tich", is_sample=True)
    ProcedureVersion.objects.create(
        procedure=made, number=1, status=VersionStatus.PUBLISHED, valid_from=date(2025, 7, 1),
        content=plain_of(content), digest=digest_of(content),
    )  # fmt: skip
    return made.code


def test_spared_by_the_answers(scene: Scene) -> None:
    fee = {"code": "le-phi", "name": "Lệ phí", "kind": "le_phi", "amount": 8_000, "when": 'ho_ngheo != "co"'}
    code = procedure_with(scene, [fee])
    poor = filed(scene, procedure_code=code, answers={"ho_ngheo": "co"})
    assert (order_for(poor), pay_url(poor)) == (None, "")
    poor.refresh_from_db()
    assert (poor.payment, poor.fee) == (Payment.NONE, 0)
    other = filed(scene, procedure_code=code, answers={"ho_ngheo": "khong"})
    order = order_for(other)
    other.refresh_from_db()
    assert order is not None
    assert (order.amount, other.payment, other.fee) == (8_000, Payment.DUE, 8_000)


def test_an_unknown_amount_is_owed_but_not_asked_for(scene: Scene) -> None:
    fee = {"code": "phi", "name": "Phí đo đạc", "kind": "phi", "amount": None}
    unknown = filed(scene, procedure_code=procedure_with(scene, [fee]))
    assert order_for(unknown) is None
    unknown.refresh_from_db()
    assert (unknown.payment, unknown.fee) == (Payment.DUE, None)
