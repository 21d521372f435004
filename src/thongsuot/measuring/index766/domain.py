"""From counts to points of index 766, exactly as the national portal prints them. Pure.

Arithmetic is exact (whole numbers) and rounded once, to two decimals, half to even: 6 × 1/48 = 0,125 is printed 0,12.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil

from thongsuot.measuring.index766.rules import Group, Index, Metric, Parts, Zero

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted: ``numerator`` of ``denominator``; both ``None`` where nothing was counted."""

    numerator: int | None
    denominator: int | None


class Standing(StrEnum):
    """Why a metric has the points it has, or none."""

    SCORED = "scored"
    ZERO_UNSCORED = "zero-unscored"
    ZERO_NOTHING = "zero-nothing"
    ZERO_FULL = "zero-full"
    NOT_COUNTED = "not-counted"
    UNSCORED = "unscored"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` as printed, ``None`` when left empty; ``added`` is what the group adds, ``None`` when unknown."""

    standing: Standing
    points: Decimal | None
    added: Decimal | None


@dataclass(frozen=True, slots=True)
class Sum:
    """Points of a group or of all. ``points`` is ``None`` while a part is missing; ``known`` of ``known_maximum`` is
    what could be added up, ``missing`` names metrics (of a group) or groups (of the whole) that could not."""

    points: Decimal | None
    known: Decimal
    known_maximum: Decimal
    missing: tuple[str, ...]


_ZERO = {
    Zero.UNSCORED: Standing.ZERO_UNSCORED,
    Zero.NOTHING: Standing.ZERO_NOTHING,
    Zero.FULL: Standing.ZERO_FULL,
}


def half_even(top: int, bottom: int) -> Decimal:
    """``top / bottom`` with two decimals, a half to the even digit; whole numbers, so nothing is lost before."""
    hundredths, rest = divmod(top * 100, bottom)
    if 2 * rest > bottom or (2 * rest == bottom and hundredths % 2):
        hundredths += 1
    return Decimal(hundredths).scaleb(-2)


def ratio(count: Count) -> Decimal | None:
    """The percentage with two decimals, as printed beside the counts; ``None`` without a denominator."""
    if count.numerator is None or not count.denominator:
        return None
    return half_even(count.numerator * 100, count.denominator)


def points_at(maximum: Decimal, full_at: Decimal, top: int, bottom: int) -> Decimal:
    """``maximum`` from a share of ``full_at`` percent on, in proportion below; the share is ``top / bottom``."""
    most, most_of = maximum.as_integer_ratio()
    full, full_of = full_at.as_integer_ratio()
    share, needed = top * 100 * full_of, bottom * full
    return maximum if share >= needed else half_even(most * share, most_of * needed)


def score(metric: Metric, count: Count, parts: Parts = Parts.ROUNDED) -> Score:
    """Points of one metric. A share above 100% is no share: it earns nothing until the counts are mended."""
    if metric.unscored:
        return Score(Standing.UNSCORED, None, _NONE)
    if is_impossible(count):
        return Score(Standing.IMPOSSIBLE, None, None)
    if metric.maximum is None or count.numerator is None or count.denominator is None:
        return Score(Standing.NOT_COUNTED, None, None)
    if count.denominator == 0:
        return _of_nothing(metric, metric.maximum)
    points = points_at(metric.maximum, metric.full_at, count.numerator, count.denominator)
    if parts is Parts.ROUNDED:
        return Score(Standing.SCORED, points, points)
    percent, of = half_even(count.numerator * 100, count.denominator).as_integer_ratio()
    return Score(Standing.SCORED, points, points_at(metric.maximum, metric.full_at, percent, of * 100))


def is_impossible(count: Count) -> bool:
    """More on top than below."""
    return count.numerator is not None and count.denominator is not None and count.numerator > count.denominator


def _of_nothing(metric: Metric, maximum: Decimal) -> Score:
    points = {Zero.UNSCORED: None, Zero.NOTHING: _NONE, Zero.FULL: maximum}[metric.zero]
    return Score(_ZERO[metric.zero], points, points or _NONE)


def group_sum(group: Group, scores: Mapping[str, Score]) -> Sum:
    """Points of a group from those of its metrics (code → score); a metric left out is missing, never 0."""
    added = {metric.code: _added(scores, metric.code) for metric in group.scored}
    known = {code: points for code, points in added.items() if points is not None}
    maximum = sum((metric.maximum or _NONE for metric in group.scored if metric.code in known), _NONE)
    total = sum(known.values(), _NONE)
    missing = tuple(code for code in added if code not in known)
    return Sum(None if group.unknown or missing else total, total, maximum, missing)


def _added(scores: Mapping[str, Score], code: str) -> Decimal | None:
    found = scores.get(code)
    return found.added if found else None


def total_sum(index: Index, groups: Mapping[str, Sum], given: Mapping[str, Decimal] | None = None) -> Sum:
    """Points of all groups. ``given`` holds points of groups taken as published where counts do not give them."""
    given = given or {}
    found = {one.code: given.get(one.code, groups[one.code].points) for one in index.groups}
    missing = tuple(code for code, points in found.items() if points is None)
    known = sum((groups[code].known if points is None else points for code, points in found.items()), _NONE)
    maximum = sum(
        (groups[one.code].known_maximum if found[one.code] is None else one.maximum for one in index.groups), _NONE
    )
    return Sum(None if missing else known, known, maximum, missing)


@dataclass(frozen=True, slots=True)
class UnitScore:
    """Everything of one unit: metric code → score, group code → sum, and the sum of all."""

    scores: dict[str, Score]
    groups: dict[str, Sum]
    total: Sum


def unit_score(index: Index, counts: Mapping[str, Count], given: Mapping[str, Decimal] | None = None) -> UnitScore:
    """Points of one unit from its counts (metric code → count); ``given`` as in ``total_sum``."""
    scores = {
        metric.code: score(metric, counts[metric.code], group.parts)
        for group in index.groups
        for metric in group.metrics
        if metric.code in counts
    }
    groups = {group.code: group_sum(group, scores) for group in index.groups}
    return UnitScore(scores, groups, total_sum(index, groups, given))


def short_of_full(metric: Metric, count: Count) -> int:
    """How many more on top would earn the maximum, the denominator staying as it is."""
    if count.numerator is None or not count.denominator:
        return 0
    needed = ceil(metric.full_at * count.denominator / 100)
    return max(0, needed - count.numerator)
