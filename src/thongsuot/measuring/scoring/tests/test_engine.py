"""The engine and ``total`` against the brute-force implementation, to the last decimal, on random trees and inputs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.scoring.board import Board
from thongsuot.measuring.scoring.engine import Engine
from thongsuot.measuring.scoring.evaluate import left_out, score_leaf
from thongsuot.measuring.scoring.outcomes import BadInput, Flag, Inputs
from thongsuot.measuring.scoring.tests import brute, trees
from thongsuot.measuring.scoring.totals import total_of

Texts = dict[str, dict[str, str | None]]


@st.composite
def cases(draw: st.DrawFn, units: int = 1) -> tuple[dict[str, Any], list[Texts], list[set[str]]]:
    """A set, what each unit gives, and what each unit is let off (leaves or branches)."""
    plain = draw(trees.sets())
    leaves = trees.leaves_of(plain)
    given = []
    for _ in range(units):
        drawn = {one["code"]: draw(trees.inputs_of(one)) for one in leaves}
        given.append({code: texts for code, texts in drawn.items() if texts is not None})
    codes = st.sampled_from([one.code for one in set_from(plain).walk()])
    return plain, given, [draw(st.sets(codes, max_size=2)) for _ in range(units)]


def decimals_of(texts: Texts) -> dict[str, Inputs]:
    return {
        code: {name: None if value is None else Decimal(value) for name, value in inputs.items()}
        for code, inputs in texts.items()
    }


def fractions_of(texts: Texts) -> dict[str, brute.Given]:
    return {
        code: {name: None if value is None else Fraction(value) for name, value in inputs.items()}
        for code, inputs in texts.items()
    }


def assert_same(board: Board[str], unit: str, criteria: CriteriaSet, sums: dict[str, Any]) -> None:
    for node in criteria.walk():
        found = board.node(unit, node.code)
        assert (Fraction(found.points), Fraction(found.maximum)) == sums[node.code], node.code
    points, maximum = sum(sums[part][0] for part in ("base", "bonus", "penalty")), sums["base"][1]
    percent = board.percent(unit)
    if maximum == 0:
        assert percent is None
    else:
        assert abs(Fraction(percent) - points * 100 / maximum) < Fraction(1, 10**20)


@given(cases())
@settings(max_examples=100, deadline=None)
def test_engine_equals_brute_force(case: Any) -> None:
    plain, [texts], [out] = case
    criteria = set_from(plain)
    board = Engine(criteria).run({"đơn vị": decimals_of(texts)}, {"đơn vị": out})
    assert_same(board, "đơn vị", criteria, brute.tree_sums(plain, fractions_of(texts), out))


@given(cases())
@settings(max_examples=100, deadline=None)
def test_one_by_one_equals_engine_and_brute_force(case: Any) -> None:
    """``score_leaf`` and ``total``, as the desks use them, say what the engine says, leaf by leaf and in sum."""
    plain, [texts], [out] = case
    criteria, given = set_from(plain), decimals_of(texts)
    board = Engine(criteria).run({"đơn vị": given}, {"đơn vị": out})
    outcomes = [score_leaf(leaf, given.get(leaf.code, {}), criteria.decimals) for leaf in criteria.leaves()]
    totals = total_of(criteria, outcomes, out)
    assert totals == board.totals("đơn vị")
    sums = brute.tree_sums(plain, fractions_of(texts), out)
    assert [Fraction(one) for one in (totals.base, totals.bonus, -totals.penalty, totals.applicable_maximum)] == [
        sums["base"][0],
        sums["bonus"][0],
        sums["penalty"][0],
        sums["base"][1],
    ]
    for node in criteria.walk():
        assert (totals.nodes[node.code].points, totals.nodes[node.code].maximum) == (
            board.node("đơn vị", node.code).points,
            board.node("đơn vị", node.code).maximum,
        )
    for view in (totals.blocks, totals.fields):
        assert sum(one.points for one in view.values()) == totals.base
        assert sum(one.maximum for one in view.values()) == totals.applicable_maximum


@given(cases(units=2), st.data())
@settings(max_examples=100, deadline=None)
def test_changing_leaf_by_leaf_ends_where_a_full_run_starts(case: Any, data: st.DataObject) -> None:
    """One unit's sheet turned into the other's, a leaf at a time in any order: the same sums as running it afresh."""
    plain, [first, second], [out, _] = case
    criteria, engine = set_from(plain), Engine(set_from(plain))
    board = engine.run({"một": decimals_of(first), "hai": decimals_of(second)}, {"một": out})
    goal = decimals_of(second)
    for code in data.draw(st.permutations([one.code for one in criteria.leaves()])):
        board.change("một", code, goal.get(code))
    sums = brute.tree_sums(plain, fractions_of(second), set())
    for unit in ("một", "hai"):
        assert_same(board, unit, criteria, sums)
    assert board.totals("một") == board.totals("hai")


@given(cases())
@settings(max_examples=100, deadline=None)
def test_traces_made_later_tell_the_points_of_the_run(case: Any) -> None:
    plain, [texts], [out] = case
    criteria = set_from(plain)
    board = Engine(criteria).run({"đơn vị": decimals_of(texts)}, {"đơn vị": out})
    for code, points in board.points("đơn vị").items():
        outcome = board.trace("đơn vị", code)
        assert (outcome.flag in (Flag.UNSCORED, Flag.NOT_APPLICABLE)) == (points is None)
        assert outcome.points == (points or 0)


def test_every_rule_is_drawn() -> None:
    """The property above would say little if the random sets never held some rule."""
    kinds = {
        "yes_no": {"answer": "1"},
        "steps": {"value": "1"},
        "ratio": {"numerator": "1", "denominator": "2"},
        "deduction": {"cases": "1"},
        "counted": {"cases": "1"},
        "survey": {"percent": "1"},
        "statistic": {"value": "1"},
        "manual": {"points": "1"},
    }
    seen: set[str] = set()

    @given(trees.rules("4"))
    @settings(max_examples=100, deadline=None, database=None)
    def collect(rule: dict[str, Any]) -> None:
        seen.add(rule.get("then", rule)["kind"])
        seen.add(rule["kind"])

    collect()
    assert seen == {*kinds, "computed"}


def test_a_wrong_input_names_unit_and_criterion(criteria: CriteriaSet) -> None:
    rows = {"Sở Y tế": {"2.1": {"numerator": Decimal(45), "denominator": Decimal(40)}}}
    with pytest.raises(BadInput, match=r"Sở Y tế: Tiêu chí 2\.1: tử số 45 lớn hơn mẫu số 40"):
        Engine(criteria).run(rows)


def test_a_refused_change_leaves_everything(criteria: CriteriaSet) -> None:
    board = Engine(criteria).run({"Sở Y tế": {"1.1": {"answer": Decimal(1)}}})
    before = board.totals("Sở Y tế")
    with pytest.raises(BadInput, match="Chỉ nhận 1"):
        board.change("Sở Y tế", "1.1", {"answer": Decimal(2)})
    assert board.totals("Sở Y tế") == before
    assert board.trace("Sở Y tế", "1.1").trace == "Có: 10 điểm"


def test_a_change_does_not_reach_into_other_units(criteria: CriteriaSet) -> None:
    """Units to which everything applies share their maxima; one that is let off must not take them from the rest."""
    row = {"1.1": {"answer": Decimal(1)}}
    board = Engine(criteria).run({"một": row, "hai": row})
    board.change("một", "2.1", None, applicable=False)
    assert board.node("một", "2").maximum == 10
    assert board.node("hai", "2").maximum == 30
    assert board.trace("một", "2.1") == left_out(criteria.by_code["2.1"])
    board.change("một", "2.1", None)
    assert board.totals("một") == board.totals("hai")


def test_the_rows_handed_in_stay_as_they_were(criteria: CriteriaSet) -> None:
    row = {"1.1": {"answer": Decimal(1)}}
    board = Engine(criteria).run({"một": row})
    board.change("một", "1.1", {"answer": Decimal(0)})
    assert row == {"1.1": {"answer": Decimal(1)}}


def test_unknown_codes_are_named(criteria: CriteriaSet) -> None:
    engine = Engine(criteria)
    with pytest.raises(BadInput, match=r"«9\.9»"):
        engine.run({"một": {}}, {"một": ["9.9"]})
    with pytest.raises(BadInput, match="không có tiêu chí chấm điểm «2»"):
        engine.run({"một": {}}).change("một", "2", None)
