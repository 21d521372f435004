"""Sample offices of the provinces the demo speaks of, the positions in them, and people of our own who hold these."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from thongsuot.kernel.collation import collation_key, person_name_key
from thongsuot.kernel.rules import load_yaml
from thongsuot.kernel.text import fold
from thongsuot.registry.positions.models import Person, Position, PositionHolding
from thongsuot.registry.units.models import Unit, UnitEvent, UnitEventKind, UnitEventMember, UnitKind, UnitName


@transaction.atomic
def load_offices() -> None:
    """Offices, what became of them, positions; run again, it adds what is new."""
    given = load_yaml("demo/units")
    heirs = {}
    for parent_key, entries in given["parents"].items():
        parent = Unit.objects.get(key=parent_key)
        for entry in entries:
            _load_office(parent, entry, given["certainty"])
            if "heir" in entry:
                heirs[entry["key"]] = entry["heir"]
    for key, heir in heirs.items():
        _load_succession(key, heir, given)
    for entry in given["positions"]:
        _load_position(entry)


def _load_office(parent: Unit, entry: dict[str, Any], certainty: str) -> None:
    name = entry["name"]
    unit, created = Unit.objects.get_or_create(
        key=entry["key"],
        defaults={
            "kind": entry.get("kind", UnitKind.DEPARTMENT),
            "form": "sở" if name.startswith("Sở ") else "",
            "name": f"{name} {parent.short_name}",
            "short_name": name,
            "sort_key": collation_key(name),
            "search_key": fold(name),
            "parent": parent,
            "path": f"{parent.path}/{entry['key']}",
            "valid_from": entry.get("from"),
            "valid_to": entry.get("to"),
            "certainty": certainty,
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


def _load_succession(key: str, heir: str, given: dict[str, Any]) -> None:
    event, created = UnitEvent.objects.get_or_create(
        key=f"merged-{key}",
        defaults={
            "kind": UnitEventKind.MERGED,
            "effective_on": given["rearranged"]["effective_on"],
            "citation": given["rearranged"]["citation"],
            "certainty": given["certainty"],
        },
    )
    if created:
        before, after = Unit.objects.get(key=key), Unit.objects.get(key=heir)
        UnitEventMember.objects.create(event=event, predecessor=before, successor=after, share=1)


def _load_position(entry: dict[str, Any]) -> None:
    unit = Unit.objects.get(key=entry["unit"])
    position, _created = Position.objects.get_or_create(
        unit=unit,
        title=entry["title"],
        valid_from=None,
        defaults={
            "search_key": fold(entry["title"]),
            "protocol_order": entry["order"],
            "field": entry.get("field", ""),
        },
    )
    if "person" in entry:
        PositionHolding.objects.get_or_create(
            person=sample_person(entry["person"]), position=position, defaults={"source": "minh họa"}
        )


def sample_person(name: str) -> Person:
    """Somebody we made up, labelled so."""
    person, _created = Person.objects.get_or_create(
        full_name=name, is_sample=True, defaults={"sort_key": person_name_key(name), "search_key": fold(name)}
    )
    return person
