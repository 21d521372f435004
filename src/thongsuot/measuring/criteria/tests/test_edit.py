"""Editing a set in plain form: codes go down, circles are refused, a node stays tied to where it was."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.conftest import SMALL_SET
from thongsuot.measuring.criteria.domain import edit
from thongsuot.measuring.criteria.domain.diff import compare
from thongsuot.measuring.criteria.domain.plain import set_from

ORIGIN = edit.Origin("thu-nho", frozenset(set_from(SMALL_SET).by_code))
CODES = sorted(set_from(SMALL_SET).by_code)
LEAF = {"code": "1.4", "name": "Mới", "maximum": "1", "rule": {"kind": "yes_no"}}


def codes(content: dict[str, Any]) -> list[str]:
    return [one.code for one in set_from(content).walk()]


def test_a_new_code_goes_down_and_each_node_keeps_its_link_to_the_set_before() -> None:
    plain = edit.changed(SMALL_SET, "2", {"code": "5"}, ORIGIN)
    assert [code for code in codes(plain) if code.startswith("5")] == ["5", "5.1", "5.2"]
    found = compare(set_from(SMALL_SET), set_from(plain | {"key": "sau"}))
    assert [(one.old.code, one.new.code) for one in found.recoded] == [("2", "5"), ("2.1", "5.1"), ("2.2", "5.2")]
    assert not found.added and not found.removed


def test_recoded_twice_the_link_still_names_the_first_code() -> None:
    once = edit.changed(SMALL_SET, "2.2", {"code": "2.7"}, ORIGIN)
    twice = edit.changed(once, "2.7", {"code": "2.9"}, ORIGIN)
    (link,) = set_from(twice).by_code["2.9"].links
    assert (link.target, link.code) == ("thu-nho", "2.2")


def test_a_node_is_never_moved_under_itself() -> None:
    for under in ("1", "1.2"):
        with pytest.raises(edit.EditError, match="vào dưới chính nó"):
            edit.moved(SMALL_SET, "1", under, "1.9")


def test_a_taken_code_is_refused_whether_added_moved_or_renamed() -> None:
    for change in (
        lambda: edit.added(SMALL_SET, "1", LEAF | {"code": "2.1"}),
        lambda: edit.changed(SMALL_SET, "1.1", {"code": "2.1"}),
        lambda: edit.moved(SMALL_SET, "1.1", "2", "2.1"),
    ):
        with pytest.raises(edit.EditError, match=r"Đã có tiêu chí mã 2\.1"):
            change()


def test_a_leaf_that_gets_children_loses_its_rule() -> None:
    plain = edit.added(SMALL_SET, "3", {"code": "3.1", "name": "Con", "maximum": "20", "rule": {"kind": "yes_no"}})
    node = set_from(plain).by_code["3"]
    assert node.rule is None and [one.code for one in node.children] == ["3.1"]


def test_an_unknown_maximum_stays_unknown_and_is_not_left_out() -> None:
    plain = edit.changed(SMALL_SET, "3", {"maximum": None, "links": None})
    assert edit.node_of(plain, "3")["maximum"] is None and "links" not in edit.node_of(plain, "3")


def test_the_mark_of_a_node_is_of_itself_alone() -> None:
    before = edit.mark_of(SMALL_SET, "1")
    assert edit.mark_of(edit.changed(SMALL_SET, "1.1", {"name": "Khác"}), "1") == before
    assert edit.mark_of(edit.changed(SMALL_SET, "1", {"name": "Khác"}), "1") != before
    with pytest.raises(edit.EditError, match=r"Không còn tiêu chí mã 9\.9"):
        edit.mark_of(SMALL_SET, "9.9")


@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "move"]), st.sampled_from(CODES)), max_size=6))
def test_whatever_is_done_codes_stay_unique_and_the_original_untouched(steps: list[tuple[str, str]]) -> None:
    before = copy.deepcopy(SMALL_SET)
    plain: dict[str, Any] = SMALL_SET
    for number, (what, code) in enumerate(steps):
        try:
            if what == "add":
                plain = edit.added(plain, code, LEAF | {"code": f"{code}.9{number}"})
            elif what == "remove":
                plain = edit.removed(plain, code)
            else:
                plain = edit.moved(plain, code, "2", f"2.8{number}")
        except edit.EditError:
            continue
        found = codes(plain)
        assert len(found) == len(set(found))
    assert before == SMALL_SET
