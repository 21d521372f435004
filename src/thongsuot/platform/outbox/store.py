"""Puts messages into the outbox, inside the transaction whose change they follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from thongsuot.platform.events.models import Event
from thongsuot.platform.outbox import handlers, wakeup
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.platform.values import to_plain


def send(handler: str, payload: dict[str, Any], effect_key: str) -> None:
    """Ask for one effect. Sending the same ``effect_key`` again is harmless, even after delivery, for 30 days."""
    _put([(handler, to_plain(payload), effect_key)])


def publish_events(events: Sequence[Event]) -> None:
    """Send each event to the handlers subscribed to its name."""
    _put(
        [
            (name, event_payload(event), f"{event.digest}:{name}")
            for event in events
            for name in handlers.subscribers_of(event.name)
        ]
    )


def event_payload(event: Event) -> dict[str, Any]:
    """What a subscriber learns: enough to act without reading the log."""
    return {
        "event_id": event.pk,
        "name": event.name,
        "aggregate_type": event.aggregate_type,
        "aggregate_id": event.aggregate_id,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "changes": event.changes,
        "reason": event.reason,
        "recorded_at": to_plain(event.recorded_at),
        "effective_at": to_plain(event.effective_at),
    }


def _put(messages: list[tuple[str, dict[str, Any], str]]) -> None:
    if not messages:
        return
    now = timezone.now()
    rows = [OutboxMessage(handler=name, payload=payload, effect_key=key, due_at=now) for name, payload, key in messages]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    wakeup.after_commit()
