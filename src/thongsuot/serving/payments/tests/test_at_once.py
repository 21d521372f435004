"""Notice, question and return at the same moment; a server killed between keeping and believing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection, transaction
from django.utils import timezone

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments import asking, hearing
from thongsuot.serving.payments.actions.ordering import OrderFees, OrderWanted
from thongsuot.serving.payments.actions.paying import BeginAttempt
from thongsuot.serving.payments.actions.settling import OrderNumber
from thongsuot.serving.payments.choices import Heard, OrderState
from thongsuot.serving.payments.conftest import Bank
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.gateways.simulator import NAME, decide, return_address
from thongsuot.serving.payments.models import (
    GatewayMessage,
    PaymentAttempt,
    PaymentEntry,
    PaymentOrder,
    SimulatedNotice,
)

pytestmark = pytest.mark.django_db(transaction=True)


def together(*works: Callable[[], object]) -> list[BaseException]:
    """Run all at the same moment, each on its own connection; what went wrong."""
    start, wrong = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait(10)
            work()
        except BaseException as error:  # told to the test
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return wrong


def test_notice_twice_question_and_return_at_once_pay_once(order: PaymentOrder, the_bank: Bank) -> None:
    charge = the_bank.begin(order)
    with transaction.atomic():
        decide(charge, Mode.PROMPT, now=timezone.now())
    charge.refresh_from_db()
    body = SimulatedNotice.objects.get().body.encode()
    attempt = PaymentAttempt.objects.get()
    back = return_address(charge).split("?", 1)[1].encode()
    wrong = together(
        lambda: hearing.hear(NAME, Heard.NOTICE, body),
        lambda: hearing.hear(NAME, Heard.NOTICE, body),
        lambda: hearing.hear(NAME, Heard.RETURN, back),
        lambda: asking.ask(attempt),
        lambda: asking.ask_open(timezone.now() + timedelta(minutes=3)),
        lambda: asking.reconcile_day(SYSTEM, timezone.localdate()),
    )
    assert wrong == []
    order.refresh_from_db()
    assert order.state == OrderState.PAID
    assert [entry.amount for entry in PaymentEntry.objects.all()] == [8_000]
    assert GatewayMessage.objects.filter(kind=Heard.NOTICE, is_repeat=True).count() == 1
    assert not GatewayMessage.objects.filter(processed_at=None).exists()


def test_two_presses_on_pay_open_one_try(order: PaymentOrder) -> None:
    payer = CitizenActor(order.dossier.code)
    press = lambda: BeginAttempt.run(payer, OrderNumber(order.number))  # noqa: E731
    assert together(press, press, press) == []
    assert PaymentAttempt.objects.count() == 1


def test_filing_page_and_outbox_make_one_order(dossier: Dossier) -> None:
    make = lambda: OrderFees.run(SYSTEM, OrderWanted(dossier.code))  # noqa: E731
    assert together(make, make, make) == []
    assert PaymentOrder.objects.count() == 1


def test_one_message_believed_by_two_workers_moves_once(order: PaymentOrder, the_bank: Bank) -> None:
    charge = the_bank.begin(order)
    with transaction.atomic():
        decide(charge, Mode.PROMPT, now=timezone.now())
    body = SimulatedNotice.objects.get().body.encode()
    kept = hearing.keep(NAME, Heard.NOTICE, body, {}, timezone.now())
    assert together(lambda: hearing.believe(kept.pk), lambda: hearing.believe(kept.pk)) == []
    assert PaymentEntry.objects.count() == 1


def test_killed_between_keeping_and_believing_the_job_takes_it_up(order: PaymentOrder, the_bank: Bank) -> None:
    """The raw message is committed by itself: whatever dies afterwards, it is there for the next minute's job."""
    charge = the_bank.begin(order)
    with transaction.atomic():
        decide(charge, Mode.PROMPT, now=timezone.now())
    body = SimulatedNotice.objects.get().body.encode()
    with mock.patch.object(hearing, "believe", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        hearing.hear(NAME, Heard.NOTICE, body)
    left = GatewayMessage.objects.get()
    assert (left.raw, left.processed_at, left.verified) == (body, None, None)
    assert hearing.leftovers() == 0, "a message of this moment may still be in the hands of its own request"
    assert hearing.leftovers(older_than=timedelta(0)) == 1
    order.refresh_from_db()
    assert order.state == OrderState.PAID


def test_killed_in_the_middle_of_settling_nothing_is_half_done(order: PaymentOrder, the_bank: Bank) -> None:
    charge = the_bank.begin(order)
    with transaction.atomic():
        decide(charge, Mode.PROMPT, now=timezone.now())
    body = SimulatedNotice.objects.get().body.encode()
    settling = "thongsuot.serving.payments.actions.settling.tell_applicant"
    with mock.patch(settling, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        hearing.hear(NAME, Heard.NOTICE, body)
    order.refresh_from_db()
    assert (order.state, PaymentEntry.objects.count()) == (OrderState.PENDING, 0)
    assert hearing.leftovers(older_than=timedelta(0)) == 1
    order.refresh_from_db()
    assert (order.state, PaymentEntry.objects.count()) == (OrderState.PAID, 1)
