"""A law as the data files name it, and the event it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thongsuot.registry.units.timeline.model import EventKind, Succession, UnitEvent

NATION = "vn"


@dataclass(frozen=True, slots=True)
class Law:
    citation: str
    certainty: str
    source: str

    def numbered(self, number: int) -> Law:
        return Law(self.citation.format(number=number), self.certainty, self.source.format(number=number))


def event(key: str, kind: EventKind, on: date, law: Law, *, note: str = "", members: Iterable[Succession]) -> UnitEvent:
    return UnitEvent(key, kind, on, law.citation, law.certainty, law.source, note, tuple(members))
