"""One leaf scored by its rule: points, rounded half-up, with the way they came about as a sentence. Pure.

Missing is not 0: a leaf with an input missing counts 0 and says so. An input that cannot be true is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from thongsuot.kernel.formatting import format_number, round_half_up, round_percent, without_trailing_zeros
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.scoring.inputs import checked, said_of
from thongsuot.measuring.scoring.outcomes import Flag, Inputs, Outcome, UnscorableSet

HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_NOUNS = {"tasks.done": "nhiệm vụ", "dossiers.on_time": "hồ sơ"}


@dataclass(frozen=True, slots=True)
class _Leaf:
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
class _Worked:
    """``said`` holds {is} («= 14 điểm») or {points} («14 điểm») where the rounded points belong."""

    exact: Decimal
    said: str
    flag: Flag | None = None


def score_leaf(node: Node, inputs: Inputs, decimals: int = 2) -> Outcome:
    """Points of ``node`` from its inputs (decimals by name; a yes/no is 1 or 0; ``None`` or absent is missing).

    Raises ``BadInput`` for what cannot be true and ``UnscorableSet`` for a node without maximum or rule.
    """
    rule, leaf = rule_of(node), _leaf(node)
    values = {name: inputs.get(name) for name in rule.inputs}
    checked(node.code, rule, leaf.maximum, values)
    missing = [name for name, value in values.items() if value is None]
    if missing:
        return _finish(leaf, _unscored(missing), decimals)
    worked = _RULES[type(rule)](rule, leaf, *values.values())
    return _finish(leaf, worked, decimals)


def left_out(node: Node) -> Outcome:
    """The outcome of a leaf that the round says does not apply to this unit: it leaves the maximum."""
    leaf = _leaf(node)
    said = f"Không áp dụng cho đơn vị, {short(leaf.maximum)} điểm tối đa được trừ khỏi tổng"
    return Outcome(leaf.code, _ZERO, leaf.maximum, _ZERO, Flag.NOT_APPLICABLE, said)


def rule_of(node: Node) -> rules.Plain:
    """The rule that scores, wherever its inputs come from. Raises ``UnscorableSet``."""
    if node.rule is None:
        raise UnscorableSet(f"Tiêu chí {node.code} chưa có quy tắc chấm điểm nên chưa chấm được.")
    return node.rule.then if isinstance(node.rule, rules.Computed) else node.rule


def maximum_of(node: Node) -> Decimal:
    """Raises ``UnscorableSet`` where no source prints it."""
    if node.maximum is None:
        raise UnscorableSet(f"Tiêu chí {node.code} chưa rõ điểm tối đa nên chưa chấm được.")
    return node.maximum


def noun_of(node: Node) -> str:
    """What the inputs count, where the rule says so: «nhiệm vụ»; empty otherwise."""
    return _NOUNS.get(node.rule.source, "") if isinstance(node.rule, rules.Computed) else ""


def _leaf(node: Node) -> _Leaf:
    maximum = maximum_of(node)
    return _Leaf(node.code, maximum, -maximum if node.part is Part.PENALTY else maximum, noun_of(node))


def _finish(leaf: _Leaf, worked: _Worked, decimals: int) -> Outcome:
    points = round_half_up(worked.exact, decimals) + _ZERO  # −0 becomes 0
    if abs(points) > leaf.maximum:
        raise UnscorableSet(
            f"Tiêu chí {leaf.code}: quy tắc cho {short(points)} điểm, quá tối đa {short(leaf.maximum)}."
        )
    said, about = f"{short(points)} điểm", ""
    if points != worked.exact:
        about = f" (làm tròn từ {short(round_half_up(worked.exact, decimals + 2))})"
    trace = worked.said.replace("{is}", f"{'≈' if about else '='} {{points}}").replace("{points}", said + about)
    return Outcome(leaf.code, points, leaf.maximum, worked.exact, worked.flag, trace)


def short(value: Decimal) -> str:
    """«14», «0,25»: no zeros that carry nothing."""
    return format_number(without_trailing_zeros(value))


def _unscored(missing: list[str]) -> _Worked:
    names = ", ".join(said_of(name) for name in missing)
    return _Worked(_ZERO, f"Chưa có số liệu ({names}) nên tạm tính {{points}}", Flag.UNSCORED)


def _yes_no(rule: rules.YesNo, leaf: _Leaf, answer: Decimal) -> _Worked:
    return _Worked(leaf.signed if answer else _ZERO, f"{'Có' if answer else 'Không'}: {{points}}")


def _steps(rule: rules.Steps, leaf: _Leaf, value: Decimal) -> _Worked:
    shown = measured(value, rule.unit)
    for step in rule.steps:
        if value >= step.at_least:
            label = f" («{step.label}»)" if step.label else ""
            bound = measured(step.at_least, rule.unit)
            return _Worked(leaf.turned(step.points), f"{shown}, đạt mức từ {bound} trở lên{label}: {{points}}")
    lowest = measured(rule.steps[-1].at_least, rule.unit) if rule.steps else ""
    return _Worked(_ZERO, f"{shown}, chưa tới mức thấp nhất {lowest}: {{points}}")


def measured(value: Decimal, unit: str) -> str:
    """«70%», «3 ngày», «79,999%»: cut, never rounded, so that a value just below a step does not read as the step."""
    cut = value.quantize(Decimal("0.0001"), rounding=ROUND_DOWN)
    shown = short(cut)
    return f"{shown}%" if unit == "%" else f"{shown} {unit}".rstrip()


def _ratio(rule: rules.Ratio, leaf: _Leaf, numerator: Decimal, denominator: Decimal) -> _Worked:
    if denominator == 0:
        return _empty(rule, leaf)
    part = numerator * HUNDRED
    parts = f"{short(numerator)}/{short(denominator)}"
    percent, is_exact = _percent(numerator, denominator, rule)
    said = f"{parts}{' ' if leaf.noun else ''}{leaf.noun} {'=' if is_exact else '≈'} {percent}"
    full, floor = f"{short(rule.full)}%", f"{short(rule.floor)}%"
    if part >= rule.full * denominator:
        reached = full if rule.full == HUNDRED else f"từ {full} trở lên"
        return _Worked(leaf.signed, f"{said}; đạt {reached} nên tính điểm tối đa: {{points}}")
    if part < rule.floor * denominator:
        return _Worked(_ZERO, f"{said}; dưới {floor} nên tính {{points}}")
    within = f"đạt từ {floor} đến dưới {full}" if rule.floor else f"dưới {full}"
    signed = short(leaf.signed)
    if rule.stretched:
        exact = leaf.signed * (part - rule.floor * denominator) / ((rule.full - rule.floor) * denominator)
        formula = f"{signed} × ({percent} − {floor}) / ({full} − {floor})"
        return _Worked(exact, f"{said}; {within} nên tính theo khoảng: {formula} {{is}}")
    formula = f"{signed} × {percent if is_exact else parts}"
    return _Worked(leaf.signed * numerator / denominator, f"{said}; {within} nên tính theo tỷ lệ: {formula} {{is}}")


def _percent(numerator: Decimal, denominator: Decimal, rule: rules.Ratio) -> tuple[str, bool]:
    """The share as shown, and whether that is all of it: 28/40 → («70%», True), 35/41 → («85,37%», False)."""
    share = numerator * HUNDRED / denominator
    shown = round_percent(share, 2)
    if shown in (rule.floor, rule.full):
        shown = share.quantize(shown, rounding=ROUND_DOWN)  # 49,999% is not «50%» where 50% is asked for
    return f"{short(shown)}%", share == shown


def _empty(rule: rules.Ratio, leaf: _Leaf) -> _Worked:
    """A ratio over nothing is worth what the set says, and nothing it does not say."""
    nothing = f"Không phát sinh {leaf.noun or 'trường hợp nào'} (mẫu số bằng 0)"
    match rule.when_empty:
        case rules.WhenEmpty.FULL:
            return _Worked(leaf.signed, f"{nothing}; bộ tiêu chí cho điểm tối đa: {{points}}", Flag.EMPTY)
        case rules.WhenEmpty.ZERO:
            return _Worked(_ZERO, f"{nothing}; bộ tiêu chí tính {{points}}", Flag.EMPTY)
        case rules.WhenEmpty.NOT_APPLICABLE:
            said = f"{nothing}; tiêu chí không áp dụng, {short(leaf.maximum)} điểm tối đa được trừ khỏi tổng"
            return _Worked(_ZERO, said, Flag.NOT_APPLICABLE)
        case rules.WhenEmpty.ASK:
            return _Worked(_ZERO, f"{nothing}; chờ người thẩm định quyết định, tạm tính {{points}}", Flag.UNSCORED)


def _deduction(rule: rules.Deduction, leaf: _Leaf, cases: Decimal) -> _Worked:
    lost = rule.each * cases
    if not cases:
        return _Worked(_ZERO if leaf.is_penalty else leaf.maximum, _no_case(leaf))
    counted = f"{short(cases)} {leaf.noun or 'trường hợp'}, mỗi trường hợp trừ {short(rule.each)} điểm"
    if leaf.is_penalty:
        return _capped(leaf, lost, counted)
    left, maximum = max(leaf.maximum - lost, _ZERO), short(leaf.maximum)
    if lost > leaf.maximum:
        return _Worked(left, f"{counted}, trừ hết {maximum} điểm: còn {{points}}")
    return _Worked(left, f"{counted}: {maximum} − {short(lost)} {{is}}")


def _counted(rule: rules.Counted, leaf: _Leaf, cases: Decimal) -> _Worked:
    if not cases:
        return _Worked(_ZERO, _no_case(leaf))
    counted = f"{short(cases)} {leaf.noun or 'trường hợp'} × {short(rule.each)} điểm"
    return _capped(leaf, rule.each * cases, counted)


def _no_case(leaf: _Leaf) -> str:
    return f"Không có {leaf.noun or 'trường hợp'} nào: {{points}}"


def _capped(leaf: _Leaf, size: Decimal, counted: str) -> _Worked:
    """What counts up case by case stops at the maximum of the node (T15)."""
    if size > leaf.maximum:
        said = f"{counted} là {short(size)}, quá mức tối đa {short(leaf.maximum)} nên tính {{points}}"
        return _Worked(leaf.signed, said, Flag.CAPPED)
    return _Worked(leaf.turned(size), f"{counted}: {{points}}")


def _survey(rule: rules.Survey, leaf: _Leaf, percent: Decimal) -> _Worked:
    said = f"Kết quả khảo sát {measured(percent, '%')}: {short(leaf.signed)} × {measured(percent, '%')} {{is}}"
    return _Worked(leaf.signed * percent / HUNDRED, said)


def _statistic(rule: rules.Statistic, leaf: _Leaf, value: Decimal) -> _Worked:
    span = rule.full - rule.floor
    if span == 0:
        raise UnscorableSet(f"Tiêu chí {leaf.code}: mức đủ điểm trùng mức 0 điểm nên chưa chấm được.")
    shown, full, floor = (measured(one, rule.unit) for one in (value, rule.full, rule.floor))
    share = (value - rule.floor) / span
    if share >= 1:
        return _Worked(leaf.signed, f"Số liệu {shown}, đạt mức đủ điểm {full}: {{points}}")
    if share <= 0:
        return _Worked(_ZERO, f"Số liệu {shown}, không tốt hơn mức 0 điểm {floor}: {{points}}")
    formula = f"{short(leaf.signed)} × ({shown} − {floor}) / ({full} − {floor})"
    if rule.floor == 0:
        formula = f"{short(leaf.signed)} × {shown} / {full}"
    said = f"Số liệu {shown}, giữa mức 0 điểm {floor} và mức đủ điểm {full}: {formula} {{is}}"
    return _Worked(leaf.signed * (value - rule.floor) / span, said)


def _manual(rule: rules.Manual, leaf: _Leaf, points: Decimal) -> _Worked:
    return _Worked(leaf.turned(points), "Hội đồng chấm: {points}")


_RULES: dict[type[Any], Callable[..., _Worked]] = {
    rules.YesNo: _yes_no,
    rules.Steps: _steps,
    rules.Ratio: _ratio,
    rules.Deduction: _deduction,
    rules.Counted: _counted,
    rules.Survey: _survey,
    rules.Statistic: _statistic,
    rules.Manual: _manual,
}
