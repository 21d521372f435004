"""Appends events. The only writer of the log: actions call it, bulk imports through ``append_many``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from thongsuot.kernel.digests import GENESIS
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.events.domain import Aggregate, Draft, Sealed, plain_changes
from thongsuot.platform.events.models import Event

_ATTEMPTS = 50  # each failure means that another writer got ahead, so waiting always ends
_BATCH = 2000
Tail = tuple[int, str]  # sequence and digest of an aggregate's latest event


def append(actor: Actor, draft: Draft) -> Event:
    """Write one event inside the caller's transaction."""
    return append_many(actor, [draft])[0]


def append_many(actor: Actor, drafts: Sequence[Draft]) -> list[Event]:
    """Write events in the order given, chained per aggregate: two statements for every 2,000 events.

    Two writers of the same aggregate cannot both take the next number: the second waits on the unique constraint,
    then chains behind the first.
    """
    written: list[Event] = []
    for start in range(0, len(drafts), _BATCH):
        written += _append_batch(actor, drafts[start : start + _BATCH])
    return written


def _append_batch(actor: Actor, drafts: Sequence[Draft]) -> list[Event]:
    recorded_at = timezone.now()
    for attempt in range(_ATTEMPTS):
        events = _chain(actor, drafts, recorded_at, _tails({draft.aggregate for draft in drafts}))
        try:
            with transaction.atomic():
                return Event.objects.bulk_create(events)
        except IntegrityError:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable: the last attempt returns or raises")


def _tails(aggregates: set[Aggregate]) -> dict[Aggregate, Tail]:
    """Latest sequence and digest of each aggregate that already has events: one index probe an aggregate."""
    types, ids = [one.type for one in aggregates], [one.id for one in aggregates]
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT wanted.type, wanted.id, tail.sequence, tail.digest
                 FROM unnest(%s::text[], %s::text[]) AS wanted(type, id)
                 CROSS JOIN LATERAL (SELECT sequence, digest FROM platform_event
                                      WHERE aggregate_type = wanted.type AND aggregate_id = wanted.id
                                      ORDER BY sequence DESC LIMIT 1) AS tail""",
            [types, ids],
        )
        return {Aggregate(kind, key): (sequence, digest) for kind, key, sequence, digest in cursor.fetchall()}


def _chain(actor: Actor, drafts: Sequence[Draft], recorded_at: datetime, tails: dict[Aggregate, Tail]) -> list[Event]:
    events = []
    for draft in drafts:
        sequence, previous = tails.get(draft.aggregate, (0, GENESIS))
        event = _event(actor, draft, recorded_at, sequence + 1, previous)
        tails[draft.aggregate] = (event.sequence, event.digest)
        events.append(event)
    return events


def _event(actor: Actor, draft: Draft, recorded_at: datetime, sequence: int, previous: str) -> Event:
    sealed = Sealed(
        aggregate_type=draft.aggregate.type,
        aggregate_id=draft.aggregate.id,
        sequence=sequence,
        name=draft.name,
        actor_id=actor.id,
        actor_name=actor.display_name,
        position_name=actor.position_name,
        changes=plain_changes(draft.changes),
        recorded_at=recorded_at,
        effective_at=draft.effective_at or recorded_at,
        reason=draft.reason,
        previous=previous,
    )
    return Event(
        **{name: getattr(sealed, name) for name in Sealed.__slots__},
        digest=sealed.digest(),
    )
