"""We ask the bank ourselves: «paid at the bank, unpaid here» ends within minutes, at the latest with the statement."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.serving.payments.actions.reconciling import Reconcile, Statement
from thongsuot.serving.payments.choices import Heard
from thongsuot.serving.payments.domain.signing import Disbelieved
from thongsuot.serving.payments.gateways import gateway, gateway_named
from thongsuot.serving.payments.gateways.interface import GatewayDown
from thongsuot.serving.payments.hearing import hear, keep_within
from thongsuot.serving.payments.models import GatewayMessage, PaymentAttempt
from thongsuot.serving.payments.statements import days_to_fetch

_BATCH = 200
_OFTEN, _SELDOM = timedelta(minutes=2), timedelta(minutes=30)
log = structlog.get_logger(__name__)


def ask_open(now: datetime) -> int:
    """Ask about the tries whose end is not known: every two minutes in their first hour, then every half hour."""
    young = Q(begun_at__gt=now - timedelta(hours=1)) & (Q(asked_at=None) | Q(asked_at__lte=now - _OFTEN))
    old = Q(begun_at__lte=now - timedelta(hours=1)) & (Q(asked_at=None) | Q(asked_at__lte=now - _SELDOM))
    waiting = PaymentAttempt.objects.filter(ended_at__isnull=True, begun_at__lte=now - timedelta(minutes=1))
    found = list(waiting.filter(young | old).order_by("asked_at", "pk")[:_BATCH])
    for attempt in found:
        try:
            ask(attempt)
        except Exception:  # one answer that cannot be settled does not keep us from asking about the others
            log.exception("payments.answer_waits", attempt=attempt.number)
    return len(found)


def ask(attempt: PaymentAttempt) -> GatewayMessage | None:
    """One question now; ``None`` when the bank did not answer."""
    way = gateway_named(attempt.gateway)
    if way is None:
        return None
    PaymentAttempt.objects.filter(pk=attempt.pk).update(asked_at=timezone.now())
    try:
        body = way.ask(attempt.number)
    except GatewayDown as error:
        log.warning("payments.gateway_down", attempt=attempt.number, reason=str(error))
        return None
    return hear(attempt.gateway, Heard.ANSWER, body)


@transaction.atomic
def reconcile_day(actor: Actor, day: date) -> GatewayMessage | None:
    """Fetch the statement, keep it, reconcile, all in one: a statement that is lost half-way is fetched again.

    ``None`` where no gateway is used; raises ``GatewayDown``.

    A statement that is not the bank's is kept with its fault and moves nothing.
    """
    way = gateway()
    if way is None:
        return None
    message = keep_within(way.name, Heard.STATEMENT, way.statement(day), {}, timezone.now())
    try:
        rows = way.read_statement(message.raw, message.received_at)
    except Disbelieved as reason:
        message.verified, message.fault = False, str(reason)[:300]
    else:
        message.verified = True
        Reconcile.run(actor, Statement(way.name, day, message.pk, rows))
    message.processed_at = timezone.now()
    message.save(update_fields=["verified", "fault", "processed_at"])
    return message


def reconcile_past() -> None:
    """Every past day whose statement we lack, oldest first, and the last two once more."""
    way = gateway()
    for day in days_to_fetch(way.name, local(timezone.now()).date()) if way else ():
        try:
            reconcile_day(SYSTEM, day)
        except GatewayDown as error:
            log.warning("payments.no_statement", day=day.isoformat(), reason=str(error))
