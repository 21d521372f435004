"""The graph of units: who was alive when, what became of whom, who came from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from thongsuot.kernel.formatting import format_date
from thongsuot.registry.units.timeline.errors import UnitHistoryError, UnknownUnitError
from thongsuot.registry.units.timeline.model import Basis, Kind, Region, Succession, Unit, UnitEvent, within

Weights = Mapping[tuple[str, str], Fraction]  # (predecessor, successor) → part of the predecessor


@dataclass(frozen=True, slots=True)
class Landing:
    """What a unit became: ``share`` of it lies in ``unit``; None where no one can say how much."""

    unit: str
    share: Fraction | None
    estimated: bool = False
    functions: bool = False  # duties moved, not territory: never a part of a sum


class Timeline:
    """All units, their events and regions; built once, asked many times. Nothing here knows the database."""

    def __init__(self, units: Iterable[Unit], events: Iterable[UnitEvent], regions: Iterable[Region] = ()) -> None:
        self.units = {unit.key: unit for unit in units}
        self.events = tuple(sorted(events, key=lambda event: (event.effective_on, event.key)))
        self.regions = tuple(regions)
        self._children: dict[str, list[str]] = defaultdict(list)
        for unit in self.units.values():
            if unit.parent is not None:
                self._children[unit.parent].append(unit.key)
        self._heirs: dict[str, list[Succession]] = defaultdict(list)  # at the unit's end
        self._forebears: dict[str, list[tuple[date, Succession]]] = defaultdict(list)
        self._events_of: dict[str, list[UnitEvent]] = defaultdict(list)
        for event in self.events:
            self._index(event)

    def _index(self, event: UnitEvent) -> None:
        for edge in event.members:
            for key in {edge.predecessor, edge.successor} - {None}:
                self._events_of[self.unit(str(key)).key].append(event)
            if edge.predecessor and edge.successor and edge.predecessor != edge.successor:
                self._forebears[edge.successor].append((event.effective_on, edge))
                if self.unit(edge.predecessor).end == event.effective_on:
                    self._heirs[edge.predecessor].append(edge)

    def unit(self, key: str) -> Unit:
        try:
            return self.units[key]
        except KeyError:
            raise UnknownUnitError(f"Không có đơn vị nào mang mã «{key}».") from None

    def events_of(self, key: str) -> tuple[UnitEvent, ...]:
        """Events that touch the unit, oldest first, each once."""
        return tuple(dict.fromkeys(self._events_of[self.unit(key).key]))

    def heirs(self, key: str) -> tuple[Succession, ...]:
        return tuple(self._heirs[self.unit(key).key])

    def forebears(self, key: str) -> tuple[Succession, ...]:
        return tuple(edge for _, edge in self._forebears[self.unit(key).key])

    def alive(self, on: date, kind: Kind | None = None) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units.values() if unit.alive(on) and kind in (None, unit.kind))

    def children(self, key: str, on: date, kind: Kind | None = None) -> tuple[Unit, ...]:
        """Units directly under ``key`` on that day; a province has districts before 1/7/2025 and communes after."""
        found = (self.units[child] for child in self._children[self.unit(key).key])
        return tuple(unit for unit in found if unit.alive(on) and kind in (None, unit.kind))

    def ancestor(self, key: str, kind: Kind) -> str | None:
        """The unit itself or the nearest one above it of that kind."""
        at: str | None = key
        while at is not None:
            unit = self.unit(at)
            if unit.kind == kind:
                return at
            at = unit.parent
        return None

    def become(
        self, key: str, on: date, *, kind: Kind | None = None, weights: Weights | None = None
    ) -> tuple[Landing, ...]:
        """What ``key`` had become by ``on``, through every event between; lifted to ``kind`` where given.

        Shares sum to 1. A divided unit without given weights is split equally and marked estimated, unless all its
        parts land in one unit, which is exact again. ``share`` is None where the unit's tier was abolished and its
        territory lies in several units, or where only functions were handed over.
        """
        unit = self.unit(key)
        if unit.start is not None and on < unit.start:
            raise UnitHistoryError(
                f"{unit.names[0].full} có từ ngày {format_date(unit.start)}, sau ngày {format_date(on)}; "
                "hãy hỏi các đơn vị trước nó."
            )
        landings = self._land(key, on, weights or {})
        if kind is not None:
            landings = [self._lifted(landing, kind) for landing in landings]
        return _merged(landings)

    def _land(self, key: str, on: date, weights: Weights) -> list[Landing]:
        unit = self.units[key]
        if unit.end is None or on < unit.end:
            return [Landing(key, Fraction(1))]
        heirs = self._heirs[key]
        if not heirs:
            return self._land_children(unit, on, weights)
        return [
            Landing(after.unit, _times(share, after.share), guessed or after.estimated, _moves_duties(edge, after))
            for edge, share, guessed in _shares(heirs, weights)
            for after in self._land(str(edge.successor), on, weights)
        ]

    def _land_children(self, unit: Unit, on: date, weights: Weights) -> list[Landing]:
        """A unit whose tier was abolished lives on in the units that were under it on its last day."""
        last_day = (unit.end or on) - timedelta(days=1)
        children = self.children(unit.key, last_day)
        return [
            Landing(landing.unit, None, landing.estimated, landing.functions)
            for child in children
            for landing in self._land(child.key, on, weights)
        ]

    def _lifted(self, landing: Landing, kind: Kind) -> Landing:
        above = self.ancestor(landing.unit, kind)
        if above is None:
            name = self.units[landing.unit].names[-1].full
            raise UnitHistoryError(f"{name} không nằm trong đơn vị nào thuộc cấp được hỏi.")
        return Landing(above, landing.share, landing.estimated, landing.functions)

    def came_from(self, key: str, on: date) -> tuple[str, ...]:
        """Units alive on ``on`` whose territory, whole or part, is in ``key``; itself when it was alive already."""
        unit = self.unit(key)
        own = [key] if unit.start is None or unit.start <= on else []
        later = [str(edge.predecessor) for day, edge in self._forebears[key] if on < day]
        return tuple(dict.fromkeys([*own, *(source for old in later for source in self.came_from(old, on))]))

    def region_of(self, key: str, on: date, scheme: str | None = None) -> Region | None:
        """The region of the unit's province on that day; None where no scheme was in force (1/7–4/10/2025)."""
        province = self.ancestor(key, Kind.PROVINCE)
        for region in self.regions:
            in_force = scheme == region.scheme or (scheme is None and within(on, region.start, region.end))
            if in_force and province in region.members:
                return region
        return None


