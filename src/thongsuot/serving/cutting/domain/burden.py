"""What one dossier costs the person who files it, by a stated formula. Pure.

Waiting is time, not work: days saved are counted as days and never turned into đồng. What is turned into đồng is the
time spent on papers and on the road, what papers and the road cost, and what is paid in fees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from thongsuot.serving.clock.domain.model import Limit, LimitUnit
from thongsuot.serving.procedures.domain.content import Component, ProcedureContent, Service

HOURS_A_DAY = Decimal(8)  # one working day (BLLĐ 2019 Đ105; practice of the one-stop systems, D19)


class Days(StrEnum):
    """Working days and calendar days are never subtracted from each other; months have no fixed number of days."""

    WORKING = "working"
    CALENDAR = "calendar"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class CostRules:
    """Money in đồng, time in hours; ``trips`` to the office one dossier needs at each level of online service."""

    hourly_income: int
    hours_per_document: Decimal
    document_cost: int
    hours_per_trip: Decimal
    trip_cost: int
    trips: Mapping[Service, int]


@dataclass(frozen=True, slots=True)
class Burden:
    """Of one dossier. ``days`` is ``None`` for a limit in months; ``unknown_fees`` have no amount on record."""

    days: Decimal | None
    kind: Days
    steps: int
    idle_steps: int
    documents: int
    trips: int
    fees: int
    unknown_fees: int
    hours: Decimal
    cost: int


def burden_of(content: ProcedureContent, rules: CostRules) -> Burden:
    """Cost = (documents × their hours + trips × their hours) × income + documents × cost + trips × cost + fees."""
    days, kind = days_of(content.limit)
    documents = sum(one.count for one in content.components if is_asked(one))
    trips = rules.trips[content.service]
    known = [one.amount for one in content.fees if one.amount is not None and not one.when]
    hours = documents * rules.hours_per_document + trips * rules.hours_per_trip
    spent = hours * rules.hourly_income + documents * rules.document_cost + trips * rules.trip_cost
    return Burden(
        days=days,
        kind=kind,
        steps=len(content.steps),
        idle_steps=sum(not one.adds_value for one in content.steps),
        documents=documents,
        trips=trips,
        fees=sum(known),
        unknown_fees=sum(one.amount is None for one in content.fees),
        hours=hours,
        cost=int(spent.quantize(Decimal(1), rounding=ROUND_HALF_UP)) + sum(known),
    )


def is_asked(component: Component) -> bool:
    """A paper people must bring; one a database already holds is not asked (H09), a conditional one may be."""
    return component.is_required and not component.database


def days_of(limit: Limit) -> tuple[Decimal | None, Days]:
    """Days of a limit, hours as parts of a working day."""
    match limit.unit:
        case LimitUnit.WORKING_DAYS:
            return limit.value, Days.WORKING
        case LimitUnit.WORKING_HOURS:
            return limit.value / HOURS_A_DAY, Days.WORKING
        case LimitUnit.CALENDAR_DAYS:
            return limit.value, Days.CALENDAR
        case LimitUnit.MONTHS:
            return None, Days.UNCOUNTED
