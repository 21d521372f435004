"""A unit's simulation put together, without a database."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.simulator.asked import Wish
from thongsuot.measuring.simulator.domain.survey import survey_error
from thongsuot.measuring.simulator.study import Study, states_of, study

D = Decimal
TODAY = date(2026, 11, 22)
SPARE = tuple(D(one) / 10 for one in range(-15, 16))


def years(result: Result) -> dict[int, dict[str, Decimal]]:
    """Past years around the percents of the result, with a spread of about one point."""
    chance = random.Random(1)
    now = {one.key: one.percent for one in result.units if one.percent is not None}
    return {
        year: {unit: score + D(round(chance.gauss(0, 100))) / 100 for unit, score in now.items()}
        for year in range(2021, 2025)
    } | {2025: now}


def simulated(result: Result, wish: Wish, past: bool = True) -> Study:
    return study(result, result.by_key["so-y-te"], years(result) if past else {}, SPARE, wish, TODAY)


def test_it_starts_from_what_was_published(result: Result) -> None:
    made = simulated(result, Wish())
    unit = result.by_key["so-y-te"]
    assert made.before.points == unit.totals.final and round(made.before.percent, 2) == unit.percent
    assert unit.rank == 8 and made.before.outlook.band.worst == 8
    assert made.chosen == [] and made.after == made.before and made.out_of == 8
    assert (made.left.year, made.within, made.proposed) == (2026, 3, None)


def test_levers_come_in_order_of_places_won_for_the_effort_and_late_ones_last(result: Result) -> None:
    rows = simulated(result, Wish(year=2026)).rows
    late = [row.is_late for row in rows]
    assert late == sorted(late) and any(late) and not all(late)
    in_time = [row.risen_per_effort for row in rows if not row.is_late]
    assert in_time == sorted(in_time, reverse=True)
    assert all(not row.is_late for row in simulated(result, Wish(year=2027)).rows)


def test_chosen_levers_add_up_and_one_leaf_counts_once(result: Result) -> None:
    made = simulated(result, Wish(chosen=("1.1:dat", "2.1:tiep", "2.1:dat", "khong-co:dat"), year=2027))
    assert [one.key for one in made.chosen] == ["1.1:dat", "2.1:dat"]
    assert made.after.points - made.before.points == D(13)
    assert made.after.outlook.mean < made.before.outlook.mean
    assert made.chance_after >= made.chance_before
    assert {row.lever.key for row in made.rows if row.is_chosen} == {"1.1:dat", "2.1:dat"}


def test_a_small_gain_is_called_negligible_and_a_large_one_not(result: Result) -> None:
    small = simulated(result, Wish(code="2.1", points=D("0.5")))
    assert small.after.points - small.before.points == D("0.5") and small.is_negligible
    keys = [f"{row.lever.code}:dat" for row in small.rows]
    large = simulated(result, Wish(chosen=tuple(keys)))
    assert not large.is_negligible and large.after.outlook.band.best == 1


def test_the_best_bundle_of_a_budget_leaves_papers_and_late_levers_out_on_request(result: Result) -> None:
    with_paper = simulated(result, Wish(budget=D(3), propose=True, year=2027))
    assert with_paper.proposed is not None and with_paper.cost <= 3
    assert "1.1:dat" in {one.key for one in with_paper.chosen}
    without = simulated(result, Wish(budget=D(3), propose=True, without_paper=True, year=2027))
    assert all(one.paper is None for one in without.chosen)
    assert without.after.points < with_paper.after.points
    late = simulated(result, Wish(budget=D(50), propose=True, year=2026))
    assert not {row.lever.key for row in late.rows if row.is_late} & {one.key for one in late.chosen}


def test_what_the_user_says_a_thing_costs_counts(result: Result) -> None:
    dear = simulated(result, Wish(budget=D(3), propose=True, efforts={"1.1:dat": D(90)}, year=2027))
    assert "1.1" not in {one.code for one in dear.chosen}


def test_without_a_past_of_its_own_the_round_borrows_and_says_so(result: Result) -> None:
    assert simulated(result, Wish()).has_own_past
    borrowed = simulated(result, Wish(), past=False)
    assert not borrowed.has_own_past and borrowed.coverage.percent is None


def test_back_test_stands_on_the_page(result: Result) -> None:
    coverage = simulated(result, Wish()).coverage
    assert coverage.tried == 3 * 8 and coverage.percent is not None and coverage.percent >= 70


@pytest.mark.parametrize(("sheets", "error"), [(None, "0"), (100, "0.73"), (400, "0.37")])
def test_four_times_the_sheets_halve_the_error(result: Result, sheets: int | None, error: str) -> None:
    """20 × √(0,8394 × 0,1606 / 100) = 0,734."""
    found = survey_error(result.criteria, states_of(result.by_key["so-y-te"]), sheets)
    assert round(found, 2) == D(error)
