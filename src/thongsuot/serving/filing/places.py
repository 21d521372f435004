"""Communes as people name them, old names too: the ward of before July 2025 leads to those it became (R6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.models import Unit, UnitKind

_SHOWN = 8
_KINDS = ("tinh ", "thanh pho ", "tp. ", "tp ", "huyen ", "quan ", "thi xa ")  # «tỉnh Lạng Sơn», as on a card


@dataclass(frozen=True, slots=True)
class Place:
    """``name``: «Phường Đông Kinh, Lạng Sơn»; ``was``: the old name it was found by, "" otherwise."""

    key: str
    name: str
    was: str = ""


def find_places(typed: str, day: date) -> list[Place]:
    """Communes in being on ``day`` for «Đông Kinh», «dong kinh, lang son», «xã Mai Pha cũ»; at most eight."""
    name, _comma, above = nfc(typed).partition(",")
    wanted = [_bare(part) for part in above.split(",") if part.strip()]
    bare = " ".join(word for word in name.split() if fold(word) not in {"cu", "(cu)"})
    places: dict[str, Place] = {}
    for unit in units.search(ANONYMOUS, bare, on=day, kind=UnitKind.COMMUNE, limit=16):
        for place in _places_of(unit, day):
            if all(part in fold(f"{place.name} {place.was}") for part in wanted):
                places.setdefault(place.key, place)
    return list(places.values())[:_SHOWN]


def resolve(answer: dict[str, Any], day: date) -> tuple[dict[str, Any], list[Place]]:
    """The answer with its unit where the words leave no doubt, and the places to choose from where they do.

    A unit chosen before stays while the words still find it.
    """
    found = find_places(answer.get("place", ""), day) if answer.get("place") else []
    chosen = next((one for one in found if one.key == answer.get("unit")), None)
    exact = [one for one in found if fold(one.name) == fold(nfc(answer.get("place", "")))]
    if chosen is None and (len(found) == 1 or len(exact) == 1):
        chosen = (exact or found)[0]
    kept = {part: answer[part] for part in ("street", "place") if answer.get(part)}
    if chosen is None:
        return kept, found
    name = f"{chosen.name} ({chosen.was})" if chosen.was else chosen.name
    return {**kept, "unit": chosen.key, "unit_name": name}, found


def unit_named(key: str) -> Unit | None:
    """The commune of an answer, ``None`` when it is gone from the record."""
    return Unit.objects.filter(key=key).first() if key else None


def _bare(part: str) -> str:
    """«tỉnh Lạng Sơn» → «lang son»."""
    folded = fold(part).strip()
    kind = next((one for one in _KINDS if folded.startswith(one)), "")
    return folded.removeprefix(kind)


def _places_of(unit: Unit, day: date) -> Iterable[Place]:
    if unit.valid_to is None or unit.valid_to > day:
        yield Place(unit.key, _full_name(unit))
        return
    for heir in units.same_place_on(ANONYMOUS, unit, day):
        if heir.kind == UnitKind.COMMUNE:
            was = _("trước là %(name)s") % {"name": _full_name(unit)}
            yield Place(heir.key, _full_name(heir), was)


def _full_name(unit: Unit) -> str:
    return f"{unit.name}, {unit.parent.short_name}" if unit.parent else unit.name
