"""«Vì sao mất 0,75 điểm?»: what a leaf lost and why, and the nearest steps that would bring points back. Pure.

Steps are what the rule itself says, each scored by ``score_leaf``: whether a unit can take them is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.scoring.evaluate import maximum_of, noun_of, rule_of, score_leaf
from thongsuot.measuring.scoring.outcomes import BadInput, Flag, Inputs, Outcome
from thongsuot.measuring.scoring.words import measured, short
from thongsuot.measuring.scoring.worked import HUNDRED

# One dossier of 5.000 is worth nothing a chairman would act on: steps are as long as it takes to bring half a point.
WORTH = Decimal("0.5")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class NextStep:
    """``inputs`` after the step, ``points`` then, ``gain`` over now (positive), ``text`` as one Vietnamese sentence."""

    inputs: Inputs
    points: Decimal
    gain: Decimal
    text: str


def lost_points(node: Node, outcome: Outcome) -> Decimal:
    """What is missing to the best this leaf allows: its maximum, or for a penalty 0. 0 for a bonus and where it does
    not apply: a bonus not won is no loss."""
    if outcome.flag is Flag.NOT_APPLICABLE or node.part is Part.BONUS:
        return _ZERO
    best = _ZERO if node.part is Part.PENALTY else outcome.maximum
    return best - outcome.points


def why_lost(node: Node, outcome: Outcome) -> str:
    """«Mất 6 trên 20 điểm. 28/40 nhiệm vụ = 70%; …»; says so where nothing was lost."""
    lost = lost_points(node, outcome)
    if node.part is Part.PENALTY:
        start = f"Bị trừ {short(lost)} điểm" if lost else "Không bị trừ điểm"
    elif outcome.flag is Flag.NOT_APPLICABLE:
        start = "Không áp dụng nên không mất điểm"
    elif node.part is Part.BONUS:
        start = f"Điểm thưởng: được {short(outcome.points)} trên {short(outcome.maximum)} điểm"
    else:
        start = f"Mất {short(lost)} trên {short(outcome.maximum)} điểm" if lost else "Không mất điểm"
    return f"{start}. {outcome.trace}."


def next_steps(node: Node, inputs: Inputs, decimals: int = 2) -> tuple[NextStep, ...]:
    """Nearest first, the last leads to the best the rule allows; empty where all is there or only a panel decides.

    Raises ``BadInput`` as ``score_leaf`` does. A leaf with inputs missing has no step: the inputs have to come first.
    """
    now = score_leaf(node, inputs, decimals)
    rule = rule_of(node)
    values = {name: inputs.get(name) for name in rule.inputs}
    if any(value is None for value in values.values()) or now.flag in (Flag.UNSCORED, Flag.EMPTY, Flag.NOT_APPLICABLE):
        return ()
    known = {name: value for name, value in values.items() if value is not None}
    found: list[NextStep] = []
    for changed, said in _candidates(node, rule, known):
        try:
            then = score_leaf(node, changed, decimals)
        except BadInput:
            continue
        gain = then.points - now.points
        if gain > (found[-1].gain if found else 0):
            found.append(NextStep(changed, then.points, gain, f"{said} thì được thêm {short(gain)} điểm."))
    return tuple(found)


Candidate = tuple[dict[str, Decimal], str]


def _candidates(node: Node, rule: rules.Plain, known: dict[str, Decimal]) -> Iterator[Candidate]:
    """Inputs worth trying, nearest first."""
    match rule:
        case rules.YesNo():
            wanted = _ZERO if node.part is Part.PENALTY else Decimal(1)
            yield {"answer": wanted}, "Không để xảy ra việc này" if node.part is Part.PENALTY else "Làm xong việc này"
        case rules.Steps():
            yield from _up_the_steps(rule, known["value"])
        case rules.Ratio():
            yield from _more_of_the_whole(node, rule, known["numerator"], known["denominator"])
        case rules.Deduction() | rules.Counted() if isinstance(rule, rules.Deduction) or node.part is Part.PENALTY:
            yield from _fewer_cases(node, rule, known["cases"])
        case rules.Counted():
            yield from _more_cases(node, rule, known["cases"])
        case rules.Survey():
            percent = known["percent"]
            yield {"percent": min(percent + 1, HUNDRED)}, "Tăng 1 điểm % hài lòng"
            yield {"percent": HUNDRED}, "Đạt 100% hài lòng"
        case rules.Statistic():
            yield {"value": rule.full}, f"Đạt {measured(rule.full, rule.unit)}"


def _up_the_steps(rule: rules.Steps, value: Decimal) -> Iterator[Candidate]:
    for step in reversed(rule.steps):
        if step.at_least > value:
            label = f" («{step.label}»)" if step.label else ""
            yield {"value": step.at_least}, f"Đạt {measured(step.at_least, rule.unit)}{label}"


def _more_of_the_whole(node: Node, rule: rules.Ratio, part: Decimal, whole: Decimal) -> Iterator[Candidate]:
    """So many more as bring half a point, so many as reach the floor, so many as reach the full mark."""
    width = HUNDRED / (rule.full - rule.floor) if rule.stretched and rule.full > rule.floor else Decimal(1)
    half = _up(WORTH * whole / (maximum_of(node) * width))
    to_floor = _up(rule.floor * whole / HUNDRED - part)
    to_full = _up(rule.full * whole / HUNDRED - part)
    for more in sorted({half, to_floor, to_full}):
        if 0 < more <= to_full:
            said = f"Thêm {short(more)} {noun_of(node) or 'trường hợp'} đạt"
            yield {"numerator": min(part + more, whole), "denominator": whole}, said


def _fewer_cases(node: Node, rule: rules.Deduction | rules.Counted, cases: Decimal) -> Iterator[Candidate]:
    """One case fewer, or as many as it takes until one fewer counts again; then none at all."""
    if rule.each <= 0 or cases <= 0:
        return
    counting = _up(maximum_of(node) / rule.each) - 1
    for left in (min(cases - 1, max(counting, _ZERO)), _ZERO):
        yield {"cases": left}, f"Bớt {short(cases - left)} {noun_of(node) or 'trường hợp'}"


def _more_cases(node: Node, rule: rules.Counted, cases: Decimal) -> Iterator[Candidate]:
    if rule.each <= 0:
        return
    for more in (Decimal(1), _up(maximum_of(node) / rule.each) - cases):
        yield {"cases": cases + more}, f"Thêm {short(more)} {noun_of(node) or 'trường hợp'}"


def _up(value: Decimal) -> Decimal:
    """The least whole number not below ``value``."""
    return value.to_integral_value(rounding=ROUND_CEILING)
