"""«Cập nhật dồn» (I05): updates typed in a heap tell when somebody typed, not when the work was done.

A flag is a question to the unit, never a finding: who handed over a full box may well have closed forty steps at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

# «1 minute» of the product row: what a hand cannot do one by one.
_AT_ONCE = timedelta(seconds=60)


class BulkKind(StrEnum):
    BURST = "bulk_burst"  # many steps within a minute
    HEAP = "bulk_heap"  # most of the day's updates at its end
    SKIP = "bulk_skip"  # steps of one dossier passed over, or closed within a minute of each other
    LATE_ENTRY = "bulk_late_entry"  # typed days after it is said to have happened


@dataclass(frozen=True, slots=True)
class Update:
    """One step closed. ``at``: when it is said to have happened; ``typed_at``: when the system was told (aware).

    ``step``: the ordinal begun by it, 0 where the work ended (a result, a return).
    """

    dossier: str
    actor: int
    step: int
    at: datetime
    typed_at: datetime


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Ours, a sample (rules/serving/desk.yaml): no document says how many are too many."""

    burst: int
    heap_least: int
    heap_share_percent: int
    heap_minutes: int
    late_entry_days: int


@dataclass(frozen=True, slots=True)
class Flag:
    """``count``: updates it speaks of; ``actor`` is 0 where it speaks of the unit."""

    kind: BulkKind
    day: date
    actor: int
    count: int
    first: datetime
    last: datetime
    dossiers: tuple[str, ...]


def flags(updates: Iterable[Update], closing: datetime, limits: Thresholds) -> list[Flag]:
    """Flags of one unit's one day. ``closing``: the end of its office hours that day. Order of ``updates`` is no
    matter; the same updates always give the same flags."""
    ordered = sorted(updates, key=lambda one: (one.typed_at, one.dossier, one.step))
    day = closing.date()
    found = [*_bursts(ordered, day, limits), *_heap(ordered, closing, limits)]
    return [*found, *_skips(ordered, day), *_late_entries(ordered, day, limits)]


def _bursts(ordered: Sequence[Update], day: date, limits: Thresholds) -> Iterator[Flag]:
    by_actor: dict[int, list[Update]] = defaultdict(list)
    for one in ordered:
        by_actor[one.actor].append(one)
    for actor, mine in sorted(by_actor.items()):
        together = _densest(mine)
        if len(together) >= limits.burst:
            yield _flag(BulkKind.BURST, day, actor, together)


def _densest(mine: Sequence[Update]) -> Sequence[Update]:
    """The longest run typed within a minute."""
    start, best = 0, mine[:0]
    for end, one in enumerate(mine):
        while one.typed_at - mine[start].typed_at > _AT_ONCE:
            start += 1
        if end + 1 - start > len(best):
            best = mine[start : end + 1]
    return best


def _heap(ordered: Sequence[Update], closing: datetime, limits: Thresholds) -> Iterator[Flag]:
    late = [one for one in ordered if one.typed_at > closing - timedelta(minutes=limits.heap_minutes)]
    enough = len(late) >= limits.heap_least
    if enough and len(late) * 100 >= len(ordered) * limits.heap_share_percent:
        yield _flag(BulkKind.HEAP, closing.date(), 0, late)


def _skips(ordered: Sequence[Update], day: date) -> Iterator[Flag]:
    by_dossier: dict[str, list[Update]] = defaultdict(list)
    for one in ordered:
        if one.step:
            by_dossier[one.dossier].append(one)
    pairs: dict[int, list[Update]] = defaultdict(list)
    for mine in by_dossier.values():
        for before, after in pairwise(mine):
            if after.step > before.step + 1 or _too_quick(before, after):
                pairs[after.actor].append(after)
    for actor, skipped in sorted(pairs.items()):
        yield _flag(BulkKind.SKIP, day, actor, skipped)


def _too_quick(before: Update, after: Update) -> bool:
    return after.step > before.step and after.typed_at - before.typed_at < _AT_ONCE


def _late_entries(ordered: Sequence[Update], day: date, limits: Thresholds) -> Iterator[Flag]:
    by_actor: dict[int, list[Update]] = defaultdict(list)
    for one in ordered:
        if one.typed_at - one.at >= timedelta(days=limits.late_entry_days):
            by_actor[one.actor].append(one)
    for actor, mine in sorted(by_actor.items()):
        yield _flag(BulkKind.LATE_ENTRY, day, actor, mine)


def _flag(kind: BulkKind, day: date, actor: int, updates: Sequence[Update]) -> Flag:
    codes = tuple(dict.fromkeys(one.dossier for one in updates))
    typed = [one.typed_at for one in updates]
    return Flag(kind, day, actor, len(updates), min(typed), max(typed), codes)
