"""Agreement between two appraisers, against figures worked out by hand and by other arithmetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.appraisal.domain.agreement import Pair, TooFew, agreement, kappa
from thongsuot.measuring.appraisal.domain.inflation import gap_of


def pair(first: str, second: str, claimed: str = "2", maximum: str = "2") -> Pair:
    return Pair(Decimal(claimed), Decimal(first), Decimal(second), Decimal(maximum))


def test_ten_pairs_by_hand() -> None:
    pairs = [*[pair("2", "2")] * 6, *[pair("1", "1")] * 2, pair("2", "1.5"), pair("1", "1.1")]
    found = agreement(pairs)
    assert (found.equal, found.within) == (Decimal("0.8"), Decimal("0.9"))
    assert found.mean_difference == Decimal("-0.04")  # (−0,5 + 0,1) / 10
    # accepted by both 6, reduced by both 3, only the first accepted 1: (0,9 − 0,54) / (1 − 0,54)
    assert found.kappa is not None and abs(found.kappa - Decimal("0.782608")) < Decimal("0.000001")


def test_the_classic_table() -> None:
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0,7 observed, 0,5 by chance, kappa 0,4."""
    table = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(table) == Decimal("0.4")


def test_it_says_nothing_on_nine_pairs() -> None:
    with pytest.raises(TooFew, match="Mới có 9 cặp, cần ít nhất 10"):
        agreement([pair("2", "2")] * 9)
    with pytest.raises(TooFew):
        agreement([], least=0)


def test_all_accepted_by_both_is_no_proof_of_agreement() -> None:
    found = agreement([pair("2", "2")] * 12)
    assert found.equal == 1 and found.kappa is None


judged = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)


@given(judged)
def test_kappa_as_fractions_give_it(table: list[tuple[bool, bool]]) -> None:
    n = len(table)
    observed = Fraction(sum(a == b for a, b in table), n)
    first, second = (Fraction(sum(row[i] for row in table), n) for i in (0, 1))
    expected = first * second + (1 - first) * (1 - second)
    found = kappa(table)
    if expected == 1:
        assert found is None
    else:
        assert found is not None and -1 <= found <= 1
        assert abs(Fraction(found) - (observed - expected) / (1 - expected)) < Fraction(1, 10**20)


@given(judged)
def test_kappa_does_not_care_who_is_first(table: list[tuple[bool, bool]]) -> None:
    assert kappa(table) == kappa([(b, a) for a, b in table])


points = st.decimals(0, 2, places=2)


@given(st.lists(st.builds(Pair, points, points, points, st.just(Decimal(2))), min_size=10, max_size=30))
def test_equal_pairs_lie_within_and_the_difference_turns_with_the_order(pairs: list[Pair]) -> None:
    found = agreement(pairs)
    turned = agreement([Pair(one.claimed, one.second, one.first, one.maximum) for one in pairs])
    assert found.equal <= found.within <= 1
    assert found.mean_difference == -turned.mean_difference
    assert (found.equal, found.within, found.kappa) == (turned.equal, turned.within, turned.kappa)


def test_inflation_reads_as_a_percentage_of_what_was_found() -> None:
    gap = gap_of([(Decimal(50), Decimal(40)), (Decimal(40), Decimal(40)), (Decimal(9), None), (None, Decimal(1))])
    assert (gap.judged, gap.points, gap.percent) == (2, Decimal(10), Decimal("12.5"))


@given(st.lists(st.tuples(st.none() | points, st.none() | points), max_size=20))
def test_what_is_not_judged_neither_inflates_nor_deflates(scores: list[tuple[Decimal | None, Decimal | None]]) -> None:
    gap = gap_of(scores)
    complete = [(own, found) for own, found in scores if own is not None and found is not None]
    assert gap == gap_of(complete) and gap.judged == len(complete)
    assert gap.points == sum((own - found for own, found in complete), Decimal(0))
    assert (gap.percent is None) == (gap.found == 0)
