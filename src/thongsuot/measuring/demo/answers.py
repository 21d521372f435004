"""What demonstration units answer: made up from a seed, with the weaknesses real reports tell of. Pure.

Three fields stay weak year after year (organisation, training of officials, public finance: E12), some criteria are at
the ceiling (E07), a few units score themselves too well (E08).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node, Part

CHRONIC = {"organisation": 0.35, "civil_service": 0.25, "public_finance": 0.3}
CEILING = ("steering",)
Answers = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Answer:
    """``found`` is what the appraiser sees in the evidence, ``claimed`` what the unit says: mostly the same."""

    claimed: Answers
    found: Answers


@dataclass(frozen=True, slots=True)
class Character:
    """How good a unit is (0…1), how much better each year makes it, how far it flatters itself."""

    strength: float
    progress: float
    flattery: float

    @classmethod
    def of(cls, unit: str) -> Character:
        dice = Random(f"đơn vị:{unit}")  # noqa: S311 - made-up answers, not secrets
        return cls(dice.uniform(0.45, 0.85), dice.uniform(-0.01, 0.04), dice.choice((0.02, 0.04, 0.06, 0.22)))


def answer(node: Node, unit: str, year: int) -> Answer:
    """What the unit says of one leaf in one year; the same each time it is asked."""
    dice = Random(f"{unit}:{node.code}:{year}")  # noqa: S311
    who = Character.of(unit)
    quality = who.strength + who.progress * (year - 2021) + dice.gauss(0, 0.12)
    quality -= CHRONIC.get(node.field, 0.0)
    if node.field in CEILING:
        quality += 0.35
    rule = node.rule.then if isinstance(node.rule, rules.Computed) else node.rule
    assert rule is not None
    shape = dice.getrandbits(30)
    found = _inputs(rule, node, _within(quality), Random(shape))  # noqa: S311
    flatters = node.is_self_scored and not isinstance(node.rule, rules.Computed) and dice.random() < who.flattery
    claimed = _inputs(rule, node, _within(quality + 0.3), Random(shape)) if flatters else found  # noqa: S311
    return Answer(claimed, found)


def _inputs(rule: rules.Plain, node: Node, quality: float, dice: Random) -> Answers:
    maximum = node.maximum or Decimal(0)
    if isinstance(rule, rules.YesNo):
        return {"answer": Decimal(int(quality > 0.3 + dice.uniform(-0.1, 0.1)))}
    if isinstance(rule, rules.Steps):
        top, low = rule.steps[0].at_least, rule.steps[-1].at_least
        value = low + (top - low) * Decimal(str(round(1.25 * quality, 3)))
        return {"value": _round(min(value, Decimal(100)) if rule.unit == "%" else value, "1")}
    if isinstance(rule, rules.Ratio):
        whole = dice.randrange(20, 400)
        return {"numerator": Decimal(round(whole * min(1.0, 0.62 + 0.45 * quality))), "denominator": Decimal(whole)}
    if isinstance(rule, rules.Deduction):
        most = 2 if node.part is Part.PENALTY else 4
        return {"cases": Decimal(round((1 - quality) * most * dice.random()))}
    if isinstance(rule, rules.Counted):
        return {"cases": Decimal(round(quality * 3 * dice.random()))}
    if isinstance(rule, rules.Survey):
        return {"percent": _round(Decimal(72) + Decimal(str(round(24 * quality, 4))), "0.01")}
    if isinstance(rule, rules.Statistic):
        return {"value": _round(rule.floor + (rule.full - rule.floor) * Decimal(str(round(quality, 4))), "0.01")}
    return {"points": _round(maximum * (Decimal("0.6") + Decimal(str(round(0.4 * quality, 4)))), "0.25")}


def _within(quality: float) -> float:
    return min(1.0, max(0.0, quality))


def _round(value: Decimal, step: str) -> Decimal:
    """To whole steps: points by quarters, per cents by hundredths."""
    size = Decimal(step)
    return ((value / size).quantize(Decimal(1), ROUND_HALF_UP) * size).normalize() + Decimal(0)
