"""Local survey beside the central one (E04): the same unit and year, with what is known of the sample."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import round_half_up

Z95 = Decimal("1.959964")  # two-sided 95% of the normal distribution
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Interval:
    """Percentages 0…100, one decimal."""

    low: Decimal
    high: Decimal

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


def interval_of(percent: Decimal, sample: int) -> Interval:
    """Wilson's 95% interval of a share: honest for small samples and near 100%, where the usual ± is not.

    Treats the percentage as a share of ``sample`` answers, simple random sampling; ``sample`` ≥ 1.
    """
    share, n = percent / _HUNDRED, Decimal(sample)
    middle = share + Z95 * Z95 / (2 * n)
    reach = Z95 * (share * (1 - share) / n + Z95 * Z95 / (4 * n * n)).sqrt()
    scale = 1 + Z95 * Z95 / n
    low, high = max((middle - reach) / scale, Decimal(0)), min((middle + reach) / scale, Decimal(1))
    return Interval(round_half_up(low * _HUNDRED, 1), round_half_up(high * _HUNDRED, 1))
