"""Rows of the tables: a unit, a procedure; ordered by the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.facade import Place
from thongsuot.registry.units.models import Unit
from thongsuot.reporting.board.rates import Rate, rates_of
from thongsuot.reporting.board.scoring import Card
from thongsuot.reporting.board.showing import known_of, points
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.procedures.models import Procedure


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in a table. ``known`` of ``maximum``: points ours can count; empty without a dossier."""

    unit: Unit
    url: str
    received: str
    rates: list[Rate]
    known: str
    maximum: str
    place: Place | None
    order: Mapping[str, Decimal | None]

    @property
    def printed(self) -> str:
        return points(self.place.compared.printed.total) if self.place else ""

    @property
    def is_empty(self) -> bool:
        return not self.received


def row_of(unit: Unit, card: Card, query: str, is_open: bool, place: Place | None = None) -> Row:
    rates, known = rates_of(card.counts, is_open), known_of(card, is_open)
    order: dict[str, Decimal | None] = {one.kind.key: one.percent if one.text else None for one in rates}
    order |= {"ho-so": Decimal(card.counts.received), "diem": known}
    order["cong"] = place.compared.printed.total if place else None
    return Row(
        unit=unit,
        url=f"{reverse('realtime-unit', args=[unit.key])}?{query}",
        received="" if card.is_empty else format_number(card.counts.received),
        rates=rates,
        known=points(known),
        maximum=format_number(card.known_maximum),
        place=place,
        order=order,
    )


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the map: what the portal printed, leading to its board."""

    key: str
    name: str
    value: Decimal | None
    text: str
    url: str
    claim: str


def tile_of(place: Place, query: str) -> Tile:
    """``place`` is of the record: it has a unit."""
    assert place.unit is not None
    total, url = place.compared.printed.total, reverse("realtime-unit", args=[place.unit.key])
    claim = str(place.claim.pk) if place.claim else ""
    return Tile(place.unit.key, place.name, total, points(total), f"{url}?{query}", claim)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading that orders the table by the address."""

    key: str
    name: str
    url: str
    direction: str  # of aria-sort, "" when it does not order


def ordered(rows: Sequence[Row], by: str, upwards: bool) -> list[Row]:
    """By a column, what is missing last whichever the direction; by name where nothing is asked."""
    known = [one for one in rows if one.order.get(by) is not None]
    unknown = [one for one in rows if one.order.get(by) is None]
    known.sort(key=lambda one: one.unit.sort_key)
    known.sort(key=lambda one: one.order[by] or Decimal(0), reverse=not upwards)
    return [*known, *sorted(unknown, key=lambda one: one.unit.sort_key)]


def columns(names: Sequence[tuple[str, str]], by: str, upwards: bool, query: str) -> list[Column]:
    return [_column(key, name, key == by, upwards, query) for key, name in names]


def _column(key: str, name: str, is_chosen: bool, upwards: bool, query: str) -> Column:
    turn = "&chieu=tang" if is_chosen and not upwards else ""
    direction = ("ascending" if upwards else "descending") if is_chosen else ""
    return Column(key, name, f"?{query}&xep={key}{turn}#bang", direction)


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    title: str
    url: str
    received: str
    rates: list[Rate]


def procedure_row(procedure: Procedure, counts: Counts, is_open: bool) -> ProcedureRow:
    url = reverse("procedure", args=[procedure.code])
    return ProcedureRow(procedure.title, url, format_number(counts.received), rates_of(counts, is_open))
