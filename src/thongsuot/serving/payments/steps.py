"""The steps of an order's page: which form, when, whose right, which action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.serving.payments import asking
from thongsuot.serving.payments.actions import paying, refunding
from thongsuot.serving.payments.actions.paying import open_attempt, still_owed
from thongsuot.serving.payments.choices import RefundKind
from thongsuot.serving.payments.forms import CashForm, LookForm, RefundForm
from thongsuot.serving.payments.models import PaymentOrder
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class Step:
    """``run(actor, order, cleaned, key)`` does it; ``fits`` tells whether the order has come to it."""

    form: type[forms.Form]
    permission: str
    fits: Callable[[PaymentOrder], bool]
    run: Callable[[Actor, PaymentOrder, dict[str, Any], str], object]
    done: Callable[[], str]


def form_of(name: str, order: PaymentOrder, data: Any = None) -> forms.Form:
    initial: dict[str, Any] = {}
    if name == "thu-tien":
        initial["amount"] = still_owed(order)
    if name == "hoan-tien":
        surplus = refunding.refundable(order, RefundKind.SURPLUS)
        initial["kind"] = RefundKind.SURPLUS if surplus else RefundKind.FEE
        initial["amount"] = surplus or refunding.refundable(order, RefundKind.FEE)
    return STEPS[name].form(data, initial=initial, auto_id=f"{name}-%s")


def _collect(actor: Actor, order: PaymentOrder, data: dict[str, Any], key: str) -> object:
    return paying.CollectCash.run(actor, paying.Cash(order.number, data["amount"]), idempotency_key=key)


def _ask(_actor: Actor, order: PaymentOrder, _data: dict[str, Any], _key: str) -> object:
    waiting = open_attempt(order)
    return asking.ask(waiting) if waiting else None


def _look(actor: Actor, order: PaymentOrder, data: dict[str, Any], _key: str) -> object:
    return paying.SettleLook.run(actor, paying.Seen(order.number, data["note"]))


def _refund(actor: Actor, order: PaymentOrder, data: dict[str, Any], key: str) -> object:
    wanted = refunding.RefundWanted(order.number, data["kind"], data["amount"], data["reason"])
    return refunding.AskRefund.run(actor, wanted, idempotency_key=key)


def _may_refund(order: PaymentOrder) -> bool:
    return any(refunding.refundable(order, kind) for kind in RefundKind)


STEPS = {
    "thu-tien": Step(
        CashForm,
        Serving.PAYMENT_COLLECT,
        lambda order: not order.is_paid and open_attempt(order) is None,
        _collect,
        lambda: _("Đã ghi thu tiền mặt và lập biên lai."),
    ),
    "hoi-ngan-hang": Step(
        forms.Form,
        Serving.PAYMENT_READ,
        lambda order: open_attempt(order) is not None,
        _ask,
        lambda: _("Đã hỏi ngân hàng. Trạng thái dưới đây là câu trả lời mới nhất."),
    ),
    "xem-xet": Step(
        LookForm,
        Serving.PAYMENT_RECONCILE,
        lambda order: order.needs_look,
        _look,
        lambda: _("Đã ghi kết quả xem xét."),
    ),
    "hoan-tien": Step(
        RefundForm,
        Serving.PAYMENT_RECONCILE,
        _may_refund,
        _refund,
        lambda: _("Đã gửi đề nghị hoàn tiền, chờ lãnh đạo duyệt."),
    ),
}
