"""Payers come with a secret address; the ward's orders are its own people's; the bank's door asks for a signature."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.demo import WARD
from thongsuot.serving.payments.models import PaymentOrder, Refund
from thongsuot.serving.permissions import Serving


def _desk_gets(seen: int, otherwise: int = 404) -> Callable[[Role | None], set[int]]:
    """Rows of the ward: the one-stop officer there sees them; others who try work elsewhere or read no payments."""
    return lambda role: {302} if role is None else {seen} if role is Role.ONE_STOP else {otherwise}


def _duty(role: Role | None) -> set[int]:
    """The specialist of the ward names a duty; the desk sees the dossier but decides nothing."""
    if role is None:
        return {302}
    return {200} if role is Role.SPECIALIST else {403} if role is Role.ONE_STOP else {404}


def _reconciles(role: Role | None) -> set[int]:
    return {302} if role in (None, Role.UNIT_FOCAL) else {403}


GATES = {
    "pay": "public",
    "pay-return": "public",
    "pay-code": "public",
    "pay-receipt": "public",
    "receipt-check": "public",
    "gateway-notice": lambda _role: {404},  # a bank nobody here deals with
    "bank-pay": lambda _role: {400},  # nothing signed
    "payments-desk": Serving.PAYMENT_READ,
    "payments-reconciliation": Serving.PAYMENT_RECONCILE,
    "payments-reconcile": _reconciles,
    "payment-figures": Serving.PAYMENT_READ,
    "payment-figures-csv": Serving.PAYMENT_READ,
    "payment-refunds": Serving.PAYMENT_READ,
    "refund-decide": _desk_gets(403),
    "payment-duty": _duty,
    "payment-order": _desk_gets(200),
    "payment-order-receipt": _desk_gets(200),
    "payment-messages": _desk_gets(403),
    "payment-step": _desk_gets(422),
}
POSTED = {"gateway-notice", "payments-reconcile", "refund-decide", "payment-step"}


def _paid() -> PaymentOrder:
    return PaymentOrder.objects.filter(is_sample=True, unit__key=WARD, state="order_paid").order_by("pk")[0]


def _unpaid() -> PaymentOrder:
    """Of a paid one there is no code to scan any more."""
    return PaymentOrder.objects.filter(is_sample=True, state="order_unpaid").order_by("pk")[0]


def _running() -> Dossier:
    return Dossier.objects.filter(receiving_unit__key=WARD, competent_unit__key=WARD).order_by("pk")[0]


def arguments() -> dict[str, Callable[[], list[object]]]:
    token: Callable[[], list[object]] = lambda: [_paid().token]  # noqa: E731
    number: Callable[[], list[object]] = lambda: [_paid().number]  # noqa: E731
    return {
        **dict.fromkeys(("pay", "pay-return", "pay-receipt"), token),
        "pay-code": lambda: [_unpaid().token],
        **dict.fromkeys(("payment-order", "payment-order-receipt", "payment-messages"), number),
        "receipt-check": lambda: [_paid().receipt_number],
        "gateway-notice": lambda: ["ngan-hang-la"],
        "payment-step": lambda: [*number(), "thu-tien"],
        "refund-decide": lambda: [Refund.objects.filter(order__unit__key=WARD).order_by("pk")[0].number],
        "payment-duty": lambda: [_running().code],
    }
