"""Committees as units: begun and merged by the loop that steers them, in its own action and under its own rights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from thongsuot.kernel.collation import collation_key
from thongsuot.kernel.text import fold
from thongsuot.platform.actions import Aggregate, Context
from thongsuot.registry.fields import Certainty
from thongsuot.registry.units.models import Unit, UnitEvent, UnitEventKind, UnitEventMember, UnitKind, UnitName
from thongsuot.registry.units.searching import index_units
from thongsuot.registry.units.timeline.keys import slug


def found_body(context: Context, home: Unit, name: str, short_name: str, on: date | None, citation: str) -> Unit:
    """A committee of ``home`` from ``on`` (unknown: ``None``); a second call with the same name and year finds the
    first."""
    key = f"{slug(short_name)}--{home.key}"[:100] + (f"-{on.year}" if on else "")
    found = Unit.objects.filter(key=key).first()
    if found is not None:
        return found
    unit = Unit.objects.create(
        key=key,
        kind=UnitKind.COMMITTEE,
        name=name,
        short_name=short_name,
        sort_key=collation_key(short_name),
        search_key=fold(short_name),
        parent=home,
        path=f"{home.path}/{key}",
        valid_from=on,
        source=citation,
    )
    UnitName.objects.create(unit=unit, name=name, short_name=short_name, valid_from=on)
    if on is not None:
        event = _event(UnitEventKind.ESTABLISHED, key, on, citation)
        UnitEventMember.objects.create(event=event, successor=unit)
    index_units([unit.pk])
    context.record(Aggregate("unit", key), {"name": (None, name)}, reason=citation, event="registry.unit.founded")
    return unit


def merge_bodies(context: Context, before: Sequence[Unit], after: Unit, on: date, citation: str) -> None:
    """End the bodies on ``on`` as parts of ``after``, by one event. What the record knows already is left alone."""
    known = UnitEventMember.objects.filter(
        event__kind=UnitEventKind.MERGED, event__effective_on=on, successor=after, predecessor__in=before
    )
    known_ids = set(known.values_list("predecessor_id", flat=True))
    fresh = [unit for unit in before if unit.pk not in known_ids]
    for unit in (one for one in before if one.valid_to is None):
        unit.valid_to = on
        unit.save(update_fields=["valid_to"])
        unit.names.filter(Q(valid_to__isnull=True)).update(valid_to=on)
        changes = {"valid_to": (None, on), "successor": (None, after.key)}
        context.record(Aggregate("unit", unit.key), changes, reason=citation, event="registry.unit.ended")
    if fresh:
        event = _event(UnitEventKind.MERGED, after.key, on, citation)
        UnitEventMember.objects.bulk_create(
            UnitEventMember(event=event, predecessor=unit, successor=after, share=1) for unit in fresh
        )
    index_units([unit.pk for unit in before])


def _event(kind: UnitEventKind, key: str, on: date, citation: str) -> UnitEvent:
    return UnitEvent.objects.create(
        key=f"{kind.value}-{key}-{on.isoformat()}"[:160],
        kind=kind,
        effective_on=on,
        citation=citation.strip()[:255],
        certainty=Certainty.OFFICIAL,
    )
