"""A payment told as a story that may be killed at any statement and simply begun again; and what must then hold.

``pay_story(number)`` walks one order from the pay page to the receipt; run again after a kill it goes on where the
money is. ``set_right()`` is what the worker's timers do within minutes. ``wrongs()`` must then be empty.
"""

from __future__ import annotations

import random
from datetime import timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.queries import verify_chain
from thongsuot.platform.outbox import delivery
from thongsuot.serving.dossiers.choices import Payment
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.writing import differences
from thongsuot.serving.payments import asking, hearing
from thongsuot.serving.payments.actions.paying import BeginAttempt
from thongsuot.serving.payments.actions.settling import OrderNumber
from thongsuot.serving.payments.choices import OrderState, Result
from thongsuot.serving.payments.gateways import bank, simulator
from thongsuot.serving.payments.gateways.interface import Charge
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.models import GatewayMessage, PaymentAttempt, PaymentOrder, SimulatedCharge
from thongsuot.serving.payments.receipts import receipt_of

_MODES = (Mode.PROMPT, Mode.LATE, Mode.TWICE, Mode.DISORDER, Mode.LOST, Mode.BOTH_LOST, Mode.REDIRECT_ONLY)


def pay_story(number: str) -> None:
    """Each step commits by itself, as requests do; every one may be run again."""
    order = PaymentOrder.objects.select_related("dossier", "unit").get(number=number)
    try:
        begun = BeginAttempt.run(CitizenActor(order.dossier.code), OrderNumber(number))
    except ActionError:
        return  # paid already
    attempt = PaymentAttempt.objects.get(number=begun.number)
    way = simulator.simulator_gateway()
    charge = Charge(attempt.number, number, order.amount, number, "http://localhost/ve", attempt.expires_at)
    there = simulator.begin(way.start(charge).split("?", 1)[1].encode())
    with transaction.atomic():
        mode = random.Random(number).choice(_MODES)
        simulator.decide(there, mode, now=timezone.now())
    bank.deliver(timezone.now())
    asking.ask(attempt)


def set_right() -> None:
    """Notices fallen due, messages left behind, questions, the statement, the outbox."""
    bank.deliver(timezone.now() + timedelta(minutes=5))
    hearing.leftovers(older_than=timedelta(0))
    asking.ask_open(timezone.now() + timedelta(hours=2))
    for back in (1, 0):
        asking.reconcile_day(SYSTEM, local(timezone.now()).date() - timedelta(days=back))
    delivery.drain()


def wrongs(numbers: list[str]) -> list[str]:
    """What is lost or doubled, in words; to be asked after ``set_right``."""
    found = []
    for order in PaymentOrder.objects.filter(number__in=numbers).select_related("dossier__procedure", "unit"):
        found += [f"{order.number}: {word}" for word in _wrongs(order)]
    if GatewayMessage.objects.filter(processed_at=None).exists():
        found.append("a message of the bank lies unread")
    return found


def _wrongs(order: PaymentOrder) -> list[str]:
    at_bank = SimulatedCharge.objects.filter(order_number=order.number, result=Result.PAID)
    taken = at_bank.aggregate(sum=Sum("taken"))["sum"] or 0
    booked = order.entries.aggregate(sum=Sum("amount"))["sum"] or 0
    is_paid = order.state == OrderState.PAID
    checks = {
        f"the bank took {taken}, the ledger says {booked}": taken == booked,
        f"{at_bank.count()} payments for one order": at_bank.count() <= 1,
        "paid there, not here": not at_bank.exists() or is_paid,
        "paid here, not there": at_bank.exists() or not is_paid,
        "a transfer is booked twice": order.entries.count() == at_bank.count(),
        "no receipt": not is_paid or (order.receipt_number != "" and bool(receipt_of(order))),
        "the dossier does not say so": not is_paid or order.dossier.payment == Payment.PAID,
        "the dossier is not its log": differences(order.dossier) == {},
        "the chain of events is broken": verify_chain("payment-order", order.number) is None,
    }
    return [word for word, holds in checks.items() if not holds]
