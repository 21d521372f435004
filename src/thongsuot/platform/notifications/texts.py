"""Text messages (SMS, Zalo): urgent notes only, one short message a person, through the outbox like letters."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.digests import digest
from thongsuot.platform.notifications.addresses import phones_of
from thongsuot.platform.notifications.channels import text_channel
from thongsuot.platform.notifications.days import is_workday
from thongsuot.platform.notifications.domain import is_day, mail_at, short_text
from thongsuot.platform.notifications.mail import site
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.notifications.waiting import occasion, take
from thongsuot.platform.outbox import Delivery, handler, send

HANDLER = "platform.notifications.text"


def is_on() -> bool:
    """Whether this installation sends text messages at all."""
    return text_channel() is not None


def send_waiting() -> int:
    """One message to everybody who has something urgent due; how many."""
    waiting = Notification.objects.filter(text_at__lte=timezone.now())
    return send_due(sorted(set(waiting.values_list("recipient_id", flat=True))))


@transaction.atomic
def send_due(recipient_ids: Sequence[int]) -> int:
    """The outbox keeps the person's number of account, never the telephone number: that is looked up on leaving."""
    by_person = take("text_at", recipient_ids)
    for recipient_id, notes in by_person.items():
        payload = {"recipient": recipient_id, "text": _words(notes), "notes": [note.pk for note in notes]}
        send(HANDLER, payload, f"text:{occasion(notes)}")
    return len(by_person)


def _words(notes: list[Notification]) -> str:
    several = _("Thông Suốt: %(count)d việc khẩn cần xem") % {"count": len(notes)}
    return short_text([note.text for note in notes], several, f"{site()}/thong-bao")


@handler(HANDLER, external=True)
def deliver(delivery: Delivery) -> None:
    """Hand one message to the channel; a retry that falls into the night waits for the morning."""
    message, now = delivery.payload, timezone.localtime()
    notes = Notification.objects.filter(pk__in=message["notes"])
    if not is_day(now):
        notes.update(text_at=mail_at(now, is_workday, urgent=True))
        return
    channel, number = text_channel(), phones_of([message["recipient"]]).get(message["recipient"])
    if channel is None or number is None:  # switched off, or the number withdrawn, since it was queued
        return
    channel.send(number, message["text"], digest(delivery.effect_key)[:32])
    notes.update(texted_at=now)
