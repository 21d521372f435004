"""Money given back: asked for by one person, approved by another, carried out by the bank or over the counter."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_money
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import KEYED, Action, ActionError, natural
from thongsuot.platform.actions.base import Context
from thongsuot.platform.outbox import send
from thongsuot.serving.payments.actions.base import of_order, order_of_number
from thongsuot.serving.payments.actions.paying import held
from thongsuot.serving.payments.actions.settling import settle
from thongsuot.serving.payments.choices import EntrySource, RefundKind, RefundState
from thongsuot.serving.payments.models import PaymentOrder, Refund
from thongsuot.serving.permissions import Serving

REFUND_HANDLER = "serving.payments.refund"
_UNDER_WAY = (RefundState.ASKED, RefundState.APPROVED, RefundState.FAILED)


@dataclass(frozen=True, slots=True)
class RefundWanted:
    number: str
    kind: str
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class RefundNumber:
    number: str


class AskRefund(Action[RefundWanted, RefundNumber]):
    name = "serving.refund.ask"
    label = gettext_lazy("Đề nghị hoàn tiền")
    permission = Serving.PAYMENT_RECONCILE
    event = "serving.refund.asked"
    idempotency = KEYED

    def scope(self, data: RefundWanted) -> str | None:
        return order_of_number(data.number).unit.path

    def execute(self, context: Context, data: RefundWanted) -> RefundNumber:
        order = order_of_number(data.number, lock=True)
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi vì sao hoàn."), "reason")
        most = refundable(order, RefundKind(data.kind))
        if not 0 < data.amount <= most:
            raise ActionError(_("Hoàn được nhiều nhất %(most)s.") % {"most": format_money(most)}, "amount")
        refund = Refund.objects.create(
            order=order,
            number=f"HT{order.number.removeprefix('TT')}{order.refunds.count() + 1:02d}",
            kind=data.kind,
            amount=data.amount,
            reason=data.reason.strip()[:500],
            in_cash=not _bank_credit(order, data.amount),
            asked_by_id=context.actor.id,
            asked_at=context.now,
        )
        context.record(of_order(order), {"refund": (None, refund.number)}, reason=refund.reason)
        return RefundNumber(refund.number)


def refundable(order: PaymentOrder, kind: RefundKind) -> int:
    """Đồng that may still be asked back: never more than lies with us and is not already on its way out."""
    going = order.refunds.filter(state__in=_UNDER_WAY).aggregate(sum=Sum("amount"))["sum"] or 0
    free = held(order) - going
    if kind == RefundKind.SURPLUS:
        return max(free - (_fee_held(order) if order.is_paid else 0), 0)
    return max(min(free, _fee_held(order)), 0) if order.is_paid else 0


def _fee_held(order: PaymentOrder) -> int:
    """The fee itself, less what of it was or is being given back."""
    back = order.refunds.filter(kind=RefundKind.FEE).exclude(state=RefundState.DECLINED)
    return order.amount - (back.aggregate(sum=Sum("amount"))["sum"] or 0)


def _bank_credit(order: PaymentOrder, amount: int) -> str:
    """The bank's number of a transfer large enough; empty where it came in cash."""
    found = order.entries.filter(source=EntrySource.BANK, amount__gte=amount).order_by("-ordinal").first()
    return found.reference if found else ""


@dataclass(frozen=True, slots=True)
class RefundDecision:
    number: str
    approve: bool
    words: str = ""


class DecideRefund(Action[RefundDecision, None]):
    name = "serving.refund.decide"
    label = gettext_lazy("Duyệt hoàn tiền")
    permission = Serving.PAYMENT_REFUND
    event = "serving.refund.decided"
    idempotency = natural("một đề nghị chỉ được quyết định một lần")

    def scope(self, data: RefundDecision) -> str | None:
        return refund_of(data.number).order.unit.path

    def authorise(self, actor: Actor, data: RefundDecision) -> None:
        super().authorise(actor, data)
        if actor.id is None or refund_of(data.number).asked_by_id == actor.id:
            raise AccessDenied(_("Người đề nghị hoàn tiền không tự duyệt. Hãy để lãnh đạo khác duyệt."))

    def execute(self, context: Context, data: RefundDecision) -> None:
        order = order_of_number(refund_of(data.number).order.number, lock=True)
        refund = refund_of(data.number)
        if refund.state not in (RefundState.ASKED, RefundState.FAILED):
            context.unchanged()
            return
        if not data.approve and not data.words.strip():
            raise ActionError(_("Hãy ghi vì sao không duyệt."), "words")
        before = refund.state
        refund.decided_by_id, refund.decided_at = context.actor.id, context.now
        refund.decision = data.words.strip()[:500]
        refund.state = RefundState.APPROVED if data.approve else RefundState.DECLINED
        if data.approve and refund.in_cash:
            refund.state, refund.done_at = RefundState.DONE, context.now
        refund.save()
        context.record(of_order(order), {"refund_state": (before, refund.state)}, reason=refund.decision)
        if refund.state == RefundState.DONE:
            settle(context, order)
        elif refund.state == RefundState.APPROVED:
            key = f"{REFUND_HANDLER}:{refund.number}:{context.now.isoformat()}"
            send(REFUND_HANDLER, {"refund": refund.number, "reference": _bank_credit(order, refund.amount)}, key)


@dataclass(frozen=True, slots=True)
class RefundEnded:
    number: str
    done: bool


class EndRefund(Action[RefundEnded, None]):
    """The bank's word on it."""

    name = "serving.refund.end"
    label = gettext_lazy("Ghi kết quả hoàn tiền")
    permission = Serving.PAYMENT_RECONCILE
    event = "serving.refund.ended"
    idempotency = natural("khoản hoàn đã xong thì không đổi nữa")

    def scope(self, data: RefundEnded) -> str | None:
        return refund_of(data.number).order.unit.path

    def execute(self, context: Context, data: RefundEnded) -> None:
        order = order_of_number(refund_of(data.number).order.number, lock=True)
        refund = refund_of(data.number)
        if refund.state not in (RefundState.APPROVED, RefundState.FAILED):
            context.unchanged()
            return
        before, refund.state = refund.state, RefundState.DONE if data.done else RefundState.FAILED
        refund.done_at = context.now if data.done else None
        refund.save(update_fields=["state", "done_at"])
        context.record(of_order(order), {"refund_state": (before, refund.state)})
        if data.done:
            settle(context, order)


def refund_of(number: str) -> Refund:
    found = Refund.objects.select_related("order__unit").filter(number=number).first()
    if found is None:
        raise ActionError(_("Không còn đề nghị hoàn tiền này. Hãy tải lại trang."))
    return found
