"""What a round and a signature need, told by small sets and by any numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.conftest import SMALL_SET
from thongsuot.measuring.criteria.domain.checks import faults, stops_round
from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.rounds.domain import (
    Lack,
    Threshold,
    decimals_of,
    is_given,
    is_typed,
    lack_of,
    texts_of,
    wrong_thresholds,
)
from thongsuot.measuring.scoring.outcomes import BadInput

CRITERIA = set_from(SMALL_SET)
RATIO = CRITERIA.by_code["2.1"]


def test_who_enters_which_leaf() -> None:
    leaves = CRITERIA.leaves()
    assert [one.code for one in leaves if is_typed(one)] == ["1.1", "1.3", "2.1", "2.2", "T.1", "P.1"]
    assert [one.code for one in leaves if is_given(one)] == ["3", "4"]
    assert stops_round(faults(CRITERIA)) == []


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=6, unique=True))
def test_thresholds_in_falling_order_are_sound_and_in_any_other_not(lowest: list[Decimal]) -> None:
    falling = sorted(lowest, reverse=True)
    rows = [Threshold(f"Loại {place}", str(value)) for place, value in enumerate(falling)]
    assert wrong_thresholds(rows) is None
    if len(rows) > 1:
        assert wrong_thresholds(rows[::-1])


@pytest.mark.parametrize("rows", [[], [Threshold("", "80")], [Threshold("Tốt", "chín mươi")], [Threshold("T", "-1")]])
def test_thresholds_that_say_nothing(rows: list[Threshold]) -> None:
    assert wrong_thresholds(rows)


@given(st.decimals(0, 10**9, places=4), st.decimals(0, 10**9, places=4))
def test_inputs_come_back_as_they_went(part: Decimal, whole: Decimal) -> None:
    texts = texts_of({"numerator": part, "denominator": whole})
    assert decimals_of(RATIO, texts) == {"numerator": part, "denominator": whole}
    assert texts_of(decimals_of(RATIO, texts)) == texts  # one written form, so that equal values are no change


def test_missing_is_left_out_and_never_zero() -> None:
    assert decimals_of(RATIO, {"numerator": " "}) == {"numerator": None, "denominator": None}
    assert texts_of({"numerator": None, "denominator": Decimal(0)}) == {"denominator": "0"}


@pytest.mark.parametrize("text", ["nhiều", "NaN", "Infinity", "1e30", "1,5"])
def test_what_is_no_number_names_its_input(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        decimals_of(RATIO, {"numerator": text})
    assert refused.value.name == "numerator"
    with pytest.raises(BadInput):
        decimals_of(RATIO, {"value": "1"})


@pytest.mark.parametrize(
    ("code", "points", "has_proof", "lack"),
    [
        ("1.1", None, False, Lack.UNSCORED),
        ("1.1", Decimal(10), False, Lack.UNPROVED),
        ("1.1", Decimal(10), True, None),
        ("1.1", Decimal(0), False, None),
        ("T.1", None, False, None),  # a bonus not claimed
        ("T.1", Decimal(2), False, Lack.UNPROVED),
        ("P.1", None, False, Lack.UNSCORED),
        ("P.1", Decimal(-1), False, None),
        ("1.2", None, False, None),  # computed
        ("3", None, False, None),  # survey
    ],
)
def test_what_a_leaf_lacks(code: str, points: Decimal | None, has_proof: bool, lack: Lack | None) -> None:
    node = CRITERIA.by_code[code]
    assert lack_of(node, points=points, applicable=True, has_proof=has_proof) is lack
    assert lack_of(node, points=points, applicable=False, has_proof=has_proof) is None
