"""The rules worked out one by one: exact points, and the sentence that says how. Pure.

Inputs come checked; what cannot be true was refused before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from thongsuot.kernel.formatting import round_percent
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.scoring.outcomes import Flag, UnscorableSet
from thongsuot.measuring.scoring.words import measured, short

HUNDRED = Decimal(100)
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the rules ask of a leaf. ``signed`` is the maximum, negative for a penalty; ``noun`` follows a count."""

    code: str
    maximum: Decimal
    signed: Decimal
    noun: str

    @property
    def is_penalty(self) -> bool:
        return self.signed < 0

    def turned(self, points: Decimal) -> Decimal:
        return -points if self.is_penalty else points


@dataclass(frozen=True, slots=True)
class Worked:
    """``said`` holds {is} («= 14 điểm») or {points} («14 điểm») where the rounded points belong."""

    exact: Decimal
    said: str
    flag: Flag | None = None


def work_out(rule: rules.Plain, leaf: Leaf, values: list[Any]) -> Worked:
    """``values`` in the order of ``rule.inputs``, none missing. Raises ``UnscorableSet``."""
    return _RULES[type(rule)](rule, leaf, *values)


def _yes_no(rule: rules.YesNo, leaf: Leaf, answer: Decimal) -> Worked:
    return Worked(leaf.signed if answer else _ZERO, f"{'Có' if answer else 'Không'}: {{points}}")


def _steps(rule: rules.Steps, leaf: Leaf, value: Decimal) -> Worked:
    shown = measured(value, rule.unit)
    for step in rule.steps:
        if value >= step.at_least:
            label = f" («{step.label}»)" if step.label else ""
            bound = measured(step.at_least, rule.unit)
            return Worked(leaf.turned(step.points), f"{shown}, đạt mức từ {bound} trở lên{label}: {{points}}")
    lowest = measured(rule.steps[-1].at_least, rule.unit) if rule.steps else ""
    return Worked(_ZERO, f"{shown}, chưa tới mức thấp nhất {lowest}: {{points}}")


def _ratio(rule: rules.Ratio, leaf: Leaf, numerator: Decimal, denominator: Decimal) -> Worked:
    if denominator == 0:
        return _empty(rule, leaf)
    part = numerator * HUNDRED
    parts = f"{short(numerator)}/{short(denominator)}"
    percent, is_exact = _percent(numerator, denominator, rule)
    said = f"{parts}{' ' if leaf.noun else ''}{leaf.noun} {'=' if is_exact else '≈'} {percent}"
    full, floor = f"{short(rule.full)}%", f"{short(rule.floor)}%"
    if part >= rule.full * denominator:
        reached = full if rule.full == HUNDRED else f"từ {full} trở lên"
        return Worked(leaf.signed, f"{said}; đạt {reached} nên tính điểm tối đa: {{points}}")
    if part < rule.floor * denominator:
        return Worked(_ZERO, f"{said}; dưới {floor} nên tính {{points}}")
    within = f"đạt từ {floor} đến dưới {full}" if rule.floor else f"dưới {full}"
    signed = short(leaf.signed)
    if rule.stretched:
        exact = leaf.signed * (part - rule.floor * denominator) / ((rule.full - rule.floor) * denominator)
        formula = f"{signed} × ({percent} − {floor}) / ({full} − {floor})"
        return Worked(exact, f"{said}; {within} nên tính theo khoảng: {formula} {{is}}")
    formula = f"{signed} × {percent if is_exact else parts}"
    return Worked(leaf.signed * numerator / denominator, f"{said}; {within} nên tính theo tỷ lệ: {formula} {{is}}")


def _percent(numerator: Decimal, denominator: Decimal, rule: rules.Ratio) -> tuple[str, bool]:
    """The share as shown, and whether that is all of it: 28/40 → («70%», True), 35/41 → («85,37%», False)."""
    share = numerator * HUNDRED / denominator
    shown = round_percent(share, 2)
    if shown in (rule.floor, rule.full):
        shown = share.quantize(shown, rounding=ROUND_DOWN)  # 49,999% is not «50%» where 50% is asked for
    return f"{short(shown)}%", share == shown


