"""How a leaf could score more, rule by rule: which inputs to reach, in the words of who has to do it. Pure.

``effort`` is our own default in «công» (pieces of work), used until the user says what each thing costs: it counts the
steps of a scale or the cases that have to change, never money.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Any

from thongsuot.kernel.formatting import format_number, without_trailing_zeros
from thongsuot.measuring.criteria.domain import rules

_ONE, _TWO, _HUNDRED = Decimal(1), Decimal(2), Decimal(100)
SURVEY_STEP = Decimal(5)  # points of %: about what a survey moves in a good year (SIPAS of provinces 2022–2024)


class Reach(StrEnum):
    """How far a lever goes."""

    NEXT = "tiep"  # one step, one case, half the way
    FULL = "dat"  # all points of the leaf
    POINTS = "cong"  # so many points more, whatever it takes (E13)


@dataclass(frozen=True, slots=True)
class Step:
    """``inputs``: what the leaf would have to show."""

    reach: Reach
    inputs: Mapping[str, Decimal]
    words: str
    effort: Decimal = _ONE


Values = Mapping[str, Decimal | None]


def steps_up(rule: rules.Rule, maximum: Decimal, values: Values) -> list[Step]:
    """From where the leaf stands, the nearest first; none where its inputs are not known."""
    plain = rule.then if isinstance(rule, rules.Computed) else rule
    if any(values.get(name) is None for name in plain.inputs):
        return []
    known = {name: value for name, value in values.items() if value is not None}
    return list(_BY_RULE[type(plain)](plain, maximum, known))


Known = Mapping[str, Decimal]


def _yes_no(rule: rules.YesNo, maximum: Decimal, values: Known) -> Iterator[Step]:
    if not values["answer"]:
        yield Step(Reach.FULL, {"answer": _ONE}, "làm và có minh chứng đúng yêu cầu")


def _steps(rule: rules.Steps, maximum: Decimal, values: Known) -> Iterator[Step]:
    higher = [one for one in reversed(rule.steps) if one.at_least > values["value"]]
    for count, reach, step in ((1, Reach.NEXT, higher[:1]), (len(higher), Reach.FULL, higher[1:][-1:])):
        for one in step:
            asked = f"«{one.label}»" if one.label else f"từ {_shown(one.at_least, rule.unit)} trở lên"
            words = f"từ {_shown(values['value'], rule.unit)} lên mức {asked}"
            yield Step(reach, {"value": one.at_least}, words, Decimal(count))


def _ratio(rule: rules.Ratio, maximum: Decimal, values: Known) -> Iterator[Step]:
    part, whole = values["numerator"], values["denominator"]
    full, floor = _cases(rule.full, whole), _cases(rule.floor, whole)
    half = (part + (full - part) / _TWO).to_integral_value(ROUND_CEILING)
    nearer = floor if part < floor else half
    for reach, wanted, effort in ((Reach.NEXT, nearer, _ONE), (Reach.FULL, full, _TWO)):
        if part < wanted and not (reach is Reach.NEXT and wanted >= full):
            more = f"thêm {_bare(wanted - part)} trường hợp đạt: {_bare(part)} → {_bare(wanted)} trong {_bare(whole)}"
            yield Step(reach, {"numerator": wanted, "denominator": whole}, more, effort)


def _cases(percent: Decimal, whole: Decimal) -> Decimal:
    """The fewest whole cases that make ``percent`` of ``whole``."""
    return (percent * whole / _HUNDRED).to_integral_value(ROUND_CEILING)


def _deduction(rule: rules.Deduction, maximum: Decimal, values: Known) -> Iterator[Step]:
    cases = values["cases"]
    if cases > 1:
        yield Step(Reach.NEXT, {"cases": cases - 1}, f"bớt 1 trường hợp: {_bare(cases)} → {_bare(cases - 1)}")
    if cases:
        yield Step(Reach.FULL, {"cases": Decimal(0)}, f"không để xảy ra: {_bare(cases)} → 0", cases)


def _counted(rule: rules.Counted, maximum: Decimal, values: Known) -> Iterator[Step]:
    cases, cap = values["cases"], (maximum / rule.each).to_integral_value(ROUND_CEILING)
    if cases + 1 < cap:
        yield Step(Reach.NEXT, {"cases": cases + 1}, f"thêm 1 trường hợp: {_bare(cases)} → {_bare(cases + 1)}")
    if cases < cap:
        words = f"đủ {_bare(cap)} trường hợp (đang có {_bare(cases)})"
        yield Step(Reach.FULL, {"cases": cap}, words, cap - cases)


def _survey(rule: rules.Survey, maximum: Decimal, values: Known) -> Iterator[Step]:
    """No step to full marks: nobody plans for everybody being content."""
    now = values["percent"]
    after = min(now + SURVEY_STEP, _HUNDRED)
    if now < after:
        yield Step(Reach.NEXT, {"percent": after}, f"khảo sát từ {_bare(now)}% lên {_bare(after)}%", _TWO)


def _statistic(rule: rules.Statistic, maximum: Decimal, values: Known) -> Iterator[Step]:
    now = values["value"]
    for reach, wanted, effort in ((Reach.NEXT, (now + rule.full) / _TWO, _ONE), (Reach.FULL, rule.full, _TWO)):
        words = f"từ {_shown(now, rule.unit)} tới {_shown(wanted, rule.unit)}"
        yield Step(reach, {"value": wanted}, words, effort)


def _manual(rule: rules.Manual, maximum: Decimal, values: Known) -> Iterator[Step]:
    yield Step(Reach.FULL, {"points": maximum}, "hội đồng chấm điểm tối đa")


def _shown(value: Decimal, unit: str) -> str:
    return f"{_bare(value)}%" if unit == "%" else f"{_bare(value)} {unit}".rstrip()


def _bare(value: Decimal) -> str:
    return format_number(without_trailing_zeros(value))


_BY_RULE: dict[type[Any], Callable[[Any, Decimal, Known], Iterator[Step]]] = {
    rules.YesNo: _yes_no,
    rules.Steps: _steps,
    rules.Ratio: _ratio,
    rules.Deduction: _deduction,
    rules.Counted: _counted,
    rules.Survey: _survey,
    rules.Statistic: _statistic,
    rules.Manual: _manual,
}
