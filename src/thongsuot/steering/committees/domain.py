"""Titles in protocol order, and what changed between two memberships. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """``order`` is data of the position: Party before State before committee; small comes first."""

    text: str
    order: int


def in_protocol_order(titles: Iterable[Title]) -> list[str]:
    """Texts sorted by order, then alphabetically; the same title held twice is said once."""
    ordered = sorted(titles, key=lambda one: (one.order, one.text))
    return list(dict.fromkeys(one.text for one in ordered))


def spoken(titles: Iterable[Title]) -> str:
    """As a document names a person: all titles joined by commas (A01)."""
    return ", ".join(in_protocol_order(titles))


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on the committee; two memberships are compared by the position."""

    position_id: int
    title: str
    role: str
    programme: str = ""
    field: str = ""

    @property
    def duty(self) -> tuple[str, str, str]:
        return self.role, self.programme, self.field


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new membership did: who came, who left, whose duty changed (before, after)."""

    added: tuple[Seat, ...]
    removed: tuple[Seat, ...]
    changed: tuple[tuple[Seat, Seat], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(before: Sequence[Seat], after: Sequence[Seat]) -> Changes:
    """The difference of two memberships, each part in the order of its list; order of seats alone is no change."""
    old = {seat.position_id: seat for seat in before}
    new = {seat.position_id: seat for seat in after}
    return Changes(
        added=tuple(seat for seat in after if seat.position_id not in old),
        removed=tuple(seat for seat in before if seat.position_id not in new),
        changed=tuple(
            (old[seat.position_id], seat)
            for seat in after
            if seat.position_id in old and old[seat.position_id].duty != seat.duty
        ),
    )
