"""The unit time machine: one object to ask «which unit was this», «what did it become», «what is the old sum today».

Pure: built from ``rules/units`` (``fixture.load_timeline``) or from the rows (``queries.history``). All refusals are
``UnitHistoryError`` with a Vietnamese sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from thongsuot.registry.units.timeline import carrying, telling
from thongsuot.registry.units.timeline.carrying import Carried, CarriedRatio, Measure, percentile
from thongsuot.registry.units.timeline.errors import (
    AmbiguousNameError,
    NotMappableError,
    UnitHistoryError,
    UnknownUnitError,
)
from thongsuot.registry.units.timeline.history import Landing, Timeline, Weights
from thongsuot.registry.units.timeline.model import Kind, Region, Succession, Unit, UnitEvent
from thongsuot.registry.units.timeline.naming import Names, Resolution, Standing
from thongsuot.registry.units.timeline.telling import HistoryLine

__all__ = [
    "AmbiguousNameError",
    "Carried",
    "CarriedRatio",
    "HistoryLine",
    "Kind",
    "Landing",
    "Measure",
    "NotMappableError",
    "Region",
    "Resolution",
    "Standing",
    "Succession",
    "Unit",
    "UnitEvent",
    "UnitHistory",
    "UnitHistoryError",
    "UnknownUnitError",
    "percentile",
]


class UnitHistory:
    """Units are named by key (``tinh-ha-giang``); values are ``Decimal`` in the unit of the indicator."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline

    @cached_property
    def names(self) -> Names:
        return Names(self.timeline)

    def resolve(self, name: str, on: date, *, kind: Kind | None = None, inside: str | None = None) -> Resolution:
        """Which unit the name meant on that day; see ``Names.resolve``."""
        return self.names.resolve(name, on, kind=kind, inside=inside)

    def present_of(
        self, key: str, on: date, *, kind: Kind | None = None, weights: Weights | None = None
    ) -> tuple[Landing, ...]:
        """What the unit had become by ``on``; see ``Timeline.become``."""
        return self.timeline.become(key, on, kind=kind, weights=weights)

    def predecessors(self, key: str, on: date) -> tuple[Unit, ...]:
        """The units of an earlier day whose territory, whole or part, the unit holds."""
        return tuple(self.timeline.unit(source) for source in self.timeline.came_from(key, on))

    def children(self, key: str, on: date, kind: Kind | None = None) -> tuple[Unit, ...]:
        return self.timeline.children(key, on, kind)

    def name_on(self, key: str, on: date) -> str:
        """The full name borne that day: «Tỉnh Thừa Thiên Huế» in 2024, «Thành phố Huế» in 2025."""
        return self.timeline.unit(key).name_on(on).full

    def label(self, key: str, as_of: date, today: date) -> str:
        """«Hà Giang (nay thuộc Tuyên Quang)»: the name a figure of ``as_of`` carries when read ``today``."""
        return telling.label(self.timeline, key, as_of, today)

    def history_lines(self, key: str) -> tuple[HistoryLine, ...]:
        return telling.lines(self.timeline, key)

    def region_of(self, key: str, on: date, scheme: str | None = None) -> Region | None:
        return self.timeline.region_of(key, on, scheme)

    def aggregate(
        self,
        values: Mapping[str, Decimal],
        *,
        as_of: date,
        to: date,
        kind: Kind | None = None,
        weights: Weights | None = None,
        measure: Measure = Measure.ADDITIVE,
    ) -> dict[str, Carried]:
        """Old → new, sums exact; scores, ratios and ranks are refused. See ``carrying.aggregate``."""
        return carrying.aggregate(
            self.timeline, values, as_of=as_of, to=to, kind=kind, weights=weights, measure=measure
        )

    def aggregate_ratios(
        self,
        parts: Mapping[str, tuple[Decimal, Decimal]],
        *,
        as_of: date,
        to: date,
        kind: Kind | None = None,
        weights: Weights | None = None,
    ) -> dict[str, CarriedRatio]:
        """Ratios re-computed from (numerator, denominator) of the old units."""
        return carrying.aggregate_ratios(self.timeline, parts, as_of=as_of, to=to, kind=kind, weights=weights)

    def spread_back(
        self,
        values: Mapping[str, Decimal],
        *,
        as_of: date,
        to: date,
        kind: Kind,
        weights: Mapping[str, Decimal],
        measure: Measure = Measure.ADDITIVE,
    ) -> dict[str, Carried]:
        """New → old by weights of the old units: always marked estimated. See ``carrying.spread_back``."""
        return carrying.spread_back(
            self.timeline, values, as_of=as_of, to=to, kind=kind, weights=weights, measure=measure
        )
