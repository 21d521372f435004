"""What happens when the same action arrives twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Idempotency:
    """``keyed``: needs a key. ``natural``: a second run changes nothing. ``repeatable``: each run is meant anew."""

    kind: Literal["keyed", "natural", "repeatable"]
    reason: str = ""


KEYED = Idempotency("keyed")


def natural(reason: str) -> Idempotency:
    """The input itself names the effect; say which constraint or state makes the second run harmless."""
    return Idempotency("natural", reason)


def repeatable(reason: str) -> Idempotency:
    """Doing it twice is right; say why."""
    return Idempotency("repeatable", reason)
