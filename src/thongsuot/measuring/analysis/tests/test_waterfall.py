"""Why did we move: steps that add up, and what of it the unit did itself."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.analysis.domain.exact import adding_up, decimal_of, part_of_index
from thongsuot.measuring.analysis.domain.shape import Scored, Scoring
from thongsuot.measuring.analysis.domain.waterfall import Cause, waterfall
from thongsuot.measuring.analysis.tests.making import D, item, items_of_any_set, scoring, sheet_points
from thongsuot.measuring.criteria.domain.tree import Link, Part


def steps(before: Scoring, after: Scoring) -> dict[tuple[Cause, str], Decimal]:
    return {(one.cause, one.code): one.change for one in waterfall(before, after, "y-te").steps}


def test_hau_giang_rose_by_2_26() -> None:
    """84,51 → 86,77 (S3): whatever the domains did, their steps are +2,26 together."""
    items = [item("1.1", "50"), item("2.1", "50")]
    before = scoring(items, {"y-te": {"1.1": "44.51", "2.1": "40"}}, 2020)
    after = scoring(items, {"y-te": {"1.1": "43.02", "2.1": "43.75"}}, 2021)
    found = waterfall(before, after, "y-te")
    assert (found.before, found.after, found.change) == (D("84.51"), D("86.77"), D("2.26"))
    assert [one.change for one in found.steps] == [D("-1.49"), D("3.75")]
    assert found.same_set


def test_a_domain_that_does_not_apply_moves_the_index_by_its_weight() -> None:
    """Thanh Hóa's 68,32 of 84 points that apply is 81,33%: the domain that fell away is not a loss of 16 points."""
    items = [item("1.1", "84"), item("2.1", "16")]
    before = scoring(items, {"y-te": {"1.1": "68.32", "2.1": "10"}}, 2022)
    after = scoring(items, {"y-te": {"1.1": "68.32", "2.1": None}}, 2023)
    found = waterfall(before, after, "y-te")
    assert (found.before, found.after) == (D("78.32"), D("81.33"))
    assert [one.change for one in found.steps] == [D("13.01"), D("-10.00")]


def test_a_reweighted_criterion_is_method_and_the_better_rate_is_result() -> None:
    """From 5 of 10 to 15 of 20, in a set of 100: the weight alone would give +5, the rate from 50% to 75% gives +5."""
    before = scoring([item("1.1", "10"), item("2.1", "90")], {"y-te": {"1.1": "5", "2.1": "45"}}, 2024, "bo-2024")
    after = scoring([item("1.1", "20"), item("2.1", "80")], {"y-te": {"1.1": "15", "2.1": "40"}}, 2025)
    moved = steps(before, after)
    assert moved == {(Cause.RESULT, "1"): D("5.00"), (Cause.RESULT, "2"): D("0.00"), (Cause.METHOD, ""): D("0.00")}


def test_new_and_dropped_criteria_are_method_only() -> None:
    before = scoring([item("1.1", "60"), item("1.2", "40")], {"y-te": {"1.1": "30", "1.2": "40"}}, 2024, "bo-2024")
    after = scoring([item("1.1", "60"), item("1.3", "40")], {"y-te": {"1.1": "30", "1.3": "10"}}, 2025)
    assert steps(before, after) == {(Cause.RESULT, "1"): D("0.00"), (Cause.METHOD, ""): D("-30.00")}


def test_a_link_follows_a_criterion_to_its_new_code() -> None:
    before = scoring([item("1.1", "100")], {"y-te": {"1.1": "50"}}, 2024, "bo-2024")
    moved = item("7.3", "100", "Tên mới hẳn", links=(Link("bo-2024", "1.1"),))
    assert steps(before, scoring([moved], {"y-te": {"7.3": "60"}}))[Cause.RESULT, "7"] == D("10.00")


