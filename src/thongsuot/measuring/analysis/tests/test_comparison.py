"""Two units side by side, and what one could win back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.analysis.domain.comparison import compare
from thongsuot.measuring.analysis.domain.lost import Reach, losses, total_lost
from thongsuot.measuring.analysis.domain.shape import Scored
from thongsuot.measuring.analysis.tests.making import D, item, items_of_any_set, scoring, sheet_points
from thongsuot.measuring.criteria.domain.tree import Part


def test_where_one_gains() -> None:
    items = [item("1.1"), item("1.2"), item("2.1"), item("P.1", "3", part=Part.PENALTY)]
    points = {
        "y-te": {"1.1": "9", "1.2": "4", "2.1": None, "P.1": Scored(D(-1), D(3))},
        "noi-vu": {"1.1": "7", "1.2": "8", "2.1": "5", "P.1": Scored(D(0), D(3))},
    }
    found = compare(scoring(items, points), "y-te", "noi-vu")
    assert (found.mine, found.theirs, found.difference) == (D(12), D(20), D(-8))
    assert [(one.item.code, one.difference) for one in found.ahead()] == [("1.1", D(2))]
    assert [one.item.code for one in found.behind()] == ["2.1", "1.2", "P.1"]
    assert found.behind()[0].mine is None  # does not apply, which is no zero


@given(data=st.data(), items=items_of_any_set())
def test_differences_add_up_and_turn_round(data: st.DataObject, items: list) -> None:
    points = {unit: data.draw(sheet_points(items)) for unit in ("a", "b")}
    one = scoring(items, points)
    there, back = compare(one, "a", "b"), compare(one, "b", "a")
    assert there.difference == sum(line.difference for top in there.tops for line in top.lines) == -back.difference


MANY = {f"d{n}": {"1.1": "10" if n < 6 else "4", "1.2": "10" if n == 0 else "3", "1.3": "9"} for n in range(10)}
ITEMS = [item("1.1"), item("1.2"), item("1.3")]


def test_what_most_have_can_be_won_back_and_what_nobody_has_is_not_promised() -> None:
    found = losses([scoring(ITEMS, MANY)], "d9")
    assert [(one.item.code, one.lost, one.reach) for one in found] == [
        ("1.1", D(6), Reach.MOST),
        ("1.2", D(7), Reach.SOME),
        ("1.3", D(1), Reach.NONE),
    ]
    assert total_lost(found) == (D(14), D(6))


def test_what_it_had_itself_in_an_earlier_year() -> None:
    then = scoring(ITEMS, {"d9": {"1.1": "4", "1.2": "8", "1.3": "9"}}, 2024)
    first = losses([then, scoring(ITEMS, MANY)], "d9")[0]
    assert (first.item.code, first.reach, first.best_year) == ("1.2", Reach.OWN, 2024)


@given(data=st.data(), items=items_of_any_set())
def test_lost_points_and_own_points_are_the_maximum(data: st.DataObject, items: list) -> None:
    one = scoring(items, {unit: data.draw(sheet_points(items)) for unit in ("a", "b", "c")})
    found, own = losses([one], "a"), one.sheets["a"].scores
    base = [own[each.code] for each in one.base_items()]
    assert total_lost(found)[0] == sum(each.maximum for each in base) - sum(each.points for each in base)
    assert total_lost(found)[1] <= total_lost(found)[0]
