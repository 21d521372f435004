"""«Vì sao mất 0,75 điểm?» and what would bring points back: every step told is scored again and holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.explain import lost_points, next_steps, why_lost
from thongsuot.measuring.scoring.outcomes import Inputs, Outcome
from thongsuot.measuring.scoring.tests import trees
from thongsuot.measuring.scoring.tests.test_evaluate import DAYS, RATIO, STEPS, TASKS, leaf

DEDUCTION = {"kind": "deduction", "each": "0.25"}


def given_(**inputs: str) -> Inputs:
    return {name: Decimal(value) for name, value in inputs.items()}


def texts(rule: dict[str, Any], maximum: str = "20", part: str = "base", **inputs: str) -> list[str]:
    return [one.text for one in next_steps(leaf(rule, part, maximum), given_(**inputs))]


def test_why_three_quarters_of_a_point_were_lost() -> None:
    node = leaf(DEDUCTION, maximum="2")
    outcome = score_leaf(node, given_(cases="3"))
    assert lost_points(node, outcome) == Decimal("0.75")
    assert why_lost(node, outcome) == (
        "Mất 0,75 trên 2 điểm. 3 trường hợp, mỗi trường hợp trừ 0,25 điểm: 2 − 0,75 = 1,25 điểm."
    )
    assert texts(DEDUCTION, "2", cases="3") == [
        "Bớt 1 trường hợp thì được thêm 0,25 điểm.",
        "Bớt 3 trường hợp thì được thêm 0,75 điểm.",
    ]


def test_loss_is_told_for_every_part() -> None:
    def told(part: str, rule: dict[str, Any], **inputs: str) -> str:
        node = leaf(rule, part, "3")
        return why_lost(node, score_leaf(node, given_(**inputs)))

    assert told("penalty", {"kind": "deduction", "each": "1"}, cases="2").startswith("Bị trừ 2 điểm. 2 trường hợp")
    assert told("penalty", {"kind": "deduction", "each": "1"}, cases="0").startswith("Không bị trừ điểm.")
    assert told("bonus", {"kind": "counted", "each": "1"}, cases="2").startswith("Điểm thưởng: được 2 trên 3 điểm.")
    assert told("base", {"kind": "yes_no"}, answer="1") == "Không mất điểm. Có: 3 điểm."
    empty = RATIO | {"when_empty": "not_applicable"}
    assert told("base", empty, numerator="0", denominator="0").startswith("Không áp dụng nên không mất điểm.")
    assert told("base", RATIO) == "Mất 3 trên 3 điểm. Chưa có số liệu (tử số, mẫu số) nên tạm tính 0 điểm."


def test_half_a_point_is_so_many_more() -> None:
    """160 dossiers are worth 20 points: four more on time bring half a point."""
    assert texts(RATIO, numerator="140", denominator="160") == [
        "Thêm 4 trường hợp đạt thì được thêm 0,5 điểm.",
        "Thêm 20 trường hợp đạt thì được thêm 2,5 điểm.",
    ]
    assert texts(TASKS, numerator="28", denominator="40")[0] == "Thêm 1 nhiệm vụ đạt thì được thêm 0,5 điểm."


def test_below_the_floor_the_floor_comes_first() -> None:
    assert texts(RATIO, numerator="18", denominator="40") == [
        "Thêm 2 trường hợp đạt thì được thêm 10 điểm.",
        "Thêm 22 trường hợp đạt thì được thêm 20 điểm.",
    ]


def test_the_next_steps_of_the_other_rules() -> None:
    assert texts({"kind": "yes_no"}, answer="0") == ["Làm xong việc này thì được thêm 20 điểm."]
    assert texts({"kind": "yes_no"}, "3", "penalty", answer="1") == ["Không để xảy ra việc này thì được thêm 3 điểm."]
    assert texts(STEPS, value="20") == [
        "Đạt 50% («đạt một phần») thì được thêm 6 điểm.",
        "Đạt 80% thì được thêm 20 điểm.",
    ]
    assert texts({"kind": "survey"}, "10", percent="84.6") == [
        "Tăng 1 điểm % hài lòng thì được thêm 0,1 điểm.",
        "Đạt 100% hài lòng thì được thêm 1,54 điểm.",
    ]
    assert texts(DAYS, "10", value="3") == ["Đạt 2 ngày thì được thêm 3,33 điểm."]
    assert texts({"kind": "counted", "each": "2"}, "5", "bonus", cases="1") == [
        "Thêm 1 trường hợp thì được thêm 2 điểm.",
        "Thêm 2 trường hợp thì được thêm 3 điểm.",
    ]
    assert texts({"kind": "counted", "each": "1"}, "3", "penalty", cases="5") == [
        "Bớt 3 trường hợp thì được thêm 1 điểm.",
        "Bớt 5 trường hợp thì được thêm 3 điểm.",
    ]


def test_nothing_to_gain_no_step() -> None:
    assert texts({"kind": "yes_no"}, answer="1") == []
    assert texts({"kind": "manual"}, points="3") == []
    assert texts({"kind": "counted", "each": "2"}, "5", "bonus", cases="3") == []
    assert texts(RATIO, numerator="0", denominator="0") == []
    assert next_steps(leaf(RATIO), {}) == ()


@given(trees.sets(), st.data())
@settings(max_examples=100, deadline=None)
def test_every_step_told_holds(plain: dict[str, Any], data: st.DataObject) -> None:
    """Scored with its inputs, a step brings just what its sentence says; steps lead upwards and never past the loss."""
    criteria = set_from(plain)
    for written in trees.leaves_of(plain):
        drawn = data.draw(trees.inputs_of(written)) or {}
        node, inputs = criteria.by_code[written["code"]], {k: v if v is None else Decimal(v) for k, v in drawn.items()}
        now = score_leaf(node, inputs, criteria.decimals)
        gains = [Decimal(0)]
        for step in next_steps(node, inputs, criteria.decimals):
            then: Outcome = score_leaf(node, step.inputs, criteria.decimals)
            assert (then.points, then.points - now.points) == (step.points, step.gain)
            assert step.gain > gains[-1]
            gains.append(step.gain)
        if node.part.value != "bonus":
            assert gains[-1] <= lost_points(node, now)