def _shares(heirs: list[Succession], weights: Weights) -> list[tuple[Succession, Fraction | None, bool]]:
    """Each edge with its share and whether that is a guess: given weights first, else what is left, split equally."""
    given = {edge: weights.get((str(edge.predecessor), str(edge.successor)), edge.share) for edge in heirs}
    unknown = [edge for edge, share in given.items() if share is None]
    if any(edge.basis == Basis.FUNCTIONS for edge in unknown):
        return [(edge, share, False) for edge, share in given.items()]
    left = 1 - sum((share for share in given.values() if share is not None), Fraction(0))
    return [(edge, share if share is not None else left / len(unknown), share is None) for edge, share in given.items()]


def _merged(landings: list[Landing]) -> tuple[Landing, ...]:
    """One landing per unit; a unit that received everything received it exactly, however it was divided between."""
    together: dict[str, list[Landing]] = defaultdict(list)
    for landing in landings:
        together[landing.unit].append(landing)
    if len(together) == 1 and not any(landing.functions for landing in landings):
        return (Landing(next(iter(together)), Fraction(1)),)
    return tuple(_sum(unit, parts) for unit, parts in together.items())


def _sum(unit: str, parts: list[Landing]) -> Landing:
    shares = [part.share for part in parts]
    known = [share for share in shares if share is not None]
    share = sum(known, Fraction(0)) if len(known) == len(shares) else None
    return Landing(unit, share, any(part.estimated for part in parts), any(part.functions for part in parts))


def _moves_duties(edge: Succession, after: Landing) -> bool:
    return edge.basis == Basis.FUNCTIONS or after.functions


def _times(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other
