"""Is a number in somebody's text the number in the record? Pure.

A figure and a claim speak of the same cell when unit, period and indicator agree; the indicator by its dictionary
entry, or by nearly the same words where the dictionary has none. Only then can one contradict the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thongsuot.kernel.figures import Figure, Qualifier
from thongsuot.kernel.intervals import RoundingInterval
from thongsuot.kernel.text import fold

_NEAR_ENOUGH = 0.6
_LITTLE_WORDS = frozenset(
    [*("cua", "va", "cac", "la", "duoc", "dat", "trong", "tai", "tinh"), *("thanh", "pho", "so", "nhung", "mot", "voi")]
)
_UPPER = (Qualifier.MORE, Qualifier.AT_LEAST)
_LOWER = (Qualifier.LESS, Qualifier.AT_MOST)


class Verdict(StrEnum):
    MATCH = "khớp"
    MISMATCH = "không khớp"
    UNCLEAR = "cần làm rõ"
    NO_DATA = "chưa có dữ liệu"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim of the same unit and period, as a figure."""

    claim: int
    indicator: int | None
    figure: Figure


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    claim: int | None = None  # the claim it was held against


def judge(figure: Figure, indicator: int | None, candidates: Iterable[Candidate], *, doubted: bool) -> Judgement:
    """``doubted``: the consistency engine has something to say about these very words."""
    same = [one for one in candidates if _same_measure(figure, one.figure) and _same_indicator(figure, indicator, one)]
    agreeing = next((one for one in same if agrees(figure, one.figure)), None)
    if agreeing is not None:
        return Judgement(Verdict.UNCLEAR if doubted else Verdict.MATCH, agreeing.claim)
    if same:
        return Judgement(Verdict.MISMATCH, same[0].claim)
    return Judgement(Verdict.UNCLEAR if doubted else Verdict.NO_DATA)


def agrees(figure: Figure, kept: Figure) -> bool:
    """Every part that both state must be able to be true together."""
    return (
        _values_agree(figure, kept)
        and _same_or_silent(figure.rank, kept.rank)
        and _same_or_silent(figure.out_of, kept.out_of)
        and _same_or_silent(figure.rank_change, kept.rank_change)
        and _same_or_silent(figure.numerator, kept.numerator)
        and _same_or_silent(figure.denominator, kept.denominator)
        and _same_or_silent(figure.grade, kept.grade)
    )


def _same_or_silent(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _values_agree(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None:
        return (one.value is None and other.value is None) or one.rank is not None
    if Qualifier.ABOUT in (one.qualifier, other.qualifier):
        return abs(one.value - other.value) <= max(abs(one.value), abs(other.value)) / Decimal(50)
    exact, bound = (one, other) if one.qualifier is Qualifier.EXACT else (other, one)
    if bound.qualifier in _UPPER and exact.qualifier is Qualifier.EXACT:
        return _value(exact) >= _value(bound)
    if bound.qualifier in _LOWER and exact.qualifier is Qualifier.EXACT:
        return _value(exact) <= _value(bound)
    if one.value.as_tuple().exponent == other.value.as_tuple().exponent:
        return one.value == other.value  # printed alike: 33,8 is not 33,9, though both may stand for 33,85
    return RoundingInterval.of(one.value).overlaps(RoundingInterval.of(other.value))


def _value(figure: Figure) -> Decimal:
    assert figure.value is not None
    return figure.value


def _same_measure(one: Figure, other: Figure) -> bool:
    return not one.unit or not other.unit or one.unit == other.unit


def _same_indicator(figure: Figure, indicator: int | None, candidate: Candidate) -> bool:
    if indicator is not None and candidate.indicator is not None:
        return indicator == candidate.indicator
    return likeness(figure.name, candidate.figure.name) >= _NEAR_ENOUGH


def likeness(one: str, other: str) -> float:
    """Share of the shorter name's telling words that the other holds too, 0 … 1."""
    left, right = _words(one), _words(other)
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right)) if min(len(left), len(right)) > 1 else float(left == right)


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - _LITTLE_WORDS
