"""Joins the outbox and the clock; called once when the app is ready."""

from __future__ import annotations

from django.utils import timezone

from thongsuot.platform import outbox
from thongsuot.platform.background import by_the_clock
from thongsuot.serving.payments import asking, hearing, links, receipts, refunds
from thongsuot.serving.payments.actions.settling import RECEIPT_HANDLER
from thongsuot.serving.payments.gateways import bank

__all__ = ["refunds", "start_payments"]


def start_payments() -> None:
    outbox.handler(links.ORDER_HANDLER)(links.make_order)
    outbox.subscribe("serving.dossier.filed", links.ORDER_HANDLER)
    outbox.handler(RECEIPT_HANDLER)(receipts.make_receipt)


@by_the_clock("* * * * *", "serving.payments.notices")
def deliver_notices() -> None:
    """The simulated bank's, as they fall due."""
    bank.deliver(timezone.now())


@by_the_clock("* * * * *", "serving.payments.leftovers")
def take_up_leftovers() -> None:
    """Messages kept by a server that died before it believed them."""
    hearing.leftovers()


@by_the_clock("*/2 * * * *", "serving.payments.ask")
def ask_the_bank() -> None:
    """About every try whose end is not known."""
    asking.ask_open(timezone.now())


@by_the_clock("30 17 * * *", "serving.payments.statement")
def each_night() -> None:
    """00:30 in Vietnam: the statement of the day that ended, and whatever is still lacking."""
    asking.reconcile_past()