def _empty(rule: rules.Ratio, leaf: Leaf) -> Worked:
    """A ratio over nothing is worth what the set says, and nothing it does not say."""
    nothing = f"Không phát sinh {leaf.noun or 'trường hợp nào'} (mẫu số bằng 0)"
    match rule.when_empty:
        case rules.WhenEmpty.FULL:
            return Worked(leaf.signed, f"{nothing}; bộ tiêu chí cho điểm tối đa: {{points}}", Flag.EMPTY)
        case rules.WhenEmpty.ZERO:
            return Worked(_ZERO, f"{nothing}; bộ tiêu chí tính {{points}}", Flag.EMPTY)
        case rules.WhenEmpty.NOT_APPLICABLE:
            said = f"{nothing}; tiêu chí không áp dụng, {short(leaf.maximum)} điểm tối đa được trừ khỏi tổng"
            return Worked(_ZERO, said, Flag.NOT_APPLICABLE)
        case rules.WhenEmpty.ASK:
            return Worked(_ZERO, f"{nothing}; chờ người thẩm định quyết định, tạm tính {{points}}", Flag.UNSCORED)


def _deduction(rule: rules.Deduction, leaf: Leaf, cases: Decimal) -> Worked:
    lost = rule.each * cases
    if not cases:
        return Worked(_ZERO if leaf.is_penalty else leaf.maximum, _no_case(leaf))
    counted = f"{short(cases)} {leaf.noun or 'trường hợp'}, mỗi trường hợp trừ {short(rule.each)} điểm"
    if leaf.is_penalty:
        return _capped(leaf, lost, counted)
    left, maximum = max(leaf.maximum - lost, _ZERO), short(leaf.maximum)
    if lost > leaf.maximum:
        return Worked(left, f"{counted}, trừ hết {maximum} điểm: còn {{points}}")
    return Worked(left, f"{counted}: {maximum} − {short(lost)} {{is}}")


def _counted(rule: rules.Counted, leaf: Leaf, cases: Decimal) -> Worked:
    if not cases:
        return Worked(_ZERO, _no_case(leaf))
    counted = f"{short(cases)} {leaf.noun or 'trường hợp'} × {short(rule.each)} điểm"
    return _capped(leaf, rule.each * cases, counted)


def _no_case(leaf: Leaf) -> str:
    return f"Không có {leaf.noun or 'trường hợp'} nào: {{points}}"


def _capped(leaf: Leaf, size: Decimal, counted: str) -> Worked:
    """What counts up case by case stops at the maximum of the node (T15)."""
    if size > leaf.maximum:
        said = f"{counted} là {short(size)}, quá mức tối đa {short(leaf.maximum)} nên tính {{points}}"
        return Worked(leaf.signed, said, Flag.CAPPED)
    return Worked(leaf.turned(size), f"{counted}: {{points}}")


def _survey(rule: rules.Survey, leaf: Leaf, percent: Decimal) -> Worked:
    said = f"Kết quả khảo sát {measured(percent, '%')}: {short(leaf.signed)} × {measured(percent, '%')} {{is}}"
    return Worked(leaf.signed * percent / HUNDRED, said)


def _statistic(rule: rules.Statistic, leaf: Leaf, value: Decimal) -> Worked:
    span = rule.full - rule.floor
    if span == 0:
        raise UnscorableSet(f"Tiêu chí {leaf.code}: mức đủ điểm trùng mức 0 điểm nên chưa chấm được.")
    shown, full, floor = (measured(one, rule.unit) for one in (value, rule.full, rule.floor))
    share = (value - rule.floor) / span
    if share >= 1:
        return Worked(leaf.signed, f"Số liệu {shown}, đạt mức đủ điểm {full}: {{points}}")
    if share <= 0:
        return Worked(_ZERO, f"Số liệu {shown}, không tốt hơn mức 0 điểm {floor}: {{points}}")
    formula = f"{short(leaf.signed)} × ({shown} − {floor}) / ({full} − {floor})"
    if rule.floor == 0:
        formula = f"{short(leaf.signed)} × {shown} / {full}"
    said = f"Số liệu {shown}, giữa mức 0 điểm {floor} và mức đủ điểm {full}: {formula} {{is}}"
    return Worked(leaf.signed * (value - rule.floor) / span, said)


def _manual(rule: rules.Manual, leaf: Leaf, points: Decimal) -> Worked:
    return Worked(leaf.turned(points), "Hội đồng chấm: {points}")


_RULES: dict[type[Any], Callable[..., Worked]] = {
    rules.YesNo: _yes_no,
    rules.Steps: _steps,
    rules.Ratio: _ratio,
    rules.Deduction: _deduction,
    rules.Counted: _counted,
    rules.Survey: _survey,
    rules.Statistic: _statistic,
    rules.Manual: _manual,
}
