"""Seals each finished day of the log, so that a whole chain cut out or put in later would show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from thongsuot.kernel.digests import GENESIS
from thongsuot.platform.events.domain import day_digest
from thongsuot.platform.events.models import DaySeal, Event

_DAY = timedelta(days=1)


def seal_finished_days(today: date | None = None) -> list[DaySeal]:
    """Seal every day from the last seal (or the first event) up to yesterday. Running it twice changes nothing."""
    today = today or timezone.localdate()
    with transaction.atomic():
        _lock("platform_event IN SHARE MODE")  # waits for writers still holding events of yesterday, then lets go
    with transaction.atomic():
        _lock("platform_dayseal IN SHARE ROW EXCLUSIVE MODE")  # one sealer at a time
        return [_seal(day) for day in _days_to_seal(today)]


def first_bad_day() -> date | None:
    """The first sealed day whose events are no longer those that were sealed; ``None`` when all are whole."""
    previous = GENESIS
    for seal in DaySeal.objects.all():
        if seal.previous != previous or day_digest(previous, _digests_of(seal.day)) != (seal.event_count, seal.digest):
            return seal.day
        previous = seal.digest
    return None


def _lock(table_and_mode: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table_and_mode}")


def _days_to_seal(today: date) -> Iterator[date]:
    latest = DaySeal.objects.last()
    first_event = Event.objects.order_by("recorded_at").first()
    if latest is None and first_event is None:
        return
    day = latest.day + _DAY if latest else timezone.localdate(first_event.recorded_at)  # type: ignore[union-attr]
    while day < today:
        yield day
        day += _DAY


def _seal(day: date) -> DaySeal:
    latest = DaySeal.objects.last()
    previous = latest.digest if latest else GENESIS
    count, digest = day_digest(previous, _digests_of(day))
    return DaySeal.objects.create(
        day=day, event_count=count, previous=previous, digest=digest, sealed_at=timezone.now()
    )


def _digests_of(day: date) -> Iterator[str]:
    zone = timezone.get_default_timezone()
    start = datetime.combine(day, time.min, zone)
    events = Event.objects.filter(recorded_at__gte=start, recorded_at__lt=datetime.combine(day + _DAY, time.min, zone))
    return events.order_by("id").values_list("digest", flat=True).iterator(chunk_size=5000)
