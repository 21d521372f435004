"""What a printed number leaves open, and what that lets one check: ratios, bases, weights, scales, changes.

A number printed «33,8» stands for every value that rounds to it: [33,75; 33,85). All checks here compare such
intervals, so that a correct report never raises an alarm because of its own rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class RoundingInterval:
    """Values a printed number may stand for. Closed at both ends: half-up and half-even reports both pass."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, printed: Decimal) -> RoundingInterval:
        """The interval of a number with its printed precision: Decimal("1.25E+7") → 12.450.000 … 12.550.000."""
        exponent = printed.as_tuple().exponent
        assert isinstance(exponent, int), "số phải hữu hạn"
        half = Decimal(5).scaleb(exponent - 1)
        return cls(printed - half, printed + half)

    @classmethod
    def exact(cls, value: Decimal | int) -> RoundingInterval:
        """A counted whole: no rounding."""
        return cls(Decimal(value), Decimal(value))

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def overlaps(self, other: RoundingInterval) -> bool:
        return self.low <= other.high and other.low <= self.high

    def distance(self, value: Decimal) -> Decimal:
        """How far ``value`` lies outside; 0 inside."""
        return max(self.low - value, value - self.high, Decimal(0))

    def scaled(self, factor: Decimal) -> RoundingInterval:
        ends = self.low * factor, self.high * factor
        return RoundingInterval(min(ends), max(ends))

    def minus(self, other: RoundingInterval) -> RoundingInterval:
        return RoundingInterval(self.low - other.high, self.high - other.low)

    def divided_by(self, other: RoundingInterval) -> RoundingInterval | None:
        """All possible quotients; ``None`` when the divisor may be 0 (a rise from 0 has no ratio, trap T17)."""
        if other.low <= 0 <= other.high:
            return None
        ends = [one / two for one in (self.low, self.high) for two in (other.low, other.high)]
        return RoundingInterval(min(ends), max(ends))


def interval_of(value: Decimal) -> RoundingInterval:
    """A whole number in a part-and-whole statement is a count and exact; a number with decimals was rounded."""
    exponent = value.as_tuple().exponent
    return RoundingInterval.exact(value) if exponent == 0 else RoundingInterval.of(value)


@dataclass(frozen=True, slots=True)
class Check:
    """Outcome of comparing a printed figure with what other figures imply, both in the printed unit."""

    agrees: bool
    expected: Decimal  # the middle of what the other figures imply
    implied: RoundingInterval
    printed: Decimal
    gap: Decimal  # distance between the two intervals, 0 when they meet

    @property
    def difference(self) -> Decimal:
        """Printed minus expected: 3,56 where 3,50 is implied → 0,06."""
        return self.printed - self.expected


def _compare(printed: Decimal, implied: RoundingInterval, expected: Decimal) -> Check:
    stated = RoundingInterval.of(printed)
    gap = max(implied.low - stated.high, stated.low - implied.high, Decimal(0))
    return Check(gap == 0, expected, implied, printed, gap)


def ratio_check(numerator: Decimal, denominator: Decimal, printed: Decimal, per: Decimal = _HUNDRED) -> Check:
    """Does «561,5/1.659,5 … 33,8%» agree? ``per`` is 100 for percentages, 1 for plain ratios.

    Raises ``ZeroDivisionError`` for a denominator of 0: the caller reports that as its own finding.
    """
    if denominator == 0:
        raise ZeroDivisionError("Mẫu số bằng 0: không tính được tỷ lệ.")
    expected = numerator * per / denominator
    implied = interval_of(numerator).scaled(per).divided_by(interval_of(denominator))
    return _compare(printed, implied or RoundingInterval.exact(expected), expected)


def implied_base(part: Decimal, percent: Decimal) -> tuple[int, int] | None:
    """Whole bases for which ``part`` prints as ``percent``: 123 at 13,7% → (895, 901). ``None`` if there is none.

    L02: a stored base outside these bounds is a warning.
    """
    stated = RoundingInterval.of(percent)
    if stated.low <= 0:
        return None
    low, high = part * _HUNDRED / stated.high, part * _HUNDRED / stated.low
    first, last = int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR))
    if Fraction(part * _HUNDRED) == Fraction(stated.high) * first:
        first += 1  # half-up: the upper end itself prints as the next value
    return (first, last) if first <= last else None


def weight_bounds(total: Decimal, one: Decimal, others: tuple[Decimal, Decimal]) -> RoundingInterval | None:
    """Share of part ``one`` in a weighted ``total`` when the rest lies between two other parts.

    50,53 from 43,02 with 56,88 and 59,24 → the first part weighs 45,8 % … 53,7 %. ``None`` when no weights fit.
    """
    shares = [share for share in (_share(total, one, other) for other in others) if share is not None]
    valid = [share for share in shares if 0 <= share <= 1]
    return RoundingInterval(min(valid) * _HUNDRED, max(valid) * _HUNDRED) if len(valid) == len(others) else None


def _share(total: Decimal, one: Decimal, other: Decimal) -> Decimal | None:
    return (other - total) / (other - one) if other != one else None


def total_within_parts(total: Decimal, parts: list[Decimal]) -> bool:
    """A ratio of the whole lies between the ratios of its parts, whatever their weights."""
    stated = RoundingInterval.of(total)
    low = min(RoundingInterval.of(part).low for part in parts)
    high = max(RoundingInterval.of(part).high for part in parts)
    return stated.low <= high and stated.high >= low


def relative_change(now: Decimal, change: Decimal) -> Decimal | None:
    """Change against the previous value, in percent: 8,46 after +0,35 → 4,3157 (T5). ``None`` from 0 (T17)."""
    previous = now - change
    return change * _HUNDRED / previous if previous != 0 else None


def previous_value(now: Decimal, change: Decimal) -> Decimal:
    """42,16 after −1,61 → 43,77 (G04)."""
    return now - change


def before_times(now: Decimal, times: Decimal) -> Decimal | None:
    """«25,9%, tăng 5 lần» → 5,18: read as «to five times»; the wording stays ambiguous (T21)."""
    return now / times if times != 0 else None


def scale_check(value: Decimal, scale: Decimal, printed: Decimal, to_scale: Decimal = _HUNDRED) -> Check:
    """Same figure on two scales: 0,35 of 10 printed as 3,56% → implied 3,45 … 3,55, off by 0,06 (T5, F03)."""
    factor = to_scale / scale
    return _compare(printed, RoundingInterval.of(value).scaled(factor), value * factor)


def change_check(now: Decimal, before: Decimal, change: Decimal) -> Check:
    """Does «87,11, tăng 2,60» agree with the stored previous value?"""
    return _compare(change, RoundingInterval.of(now).minus(RoundingInterval.of(before)), now - before)
