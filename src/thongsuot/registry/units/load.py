"""Write the fixture of ``rules/units`` into the rows: one transaction, bulk, safe to run again.

A second run reads, compares and writes nothing. What people added here since (a new name, an ended unit, a weight for a
divided commune) is kept: the loader adds what is missing and closes what the fixture has closed; it never deletes and
never reopens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import models, transaction

from thongsuot.kernel.collation import collation_key
from thongsuot.kernel.text import fold
from thongsuot.registry.units import models as rows
from thongsuot.registry.units.fixture import load_timeline
from thongsuot.registry.units.timeline.history import Timeline
from thongsuot.registry.units.timeline.model import Name, Succession, Unit

_BATCH = 4_000
_REFRESHED = ("form", "name", "short_name", "sort_key", "search_key", "path", "valid_from", "valid_to", "certainty")
_NAMING = frozenset({"form", "name", "short_name", "sort_key", "search_key"})
ModelT = TypeVar("ModelT", bound=models.Model)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows a run added and how many it changed, by table."""

    added: dict[str, int]
    changed: dict[str, int]

    @property
    def nothing_done(self) -> bool:
        return not any(self.added.values()) and not any(self.changed.values())


def load_units(timeline: Timeline | None = None) -> LoadReport:
    """Load everything or, on any error, nothing. About 14.200 units, 3.360 events, 11.400 edges."""
    with transaction.atomic():
        return _Loader(timeline or load_timeline()).run()


def search_key(name: str) -> str:
    return fold(name)


