"""Self-scores against what appraisal found (E08)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.analysis.domain.inflation import by_item, by_unit
from thongsuot.measuring.analysis.domain.shape import Scored
from thongsuot.measuring.analysis.tests.making import D, cents, item, scoring
from thongsuot.measuring.criteria.domain.tree import Part


def scored(own: str | None, found: str | None, maximum: str = "10") -> Scored:
    return Scored(D(found or own or 0), D(maximum), D(own) if own else None, D(found) if found else None)


ITEMS = [item("1.1"), item("1.2"), item("P.1", "3", part=Part.PENALTY)]
ROUND = scoring(
    ITEMS,
    {
        "y-te": {"1.1": scored("10", "8"), "1.2": scored("6", "7"), "P.1": scored("0", "-1", "3")},
        "noi-vu": {"1.1": scored("9", "9"), "1.2": scored("5", "5"), "P.1": scored("0", "0", "3")},
        "tai-chinh": {"1.1": scored("9", None), "1.2": None, "P.1": scored(None, "-2", "3")},
    },
)


def test_the_widest_gap_first_and_who_is_not_yet_appraised_is_left_out() -> None:
    assert [(one.key, one.gap) for one in by_unit(ROUND)] == [("y-te", D(2)), ("noi-vu", D(0))]


def test_a_penalty_found_by_appraisal_widens_the_gap() -> None:
    """16 self against 15 − 1: the index of inflation is 2/14."""
    (widest, _none) = by_unit(ROUND)
    assert (widest.self_points, widest.appraised, widest.lowered, widest.raised) == (D(16), D(14), 2, 1)
    assert widest.index is not None
    assert round(widest.index, 2) == D("14.29")


def test_by_criterion_says_where_words_are_read_differently() -> None:
    first = by_item(ROUND)[0]
    assert (first.key, first.gap, first.both) == ("1.1", D(2), 2)


def test_nothing_left_to_compare_with_has_no_index() -> None:
    gone = scoring([item("1.1")], {"y-te": {"1.1": scored("4", "0")}})
    assert by_unit(gone)[0].index is None


@given(pairs=st.lists(st.tuples(cents(1000), cents(1000)), min_size=1, max_size=6))
def test_units_and_criteria_tell_one_and_the_same_sum(pairs: list) -> None:
    own = {f"1.{n}": Scored(b, D(10), a, b) for n, (a, b) in enumerate(pairs)}
    one = scoring([item(code) for code in own], {"y-te": own, "noi-vu": own})
    assert sum(gap.gap for gap in by_unit(one)) == sum(gap.gap for gap in by_item(one))
