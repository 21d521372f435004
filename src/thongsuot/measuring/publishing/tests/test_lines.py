"""The lines of the pages: sums of branches, lost points, figures of both sides, how others stand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.publishing.building import changed
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.explaining import loss_of
from thongsuot.measuring.publishing.lines import class_counts, earlier, figures, others, parents, tree
from thongsuot.measuring.publishing.tests.conftest import FINANCE, HEALTH
from thongsuot.measuring.publishing.tests.making import content_of
from thongsuot.measuring.publishing.words import percent_words, place_words
from thongsuot.measuring.templatetags.results import points, share_bar


@pytest.fixture
def content(criteria: CriteriaSet) -> dict:
    return content_of(criteria, {"y-te": HEALTH, "tai-chinh": FINANCE, "moi": HEALTH})


@pytest.fixture
def result(content: dict) -> Result:
    return Result.read(content)


def test_branches_sum_what_is_below_and_say_what_was_lost(result: Result) -> None:
    lines = {one.node.code: one for one in tree(result, result.by_key["y-te"])}
    assert [*lines] == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3", "4", "T", "T.1", "P", "P.1"]
    steering = lines["1"]
    assert (steering.depth, steering.maximum, steering.final, steering.lost) == (0, 40, Decimal("31.5"), Decimal("8.5"))
    assert (steering.percent, lines["1.2"].percent) == (78, 70)
    assert (lines["T"].lost, lines["P"].lost, lines["P.1"].final) == (0, 1, -1)  # a bonus not won is no loss
    assert (lines["3"].self_points, lines["3"].final) == (None, 17)


def test_what_does_not_apply_leaves_the_branchs_maximum(result: Result) -> None:
    lines = {one.node.code: one for one in tree(result, result.by_key["tai-chinh"])}
    assert (lines["1"].maximum, lines["1"].final, lines["1"].lost) == (20, 20, 0)
    assert lines["1.2"].final is None and lines["1.2"].lost == 0


def test_losses_add_up_to_the_maximum_less_the_points(result: Result) -> None:
    for unit in result.units:
        lines = [one for one in tree(result, unit) if one.depth == 0]
        base_lost = sum(one.lost for one in lines if one.node.part.value == "base")
        assert unit.totals.maximum - base_lost == unit.totals.base


def test_a_rule_tells_its_next_steps_and_a_decision_has_none(content: dict, result: Result) -> None:
    node = result.criteria.by_code["1.2"]
    loss = loss_of(node, result.by_key["y-te"].leaves["1.2"], 2)
    assert (loss.shown, "28/40" in loss.why, loss.steps[-1].points) == ("6", True, 20)
    decided = Result.read(changed(content, "y-te", "1.2", Decimal("17.5"), "Ba nhiệm vụ được gia hạn"))
    loss = loss_of(node, decided.by_key["y-te"].leaves["1.2"], 2)
    assert (loss.shown, loss.why, loss.steps) == ("2,5", "Mất 2,5 trên 20 điểm. Ba nhiệm vụ được gia hạn.", ())


def test_what_was_never_scored_says_so(criteria: CriteriaSet) -> None:
    result = Result.read(content_of(criteria, {"y-te": {}}))
    loss = loss_of(result.criteria.by_code["1.1"], result.by_key["y-te"].leaves["1.1"], 2)
    assert loss.lost == 10 and "Chưa có số liệu" in loss.why
    assert (result.by_key["y-te"].percent, result.by_key["y-te"].class_name) == (Decimal("0.00"), "")


def test_figures_show_the_appraisers_only_where_they_differ(content: dict) -> None:
    leaf = next(one for one in content["units"][0]["leaves"] if one["code"] == "2.1")
    leaf |= {"found": {"numerator": "90", "denominator": "100"}, "by": "found"}
    unit = Result.read(content).by_key["moi"]
    assert [(one.name, one.given, one.found) for one in figures(unit.leaves["2.1"])] == [
        ("tử số", Decimal(95), Decimal(90)),
        ("mẫu số", Decimal(100), None),
    ]


def test_others_names_who_does_better(result: Result) -> None:
    found = others(result, result.by_key["y-te"], "2.1")
    assert (found.full, found.asked, [one.key for one in found.better]) == (1, 3, ["tai-chinh"])
    assert others(result, result.by_key["y-te"], "1.2").asked == 2  # it does not apply to Sở Tài chính


def test_the_way_down_to_a_criterion(result: Result) -> None:
    assert [one.code for one in parents(result, "1.2")] == ["1"]
    assert parents(result, "3") == []


def test_places_are_compared_only_among_as_many_units(criteria: CriteriaSet, result: Result) -> None:
    before = Result.read(content_of(criteria, {"y-te": FINANCE, "tai-chinh": HEALTH, "moi": HEALTH}, year=2025))
    moved = earlier(before, result.by_key["tai-chinh"])
    assert moved is not None and (moved.year, moved.moved) == (2025, 1)
    fewer = Result.read(content_of(criteria, {"y-te": HEALTH, "tai-chinh": FINANCE}, year=2025))
    other_field = earlier(fewer, result.by_key["tai-chinh"])
    assert other_field is not None and other_field.moved is None
    assert earlier(None, result.by_key["moi"]) is None


def test_words_of_place_percent_and_points(result: Result) -> None:
    assert (place_words(result.by_key["moi"]), percent_words(result.by_key["moi"])) == ("đồng hạng 2/3", "82,00%")
    assert class_counts(result.units) and dict(class_counts(result.units))["Tốt"] == 2
    assert points(Decimal("7.5000")) == "7,5" and "—" in points(None)
    assert 'width="100"' in share_bar(Decimal("104.5"))
