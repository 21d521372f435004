"""Reads the log: the history of an aggregate and whether its chain is whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from thongsuot.kernel.digests import GENESIS
from thongsuot.platform.events import names
from thongsuot.platform.events.domain import Sealed
from thongsuot.platform.events.models import Event


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain is not what was written: the first event that does not fit and why, in Vietnamese."""

    event_id: int
    sequence: int
    message: str


def history_of(aggregate_type: str, aggregate_id: str | int) -> QuerySet[Event]:
    """Events of one aggregate, oldest first. Whoever may see the aggregate may see its history: fetch that first."""
    return Event.objects.filter(aggregate_type=aggregate_type, aggregate_id=str(aggregate_id)).order_by("sequence")


def label_of(event: Event) -> str:
    """What happened, in Vietnamese."""
    return names.label_of(event.name)


def verify_chain(aggregate_type: str, aggregate_id: str | int) -> Break | None:
    """Recompute every digest of one aggregate; ``None`` when the chain is whole."""
    return first_break(history_of(aggregate_type, aggregate_id).iterator())


def first_break(events: Iterable[Event]) -> Break | None:
    """The first event of one aggregate, given oldest first, that was changed, removed or slipped in."""
    previous = GENESIS
    for sequence, event in enumerate(events, start=1):
        if event.sequence != sequence:
            return Break(event.pk, event.sequence, f"Thiếu sự kiện số {sequence} của chuỗi.")
        if event.previous != previous:
            return Break(event.pk, sequence, "Mã băm nối với sự kiện trước không khớp.")
        if recomputed_digest(event) != event.digest:
            return Break(event.pk, sequence, "Nội dung sự kiện không khớp mã băm đã ghi.")
        previous = event.digest
    return None


def recomputed_digest(event: Event) -> str:
    """The digest the stored fields should have."""
    return Sealed(**{name: getattr(event, name) for name in Sealed.__slots__}).digest()
