"""Money and payments in templates."""

from __future__ import annotations

from typing import Any

from django import template

from thongsuot.kernel.formatting import format_money
from thongsuot.platform.access.actors import Actor
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.actions.ordering import bill_of
from thongsuot.serving.payments.queries import orders_of
from thongsuot.serving.permissions import Serving

register = template.Library()
_RUNNING = (Status.ACCEPTED, Status.PROCESSING, Status.FINANCIAL_DUTY)


@register.filter
def dong(amount: int | None) -> str:
    """«8.000 đồng»; empty for ``None``: the template says why it is missing."""
    return "" if amount is None else format_money(amount)


@register.inclusion_tag("serving/payments/_orders.html", takes_context=True)
def dossier_payment(context: dict[str, Any], dossier: Dossier, for_citizen: bool = False) -> dict[str, Any]:
    """What is owed, paid and receipted, on the dossier's page and on the citizen's."""
    actor: Actor = context["request"].user
    staff = not for_citizen and actor.is_authenticated
    asks = staff and dossier.status in _RUNNING and actor.can(Serving.DOSSIER_PROCESS, dossier.competent_unit.path)
    orders = orders_of(dossier)
    return {
        "orders": orders,
        "bill": bill_of(dossier) if not orders else None,
        "for_citizen": for_citizen,
        "may_open": staff and actor.can(Serving.PAYMENT_READ, dossier.receiving_unit.path),
        "may_ask": asks,
        "dossier": dossier,
    }
