"""The sets in ``rules/``: those a round can run on score from nothing to the best, the others say what is unknown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.criteria.files import read_set, release_keys
from thongsuot.measuring.scoring.engine import Engine
from thongsuot.measuring.scoring.evaluate import maximum_of, rule_of, score_leaf
from thongsuot.measuring.scoring.explain import lost_points, next_steps
from thongsuot.measuring.scoring.outcomes import Inputs, UnscorableSet

SAMPLES = [key for key in release_keys() if key.startswith("mau-")]
_ZERO, _ONE, _HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def extreme(node: Node, *, good: bool) -> Inputs:
    """The inputs that bring the most, or the least."""
    good = good is not (node.part is Part.PENALTY)
    match rule := rule_of(node):
        case rules.YesNo():
            return {"answer": _ONE if good else _ZERO}
        case rules.Steps():
            return {"value": rule.steps[0].at_least if good else rule.steps[-1].at_least - _ONE}
        case rules.Ratio():
            return {"numerator": _HUNDRED if good else _ZERO, "denominator": _HUNDRED}
        case rules.Deduction():
            few = good is not (node.part is Part.PENALTY)  # cases are always bad
            return {"cases": _ZERO if few else _HUNDRED}
        case rules.Counted():
            return {"cases": _HUNDRED if good else _ZERO}
        case rules.Survey():
            return {"percent": _HUNDRED if good else _ZERO}
        case rules.Statistic():
            return {"value": rule.full if good else rule.floor}
        case rules.Manual():
            return {"points": maximum_of(node) if good else _ZERO}


@pytest.mark.parametrize("key", SAMPLES)
def test_sample_sets_reach_their_total_and_nothing(key: str) -> None:
    criteria = read_set(key)
    leaves = criteria.leaves()
    rows = {name: {one.code: extreme(one, good=name == "tốt") for one in leaves} for name in ("tốt", "kém")}
    board = Engine(criteria).run({**rows, "trống": {}})
    best, worst, empty = (board.totals(unit) for unit in board.units)
    tops = {part: sum(one.maximum or 0 for one in criteria.nodes if one.part is part) for part in Part}
    assert (best.base, best.bonus, best.penalty) == (criteria.total, tops[Part.BONUS], 0)
    assert (worst.base, worst.bonus, worst.penalty) == (0, 0, tops[Part.PENALTY])
    assert (empty.points, empty.applicable_maximum, len(empty.unscored)) == (0, criteria.total, len(leaves))
    assert sum(one.maximum for one in best.blocks.values()) == criteria.total


@pytest.mark.parametrize("key", SAMPLES)
def test_from_the_worst_the_last_step_leads_to_the_best(key: str) -> None:
    """Of every leaf that is not for a panel: nobody is told of a way that ends short."""
    criteria = read_set(key)
    for leaf in criteria.leaves():
        steps = next_steps(leaf, extreme(leaf, good=False), criteria.decimals)
        if isinstance(rule_of(leaf), rules.Manual):
            assert not steps
        else:
            reached = score_leaf(leaf, steps[-1].inputs, criteria.decimals)
            best = maximum_of(leaf) if leaf.part is not Part.PENALTY else _ZERO
            assert reached.points == best, leaf.code
            assert lost_points(leaf, reached) == 0


def test_sets_with_unknown_maxima_or_rules_are_refused() -> None:
    """No source prints the criteria of 876 and 892: they can be read, not scored."""
    refused = []
    for key in release_keys():
        if key not in SAMPLES:
            with pytest.raises(UnscorableSet, match=r"chưa rõ điểm tối đa|chưa có quy tắc"):
                Engine(read_set(key))
            refused.append(key)
    assert refused
