"""A file into the events, batch by batch; killed anywhere it goes on from its last whole batch, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from django.db import connection, transaction
from django.utils import timezone

from thongsuot.reporting.feed import staging
from thongsuot.reporting.feed.choices import FeedState
from thongsuot.reporting.feed.coding import know_by_themselves
from thongsuot.reporting.feed.domain.events import Event, read_row
from thongsuot.reporting.feed.domain.lines import Line, rows_of
from thongsuot.reporting.feed.folding import fold
from thongsuot.reporting.feed.looking import MOST_FAULTS, batches
from thongsuot.reporting.feed.models import FeedFault, FeedFile, FeedQueue, FeedSource

Saved = Callable[[FeedFile, int], None]
"""Told after each step, in its transaction: the file as it now stands, and how many dossiers wait to be folded."""


def take_in(file: FeedFile, stream: BinaryIO, saved: Saved) -> None:
    """Keep what the file brings and fold its dossiers; ``close`` it then.

    Raises ``NotAFeed``; whatever ``saved`` raises stops it.
    """
    already = file.rows
    fresh = (line for line in rows_of(stream) if line.number > already)
    for batch in batches(fresh):
        with transaction.atomic():
            _keep(file, batch, timezone.now())
            saved(file, 0)
    fold_waiting(file.source, lambda waiting: saved(file, waiting))


def fold_waiting(source: FeedSource, folded: Callable[[int], None]) -> None:
    """Fold until nothing waits."""
    know_by_themselves(source)
    while True:
        with transaction.atomic():
            if not fold(source, timezone.now()):
                return
            folded(FeedQueue.objects.filter(source=source).count())


def _keep(file: FeedFile, batch: Iterable[Line], now: datetime) -> None:
    staging.lock_source(file.source_id)
    file.refresh_from_db(fields=["rows", "added", "repeated", "faulty"])
    ours = [line for line in batch if line.number > file.rows]  # another run of the same file may be ahead
    if not ours:
        return
    faults: list[FeedFault] = []
    events = list(_events(file, ours, faults, now))
    names = {str(line.given["MaTTHC"]): str(line.given["TenTTHC"])[:500] for line in ours if _names(line)}
    added = staging.keep(file, events, names, now)
    FeedFault.objects.bulk_create(faults[: max(0, MOST_FAULTS - file.faulty)])
    file.rows = ours[-1].number
    file.added += added
    file.repeated += len(events) - added
    file.faulty += len({one.row for one in faults})
    file.save(update_fields=["rows", "added", "repeated", "faulty"])


def _events(
    file: FeedFile, lines: Iterable[Line], faults: list[FeedFault], now: datetime
) -> Iterator[tuple[int, Event]]:
    for line in lines:
        told = [line.fault] if line.fault else read_row(line.given, now)
        if isinstance(told, list):
            faults += (FeedFault(file=file, row=line.number, field=one.field, message=one.message) for one in told)
        else:
            yield line.number, told


def _names(line: Line) -> bool:
    return isinstance(line.given.get("TenTTHC"), str) and isinstance(line.given.get("MaTTHC"), str)


def close(file: FeedFile) -> None:
    """Write down what came of the file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(at), max(at), percentile_disc(0.95) WITHIN GROUP ("
            "    ORDER BY greatest(extract(epoch FROM arrived_at - at), 0))::bigint"
            " FROM reporting_feedevent WHERE file_id = %s",
            [file.pk],
        )
        file.first_at, file.last_at, file.lag = cursor.fetchone()
    file.state, file.finished_at = FeedState.DONE, timezone.now()
    file.save(update_fields=["first_at", "last_at", "lag", "state", "finished_at"])
