"""How the rows of a package of cuts add up (H01): 54 rows, 561,5 of 1.659,5 days = 33,8%. Pure, exact decimals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Row:
    """One procedure of the package. ``volume``: dossiers a year, ``None`` where nobody counted."""

    field: str
    before: Decimal
    after: Decimal
    volume: int | None = None

    @property
    def cut(self) -> Decimal:
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of rows. ``lengthened``: rows that got longer; they lower the cut and are told apart."""

    count: int
    before: Decimal
    after: Decimal
    person_days: Decimal
    counted: int
    lengthened: int

    @property
    def cut(self) -> Decimal:
        return self.before - self.after

    @property
    def share(self) -> Decimal | None:
        """Per cent from the two sums, never a mean of the rows' own shares."""
        return self.cut * _HUNDRED / self.before if self.before else None

    @property
    def mean_cut(self) -> Decimal | None:
        """Days a procedure."""
        return self.cut / self.count if self.count else None


def totals_of(rows: Iterable[Row]) -> Totals:
    given = list(rows)
    counted = [(one.cut, one.volume) for one in given if one.volume is not None]
    return Totals(
        count=len(given),
        before=sum((one.before for one in given), Decimal(0)),
        after=sum((one.after for one in given), Decimal(0)),
        person_days=sum((cut * volume for cut, volume in counted), Decimal(0)),
        counted=len(counted),
        lengthened=sum(one.cut < 0 for one in given),
    )


def by_field(rows: Iterable[Row]) -> list[tuple[str, Totals]]:
    """The fields' own sums, the longest saving first."""
    per: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        per[one.field].append(one)
    summed = [(field, totals_of(given)) for field, given in per.items()]
    return sorted(summed, key=lambda one: (-one[1].cut, one[0]))


def is_as_printed(totals: Totals, before: Decimal | None, cut: Decimal | None) -> bool:
    """Whether the rows add up to what the document prints; a document without totals has nothing to disagree with."""
    return (before is None or totals.before == before) and (cut is None or totals.cut == cut)
