"""What a cut saves for one dossier and for a year of them; what got heavier is said, never hidden in a sum. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.serving.cutting.domain.burden import Burden, CostRules, burden_of
from thongsuot.serving.procedures.domain.content import ProcedureContent


@dataclass(frozen=True, slots=True)
class Saving:
    """Before minus after; a positive figure is saved. ``volume``: dossiers a year, ``None`` where nobody counted."""

    before: Burden
    after: Burden
    volume: int | None

    @property
    def days(self) -> Decimal | None:
        """``None`` where the two limits are not counted in the same kind of days."""
        if self.before.days is None or self.after.days is None or self.before.kind != self.after.kind:
            return None
        return self.before.days - self.after.days

    @property
    def steps(self) -> int:
        return self.before.steps - self.after.steps

    @property
    def documents(self) -> int:
        return self.before.documents - self.after.documents

    @property
    def trips(self) -> int:
        return self.before.trips - self.after.trips

    @property
    def cost(self) -> int:
        """Đồng of one dossier."""
        return self.before.cost - self.after.cost

    @property
    def person_days(self) -> Decimal | None:
        """Days of waiting saved in a year."""
        return None if self.days is None or self.volume is None else self.days * self.volume

    @property
    def yearly_cost(self) -> int | None:
        return None if self.volume is None else self.cost * self.volume

    @property
    def worse(self) -> tuple[str, ...]:
        """Names of what got heavier: «days», «steps», «documents», «trips», «cost»."""
        parts = (
            ("days", self.days or 0),
            ("steps", self.steps),
            ("documents", self.documents),
            ("trips", self.trips),
            ("cost", self.cost),
        )
        return tuple(name for name, saved in parts if saved < 0)

    @property
    def is_nothing(self) -> bool:
        return self.before == self.after


def saving_of(
    base: ProcedureContent, proposed: ProcedureContent, rules: CostRules, volume: int | None = None
) -> Saving:
    return Saving(burden_of(base, rules), burden_of(proposed, rules), volume)


@dataclass(frozen=True, slots=True)
class Sum:
    """Several savings together. ``uncounted``: those left out of the days or of the year for want of a figure."""

    count: int
    days: Decimal
    documents: int
    trips: int
    person_days: Decimal
    yearly_cost: int
    uncounted: int


def sum_of(savings: Iterable[Saving]) -> Sum:
    """What has no days or no volume counts in ``uncounted``, never as zero in silence."""
    rows = list(savings)
    return Sum(
        count=len(rows),
        days=sum((one.days for one in rows if one.days is not None), Decimal(0)),
        documents=sum(one.documents for one in rows),
        trips=sum(one.trips for one in rows),
        person_days=sum((one.person_days for one in rows if one.person_days is not None), Decimal(0)),
        yearly_cost=sum(one.yearly_cost for one in rows if one.yearly_cost is not None),
        uncounted=sum(one.person_days is None for one in rows),
    )
