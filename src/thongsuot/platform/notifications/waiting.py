"""Takes notes that are due off their queue, each once however many processes look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from thongsuot.kernel.digests import digest
from thongsuot.platform.notifications.models import Notification


def take(queue: str, recipient_ids: Sequence[int]) -> dict[int, list[Notification]]:
    """Due notes by person, now off the queue («mail_at», «text_at»); read ones are dropped. Inside a transaction."""
    due = Notification.objects.filter(recipient_id__in=recipient_ids, **{f"{queue}__lte": timezone.now()})
    rows = list(due.select_for_update(skip_locked=True).order_by("id"))
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(**{queue: None})
    by_person: dict[int, list[Notification]] = defaultdict(list)
    for row in rows:
        if row.read_at is None:
            by_person[row.recipient_id].append(row)
    return by_person


def occasion(notes: Sequence[Notification]) -> str:
    """Key of one sending: these notes at this hour, so that what came back from the night may leave once more."""
    return digest([timezone.now().isoformat(), *(note.pk for note in notes)])
