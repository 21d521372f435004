"""The timeline as the rows hold it: all of it, or only what one unit's page needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.db.models import Q

from thongsuot.registry.units import models as rows
from thongsuot.registry.units.domain import UnitHistory
from thongsuot.registry.units.timeline.history import Timeline
from thongsuot.registry.units.timeline.model import EventKind, Kind, Name, Region, Succession, Unit, UnitEvent

_cache: dict[str, tuple[object, UnitHistory]] = {}


def whole_history() -> UnitHistory:
    """Every unit and event; built once a process and again when the rows changed. About a second to build."""
    version = _version()
    kept = _cache.get("whole")
    if kept is None or kept[0] != version:
        kept = version, UnitHistory(_timeline(None))
        _cache["whole"] = kept
    return kept[1]


def history_around(*unit_ids: int) -> UnitHistory:
    """These units with all they came from and became, and whatever stands above: a dozen indexed queries in all."""
    asked = set(unit_ids)
    found = asked | _forebears(asked) | _heirs(asked)
    edges = Q(predecessor_id__in=found) | Q(successor_id__in=found)
    ends = rows.UnitEventMember.objects.filter(edges).values_list("predecessor_id", "successor_id")
    found |= {end for pair in ends for end in pair if end is not None}
    return UnitHistory(_timeline(_with_parents(found)))


def _version() -> tuple[int, ...]:
    """The newest row of each table: every change of units comes with an event or a name of its own."""
    tables = (rows.Unit, rows.UnitName, rows.UnitEvent, rows.UnitEventMember)
    newest = (table._default_manager.order_by("-pk").values_list("pk", flat=True).first() for table in tables)
    return tuple(pk or 0 for pk in newest)


def _heirs(asked: set[int]) -> set[int]:
    """Follows edges forward; where a unit ended without heirs (its tier was abolished), its last children go on."""
    found: set[int] = set()
    at = asked
    while at:
        edges = rows.UnitEventMember.objects.filter(predecessor_id__in=at, successor__isnull=False)
        pairs = {pair for pair in edges.values_list("predecessor_id", "successor_id") if pair[0] != pair[1]}
        childless = at - {old for old, _ in pairs}
        ended = rows.Unit.objects.filter(parent_id__in=childless, parent__valid_to__isnull=False)
        at = ({new for _, new in pairs} | set(ended.values_list("pk", flat=True))) - found
        found |= at
    return found


def _forebears(asked: set[int]) -> set[int]:
    found: set[int] = set()
    at = asked
    while at:
        edges = rows.UnitEventMember.objects.filter(successor_id__in=at, predecessor__isnull=False)
        at = set(edges.values_list("predecessor_id", flat=True)) - found - at
        found |= at
    return found


def _with_parents(found: set[int]) -> set[int]:
    at = found
    while at:
        above = rows.Unit.objects.filter(pk__in=at, parent__isnull=False).values_list("parent_id", flat=True)
        at = set(above) - found
        found = found | at
    return found


def _timeline(only: set[int] | None) -> Timeline:
    units = rows.Unit.objects.all() if only is None else rows.Unit.objects.filter(pk__in=only)
    columns = ("pk", "key", "kind", "form", "name", "short_name", "parent__key", "valid_from", "valid_to")
    listed = list(units.values_list(*columns, "certainty", "source"))
    names = _grouped(rows.UnitName, only, "name", "short_name", "valid_from", "valid_to")
    aliases = _grouped(rows.UnitAlias, only, "text")
    keys = {line[0]: line[1] for line in listed}
    built = [_unit(line, names.get(line[0], []), aliases.get(line[0], [])) for line in listed]
    return Timeline(built, _events(keys, only), _regions(keys, only))


def _unit(line: tuple[Any, ...], names: list[tuple[Any, ...]], aliases: list[tuple[Any, ...]]) -> Unit:
    _, key, kind, form, name, short, parent, start, end, certainty, source = line
    current = Name(name, short, form)
    dated = sorted(names, key=lambda given: (given[2] is not None, given[2]))
    known = tuple(Name(full, brief, _form(full, brief), since, until) for full, brief, since, until in dated)
    texts = tuple(alias[0] for alias in aliases)
    return Unit(key, Kind(kind), known or (current,), parent, start, end, texts, (), certainty, source)


def _form(full: str, short: str) -> str:
    return full.removesuffix(short).strip() if full != short else ""


def _grouped(model: Any, only: set[int] | None, *columns: str) -> dict[int, list[tuple[Any, ...]]]:
    lines = model.objects.all() if only is None else model.objects.filter(unit_id__in=only)
    grouped: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for unit_id, *values in lines.order_by("pk").values_list("unit_id", *columns):
        grouped[unit_id].append(tuple(values))
    return grouped


def _events(keys: dict[int, str], only: set[int] | None) -> Iterable[UnitEvent]:
    members = rows.UnitEventMember.objects.order_by("pk")
    if only is not None:
        members = members.filter(Q(predecessor_id__in=only) | Q(successor_id__in=only))
    edges: dict[int, list[Succession]] = defaultdict(list)
    for event_id, old, new, share, basis in members.values_list(
        "event_id", "predecessor_id", "successor_id", "share", "share_basis"
    ):
        if {old, new} - {None} <= keys.keys():
            part = None if share is None else Fraction(share)
            edges[event_id].append(Succession(keys.get(old or 0), keys.get(new or 0), part, basis))
    for event in rows.UnitEvent.objects.filter(pk__in=edges.keys()):
        yield UnitEvent(
            event.key,
            EventKind(event.kind),
            event.effective_on,
            event.citation,
            event.certainty,
            event.source,
            event.note,
            tuple(edges[event.pk]),
        )


def _regions(keys: dict[int, str], only: set[int] | None) -> Iterable[Region]:
    members: dict[int, set[str]] = defaultdict(set)
    places = rows.RegionMember.objects.all() if only is None else rows.RegionMember.objects.filter(unit_id__in=only)
    for region_id, unit_id in places.values_list("region_id", "unit_id"):
        members[region_id].add(keys[unit_id])
    for region in rows.Region.objects.filter(pk__in=members.keys()):
        yield Region(
            region.key,
            region.scheme,
            region.name,
            frozenset(members[region.pk]),
            region.valid_from,
            region.valid_to,
            region.citation,
            region.source,
        )
