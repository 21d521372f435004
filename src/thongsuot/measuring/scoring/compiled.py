"""Leaves as closures for the batch engine: the ordinary case in a few decimal operations, all else by ``score_leaf``.

A closure gives points in whole units of the last decimal (17,07 → 1707) or a flag. It answers only what is plainly in
order; whatever is missing, empty or out of bounds goes to ``score_leaf``, so that both say the same. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.scoring.evaluate import maximum_of, rule_of, score_leaf
from thongsuot.measuring.scoring.inputs import LARGEST
from thongsuot.measuring.scoring.outcomes import Flag, Inputs
from thongsuot.measuring.scoring.worked import HUNDRED

Scored = int | Flag
Closure = Callable[[Inputs], Scored]
# Raises ``TypeError``, ``KeyError`` or ``InvalidOperation`` where an input is missing or no number.
Quick = Callable[[Any], int | None]
_ZERO, _ONE = Decimal(0), Decimal(1)
_APART = (Flag.UNSCORED, Flag.NOT_APPLICABLE)


def compiled(node: Node, decimals: int) -> Closure:
    """Points of the leaf × 10^decimals, or the flag that keeps it out of the sum. Raises as ``score_leaf`` does."""
    scale = Decimal(10) ** decimals
    rule = rule_of(node)
    maximum = maximum_of(node) * scale
    quick = _QUICK[type(rule)](rule, -maximum if node.part is Part.PENALTY else maximum, scale)

    def score(inputs: Inputs) -> Scored:
        try:
            points = quick(inputs)
        except (TypeError, LookupError, InvalidOperation):
            points = None
        return careful(inputs) if points is None else points

    def careful(inputs: Inputs) -> Scored:
        outcome = score_leaf(node, inputs, decimals)
        return outcome.flag if outcome.flag in _APART else int(outcome.points * scale)

    return score


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))


def _yes_no(rule: rules.YesNo, most: Decimal, scale: Decimal) -> Quick:
    answers = {_ZERO: 0, _ONE: int(most)}
    return lambda inputs: answers[inputs["answer"]]


def _steps(rule: rules.Steps, most: Decimal, scale: Decimal) -> Quick:
    table = [(one.at_least, _whole((one.points if most > 0 else -one.points) * scale)) for one in rule.steps]

    def quick(inputs: Any) -> int | None:
        value = inputs["value"]
        if not _ZERO <= value <= HUNDRED:
            return None
        for at_least, points in table:
            if value >= at_least:
                return points
        return 0

    return quick


def _ratio(rule: rules.Ratio, most: Decimal, scale: Decimal) -> Quick:
    full, floor, span, top = rule.full, rule.floor, rule.full - rule.floor, int(most)

    def quick(inputs: Any) -> int | None:
        part, whole = inputs["numerator"], inputs["denominator"]
        if not (_ZERO <= part <= whole < LARGEST and whole):
            return None
        share = part * HUNDRED
        if share >= full * whole:
            return top
        if share < floor * whole:
            return 0
        if rule.stretched:
            return _whole(most * (share - floor * whole) / (span * whole))
        return int((most * part / whole).to_integral_value(ROUND_HALF_UP))

    return quick


def _deduction(rule: rules.Deduction, most: Decimal, scale: Decimal) -> Quick:
    each = rule.each * scale

    def quick(inputs: Any) -> int | None:
        cases = inputs["cases"]
        if not _ZERO <= cases < LARGEST or cases % _ONE:
            return None
        return _whole(max(most, -each * cases) if most < 0 else max(most - each * cases, _ZERO))

    return quick


def _counted(rule: rules.Counted, most: Decimal, scale: Decimal) -> Quick:
    each = rule.each * scale

    def quick(inputs: Any) -> int | None:
        cases = inputs["cases"]
        if not _ZERO <= cases < LARGEST or cases % _ONE:
            return None
        return _whole(max(most, -each * cases) if most < 0 else min(most, each * cases))

    return quick


def _survey(rule: rules.Survey, most: Decimal, scale: Decimal) -> Quick:
    def quick(inputs: Any) -> int | None:
        percent = inputs["percent"]
        return _whole(most * percent / HUNDRED) if _ZERO <= percent <= HUNDRED else None

    return quick


def _statistic(rule: rules.Statistic, most: Decimal, scale: Decimal) -> Quick:
    span, floor, top = rule.full - rule.floor, rule.floor, int(most)

    def quick(inputs: Any) -> int | None:
        value = inputs["value"]
        if not (-LARGEST < value < LARGEST and span):
            return None
        share = (value - floor) / span
        if share >= 1:
            return top
        return 0 if share <= 0 else _whole(most * (value - floor) / span)

    return quick


def _manual(rule: rules.Manual, most: Decimal, scale: Decimal) -> Quick:
    def quick(inputs: Any) -> int | None:
        points = inputs["points"] * scale
        if not _ZERO <= points <= abs(most):
            return None
        return _whole(points if most > 0 else -points)

    return quick


_QUICK: dict[type[Any], Callable[[Any, Decimal, Decimal], Quick]] = {
    rules.YesNo: _yes_no,
    rules.Steps: _steps,
    rules.Ratio: _ratio,
    rules.Deduction: _deduction,
    rules.Counted: _counted,
    rules.Survey: _survey,
    rules.Statistic: _statistic,
    rules.Manual: _manual,
}
