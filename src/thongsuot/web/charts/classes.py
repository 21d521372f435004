"""Value classes of a map: five steps of equal width, their bounds printed in the legend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from thongsuot.kernel.formatting import format_number

STEPS = 5


@dataclass(frozen=True, slots=True)
class Classes:
    """Class n holds [bounds[n-1], bounds[n]); the last holds its end as well."""

    bounds: tuple[Decimal, ...]
    decimals: int

    def number_of(self, value: Decimal) -> int:
        """1 for the lowest class … 5 for the highest."""
        inner = self.bounds[1:-1]
        return 1 + sum(value >= bound for bound in inner)

    def texts(self) -> list[str]:
        shown = [format_number(bound, self.decimals) for bound in self.bounds]
        return [f"{low} – {high}" for low, high in pairwise(shown)]


def equal_classes(values: Iterable[Decimal]) -> Classes | None:
    """Classes of equal width over the values, with bounds as short as the spread allows; ``None`` without values."""
    known = list(values)
    if not known:
        return None
    decimals = _decimals(max(known) - min(known))
    unit = Decimal(1).scaleb(-decimals)
    low = min(known).quantize(unit, rounding=ROUND_FLOOR)
    width = ((max(known) - low) / STEPS).quantize(unit, rounding=ROUND_CEILING) or unit
    return Classes(tuple(low + width * step for step in range(STEPS + 1)), decimals)


def _decimals(spread: Decimal) -> int:
    """Whole numbers for a spread of five or more, else one or two digits."""
    return 0 if spread >= STEPS else 1 if spread * 10 >= STEPS else 2
