"""Counts of a period from the cube, by province, by unit, by procedure: sums of days, so any period is exact.

Ratios are never added up: 9 tháng is Q1 + Q2 + Q3 of what was counted, and the rate is taken of the sums.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.reporting.board import queries
from thongsuot.reporting.board.asked import Asked
from thongsuot.serving import facade
from thongsuot.serving.facts.domain.measures import Counts

_PROCEDURES = 30


def total(many: Iterable[Counts]) -> Counts:
    """Counts of several units together: each is a plain count, so they add."""
    return sum(many, Counts.zero())


def by_province(provinces: Collection[Unit], asked: Asked) -> dict[int, Counts]:
    """Province number → its counts; a province without a dossier is left out."""
    return facade.fact_province_counts([one.pk for one in provinces], asked.first, asked.last)


def by_unit(units: Sequence[Unit], asked: Asked) -> dict[int, Counts]:
    """Unit number → its own counts; a unit without a dossier is left out."""
    return facade.fact_counts([one.pk for one in units], asked.first, asked.last)


def of_unit(one: Unit, asked: Asked, own: Mapping[int, Counts]) -> Counts:
    """The whole of a unit: a province by its own sums, any other by those of what stands under it (``own``)."""
    if one.kind == UnitKind.PROVINCE:
        return by_province([one], asked).get(one.pk, Counts.zero())
    return total(own.values())


def whole(actor: Actor, one: Unit, asked: Asked) -> Counts:
    """The counts of a board: of the nation, a province or a unit with what stands under it."""
    if one.kind == UnitKind.NATION:
        return total(by_province(queries.provinces_ever(actor), asked).values())
    if one.kind == UnitKind.PROVINCE:
        return of_unit(one, asked, {})
    return total(by_unit(queries.units_below(actor, one), asked).values())


def by_procedure(province: Unit, asked: Asked) -> dict[int, Counts]:
    """Procedure number → its counts in a province, the most received first."""
    found = facade.fact_procedure_counts(province.pk, asked.first, asked.last)
    best = sorted(found.items(), key=lambda one: -one[1].received)[:_PROCEDURES]
    return dict(best)
