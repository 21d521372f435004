"""Takes due messages and brings their effects about; run by the worker, several may run at once."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from thongsuot.platform.outbox import handlers
from thongsuot.platform.outbox.domain import next_delay
from thongsuot.platform.outbox.handlers import Delivery
from thongsuot.platform.outbox.models import OutboxMessage

_BATCH = 200
KEEP_DELIVERED = timedelta(days=30)  # as long as a sender may repeat an effect key
log = structlog.get_logger(__name__)


def drain(limit: int = 20_000) -> int:
    """Deliver due messages until none is left or ``limit`` is reached; how many were tried."""
    tried = 0
    while tried < limit:
        done = _deliver_batch(external=False, size=_BATCH) + _deliver_batch(external=True, size=1)
        if done == 0:
            break
        tried += done
    return tried


def sweep() -> int:
    """Delete messages delivered more than 30 days ago; how many."""
    old = OutboxMessage.objects.filter(delivered_at__lt=timezone.now() - KEEP_DELIVERED)
    deleted, _by_model = old.delete()
    return deleted


@transaction.atomic
def _deliver_batch(*, external: bool, size: int) -> int:
    waiting = OutboxMessage.objects.filter(delivered_at=None, given_up_at=None, due_at__lte=timezone.now())
    outside = handlers.external_names()
    chosen = waiting.filter(handler__in=outside) if external else waiting.exclude(handler__in=outside)
    messages = list(chosen.order_by("due_at", "id").select_for_update(skip_locked=True)[:size])
    delivered = [message.pk for message in messages if _deliver(message)]
    OutboxMessage.objects.filter(pk__in=delivered).update(
        attempts=F("attempts") + 1, delivered_at=timezone.now(), last_error=""
    )
    return len(messages)


def _deliver(message: OutboxMessage) -> bool:
    """Whether the effect came about; if not, when to try again is already written down."""
    try:
        handler = handlers.find(message.handler)
        if handler is None:
            raise LookupError(f"no outbox handler named {message.handler!r}")
        with transaction.atomic():
            handler.handle(Delivery(message.payload, message.effect_key, message.attempts + 1))
    except Exception as error:  # whatever a handler raises is a failed delivery: kept, shown, tried again
        _postpone(message, error)
        return False
    return True


def _postpone(message: OutboxMessage, error: Exception) -> None:
    message.attempts += 1
    message.last_error = f"{type(error).__name__}: {error}"[:2000]
    delay = next_delay(message.attempts)
    log.warning("outbox.delivery_failed", message=message.pk, handler=message.handler, attempts=message.attempts)
    if delay is None:
        message.given_up_at = timezone.now()
    else:
        message.due_at = timezone.now() + delay
    message.save(update_fields=["attempts", "due_at", "given_up_at", "last_error"])
