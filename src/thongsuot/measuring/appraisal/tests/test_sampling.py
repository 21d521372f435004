"""The draw of second reviews: anyone who knows the seed and the leaves draws the same."""

from __future__ import annotations

import hashlib
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.appraisal.domain.sampling import draw, reviewer_for

LEAVES = {"so-y-te": [f"1.{n}" for n in range(1, 26)], "so-tai-chinh": ["1.1", "1.2"]}


def test_an_outsider_draws_the_same_with_three_lines_of_python() -> None:
    lots = {code: hashlib.sha256(f"mầm|so-y-te|{code}".encode()).hexdigest() for code in LEAVES["so-y-te"]}
    assert draw("mầm", LEAVES, 10)["so-y-te"] == tuple(sorted(lots, key=lots.__getitem__)[:3])  # ⌈25 × 10%⌉


def test_every_unit_is_in_the_sample_and_none_without_a_share() -> None:
    assert {unit: len(codes) for unit, codes in draw("a", LEAVES, 10).items()} == {"so-y-te": 3, "so-tai-chinh": 1}
    assert all(codes == () for codes in draw("a", LEAVES, 0).values())
    with pytest.raises(ValueError, match="101"):
        draw("a", LEAVES, 101)


codes = st.lists(st.text("0123456789.", min_size=1, max_size=6), unique=True, max_size=40)


@given(st.text(max_size=8), st.dictionaries(st.text(max_size=6), codes, max_size=5), st.integers(0, 100))
def test_the_size_is_the_share_rounded_up_unit_by_unit(seed: str, leaves: dict[str, list[str]], share: int) -> None:
    drawn = draw(seed, leaves, share)
    for unit, own in leaves.items():
        assert len(drawn[unit]) == ceil(len(own) * share / 100)
        assert set(drawn[unit]) <= set(own)


@given(st.text(max_size=8), codes, st.integers(0, 100), st.randoms())
def test_the_order_in_which_leaves_come_does_not_matter(seed: str, own: list[str], share: int, random: object) -> None:
    shuffled = list(own)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draw(seed, {"u": own}, share) == draw(seed, {"u": shuffled}, share)


@given(codes, st.integers(0, 99))
def test_a_larger_share_keeps_who_was_drawn(own: list[str], share: int) -> None:
    smaller, larger = (draw("s", {"u": own}, one)["u"] for one in (share, share + 1))
    assert larger[: len(smaller)] == smaller


def test_one_unit_more_does_not_change_the_draw_of_the_others() -> None:
    assert draw("a", LEAVES, 10)["so-y-te"] == draw("a", {**LEAVES, "so-tu-phap": ["1.1"]}, 10)["so-y-te"]


@given(st.text(max_size=5), st.lists(st.integers(1, 99), unique=True, max_size=5))
def test_a_reviewer_is_one_of_the_eligible_whatever_their_order(code: str, eligible: list[int]) -> None:
    found = reviewer_for("a", "u", code, eligible)
    assert found == reviewer_for("a", "u", code, eligible[::-1])
    assert found in eligible if eligible else found is None
