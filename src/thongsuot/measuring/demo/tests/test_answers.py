"""Sample answers tell the story the reports tell: three fields weak for years, some criteria at the ceiling."""

from __future__ import annotations

from decimal import Decimal

import pytest

from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.criteria.files import read_set
from thongsuot.measuring.demo.answers import CHRONIC, Character, answer
from thongsuot.measuring.scoring.evaluate import score_leaf

UNITS = [f"so-{number}--lang-son" for number in range(12)]
YEARS = range(2021, 2027)


@pytest.fixture(scope="module", params=["mau-so-nganh-2024", "mau-so-nganh-2025", "mau-cap-xa-2025"])
def sample(request: pytest.FixtureRequest) -> CriteriaSet:
    return read_set(request.param)


def test_every_leaf_can_be_answered_and_scored(sample: CriteriaSet) -> None:
    for node in sample.leaves():
        for unit in UNITS:
            given = answer(node, unit, 2025)
            for inputs in (given.claimed, given.found):
                outcome = score_leaf(node, inputs, sample.decimals)
                assert node.maximum is not None
                assert abs(outcome.points) <= node.maximum


def test_asked_twice_the_answer_is_the_same(sample: CriteriaSet) -> None:
    node = sample.leaves()[0]
    assert answer(node, UNITS[0], 2025) == answer(node, UNITS[0], 2025)
    assert len({answer(node, unit, 2025).found.__repr__() for unit in UNITS} | {""}) > 1


def test_organisation_training_and_finance_stay_weak_year_after_year() -> None:
    """E12: the three fields named in the report of 2021 are below the others in each year."""
    sample = read_set("mau-so-nganh-2025")
    for year in YEARS:
        shares = {field: _share(sample, field, year) for field in {one.field for one in sample.leaves() if one.field}}
        weak = max(shares[field] for field in CHRONIC)
        assert weak < min(shares[field] for field in ("steering", "institutions", "procedures"))


def test_some_units_flatter_themselves_and_nobody_claims_less_than_was_found() -> None:
    sample = read_set("mau-so-nganh-2025")
    lifted = 0
    for unit in UNITS:
        for node in sample.leaves():
            given = answer(node, unit, 2025)
            claimed = score_leaf(node, given.claimed, sample.decimals).points
            found = score_leaf(node, given.found, sample.decimals).points
            lifted += claimed > found
    assert 5 < lifted < len(UNITS) * len(sample.leaves()) / 5
    assert len({Character.of(unit).flattery for unit in UNITS}) > 1


def _share(sample: CriteriaSet, field: str, year: int) -> Decimal:
    """Points of all units in a field over what they could have."""
    leaves = [one for one in sample.leaves() if one.field == field and one.part == "base"]
    points = sum(
        score_leaf(node, answer(node, unit, year).found, sample.decimals).points for node in leaves for unit in UNITS
    )
    return points / sum(((node.maximum or Decimal(0)) * len(UNITS) for node in leaves), Decimal(0))
