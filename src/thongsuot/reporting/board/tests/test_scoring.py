"""From dossiers to points: what they can say is scored as the portal scores it, the rest stays empty."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.facade import Count, index_on
from thongsuot.reporting.board.scoring import BY_METRIC, NO_SOURCE, Card, card_of, feed_counts
from thongsuot.reporting.board.tests.making import counts
from thongsuot.serving.facts.domain.measures import Counts

DAY = date(2026, 11, 22)
A_MONTH = counts(
    received=100,
    early_766=50,
    on_time_766=30,
    running_766=10,
    late_766=6,
    overdue_766=4,
    with_fee=50,
    paid_online=20,
    with_result=60,
    electronic_result=30,
    wholly_digitised=20,
    digitised=70,
    reused=35,
    from_store=2,
    identified=50,
    disliked=3,
    online_self=40,
)


def group(card: Card, code: str) -> Decimal:
    return card.scored.groups[code].known


def test_on_time_counts_what_still_runs_in_time() -> None:
    card = card_of(A_MONTH, DAY)
    assert feed_counts(A_MONTH)["ON_TIME"] == Count(90, 100)
    assert group(card, "TDGQ") == Decimal("18.00")


def test_a_month_of_dossiers_gives_44_points_to_earn() -> None:
    card = card_of(A_MONTH, DAY)
    # 4.1: 6 × 30/60 · 4.2: 4 × 20/100 · 4.3: 2 × 50% ÷ 80% · 4.4: 4 × 2% · 4.5b: 2 × 50%
    assert group(card, "MDSH") == Decimal("3.00") + Decimal("0.80") + Decimal("1.25") + Decimal("0.08") + Decimal(
        "1.00"
    )
    # 5.4: R = 100% − 10% overdue − 3% disliked = 87%, full from 90%: 6 × 87/90
    assert group(card, "MDHL") == Decimal("5.80")
    assert (card.known, card.known_maximum) == (Decimal("29.93"), Decimal(44))


def test_what_is_both_late_and_disliked_is_taken_off_twice_but_never_below_nothing() -> None:
    bad = replace(Counts.zero(), received=10, late_766=9, on_time_766=1, disliked=5)
    assert feed_counts(bad)["DOSSIER_RECEIVING_SATISFACTION"] == Count(0, 10)


def test_nothing_without_a_source_is_scored() -> None:
    card = card_of(A_MONTH, DAY)
    lines = [line for part in card.parts for line in part.lines]
    silent = {line.metric.code for line in lines if line.count is None and line.metric.counts}
    assert silent == {code for code in NO_SOURCE if index_on(DAY).metrics[code].counts}
    assert all(line.score is None and line.why for line in lines if line.count is None)
    assert group(card, "CKMB") == 0 and card.scored.groups["CKMB"].known_maximum == 0, "of 0 points, not 0 of 18"


def test_every_metric_of_the_index_has_a_source_or_a_reason() -> None:
    for code, metric in index_on(DAY).metrics.items():
        assert code in BY_METRIC or code in NO_SOURCE or metric.unscored


def test_payment_is_told_and_not_added_while_its_points_are_not_known() -> None:
    card = card_of(A_MONTH, DAY)
    paid = next(line for part in card.parts for line in part.lines if line.metric.number == "3.6")
    assert paid.count == Count(20, 50) and "chưa kiểm chứng" in paid.why
    assert group(card, "TTTT") == 0 and card.scored.groups["TTTT"].points is None


def test_a_part_of_the_points_is_not_classed() -> None:
    assert card_of(A_MONTH, DAY).grade == ""


@pytest.mark.parametrize(("points", "grade"), [("82.89", "Tốt"), ("83.8", "Tốt"), ("90", "Xuất sắc"), ("79.99", "Khá")])
def test_classes_come_from_the_table_of_thresholds(points: str, grade: str) -> None:
    """Hà Giang's 82,89 and Bến Cát's 83,8 are «Tốt»; the thresholds are data, and marked as not yet verified."""
    index = index_on(DAY)
    assert index.class_of(Decimal(points)) == grade
    assert index.classes_status == "to-verify"


def test_no_dossier_is_no_figure() -> None:
    card = card_of(Counts.zero(), DAY)
    assert card.is_empty and feed_counts(Counts.zero()) == {}
    assert card.known_maximum == 0, "an empty month does not earn the 0 of «no dossier on time»"
    assert all(line.score is None for part in card.parts for line in part.lines)


def test_a_counted_nothing_is_known() -> None:
    """Dossiers, but none with a fee or a result: the portal leaves these unscored, and so do we, by its rule."""
    card = card_of(counts(received=3, running_766=3), DAY)
    assert card.scored.scores["ORIGINAL_RESULT_AVAILABLE"].points is None
    assert card.scored.scores["ON_TIME"].points == Decimal("20")


def months(seed: int, many: int) -> list[Counts]:
    luck = Random(seed)
    return [Counts(*(luck.randrange(5_000) for _field in fields(Counts))) for _month in range(many)]


@given(st.integers(0, 2**32), st.integers(1, 4))
def test_ratios_of_a_longer_period_are_taken_of_the_sums(seed: int, many: int) -> None:
    """9 tháng = Q1 + Q2 + Q3: of the counts; the share is theirs, not a mean of shares."""
    parts = months(seed, many)
    whole = sum(parts, Counts.zero())
    given_counts = feed_counts(whole)
    for code, feed in BY_METRIC.items():
        if code in given_counts and code != "DOSSIER_RECEIVING_SATISFACTION":
            assert given_counts[code].numerator == sum(feed.part(one) for one in parts)
            assert given_counts[code].denominator == sum(feed.whole(one) for one in parts)
