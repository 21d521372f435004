"""A message of the bank: kept whole and committed first, believed afterwards, by whoever comes to it.

If the server dies between the two, ``leftovers`` finds the message and goes on; a message is believed as of the moment
it came, so that it makes no difference how long it waited.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.serving.payments.actions.refunding import EndRefund, RefundEnded
from thongsuot.serving.payments.actions.settling import OrderNumber, SettleOrder
from thongsuot.serving.payments.choices import Heard, Result
from thongsuot.serving.payments.domain.signing import Disbelieved
from thongsuot.serving.payments.gateways import gateway_named
from thongsuot.serving.payments.gateways.interface import Told
from thongsuot.serving.payments.models import GatewayMessage, PaymentAttempt, PaymentOrder, Refund

_KEPT_HEADERS = ("Content-Type", "User-Agent", "X-Request-Id", "Date")  # no cookies, no keys
log = structlog.get_logger(__name__)


def keep(gateway: str, kind: Heard, body: bytes, headers: Mapping[str, str], now: datetime) -> GatewayMessage:
    """The message as it came, committed before this returns. Must not be called inside a transaction."""
    with transaction.atomic(durable=True):
        return keep_within(gateway, kind, body, headers, now)


def keep_within(gateway: str, kind: Heard, body: bytes, headers: Mapping[str, str], now: datetime) -> GatewayMessage:
    """As ``keep``, in the caller's transaction: for answers that are asked for again when it is rolled back."""
    return GatewayMessage.objects.create(
        gateway=gateway,
        kind=kind,
        body=body.decode("latin-1"),
        digest=hashlib.sha256(body).hexdigest(),
        headers={name: headers[name][:200] for name in _KEPT_HEADERS if name in headers},
        received_at=now,
    )


def hear(gateway: str, kind: Heard, body: bytes, headers: Mapping[str, str] | None = None) -> GatewayMessage:
    """Keep and believe. The message comes back as it stands afterwards."""
    return believe(keep(gateway, kind, body, headers or {}, timezone.now()).pk)


@transaction.atomic
def believe(pk: int) -> GatewayMessage:
    """Verify a kept message and let it move its order; once, however often and by however many this is called."""
    message = GatewayMessage.objects.select_for_update().get(pk=pk)
    if message.processed_at is not None:
        return message
    message.processed_at = timezone.now()
    told = _told(message)
    if told is not None:
        _note(message, told)
    message.save()
    if told is not None and not message.is_repeat:
        _follow(message)
    return message


def leftovers(older_than: timedelta = timedelta(seconds=30), limit: int = 500) -> int:
    """Messages kept but not yet believed: a server died in between. How many.

    One that cannot be settled now is told to the operator and does not hold up the others.
    """
    waiting = GatewayMessage.objects.filter(
        processed_at__isnull=True, received_at__lte=timezone.now() - older_than
    ).exclude(kind=Heard.STATEMENT)
    found = list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])
    for pk in found:
        try:
            believe(pk)
        except Exception:  # whatever it is, the message lies where it was and is tried again the next minute
            log.exception("payments.message_waits", message=pk)
    return len(found)


def _told(message: GatewayMessage) -> Told | None:
    """``None`` where it is not the bank's: then ``fault`` says why and nothing moves."""
    way = gateway_named(message.gateway)
    try:
        if way is None:
            raise Disbelieved(_("Cổng này không được dùng ở đây."))
        told = way.read(message.raw, message.received_at)
    except Disbelieved as reason:
        message.verified, message.fault = False, str(reason)[:300]
        log.warning("payments.message_refused", message=message.pk, reason=str(reason))
        return None
    message.verified = True
    return told


def _note(message: GatewayMessage, told: Told) -> None:
    """Write down what it says; the same letter delivered again is marked as a repeat by the database's own rule."""
    message.message_id, message.result = told.message_id, told.result
    message.attempt_number, message.reference = told.attempt, told.reference
    message.amount, message.told_at = told.amount, told.at
    message.order = _order(told)
    if message.order is None and not Refund.objects.filter(number=told.attempt).exists():
        message.fault = _("Không có khoản thu nào mang số này.")
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        message.is_repeat = True


def _order(told: Told) -> PaymentOrder | None:
    """By the number in the message; an answer «không có giao dịch» names only the try."""
    found = PaymentOrder.objects.filter(number=told.order).first() if told.order else None
    if found is None and told.attempt:
        attempt = PaymentAttempt.objects.select_related("order").filter(number=told.attempt).first()
        found = attempt.order if attempt else None
    return found


def _follow(message: GatewayMessage) -> None:
    refund = Refund.objects.filter(number=message.attempt_number).first() if message.attempt_number else None
    if refund is not None:
        done = message.result == Result.REFUNDED and message.amount == refund.amount
        EndRefund.run(SYSTEM, RefundEnded(refund.number, done))
    elif message.order is not None:
        SettleOrder.run(SYSTEM, OrderNumber(message.order.number))
