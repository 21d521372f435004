"""Ways from a dossier to its payment, for the subjects above."""

from __future__ import annotations

from django.urls import reverse

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.outbox import Delivery
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.actions.ordering import OrderFees, OrderWanted
from thongsuot.serving.payments.models import PAID_STATES, PaymentOrder
from thongsuot.serving.payments.queries import order_of

ORDER_HANDLER = "serving.payments.order"


def order_for(dossier: Dossier) -> PaymentOrder | None:
    """The order of the dossier's fees, made now where there is none yet; ``None`` where nothing is owed or known."""
    found = order_of(dossier)
    if found is None and dossier.version_id:
        OrderFees.run(SYSTEM, OrderWanted(dossier.code))
        found = order_of(dossier)
    return found


def pay_url(dossier: Dossier) -> str:
    """Address of the page where the first unpaid order of the dossier is paid; empty where nothing is to be paid."""
    order_for(dossier)
    waiting = dossier.payment_orders.exclude(state__in=PAID_STATES).order_by("-kind", "pk").first()
    return reverse("pay", args=[waiting.token]) if waiting else ""


def make_order(delivery: Delivery) -> None:
    """Follows the filing of a dossier (outbox)."""
    dossier = Dossier.objects.filter(code=delivery.payload["aggregate_id"]).first()
    if dossier is not None:
        order_for(dossier)
