"""E-mail: one letter for each urgent thing, one digest for the rest; sent through the outbox."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.digests import digest
from thongsuot.platform.notifications.addresses import addresses_of
from thongsuot.platform.notifications.days import is_workday
from thongsuot.platform.notifications.domain import digest_text, is_day, mail_at
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.notifications.waiting import occasion, take
from thongsuot.platform.outbox import Delivery, handler, send

HANDLER = "platform.notifications.mail"


def send_waiting() -> int:
    """One letter to everybody who has something due; how many letters."""
    waiting = Notification.objects.filter(mail_at__lte=timezone.now())
    return send_due(sorted(set(waiting.values_list("recipient_id", flat=True))))


@transaction.atomic
def send_due(recipient_ids: Sequence[int]) -> int:
    """One letter a person with all that is due for them; how many. What was read meanwhile is left out."""
    by_person = take("mail_at", recipient_ids)
    addresses = addresses_of(by_person)
    for recipient_id, notes in by_person.items():
        if recipient_id in addresses:
            send(HANDLER, _letter(addresses[recipient_id], notes), f"mail:{occasion(notes)}")
    return len(by_person)


def _letter(address: str, notes: list[Notification]) -> dict[str, object]:
    many = len(notes) > 1
    return {
        "to": address,
        "subject": _("Thông Suốt: %(count)d việc cần biết") % {"count": len(notes)} if many else notes[0].text[:150],
        "body": digest_text([(note.text, f"{site()}{note.url}", note.why) for note in notes]),
        "notes": [note.pk for note in notes],
    }


def site() -> str:
    """Scheme and host in front of every address in a letter."""
    return str(settings.SITE_URL).rstrip("/")


@handler(HANDLER, external=True)
def deliver(delivery: Delivery) -> None:
    """Hand one letter to the mail server; the Message-ID stays the same over retries, so that doubles can be seen.

    A retry that falls into the night gives its notes back: they leave in the morning.
    """
    letter, now = delivery.payload, timezone.localtime()
    notes = Notification.objects.filter(pk__in=letter.get("notes", []))
    if not is_day(now):
        notes.update(mail_at=mail_at(now, is_workday, urgent=True))
        return
    message_id = f"<{digest(delivery.effect_key)[:32]}@thongsuot>"
    EmailMessage(letter["subject"], letter["body"], to=[letter["to"]], headers={"Message-ID": message_id}).send()
    notes.update(mailed_at=now)
