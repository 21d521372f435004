"""The heat map's columns and lines: by domain, by the leaves of one, best units first."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.analysis.domain.discrimination import discrimination
from thongsuot.measuring.analysis.domain.heat import heat, ranked
from thongsuot.measuring.analysis.domain.rolled import rolled_up
from thongsuot.measuring.analysis.tests.making import D, item, items_of_any_set, scoring, sheet_points
from thongsuot.measuring.criteria.domain.tree import Part

ITEMS = [item("1.1"), item("1.2"), item("2.1", "20"), item("T.1", "5", part=Part.BONUS)]
ROUND = scoring(
    ITEMS,
    {"a": {"1.1": "10", "1.2": "4", "2.1": None, "T.1": "5"}, "b": {"1.1": "10", "1.2": "8", "2.1": "10", "T.1": "0"}},
)


def test_domains_first_with_how_many_of_their_leaves_are_flat() -> None:
    drawn = heat(ROUND, "", ranked(ROUND), discrimination(ROUND))
    assert [(one.item.code, one.flat, one.leaves) for one in drawn.columns] == [("1", 1, 2), ("2", 0, 1)]
    assert [line.cells for line in drawn.lines] == [(D(70), None), (D(90), D(50))]  # no bonus, and missing is no 0


def test_a_domain_opens_its_leaves() -> None:
    drawn = heat(ROUND, "1", ranked(ROUND), discrimination(ROUND))
    assert [(one.item.code, one.is_flat) for one in drawn.columns] == [("1.1", True), ("1.2", False)]
    assert drawn.lines[0].cells == (D(100), D(40))


def test_best_first_and_unranked_last() -> None:
    sheets = {
        "a": replace(ROUND.sheets["a"], rank=2),
        "b": replace(ROUND.sheets["b"], rank=1),
        "c": replace(ROUND.sheets["a"], unit="c", peer_group="phường"),
    }
    found = replace(ROUND, sheets=sheets)
    assert [one.unit for one in ranked(found)] == ["b", "a", "c"]
    assert [one.unit for one in ranked(found, "phường")] == ["c"]


@given(data=st.data(), items=items_of_any_set())
def test_rolling_up_loses_no_point_and_no_maximum(data: st.DataObject, items: list) -> None:
    one = scoring(items, {"a": data.draw(sheet_points(items))})
    whole, by_domain = one.sheets["a"].scores, rolled_up(one).sheets["a"].scores
    assert sum(s.points for s in whole.values()) == sum(s.points for s in by_domain.values())
    assert sum(s.maximum for s in whole.values()) == sum(s.maximum for s in by_domain.values())
