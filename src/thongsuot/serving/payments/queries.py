"""The only ways to fetch orders, messages, refunds and days reconciled."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.choices import OrderKind, OrderState
from thongsuot.serving.payments.models import (
    GatewayMessage,
    PaymentOrder,
    ReconcileDay,
    Refund,
    StatementLine,
)
from thongsuot.serving.permissions import Serving

_RELATED = ("dossier__procedure", "dossier__receiving_unit", "unit", "receipt")


@access(PaymentOrder)
def orders_visible_to(actor: Actor) -> QuerySet[PaymentOrder]:
    """Of the units that collect within one's branches; a citizen: those of the dossier they hold."""
    if isinstance(actor, CitizenActor):
        return PaymentOrder.objects.filter(dossier__code=actor.proof)
    return PaymentOrder.objects.filter(within_branches(actor, Serving.PAYMENT_READ, "unit__path"))


@access(PaymentOrder)
def order_for(actor: Actor, number: str) -> PaymentOrder:
    return one_of(orders_visible_to(actor).select_related(*_RELATED), number=number)


@access(PaymentOrder)
def orders_listed(actor: Actor, state: str = "", look: bool = False, words: str = "") -> QuerySet[PaymentOrder]:
    """The desk's list. ``words``: number of the order, of the receipt or code of the dossier."""
    rows = orders_visible_to(actor).select_related(*_RELATED)
    if state in OrderState.values:
        rows = rows.filter(state=state)
    if look:
        rows = rows.filter(unlooked())
    if words.strip():
        asked = words.strip()
        rows = rows.filter(Q(number=asked.upper()) | Q(receipt_number=asked.upper()) | Q(dossier__code=asked))
    return rows


def unlooked() -> Q:
    """Orders whose money does not fit and nobody has dealt with."""
    settled = Q()
    for code in ("look_short", "look_over", "look_doubled", "look_conflict"):
        settled |= Q(look=code, settled_look=code)
    return ~Q(look="") & ~settled


def order_by_token(token: str) -> PaymentOrder:
    """The secret address of the pay page; ``Hidden`` for any other."""
    order = PaymentOrder.objects.select_related(*_RELATED).filter(token=token).first() if token else None
    if order is None:
        raise Hidden("Không tìm thấy khoản thu này. Hãy mở lại đường dẫn từ trang tra cứu hồ sơ.")
    return order


def order_of_receipt(receipt: str) -> PaymentOrder | None:
    """For the public check of a receipt; only what a receipt itself prints is shown."""
    return PaymentOrder.objects.select_related(*_RELATED).filter(receipt_number=receipt).first() if receipt else None


def order_of(dossier: Dossier) -> PaymentOrder | None:
    """The order of the fees of a dossier; ``None`` where nothing is owed or it is not known yet."""
    return PaymentOrder.objects.filter(dossier=dossier, kind=OrderKind.FEE).first()


def orders_of(dossier: Dossier) -> list[PaymentOrder]:
    """Fees first, then duties."""
    rows = dossier.payment_orders.select_related("unit", "receipt")
    return list(rows.prefetch_related(Prefetch("refunds", Refund.objects.order_by("pk"))).order_by("-kind", "pk"))


@access(GatewayMessage)
def messages_for(actor: Actor, number: str) -> QuerySet[GatewayMessage]:
    """Raw messages about one order, for those who reconcile."""
    seen = PaymentOrder.objects.filter(within_branches(actor, Serving.PAYMENT_RECONCILE, "unit__path"), number=number)
    return GatewayMessage.objects.filter(order__in=seen)


@access(Refund)
def refunds_visible_to(actor: Actor) -> QuerySet[Refund]:
    mine = within_branches(actor, Serving.PAYMENT_READ, "order__unit__path")
    return Refund.objects.filter(mine).select_related("order__dossier", "order__unit", "asked_by", "decided_by")


@access(Refund)
def refund_for(actor: Actor, number: str) -> Refund:
    return one_of(refunds_visible_to(actor), number=number)


@access(StatementLine)
def lines_visible_to(actor: Actor) -> QuerySet[StatementLine]:
    """Lines of orders one collects; lines nobody's: whoever reconciles the whole tree."""
    mine = within_branches(actor, Serving.PAYMENT_RECONCILE, "order__unit__path")
    return StatementLine.objects.filter(mine).select_related("order__dossier", "day")


@access(ReconcileDay)
def days_visible_to(actor: Actor) -> QuerySet[ReconcileDay]:
    """Days are the gateway's; their lines are each unit's own."""
    return ReconcileDay.objects.all() if actor.can(Serving.PAYMENT_RECONCILE) else ReconcileDay.objects.none()


@access(Unit)
def collecting_units(actor: Actor) -> QuerySet[Unit] | None:
    """Units whose payments one reads; ``None``: all."""
    if not isinstance(actor, Account):
        return None if actor.can(Serving.PAYMENT_READ) else Unit.objects.none()
    return Unit.objects.filter(within_branches(actor, Serving.PAYMENT_READ, "path"))
