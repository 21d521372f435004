"""Shares from their parts, a form whose sums hold, a funnel that only narrows, nine indices without invented zeros."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.insight.domain import nd61
from thongsuot.serving.insight.domain.funnel import Step, drops, widest
from thongsuot.serving.insight.domain.measures import BY_KEY, MEASURES, Key, share_of
from thongsuot.serving.insight.domain.report import line_of
from thongsuot.serving.insight.domain.span import span_of

COUNTS = st.builds(Counts, **{name: st.integers(0, 1000) for name in Counts.__slots__})
JULY = span_of(date(2026, 7, 1), date(2026, 7, 31), datetime(2026, 12, 1, tzinfo=UTC))


def test_every_measure_says_what_it_counts_and_on_whose_word() -> None:
    assert {one.key for one in MEASURES} == set(Key) and len(BY_KEY) == len(MEASURES)
    for one in MEASURES:
        assert one.part_words and one.whole_words and one.reference
        assert hasattr(Counts(), one.part) and hasattr(Counts(), one.whole), one.key


def test_99_7_leaves_three_in_a_thousand_that_can_be_listed() -> None:
    share = share_of(Counts(early_report=500, on_time_report=497, late_report=3), Key.ON_TIME_REPORT)
    assert share.percent == Decimal("99.7") and share.rest == 3


def test_three_parts_make_the_online_share() -> None:
    """50,53% of Cà Mau 2022: who filed is told apart, the total stays one."""
    counts = Counts(received=10_000, online_self=3000, online_assisted=1500, online_officer=553)
    parts = [share_of(counts, key).percent for key in (Key.SELF_FILED, Key.ASSISTED, Key.OFFICER_FILED)]
    whole = share_of(counts, Key.ONLINE).percent
    assert whole == Decimal("50.53") and sum(one for one in parts if one is not None) == whole


def test_a_quarter_of_what() -> None:
    """62,7% digitised and «25%» of them is 15,7% of all: both are said, each with what it is a share of (T16)."""
    counts = Counts(received=10_000, digitised=6270, wholly_digitised=1568)
    of_digitised, of_all = share_of(counts, Key.WHOLLY_OF_DIGITISED), share_of(counts, Key.WHOLLY_DIGITISED)
    assert of_digitised.percent is not None and round(of_digitised.percent) == 25
    assert of_all.percent is not None and round(of_all.percent, 1) == Decimal("15.7")


def test_nothing_to_take_a_share_of_is_missing_not_zero() -> None:
    assert share_of(Counts(), Key.PAID_ONLINE).percent is None
    assert share_of(Counts(with_fee=4), Key.PAID_ONLINE).percent == 0


@given(COUNTS, COUNTS)
def test_counts_add_up_column_by_column(a: Counts, b: Counts) -> None:
    both = a + b
    assert both.solved == a.solved + b.solved and both.all_766 == a.all_766 + b.all_766
    assert both.online == a.online + b.online


def test_the_two_definitions_may_part() -> None:
    counts = Counts(early_766=90, late_766=2, running_766=7, overdue_766=1, early_report=90, late_report=2)
    assert share_of(counts, Key.ON_TIME_766).percent == 97
    assert share_of(counts, Key.ON_TIME_REPORT).percent == Decimal(90) * 100 / 92


def test_the_form_shows_which_sum_does_not_hold() -> None:
    good = Counts(received=9, online_self=4, direct=5, carried=1, early_report=3, on_time_report=3, running_report=4)
    line = line_of(good)
    assert line.faults == () and (line.cells[3], line.cells[7], line.cells[11]) == (10, 6, 4)
    assert line_of(good + Counts(carried=1)).faults == ("(3) = (7)+(11)",)
    assert line_of(good + Counts(received=1, running_report=1)).faults == ("(3) = (4)+(5)+(6)",), "of no channel"


@given(COUNTS)
def test_inner_sums_of_the_form_always_hold(counts: Counts) -> None:
    assert set(line_of(counts).faults) <= {"(3) = (7)+(11)", "(3) = (4)+(5)+(6)"}


def test_a_funnel_says_how_much_each_step_keeps() -> None:
    found = drops([Step("nộp", 346), Step("trả", 173), Step("xong", 17)])
    assert found[0].kept is None and found[1].kept == 50 and found[2].lost == 156
    assert widest(found) == found[2]
    assert drops([Step("không có", 0), Step("gì", 0)])[1].kept is None and widest([]) is None
    with pytest.raises(ValueError, match="trả: 5 > 3"):
        drops([Step("nộp", 3), Step("trả", 5)])


@given(st.lists(st.integers(0, 10_000), min_size=1).map(lambda given: sorted(given, reverse=True)))
def test_losses_of_a_funnel_add_up_to_what_is_missing_at_its_end(counts: list[int]) -> None:
    found = drops([Step(str(number), count) for number, count in enumerate(counts)])
    assert sum(one.lost for one in found) == counts[0] - counts[-1]


def test_points_over_dossiers_to_one_decimal() -> None:
    assert nd61.Tally(10, 3, 2).score == Decimal("1.5")
    assert nd61.Tally(0, 0, 0).score is None


def test_an_agency_has_a_class_only_when_all_nine_are_counted() -> None:
    some = nd61.Card({1: Decimal("1.9"), 3: Decimal("1.8"), 9: Decimal(2)})
    assert some.missing == (2, 4, 5, 6, 7, 8) and some.grade == "" and some.most == 6
    assert some.total == Decimal("5.7")
    for points, grade in (("1.7", "Xuất sắc"), ("1.4", "Tốt"), ("1", "Khá"), ("0.7", "Trung bình"), ("0.6", "Yếu")):
        assert nd61.Card(dict.fromkeys(nd61.NAMES, Decimal(points))).grade == grade


@pytest.mark.parametrize(
    ("services", "dossiers", "late", "points"),
    [(20, 30, 0, 2), (19, 30, 0, 1), (20, 29, 0, 1), (50, 15, 0, 1), (50, 14, 0, 0), (50, 90, 1, 0)],
)
def test_the_ninth_index(services: int, dossiers: int, late: int, points: int) -> None:
    assert nd61.online_score(Decimal(services), Decimal(dossiers), late) == points
    assert nd61.online_score(None, Decimal(dossiers), late) is None


def test_a_period_never_looks_into_the_future() -> None:
    assert (JULY.end - JULY.start).days == 31 and JULY.seen < JULY.end
    now = datetime(2026, 7, 10, 3, tzinfo=UTC)
    assert span_of(date(2026, 7, 1), date(2026, 7, 31), now).seen == now
    with pytest.raises(ValueError, match="đứng trước"):
        span_of(date(2026, 7, 2), date(2026, 7, 1), now)