def test_a_code_that_names_another_thing_is_not_followed() -> None:
    before = scoring([item("1.1", "100", "Công khai thủ tục")], {"y-te": {"1.1": "50"}}, 2024, "bo-2024")
    after = scoring([item("1.1", "100", "Thanh toán trực tuyến")], {"y-te": {"1.1": "60"}})
    found = waterfall(before, after, "y-te")
    assert [(one.cause, one.change) for one in found.steps] == [(Cause.ALL, D("10.00"))]
    assert (found.followed, found.leaves) == (0, 1)


def test_another_rule_for_the_same_criterion_is_not_called_result() -> None:
    old, new = item("1.1", "50", rule="yes_no"), item("1.1", "50", rule="ratio")
    rest = item("1.2", "50")
    before = scoring([old, rest], {"y-te": {"1.1": "50", "1.2": "10"}}, 2024, "bo-2024")
    after = scoring([new, rest], {"y-te": {"1.1": "30", "1.2": "15"}})
    moved = steps(before, after)
    assert moved[Cause.RULE, ""] == D("-20.00")
    assert moved[Cause.RESULT, "1"] == D("5.00")


def test_a_penalty_that_grew_takes_off() -> None:
    items = [item("1.1", "100"), item("P.1", "3", part=Part.PENALTY)]
    before = scoring(items, {"y-te": {"1.1": "80", "P.1": Scored(D(0), D(3))}}, 2024)
    after = scoring(items, {"y-te": {"1.1": "80", "P.1": Scored(D(-2), D(3))}})
    assert steps(before, after)[Cause.RESULT, "P"] == D("-2.00")


@given(data=st.data(), items=items_of_any_set())
def test_steps_add_up_to_the_change_on_one_set(data: st.DataObject, items: list) -> None:
    before = scoring(items, {"y-te": data.draw(sheet_points(items))}, 2024)
    after = scoring(items, {"y-te": data.draw(sheet_points(items))})
    found = waterfall(before, after, "y-te")
    assert found.before + sum(one.change for one in found.steps) == found.after


@given(data=st.data(), old=items_of_any_set(), new=items_of_any_set())
def test_steps_add_up_between_any_two_sets(data: st.DataObject, old: list, new: list) -> None:
    before = scoring(old, {"y-te": data.draw(sheet_points(old))}, 2024, "bo-2024")
    after = scoring(new, {"y-te": data.draw(sheet_points(new))})
    found = waterfall(before, after, "y-te")
    assert found.before + sum(one.change for one in found.steps) == found.after


@given(data=st.data(), old=items_of_any_set(), new=items_of_any_set())
def test_a_unit_that_did_the_same_everywhere_has_no_result_step(data: st.DataObject, old: list, new: list) -> None:
    """Half of every maximum in both years: whatever moved the index is not its doing."""
    half = [{one.code: Scored(one.maximum / 2, one.maximum) for one in items} for items in (old, new)]
    before = scoring(old, {"y-te": half[0]}, 2024, "bo-2024")
    after = scoring(new, {"y-te": half[1]})
    assert not [
        one
        for one in waterfall(before, after, "y-te").steps
        if one.cause is Cause.RESULT and abs(one.change) > D("0.01")
    ]


@given(parts=st.lists(st.fractions(-50, 50, max_denominator=977), min_size=1, max_size=12))
def test_rounded_parts_sum_to_the_rounded_whole(parts: list[Fraction]) -> None:
    total = decimal_of(sum(parts, Fraction(0)), 2)
    shown = adding_up(parts, total, 2)
    assert sum(shown) == total
    assert all(abs(Fraction(one) - exact) <= Fraction(2, 100) for one, exact in zip(shown, parts, strict=True))


def test_half_up_from_the_exact_value() -> None:
    assert decimal_of(part_of_index(D("68.32"), D("84")), 2) == D("81.33")
    assert decimal_of(Fraction(-1, 200), 2) == D("-0.01")
    assert decimal_of(Fraction(-1, 1000), 2) == 0
