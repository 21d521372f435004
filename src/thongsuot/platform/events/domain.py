"""Pure part of the log: what an event says and the chain of digests that shows tampering."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from thongsuot.kernel.digests import link
from thongsuot.platform.values import to_plain


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What an event is about: ``Aggregate("claim", "1024")``. The id is text so that any stable id fits."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An event about to be written.

    ``changes`` maps a field to its value before and after: ``{"status": ("proposed", "confirmed")}``; values may be
    anything ``values.to_plain`` accepts. A creation has ``None`` before.
    """

    aggregate: Aggregate
    name: str
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""
    effective_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """The fields a digest covers, in the form in which they are stored."""

    aggregate_type: str
    aggregate_id: str
    sequence: int
    name: str
    actor_id: int | None
    actor_name: str
    position_name: str
    changes: dict[str, list[Any]]
    recorded_at: datetime
    effective_at: datetime
    reason: str
    previous: str

    def digest(self) -> str:
        """SHA-256 (hex, 64 letters) over the canonical JSON of all fields and the digest before."""
        return link(self.previous, to_plain(self))


def plain_changes(changes: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    """JSON form of from → to pairs; ``TypeError`` for floats and other values that would not return exactly."""
    return {name: [to_plain(before), to_plain(after)] for name, (before, after) in changes.items()}


def day_digest(previous: str, digests: Iterable[str]) -> tuple[int, str]:
    """Number of events and digest over the seal of the day before and every event digest of the day, in order."""
    running = hashlib.sha256(previous.encode())
    count = 0
    for digest in digests:
        running.update(digest.encode())
        count += 1
    return count, running.hexdigest()
