"""Writes notifications in the transaction of what they tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from thongsuot.platform.notifications import addresses, mail
from thongsuot.platform.notifications.domain import mail_at
from thongsuot.platform.notifications.models import MutedKind, Notification


@dataclass(frozen=True, slots=True)
class Note:
    """What to tell. ``key`` names the occasion («task:7:assigned»): the same person is told once for each."""

    kind: str
    key: str
    text: str
    why: str
    url: str = ""
    urgent: bool = False


def notify(recipient_ids: Iterable[int], note: Note) -> None:
    """Tell some accounts; repeating the same ``key`` is harmless. E-mail follows the quiet rules and the switches."""
    wanted = set(recipient_ids)
    muted = set(
        MutedKind.objects.filter(recipient_id__in=wanted, kind=note.kind).values_list("recipient_id", flat=True)
    )
    mailable = set(addresses.addresses_of(wanted - muted))
    now = timezone.localtime()
    due = mail_at(now, urgent=note.urgent)
    Notification.objects.bulk_create(
        (
            Notification(
                recipient_id=one,
                kind=note.kind,
                key=note.key,
                text=note.text,
                url=note.url,
                why=note.why,
                urgent=note.urgent,
                created_at=now,
                mail_at=due if one in mailable else None,
            )
            for one in sorted(wanted)
        ),
        ignore_conflicts=True,
    )
    if due <= now:
        mail.send_due(sorted(mailable))
