"""Sums as the sources print them: what does not apply in Thanh Hóa, the four blocks of PAR INDEX, bonus apart."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from thongsuot.kernel.formatting import round_half_up
from thongsuot.measuring.criteria.domain.rules import Manual
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Method, Node, Part, Standing
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.outcomes import BadInput, UnscorableSet
from thongsuot.measuring.scoring.totals import total, total_of

DATA = Path(__file__).resolve().parents[5].parent / "shared" / "domain" / "data"


def flat(*leaves: Node) -> CriteriaSet:
    return CriteriaSet("k", "Bộ thử", "province", "", Standing.SAMPLE, leaves)


def leaf(code: str, maximum: str | None, method: Method = Method.APPRAISAL, part: Part = Part.BASE) -> Node:
    return Node(code, code, None if maximum is None else Decimal(maximum), Manual(), part=part, method=method)


def test_thanh_hoa_what_does_not_apply_leaves_the_maximum() -> None:
    """Ban Dân tộc 2023: 68,32 points of the 84,0 that apply to it are 81,33%, not 68,32%."""
    criteria = flat(leaf("1", "84"), leaf("2", "16"))
    totals = total(criteria, {"1": Decimal("68.32")}, ["2"])
    assert (totals.points, totals.applicable_maximum) == (Decimal("68.32"), Decimal(84))
    assert totals.percent is not None and round_half_up(totals.percent, 2) == Decimal("81.33")
    assert (totals.not_applicable, totals.unscored) == (("2",), ())
    assert totals.nodes["2"].percent is None


def test_unscored_counts_nothing_stays_in_the_maximum_and_is_listed() -> None:
    totals = total(flat(leaf("1", "84"), leaf("2", "16")), {"1": Decimal("68.32"), "2": None})
    assert (totals.percent, totals.unscored) == (Decimal("68.32"), ("2",))
    assert totals == total(flat(leaf("1", "84"), leaf("2", "16")), {"1": Decimal("68.32")})


def test_four_blocks_of_a_printed_result() -> None:
    """Ninh Thuận 2022 by 61,5 + 22 + 10 + 6,5: the printed blocks add to 85,79 where the page prints 85,78."""
    if not DATA.exists():
        pytest.skip("không có bộ nguồn")
    methods = {
        "thẩm định": Method.APPRAISAL,
        "khảo sát lãnh đạo, quản lý": Method.SURVEY,
        "SIPAS": Method.SATISFACTION,
        "tác động KT-XH": Method.STATISTICS,
    }
    with (DATA / "par_index_score_blocks.csv").open(encoding="utf-8") as lines:
        rows = [one for one in csv.DictReader(lines) if (one["year"], one["unit"]) == ("2022", "Ninh Thuận")]
    criteria = flat(*(leaf(one["block"], one["max_points"], methods[one["block"]]) for one in rows))
    totals = total(criteria, {one["block"]: Decimal(one["points"]) for one in rows})
    assert (totals.points, totals.applicable_maximum) == (Decimal("85.79"), Decimal(100))
    assert {method: one.maximum for method, one in totals.blocks.items()} == {
        Method.APPRAISAL: Decimal("61.5"),
        Method.SURVEY: Decimal(22),
        Method.SATISFACTION: Decimal(10),
        Method.STATISTICS: Decimal("6.5"),
    }
    assert totals.blocks[Method.SATISFACTION].percent == Decimal("82.3")


def test_base_bonus_and_penalty_stand_apart(criteria: CriteriaSet) -> None:
    points = {"1.1": Decimal(10), "3": Decimal("16.92"), "T.1": Decimal(5), "P.1": Decimal(-2)}
    totals = total(criteria, points, ["1.2"])
    assert (totals.base, totals.bonus, totals.penalty) == (Decimal("26.92"), Decimal(5), Decimal(2))
    assert (totals.points, totals.applicable_maximum) == (Decimal("29.92"), Decimal(80))
    assert totals.percent == Decimal("37.4")
    assert (totals.nodes["P"].points, totals.nodes["P"].percent) == (Decimal(-2), None)
    assert totals.unscored == ("1.3", "2.1", "2.2", "4")
    assert totals.blocks[Method.APPRAISAL].points == Decimal(10)
    assert totals.fields["steering"].maximum == Decimal(20)
    assert sum(one.points for one in totals.fields.values()) == totals.base


def test_bonus_may_lead_above_hundred(criteria: CriteriaSet) -> None:
    best = {one.code: one.maximum for one in criteria.leaves() if one.part is not Part.PENALTY}
    totals = total(criteria, best)
    assert (totals.base, totals.points, totals.percent) == (Decimal(100), Decimal(105), Decimal(105))


def test_a_branch_may_not_apply_as_a_whole(criteria: CriteriaSet) -> None:
    totals = total(criteria, {"2.1": Decimal(20)}, ["2"])
    assert (totals.points, totals.applicable_maximum) == (Decimal(0), Decimal(70))
    assert totals.not_applicable == ("2.1", "2.2")


def test_nothing_applies_has_no_percent(criteria: CriteriaSet) -> None:
    totals = total(criteria, {"T.1": Decimal(5)}, [one.code for one in criteria.nodes if one.part is Part.BASE])
    assert (totals.points, totals.applicable_maximum, totals.percent) == (Decimal(5), Decimal(0), None)


def test_outcomes_bring_their_flags(criteria: CriteriaSet) -> None:
    """Nothing was assigned to the unit this year, and the set says that the criterion then does not apply."""
    nothing = score_leaf(criteria.by_code["1.2"], {"numerator": Decimal(0), "denominator": Decimal(0)})
    asked = score_leaf(criteria.by_code["2.1"], {"numerator": Decimal(0), "denominator": Decimal(0)})
    totals = total_of(criteria, [nothing, asked])
    assert (totals.not_applicable, totals.applicable_maximum) == (("1.2",), Decimal(80))
    assert "2.1" in totals.unscored


@pytest.mark.parametrize(
    ("points", "says"),
    [
        ({"1.1": "10.01"}, "Tiêu chí 1.1: 10,01 điểm nằm ngoài khoảng 0 đến 10"),
        ({"1.1": "-0.01"}, "−0,01 điểm nằm ngoài khoảng 0 đến 10"),
        ({"T.1": "5.5"}, "5,5 điểm nằm ngoài khoảng 0 đến 5"),
        ({"P.1": "1"}, "1 điểm nằm ngoài khoảng −3 đến 0"),
        ({"P.1": "-4"}, "−4 điểm nằm ngoài khoảng −3 đến 0"),
        ({"9.9": "1"}, "không có tiêu chí chấm điểm «9.9»"),
        ({"1": "1"}, "không có tiêu chí chấm điểm «1»"),
    ],
)
def test_points_beyond_the_leaf_are_refused(criteria: CriteriaSet, points: dict[str, str], says: str) -> None:
    with pytest.raises(BadInput) as refused:
        total(criteria, {code: Decimal(value) for code, value in points.items()})
    assert says in str(refused.value)


def test_unknown_maxima_stop_the_sum() -> None:
    """PAR INDEX 2022–2030 as far as sources print it: readable, but nothing can be summed by it."""
    with pytest.raises(UnscorableSet, match=r"chưa rõ điểm tối đa của 2 mục \(2, 6\) nên chưa tính điểm được"):
        total(flat(leaf("1", "9.5"), leaf("2", None), leaf("6", None)), {"1": Decimal(9)})
