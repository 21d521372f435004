"""Ranks: ties, back-computation, bounds and bands (E11, G04, G09, T13, T14)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.ranking import (
    Rank,
    RankBand,
    band_of,
    competition_ranking,
    rank_before,
    rank_is_possible,
    region_rank_bounds,
)

D = Decimal


def test_equal_scores_share_a_rank_and_use_up_the_next() -> None:
    ranks = competition_ranking({"a": D(90), "b": D(88), "c": D(85), "d": D(85), "e": D(80)})
    assert {unit: rank.position for unit, rank in ranks.items()} == {"a": 1, "b": 2, "c": 3, "d": 3, "e": 5}
    assert str(ranks["c"]) == "đồng hạng 3/5"
    assert str(ranks["e"]) == "hạng 5/5"


def test_a_missing_score_is_not_a_zero() -> None:
    ranks = competition_ranking({"a": D(90), "b": None, "c": D(0)})
    assert ranks == {"a": Rank(1, 2, False), "c": Rank(2, 2, False)}


def test_scores_are_ranked_as_they_are_shown() -> None:
    scores = {"a": D("85.3659"), "b": D("85.3701")}
    assert competition_ranking(scores, decimals=2)["a"] == Rank(1, 2, True)
    assert competition_ranking(scores)["a"] == Rank(2, 2, False)


def test_less_may_be_better() -> None:
    assert competition_ranking({"a": D(3), "b": D(1)}, highest_first=False)["b"].position == 1


@given(st.dictionaries(st.integers(), st.integers(0, 20).map(Decimal), min_size=1, max_size=30))
def test_a_rank_counts_the_better_ones(scores: dict[int, Decimal]) -> None:
    ranks = competition_ranking(dict(scores))
    for unit, rank in ranks.items():
        assert rank.position == 1 + sum(other > scores[unit] for other in scores.values())
        assert rank_is_possible(rank.position, rank.out_of)


@pytest.mark.parametrize(
    ("rank", "risen", "before"),
    [(12, 48, 60), (33, -6, 27), (10, 4, 14), (5, 19, 24), (27, 1, 28), (38, 1, 39)],
)
def test_the_rank_a_year_ago(rank: int, risen: int, before: int) -> None:
    assert rank_before(rank, risen) == before


def test_ranks_have_bounds() -> None:
    assert rank_is_possible(rank_before(12, 48), 63)  # T14
    assert not rank_is_possible(rank_before(12, 58), 63)
    assert not rank_is_possible(rank_before(5, -6), 63)


def test_a_band_is_not_a_subtraction() -> None:
    band = RankBand(50, 52)
    assert str(band) == "50 - 52"
    assert 51 in band
    assert 49 not in band
    assert band_of([52, 50, 51]) == band


def test_impossible_bands_are_refused() -> None:
    with pytest.raises(ValueError, match="Nhóm hạng 52 - 50"):
        RankBand(52, 50)
    with pytest.raises(ValueError, match="Chưa có năm nào"):
        band_of([])


def test_a_regional_rank_bounds_the_national_one() -> None:
    bounds = region_rank_bounds(9, 13, 63)
    assert bounds == RankBand(9, 59)
    assert 38 in bounds
