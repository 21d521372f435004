"""Every worked example of the guides, computed by the engine: who follows the guide gets the points it promises."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from thongsuot.kernel.numbers.parsing import parse_number
from thongsuot.measuring.criteria import files
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.scoring.evaluate import score_leaf

_N = r"(\d[\d.]*(?:,\d+)?)"
_WORDS = {"không": 0, "một": 1, "hai": 2}
EXAMPLES = [
    pytest.param(leaf, id=f"{key}:{leaf.code}")
    for key in ("mau-so-nganh-2025", "mau-so-nganh-2024", "mau-cap-xa-2025")
    for leaf in files.read_set(key).leaves()
]


def numbers(pattern: str, text: str) -> list[Decimal]:
    return [parse_number(one.rstrip(".,")) for one in re.findall(pattern, text)]


def promised(text: str) -> Decimal:
    """The last points the example names."""
    return numbers(rf"{_N} điểm", text)[-1]


def inputs_of(rule: rules.Plain, text: str) -> dict[str, Decimal]:
    """What the example says the unit has; the one place where its words are read."""
    if isinstance(rule, rules.Ratio):
        parts = re.search(rf"{_N} (?:trong|hồ sơ, đã xin lỗi) {_N}", text)
        assert parts, text
        one, other = (parse_number(part.rstrip(".,")) for part in parts.groups())
        return {"numerator": min(one, other), "denominator": max(one, other)}
    if isinstance(rule, rules.Steps) and rule.unit not in ("%", "mức"):
        return {"value": numbers(rf"{_N} ", text)[0]}
    if isinstance(rule, rules.Steps) and rule.unit == "mức":
        return {"value": numbers(rf"mức {_N}", text)[0]}
    if isinstance(rule, rules.Steps):
        return {"value": numbers(rf"{_N}%", text.split(", đạt mức", maxsplit=1)[0])[-1]}
    if isinstance(rule, rules.Survey | rules.Statistic):
        return {rule.inputs[0]: numbers(rf"{_N}%", text)[0]}
    if isinstance(rule, rules.Manual):
        return {"points": promised(text)}
    if isinstance(rule, rules.YesNo):
        return {"answer": Decimal(1)}
    return {"cases": cases_in(text)}


def cases_in(text: str) -> Decimal:
    digits = numbers(rf"{_N} (?:sáng kiến|mô hình|lần|nhiệm vụ|trường hợp|phương án)", text)
    if digits:
        return digits[0]
    return Decimal(next((_WORDS[word] for word in re.findall(r"\w+", text.lower()) if word in _WORDS), 1))


@pytest.mark.parametrize("leaf", EXAMPLES)
def test_the_worked_example_gives_the_points_it_promises(leaf: Node) -> None:
    assert leaf.rule is not None
    plain = leaf.rule.then if isinstance(leaf.rule, rules.Computed) else leaf.rule
    found = score_leaf(leaf, inputs_of(plain, leaf.guide.example)).points
    wanted = promised(leaf.guide.example)
    assert found == (-wanted if leaf.part is Part.PENALTY else wanted), leaf.guide.example
