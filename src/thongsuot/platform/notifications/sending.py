"""Writes notifications in the transaction of what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from thongsuot.platform.notifications import addresses, mail, texts
from thongsuot.platform.notifications.days import is_workday
from thongsuot.platform.notifications.domain import digest_of, mail_at
from thongsuot.platform.notifications.models import MutedKind, Notification

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Note:
    """What to tell. ``key`` names the occasion («task:7:assigned»): the same person is told once for each.

    ``morning``: belongs into the letter of 07:30 of that day, urgent or not, though it is written a little later.
    """

    kind: str
    key: str
    text: str
    why: str
    url: str = ""
    urgent: bool = False
    morning: date | None = None


def notify(recipient_ids: Iterable[int], note: Note) -> None:
    """Tell some accounts; repeating the same ``key`` is harmless. Letters follow the quiet rules and the switches."""
    notify_many([(recipient_ids, note)])


def notify_many(told: Sequence[tuple[Iterable[int], Note]]) -> None:
    """Several notes at once, in a handful of statements; each person gets one letter of what is due at once."""
    pairs = [(one, note) for recipient_ids, note in told for one in sorted(set(recipient_ids))]
    people = {one for one, _note in pairs}
    mailable = set(addresses.addresses_of(people))
    textable = set(addresses.phones_of({one for one, note in pairs if note.urgent})) if texts.is_on() else set()
    muted = set(MutedKind.objects.filter(recipient_id__in=people).values_list("recipient_id", "kind"))
    now = timezone.localtime()
    rows = []
    for one, note in pairs:
        due = None if (one, note.kind) in muted else _due(note, now)
        rows.append(_row(one, note, now, due if one in mailable else None, due if one in textable else None))
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)
    at_once = sorted({one for one, note in pairs if note.morning is None and _due(note, now) <= now})
    if at_once:
        mail.send_due(at_once)
        texts.send_due(at_once)


def _due(note: Note, now: datetime) -> datetime:
    return digest_of(note.morning, now) if note.morning else mail_at(now, is_workday, urgent=note.urgent)


def _row(one: int, note: Note, now: datetime, mail: datetime | None, text: datetime | None) -> Notification:
    return Notification(
        recipient_id=one,
        kind=note.kind,
        key=note.key,
        text=note.text,
        url=note.url,
        why=note.why,
        urgent=note.urgent,
        created_at=now,
        mail_at=mail,
        text_at=text if note.urgent else None,
    )
