"""An order comes to be: for the fees of a dossier when it is filed, or for a duty an officer names."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import KEYED, Action, ActionError, natural
from thongsuot.platform.actions.base import Context
from thongsuot.serving.dossiers.choices import Payment, Status
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.domain.happenings import CLOSED, Kind, PortalStatus
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.telling import tell
from thongsuot.serving.dossiers.writing import happen, lock
from thongsuot.serving.forms.domain.expressions import evaluate
from thongsuot.serving.payments.actions.base import of_order, order_of_number, stamp
from thongsuot.serving.payments.actions.settling import OrderNumber
from thongsuot.serving.payments.choices import CollectWhen, OrderKind
from thongsuot.serving.payments.domain.fees import Bill, bill
from thongsuot.serving.payments.models import PaymentOrder
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.versions import content_of

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another on paper
MOST = 10**12  # đồng


@dataclass(frozen=True, slots=True)
class OrderWanted:
    """``dossier``: its code."""

    dossier: str


@dataclass(frozen=True, slots=True)
class OrderMade:
    """``number`` is empty where nothing is owed or the amount is not known."""

    number: str


def bill_of(dossier: Dossier) -> Bill:
    """What its answers call for, by the version it was received under."""
    answers: dict[str, Any] = dossier.person.answers if hasattr(dossier, "person") else {}
    return bill(content_of(dossier.version).fees, answers, evaluate)


class OrderFees(Action[OrderWanted, OrderMade]):
    name = "serving.payment.order"
    label = gettext_lazy("Lập khoản thu phí, lệ phí")
    permission = Serving.PAYMENT_COLLECT
    event = "serving.payment.ordered"
    idempotency = natural("mỗi hồ sơ có một khoản thu phí, lệ phí")

    def execute(self, context: Context, data: OrderWanted) -> OrderMade:
        dossier = lock(Dossier.objects.get(code=data.dossier))
        existing = dossier.payment_orders.filter(kind=OrderKind.FEE).first()
        owed = bill_of(dossier)
        if existing is not None or not owed.total:
            if existing is None:
                self._note_amount(context, dossier, owed)
            if not context.drafts:
                context.unchanged()
            return OrderMade(existing.number if existing else "")
        lines = [
            {"code": one.code, "name": one.name, "kind": one.kind, "amount": one.amount}
            for one in owed.lines
            if one.applies
        ]
        order = create_order(context, dossier, OrderKind.FEE, owed.total, _("Phí, lệ phí hồ sơ"), lines)
        self._note_amount(context, dossier, owed)
        return OrderMade(order.number)

    def _note_amount(self, context: Context, dossier: Dossier, owed: Bill) -> None:
        """Filing reckons without the answers; here they are known. An unknown amount stays unknown, not 0."""
        word = (Payment.NONE if owed.total == 0 else Payment.DUE).value if owed.lines else dossier.payment
        if (dossier.payment, dossier.fee) != (word, owed.total) and owed.lines:
            happen(context, dossier, Kind.PAID, payment=word, fee=owed.total)


@dataclass(frozen=True, slots=True)
class DutyWanted:
    """``amount``: đồng; ``purpose``: what it is for, naming nobody."""

    dossier: str
    amount: int
    purpose: str


class AskDutyPayment(Action[DutyWanted, OrderMade]):
    """The duty stops the clock until it is paid (D05); where it stands for it already, only the order is made."""

    name = "serving.payment.duty"
    label = gettext_lazy("Yêu cầu nộp nghĩa vụ tài chính")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.payment.duty_asked"
    idempotency = KEYED

    def scope(self, data: DutyWanted) -> str | None:
        return _dossier(data.dossier).competent_unit.path

    def check(self, actor: Actor, data: DutyWanted) -> None:
        if not 0 < data.amount <= MOST:
            raise ActionError(_("Số tiền phải là số đồng lớn hơn 0."), "amount")
        if not data.purpose.strip():
            raise ActionError(_("Hãy ghi khoản này nộp để làm gì."), "purpose")
        if PortalStatus(_dossier(data.dossier).status) in CLOSED | {PortalStatus.FINISHED, PortalStatus.NEW}:
            raise ActionError(_("Hồ sơ chưa được tiếp nhận hoặc đã xong nên không lập khoản thu này."))

    def execute(self, context: Context, data: DutyWanted) -> OrderMade:
        dossier = lock(_dossier(data.dossier))
        purpose = data.purpose.strip()
        line = {"code": "nghia-vu", "name": purpose, "kind": "nghia_vu", "amount": data.amount}
        order = create_order(context, dossier, OrderKind.DUTY, data.amount, purpose, [line])
        if dossier.status != Status.FINANCIAL_DUTY:
            happen(context, dossier, Kind.DUTY_ASKED, order=order.number)
        happen(context, dossier, Kind.PAID, payment=Payment.DUE.value, order=order.number)
        tell(dossier, "duty", reason=purpose)
        return OrderMade(order.number)


class OpenPayPage(Action[OrderNumber, None]):
    """The second step of the funnel (I07)."""

    name = "serving.payment.open"
    label = gettext_lazy("Mở trang trả phí")
    permission = Serving.PAYMENT_COLLECT
    event = "serving.payment.opened"
    idempotency = natural("chỉ lần mở đầu tiên được ghi")

    def authorise(self, actor: Actor, data: OrderNumber) -> None:
        if not (isinstance(actor, CitizenActor) and actor.holds(order_of_number(data.number).dossier.code)):
            super().authorise(actor, data)

    def execute(self, context: Context, data: OrderNumber) -> None:
        order = order_of_number(data.number, lock=True)
        if order.opened_at is not None:
            context.unchanged()
            return
        order.opened_at = context.now
        order.save(update_fields=["opened_at"])
        context.record(of_order(order), {"opened_at": (None, context.now)})


def create_order(
    context: Context, dossier: Dossier, kind: OrderKind, amount: int, purpose: str, lines: list[dict[str, Any]]
) -> PaymentOrder:
    """Inside the action, the dossier locked."""
    order = PaymentOrder.objects.create(
        dossier=dossier,
        unit=dossier.receiving_unit,
        number=f"TT{stamp(context.now)}{''.join(secrets.choice(_LETTERS) for _letter in range(8))}",
        token=secrets.token_urlsafe(24),
        kind=kind,
        amount=amount,
        purpose=purpose[:200],
        lines=lines,
        collected=CollectWhen.RECEPTION if kind == OrderKind.FEE else CollectWhen.RESULT,
        created_at=context.now,
        is_sample=dossier.is_sample,
    )
    context.record(of_order(order), {"amount": (None, amount), "dossier": (None, dossier.code)})
    return order


def _dossier(code: str) -> Dossier:
    found = Dossier.objects.select_related("competent_unit", "receiving_unit").filter(code=code).first()
    if found is None:
        raise ActionError(_("Không có hồ sơ mang mã này."), "dossier")
    return found
