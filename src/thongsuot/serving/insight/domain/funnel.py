"""Phễu dịch vụ số (V9): each step is part of the one before, so that a drop is a drop. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """``group``: the word of the address that lists what was counted, "" where a page of its own does."""

    name: str
    count: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """A step held against the one before; ``kept`` in per cent, ``None`` for the first or after nothing."""

    step: Step
    kept: Decimal | None
    lost: int


def drops(steps: Sequence[Step]) -> list[Drop]:
    """Raises ``ValueError`` when a step holds more than the one before: then it is no funnel."""
    found: list[Drop] = []
    before: int | None = None
    for one in steps:
        if before is not None and one.count > before:
            raise ValueError(f"{one.name}: {one.count} > {before}")
        kept = Decimal(one.count) * 100 / before if before else None
        found.append(Drop(one, kept, 0 if before is None else before - one.count))
        before = one.count
    return found


def widest(found: Sequence[Drop]) -> Drop | None:
    """Where most of what came is lost."""
    falls = [one for one in found if one.kept is not None and one.lost]
    return min(falls, key=lambda one: one.kept or Decimal(0), default=None)
