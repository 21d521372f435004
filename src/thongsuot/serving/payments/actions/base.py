"""What the actions of payments share."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import local
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.domain import Aggregate
from thongsuot.serving.payments.models import PaymentOrder


def order_of_number(number: str, *, lock: bool = False) -> PaymentOrder:
    """With dossier and unit. What moves an order waits here for its turn: first the order, then its dossier."""
    rows = PaymentOrder.objects.select_related("dossier", "unit")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(number=number).first()
    if found is None:
        raise ActionError(_("Không còn khoản thu này. Hãy tải lại trang."))
    return found


def of_order(order: PaymentOrder) -> Aggregate:
    return Aggregate("payment-order", order.number)


def stamp(moment: datetime) -> str:
    """The day in a number: «261122»."""
    return f"{local(moment):%y%m%d}"
