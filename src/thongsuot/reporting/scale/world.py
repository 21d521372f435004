"""Who and what: units of different size and care, procedures of different limit and price. Sample figures, ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from thongsuot.reporting.scale.calendar import Calendar, busyness, day_number, month_after
from thongsuot.reporting.scale.draws import FINE, Numbers, table_of, threshold, zipf

LIMITS = (0, 1, 2, 3, 5, 7, 10, 15, 20, 30)
LIMIT_SHARES = (0.12, 0.06, 0.08, 0.16, 0.18, 0.1, 0.12, 0.1, 0.06, 0.02)
PROVINCE_SLOPE, UNIT_SLOPE, PROCEDURE_SLOPE = 0.55, 0.72, 1.02
OTHER_WORK = 0.3  # share of units with another set of frequent procedures (departments, not communes)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is made. ``count`` dossiers started in ``months`` months from ``first``."""

    count: int
    seed: int = 766
    provinces: int = 34
    units: int = 11_000
    procedures: int = 4_400
    first: date = date(2023, 1, 1)
    months: int = 46

    @property
    def last(self) -> date:
        return month_after(self.first, self.months) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Units:
    """One entry a unit, ordered by province. Shares become thresholds of 16 random bits (``draws.threshold``)."""

    number: NDArray[np.int32]
    province: NDArray[np.int32]
    desk: NDArray[np.int32]  # the unit that receives for it
    share: NDArray[np.float64]
    kind: NDArray[np.int32]
    late: NDArray[np.uint16]
    online: NDArray[np.float32]
    digital: NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Procedures:
    number: NDArray[np.int32]
    tables: NDArray[np.int32]  # by kind of unit: places of procedures, to draw from
    limit: NDArray[np.int32]  # working days; 0: on the spot
    has_fee: NDArray[np.bool_]
    gives_paper: NDArray[np.bool_]
    online: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class World:
    seed: int
    source: int
    units: Units
    procedures: Procedures
    calendar: Calendar
    spans: tuple[tuple[date, date], ...]  # months, or one stretch of days
    counts: NDArray[np.int64]  # dossiers by span and unit
    taken_at: int  # seconds since 1970, local time: when the facts are taken

    @property
    def provinces(self) -> list[int]:
        return [int(one) for one in np.unique(self.units.province)]


@lru_cache(maxsize=1)
def nation(scale: Scale) -> World:
    """The nation in the size asked for."""
    luck = np.random.default_rng([scale.seed, 1])
    home = np.sort(_provinces_of(luck, scale))
    spans = tuple(
        (month_after(scale.first, n), month_after(scale.first, n + 1) - timedelta(days=1)) for n in range(scale.months)
    )
    units = _units(luck, np.arange(1, scale.units + 1, dtype=np.int32), home)
    procedures = _procedures(luck, np.arange(1, scale.procedures + 1, dtype=np.int32))
    return _world(scale.seed, 0, units, procedures, spans, scale.count)


def corner(
    seed: int, units: Sequence[tuple[int, int]], procedures: Sequence[int], span: tuple[date, date], count: int
) -> World:
    """Given units (number, province) and procedures in one stretch of days, as source 1: sample data of the demo."""
    ordered = sorted(units, key=lambda one: (one[1], one[0]))
    luck = np.random.default_rng([seed, 2])
    numbers, homes = (np.array([one[n] for one in ordered], dtype=np.int32) for n in (0, 1))
    made = _units(luck, numbers, homes)
    return _world(seed, 1, made, _procedures(luck, np.array(procedures, dtype=np.int32)), (span,), count)


def _world(
    seed: int, source: int, units: Units, procedures: Procedures, spans: tuple[tuple[date, date], ...], count: int
) -> World:
    luck = np.random.default_rng([seed, 3])
    first, last = spans[0][0], spans[-1][1]
    by_span = _parts(count, busyness(first.replace(day=1), len(spans)))
    counts = np.array([luck.multinomial(int(many), units.share) for many in by_span])
    taken_at = (day_number(last) + 1) * 86_400 - 1
    return World(seed, source, units, procedures, Calendar.of(first, last), spans, counts, taken_at)


def _parts(count: int, shares: Numbers) -> NDArray[np.int64]:
    """Whole numbers by ``shares`` that sum to ``count`` exactly."""
    ends = np.rint(np.cumsum(shares) * count).astype(np.int64)
    return np.asarray(np.diff(ends, prepend=0))


def _provinces_of(luck: np.random.Generator, scale: Scale) -> NDArray[np.int32]:
    every = np.arange(1, scale.provinces + 1, dtype=np.int32)
    more = luck.choice(every, scale.units - scale.provinces, p=zipf(scale.provinces, PROVINCE_SLOPE))
    return np.concatenate([every, more]).astype(np.int32)


def _units(luck: np.random.Generator, number: NDArray[np.int32], province: NDArray[np.int32]) -> Units:
    count = len(number)
    share = luck.permutation(zipf(count, UNIT_SLOPE))
    kind = (luck.random(count) < OTHER_WORK).astype(np.int32)
    firsts = np.searchsorted(province, province)  # the first unit of a province receives for its departments
    return Units(
        number=number,
        province=province,
        desk=np.where(kind == 1, number[firsts], number).astype(np.int32),
        share=share,
        kind=kind,
        late=threshold(luck.beta(1.6, 30.0, count)),
        online=luck.beta(6.0, 3.0, count).astype(np.float32),
        digital=threshold(luck.beta(5.0, 2.5, count)),
    )


def _procedures(luck: np.random.Generator, number: NDArray[np.int32]) -> Procedures:
    count = len(number)
    common = table_of(zipf(count, PROCEDURE_SLOPE), FINE)
    tables = np.concatenate([luck.permutation(count)[common], luck.permutation(count)[common]])
    return Procedures(
        number=number,
        tables=tables.astype(np.int32),
        limit=luck.choice(LIMITS, count, p=LIMIT_SHARES).astype(np.int32),
        has_fee=luck.random(count) < 0.42,
        gives_paper=luck.random(count) < 0.9,
        online=luck.beta(5.0, 2.0, count).astype(np.float32),
    )


def first_day(world: World, span: int) -> int:
    return day_number(world.spans[span][0])
