"""Every kind of rule on the numbers the sources print, with the sentence a chairman reads; what is refused, and how."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from thongsuot.measuring.criteria.domain.plain import rule_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node, Part, Standing
from thongsuot.measuring.scoring.engine import Engine
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.outcomes import BadInput, Flag, Inputs, Outcome, UnscorableSet

RATIO = {"kind": "ratio", "full": "100", "floor": "50"}
TASKS = {"kind": "computed", "source": "tasks.done", "then": RATIO}
STEPS = {
    "kind": "steps",
    "unit": "%",
    "steps": [{"at_least": "80", "points": "20"}, {"at_least": "50", "points": "6", "label": "đạt một phần"}],
}
DAYS = {"kind": "statistic", "full": "2", "floor": "5", "unit": "ngày"}


def leaf(rule: dict[str, Any] | None, part: str = "base", maximum: str | None = "20") -> Node:
    top = None if maximum is None else Decimal(maximum)
    return Node("1.2", "Tiêu chí", top, rule_from(rule, "1.2") if rule else None, Part(part))


def given(**inputs: str | None) -> Inputs:
    return {name: None if value is None else Decimal(value) for name, value in inputs.items()}


def scored(node: Node, inputs: Inputs) -> Outcome:
    """By ``score_leaf``, and the engine has to agree."""
    outcome = score_leaf(node, inputs)
    board = Engine(CriteriaSet("k", "Bộ", "province", "", Standing.SAMPLE, (node,))).run({"u": {node.code: inputs}})
    apart = outcome.flag in (Flag.UNSCORED, Flag.NOT_APPLICABLE)
    assert board.points("u")[node.code] == (None if apart else outcome.points)
    return outcome


@pytest.mark.parametrize(
    ("rule", "inputs", "points", "trace"),
    [
        (
            TASKS,
            given(numerator="28", denominator="40"),
            "14",
            "28/40 nhiệm vụ = 70%; đạt từ 50% đến dưới 100% nên tính theo tỷ lệ: 20 × 70% = 14 điểm",
        ),
        (
            RATIO,
            given(numerator="35", denominator="41"),
            "17.07",
            "35/41 ≈ 85,37%; đạt từ 50% đến dưới 100% nên tính theo tỷ lệ: 20 × 35/41 ≈ 17,07 điểm "
            "(làm tròn từ 17,0732)",
        ),
        (
            {"kind": "ratio", "full": "100", "floor": "0"},
            given(numerator="561.5", denominator="1659.5"),
            "6.77",
            "561,5/1.659,5 ≈ 33,84%; dưới 100% nên tính theo tỷ lệ: 20 × 561,5/1.659,5 ≈ 6,77 điểm "
            "(làm tròn từ 6,7671)",
        ),
        (RATIO, given(numerator="40", denominator="40"), "20", "40/40 = 100%; đạt 100% nên tính điểm tối đa: 20 điểm"),
        (RATIO, given(numerator="18", denominator="40"), "0", "18/40 = 45%; dưới 50% nên tính 0 điểm"),
        (
            RATIO | {"stretched": True},
            given(numerator="28", denominator="40"),
            "8",
            "28/40 = 70%; đạt từ 50% đến dưới 100% nên tính theo khoảng: 20 × (70% − 50%) / (100% − 50%) = 8 điểm",
        ),
        (STEPS, given(value="79.999"), "6", "79,999%, đạt mức từ 50% trở lên («đạt một phần»): 6 điểm"),
        (STEPS, given(value="20"), "0", "20%, chưa tới mức thấp nhất 50%: 0 điểm"),
        ({"kind": "yes_no"}, given(answer="1"), "20", "Có: 20 điểm"),
        ({"kind": "yes_no"}, given(answer="0"), "0", "Không: 0 điểm"),
        ({"kind": "survey"}, given(percent="84.6"), "16.92", "Kết quả khảo sát 84,6%: 20 × 84,6% = 16,92 điểm"),
        (
            {"kind": "deduction", "each": "2.5"},
            given(cases="2"),
            "15",
            "2 trường hợp, mỗi trường hợp trừ 2,5 điểm: 20 − 5 = 15 điểm",
        ),
        ({"kind": "deduction", "each": "2.5"}, given(cases="0"), "20", "Không có trường hợp nào: 20 điểm"),
        ({"kind": "counted", "each": "2.5"}, given(cases="0"), "0", "Không có trường hợp nào: 0 điểm"),
        (
            {"kind": "statistic", "full": "10", "floor": "0", "unit": "%"},
            given(value="2.5"),
            "5",
            "Số liệu 2,5%, giữa mức 0 điểm 0% và mức đủ điểm 10%: 20 × 2,5% / 10% = 5 điểm",
        ),
        (
            {"kind": "deduction", "each": "2.5"},
            given(cases="9"),
            "0",
            "9 trường hợp, mỗi trường hợp trừ 2,5 điểm, trừ hết 20 điểm: còn 0 điểm",
        ),
        (
            DAYS,
            given(value="3"),
            "13.33",
            "Số liệu 3 ngày, giữa mức 0 điểm 5 ngày và mức đủ điểm 2 ngày: "
            "20 × (3 ngày − 5 ngày) / (2 ngày − 5 ngày) ≈ 13,33 điểm (làm tròn từ 13,3333)",
        ),
        (DAYS, given(value="2"), "20", "Số liệu 2 ngày, đạt mức đủ điểm 2 ngày: 20 điểm"),
        (DAYS, given(value="9"), "0", "Số liệu 9 ngày, không tốt hơn mức 0 điểm 5 ngày: 0 điểm"),
        ({"kind": "manual"}, given(points="12.345"), "12.35", "Hội đồng chấm: 12,35 điểm (làm tròn từ 12,345)"),
    ],
)
def test_points_and_their_sentence(rule: dict[str, Any], inputs: Inputs, points: str, trace: str) -> None:
    outcome = scored(leaf(rule), inputs)
    assert (outcome.points, outcome.flag, outcome.trace) == (Decimal(points), None, trace)


@pytest.mark.parametrize(
    ("part", "rule", "maximum", "cases", "points", "flag"),
    [
        ("penalty", "deduction", "3", "0", "0", None),
        ("penalty", "deduction", "3", "1", "-2", None),
        ("penalty", "deduction", "3", "2", "-3", Flag.CAPPED),
        ("penalty", "counted", "3", "2", "-3", Flag.CAPPED),
        ("bonus", "counted", "5", "2", "4", None),
        ("bonus", "counted", "5", "3", "5", Flag.CAPPED),
        ("bonus", "counted", "4", "2", "4", None),
    ],
)
def test_bonus_and_penalty_stop_at_their_cap(
    part: str, rule: str, maximum: str, cases: str, points: str, flag: Flag | None
) -> None:
    """Above the maximum only through bonus, and bonus has a maximum too (T15)."""
    outcome = scored(leaf({"kind": rule, "each": "2"}, part, maximum), given(cases=cases))
    assert (outcome.points, outcome.flag, outcome.maximum) == (Decimal(points), flag, Decimal(maximum))
    assert not outcome.points.is_signed() or outcome.points


def test_a_penalty_takes_what_its_rule_would_give() -> None:
    assert scored(leaf({"kind": "yes_no"}, "penalty", "3"), given(answer="1")).trace == "Có: −3 điểm"
    taken = scored(leaf(RATIO, "penalty", "2.5"), given(numerator="35", denominator="41"))
    assert taken.points == Decimal("-2.13")
    assert scored(leaf({"kind": "manual"}, "penalty", "3"), given(points="1.005")).points == Decimal("-1.01")


@pytest.mark.parametrize(
    ("numerator", "denominator", "points"),
    [("1", "2", "10"), ("49999", "100000", "0"), ("9999", "10000", "20"), ("40", "40", "20"), ("899", "1000", "17.98")],
)
def test_bounds_are_met_exactly(numerator: str, denominator: str, points: str) -> None:
    """50% is not «below 50%», and 99,99% is above a full mark of 90%."""
    rule = RATIO | {"full": "90"}
    assert scored(leaf(rule), given(numerator=numerator, denominator=denominator)).points == Decimal(points)


def test_a_share_just_below_the_bound_does_not_read_as_the_bound() -> None:
    assert scored(leaf(RATIO), given(numerator="49999", denominator="100000")).trace.startswith(
        "49.999/100.000 ≈ 49,99%"
    )
    assert "99,99%" in scored(leaf(RATIO), given(numerator="99999", denominator="100000")).trace


def test_halves_go_up() -> None:
    """0,125 of a point is 0,13, and as a penalty −0,13."""
    rule = {"kind": "survey"}
    assert scored(leaf(rule, maximum="1"), given(percent="12.5")).points == Decimal("0.13")
    assert scored(leaf(rule, "penalty", "1"), given(percent="12.5")).points == Decimal("-0.13")
    assert scored(leaf(rule, maximum="1"), given(percent="12.4999999999")).points == Decimal("0.12")


@pytest.mark.parametrize(
    ("when_empty", "points", "flag"),
    [
        ("full", "20", Flag.EMPTY),
        ("zero", "0", Flag.EMPTY),
        ("not_applicable", "0", Flag.NOT_APPLICABLE),
        ("ask", "0", Flag.UNSCORED),
    ],
)
def test_a_ratio_over_nothing_is_worth_what_the_set_says(when_empty: str, points: str, flag: Flag) -> None:
    outcome = scored(leaf(TASKS["then"] | {"when_empty": when_empty}), given(numerator="0", denominator="0"))
    assert (outcome.points, outcome.flag) == (Decimal(points), flag)
    assert outcome.trace.startswith("Không phát sinh trường hợp nào (mẫu số bằng 0); ")


@pytest.mark.parametrize("inputs", [{}, given(numerator="28"), given(numerator="28", denominator=None)])
def test_missing_is_not_zero(inputs: Inputs) -> None:
    outcome = scored(leaf(RATIO), inputs)
    assert (outcome.points, outcome.flag) == (0, Flag.UNSCORED)
    assert outcome.trace.startswith("Chưa có số liệu (") and outcome.trace.endswith("mẫu số) nên tạm tính 0 điểm")


@pytest.mark.parametrize(
    ("rule", "inputs", "name", "says"),
    [
        (RATIO, given(numerator="45", denominator="40"), "numerator", "tử số 45 lớn hơn mẫu số 40"),
        (RATIO, given(numerator="3", denominator="0"), "numerator", "tử số 3 lớn hơn mẫu số 0"),
        (RATIO, given(numerator="-1", denominator="40"), "numerator", "là số âm. Hãy nhập số từ 0 trở lên."),
        (RATIO, given(denominator="-40"), "denominator", "mẫu số −40 là số âm"),
        (RATIO, given(numerator="NaN", denominator="40"), "numerator", "Hãy nhập lại bằng chữ số"),
        (RATIO, given(numerator="1", denominator="1e30"), "denominator", "Hãy nhập lại bằng chữ số"),
        ({"kind": "counted", "each": "1"}, given(cases="1.5"), "cases", "số trường hợp 1,5 không đếm được"),
        ({"kind": "deduction", "each": "1"}, given(cases="-1"), "cases", "Hãy nhập số nguyên từ 0 trở lên"),
        ({"kind": "survey"}, given(percent="101"), "percent", "tỷ lệ 101% nằm ngoài 0–100%"),
        ({"kind": "survey"}, given(percent="-0.1"), "percent", "từ 0 đến 100"),
        (STEPS, given(value="170"), "value", "tỷ lệ 170% nằm ngoài 0–100%"),
        ({"kind": "yes_no"}, given(answer="2"), "answer", "Chỉ nhận 1 (có) hoặc 0 (không)"),
        ({"kind": "manual"}, given(points="20.01"), "points", "Điểm cao nhất của tiêu chí này là 20"),
        ({"kind": "manual"}, given(points="-1"), "points", "−1 điểm nằm ngoài khoảng 0 đến 20"),
    ],
)
def test_what_cannot_be_true_is_refused_and_says_how_to_mend(
    rule: dict[str, Any], inputs: Inputs, name: str, says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        score_leaf(leaf(rule), inputs)
    assert refused.value.name == name
    assert str(refused.value).startswith("Tiêu chí 1.2: ") and says in str(refused.value)
    with pytest.raises(BadInput, match=r"u: Tiêu chí 1\.2"):
        scored_by_engine(leaf(rule), inputs)


def scored_by_engine(node: Node, inputs: Inputs) -> None:
    Engine(CriteriaSet("k", "Bộ", "province", "", Standing.SAMPLE, (node,))).run({"u": {node.code: inputs}})


def test_steps_counted_in_something_else_than_percent_have_no_bound() -> None:
    rule = {"kind": "steps", "unit": "thủ tục", "steps": [{"at_least": "150", "points": "20"}]}
    assert scored(leaf(rule), given(value="170")).trace == "170 thủ tục, đạt mức từ 150 thủ tục trở lên: 20 điểm"


@pytest.mark.parametrize(
    ("node", "says"),
    [
        (leaf(None), "chưa có quy tắc chấm điểm"),
        (leaf({"kind": "yes_no"}, maximum=None), "chưa rõ điểm tối đa"),
        (leaf({"kind": "statistic", "full": "5", "floor": "5"}), "mức đủ điểm trùng mức 0 điểm"),
        (leaf({"kind": "steps", "steps": [{"at_least": "1", "points": "21"}]}), "quá tối đa 20"),
    ],
)
def test_a_set_that_cannot_score_is_refused(node: Node, says: str) -> None:
    with pytest.raises(UnscorableSet, match=says):
        score_leaf(node, given(answer="1", value="3"))
