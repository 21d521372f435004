"""Loads steering bodies and their mergers from ``rules/units/committees.yaml``; run again, it adds what is new."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from thongsuot.kernel.collation import collation_key
from thongsuot.kernel.rules import load_yaml
from thongsuot.kernel.text import fold
from thongsuot.registry.fields import Certainty
from thongsuot.registry.units.models import Unit, UnitEvent, UnitEventKind, UnitEventMember, UnitKind, UnitName


@transaction.atomic
def load_committees() -> int:
    """How many bodies the file holds. Units above them must be loaded."""
    given = load_yaml("units/committees")
    for entry in given["committees"]:
        _load_body(entry)
    for entry in given["mergers"]:
        _load_merger(entry)
    return len(given["committees"])


def _load_body(entry: dict[str, Any]) -> None:
    parent = Unit.objects.get(key=entry["parent"])
    unit, created = Unit.objects.get_or_create(
        key=entry["key"],
        defaults={
            "kind": UnitKind.COMMITTEE,
            "name": entry["name"],
            "short_name": entry["short_name"],
            "sort_key": collation_key(entry["short_name"]),
            "search_key": fold(entry["short_name"]),
            "parent": parent,
            "path": f"{parent.path}/{entry['key']}",
            "valid_from": entry.get("from"),
            "valid_to": entry.get("to"),
            "certainty": Certainty.SECONDARY,
        },
    )
    if created:
        UnitName.objects.create(
            unit=unit,
            name=unit.name,
            short_name=unit.short_name,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
        )


def _load_merger(entry: dict[str, Any]) -> None:
    event, created = UnitEvent.objects.get_or_create(
        key=entry["key"],
        defaults={
            "kind": UnitEventKind.MERGED,
            "effective_on": entry["effective_on"],
            "citation": entry["citation"],
            "source": entry["source"],
            "certainty": entry["certainty"],
        },
    )
    if not created:
        return
    after = Unit.objects.get(key=entry["after"])
    UnitEventMember.objects.bulk_create(
        UnitEventMember(event=event, predecessor=before, successor=after, share=1)
        for before in Unit.objects.filter(key__in=entry["before"])
    )