class _Loader:
    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.added: dict[str, int] = defaultdict(int)
        self.changed: dict[str, int] = defaultdict(int)
        self.ids: dict[str, int] = {}
        self.paths: dict[str, str] = {}

    def run(self) -> LoadReport:
        self._units()
        self._names()
        self._aliases()
        self._codes()
        self._events()
        self._regions()
        return LoadReport(dict(self.added), dict(self.changed))

    def _units(self) -> None:
        stored = {row.key: row for row in rows.Unit.objects.filter(key__in=self.timeline.units.keys())}
        renamed_here = self._renamed_here()
        for generation in self._generations():
            wanted = [self._unit_row(unit) for unit in generation]
            new = [row for row in wanted if row.key not in stored]
            self._add(new)
            self.ids |= {row.key: row.pk for row in new}
            self.ids |= {row.key: stored[row.key].pk for row in wanted if row.key in stored}
            changed = [
                stored[row.key]
                for row in wanted
                if row.key in stored and _refresh(stored[row.key], row, keep_name=row.key in renamed_here)
            ]
            rows.Unit.objects.bulk_update(changed, [*_REFRESHED, "parent"], batch_size=_BATCH)
            self.changed["Unit"] += len(changed)

    def _generations(self) -> Iterator[list[Unit]]:
        """Parents before children, because a row needs its parent's number."""
        waiting = list(self.timeline.units.values())
        placed: set[str | None] = {None}
        while waiting:
            ready = [unit for unit in waiting if unit.parent in placed]
            if not ready:
                raise ValueError(f"rules/units: đơn vị «{waiting[0].key}» có cấp trên không tồn tại.")
            placed |= {unit.key for unit in ready}
            waiting = [unit for unit in waiting if unit.key not in placed]
            yield ready

    def _unit_row(self, unit: Unit) -> rows.Unit:
        name = unit.names[-1]
        stem = unit.key.partition("--")[0]
        self.paths[unit.key] = f"{self.paths[unit.parent]}/{stem}" if unit.parent else stem
        return rows.Unit(
            key=unit.key,
            kind=str(unit.kind),
            form=name.form,
            name=name.full,
            short_name=name.short,
            sort_key=collation_key(name.short),
            search_key=search_key(name.short),
            parent_id=self.ids[unit.parent] if unit.parent else None,
            path=self.paths[unit.key],
            valid_from=unit.start,
            valid_to=unit.end,
            certainty=unit.certainty,
            source=unit.source,
        )

    def _renamed_here(self) -> set[str]:
        """Units to which people gave a name later than the fixture's last one."""
        later = rows.UnitName.objects.filter(valid_from__isnull=False, unit__key__in=self.timeline.units.keys())
        return {
            key
            for key, since in later.values_list("unit__key", "valid_from")
            if since > (self.timeline.units[key].names[-1].start or date.min)
        }

    def _names(self) -> None:
        columns = ("unit_id", "name", "valid_from", "pk", "valid_to")
        known = {tuple(row[:3]): row[3:] for row in self._of_units(rows.UnitName).values_list(*columns)}
        new, closed = [], []
        for unit in self.timeline.units.values():
            for name in unit.names:
                pk, end = known.get((self.ids[unit.key], name.full, name.start), (None, None))
                row = _name_row(self.ids[unit.key], name)
                if pk is None:
                    new.append(row)
                elif end is None and name.end is not None:
                    row.pk = pk
                    closed.append(row)
        self._add(new)
        rows.UnitName.objects.bulk_update(closed, ["valid_to"])
        self.changed["UnitName"] += len(closed)

    def _aliases(self) -> None:
        stored = set(self._of_units(rows.UnitAlias).values_list("unit_id", "text"))
        self._add(
            rows.UnitAlias(unit_id=self.ids[unit.key], text=text, search_key=search_key(text))
            for unit in self.timeline.units.values()
            for text in dict.fromkeys((*unit.aliases, *_former_names(unit)))
            if (self.ids[unit.key], text) not in stored
        )

    def _codes(self) -> None:
        stored = set(self._of_units(rows.UnitCode).values_list("unit_id", "scheme", "code"))
        self._add(
            rows.UnitCode(
                unit_id=self.ids[unit.key],
                scheme=code.scheme,
                code=code.code,
                valid_from=code.start,
                valid_to=code.end,
                source=code.source,
            )
            for unit in self.timeline.units.values()
            for code in unit.codes
            if (self.ids[unit.key], code.scheme, code.code) not in stored
        )

    def _events(self) -> None:
        stored = dict(rows.UnitEvent.objects.values_list("key", "pk"))
        new = [
            rows.UnitEvent(
                key=event.key,
                kind=str(event.kind),
                effective_on=event.effective_on,
                citation=event.citation,
                source=event.source,
                certainty=event.certainty,
                note=event.note,
            )
            for event in self.timeline.events
            if event.key not in stored
        ]
        self._add(new)
        self._members(stored | {row.key: row.pk for row in new})

    def _members(self, events: dict[str, int]) -> None:
        stored = set(rows.UnitEventMember.objects.values_list("event_id", "predecessor_id", "successor_id"))
        ends = (
            (edge, (events[event.key], self.ids.get(edge.predecessor or ""), self.ids.get(edge.successor or "")))
            for event in self.timeline.events
            for edge in event.members
        )
        self._add(_member_row(edge, *place) for edge, place in ends if place not in stored)

    def _regions(self) -> None:
        stored = dict(rows.Region.objects.values_list("key", "pk"))
        new = [
            rows.Region(
                key=region.key,
                scheme=region.scheme,
                name=region.name,
                valid_from=region.start,
                valid_to=region.end,
                citation=region.citation,
                source=region.source,
            )
            for region in self.timeline.regions
            if region.key not in stored
        ]
        self._add(new)
        stored |= {row.key: row.pk for row in new}
        members = set(rows.RegionMember.objects.values_list("region_id", "unit_id"))
        self._add(
            rows.RegionMember(region_id=stored[region.key], unit_id=self.ids[key])
            for region in self.timeline.regions
            for key in sorted(region.members)
            if (stored[region.key], self.ids[key]) not in members
        )

    def _of_units(self, model: type[ModelT]) -> models.QuerySet[ModelT]:
        return model._default_manager.filter(unit_id__in=list(self.ids.values()))

    def _add(self, new: Iterable[ModelT]) -> None:
        batch = list(new)
        if batch:
            type(batch[0])._default_manager.bulk_create(batch, batch_size=_BATCH)
            self.added[type(batch[0]).__name__] += len(batch)


def _former_names(unit: Unit) -> list[str]:
    """Names the unit bore and no longer bears, so that a search by the old name finds it."""
    current = unit.names[-1]
    texts = [text for name in unit.names[:-1] for text in (name.full, name.short)]
    return [text for text in texts if text not in (current.full, current.short)]


def _name_row(unit_id: int, name: Name) -> rows.UnitName:
    return rows.UnitName(
        unit_id=unit_id, name=name.full, short_name=name.short, valid_from=name.start, valid_to=name.end
    )


def _member_row(
    edge: Succession, event_id: int, predecessor_id: int | None, successor_id: int | None
) -> rows.UnitEventMember:
    share = None if edge.share is None else Decimal(edge.share.numerator) / edge.share.denominator
    return rows.UnitEventMember(
        event_id=event_id,
        predecessor_id=predecessor_id,
        successor_id=successor_id,
        share=share,
        share_basis=edge.basis,
    )


def _refresh(stored: rows.Unit, wanted: rows.Unit, *, keep_name: bool) -> bool:
    """Bring a stored unit up to the fixture; True when something changed. An end set here is never taken back."""
    changed = False
    for field in (*_REFRESHED, "parent_id"):
        value = getattr(wanted, field)
        kept = (keep_name and field in _NAMING) or (field == "valid_to" and value is None)
        if not kept and getattr(stored, field) != value:
            setattr(stored, field, value)
            changed = True
    return changed
