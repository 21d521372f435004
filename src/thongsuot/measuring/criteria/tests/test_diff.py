"""What a new version adds, removes and re-weights; a node that got another code is followed by its link."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.conftest import SMALL_SET
from thongsuot.measuring.criteria.domain.diff import compare, earlier_codes
from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet


def later(**changes: Any) -> CriteriaSet:
    plain = copy.deepcopy(SMALL_SET) | {"key": "thu-nho-sau"} | changes
    return set_from(plain)


def test_a_set_is_the_same_as_itself() -> None:
    found = compare(set_from(SMALL_SET), later())
    assert found.is_empty and len(found.pairs) == 13


def test_added_removed_reweighted_renamed_and_scored_otherwise() -> None:
    plain = copy.deepcopy(SMALL_SET)
    steering, procedures = plain["nodes"][:2]
    steering["children"][0]["maximum"] = "8"
    steering["children"].append({"code": "1.4", "name": "Sáng kiến", "maximum": "2", "rule": {"kind": "yes_no"}})
    procedures["children"][1]["name"] = "Hồ sơ nộp trực tuyến toàn trình"
    procedures["children"][0]["rule"] = {"kind": "ratio", "full": "100", "floor": "90", "when_empty": "ask"}
    plain["nodes"].pop()
    found = compare(set_from(SMALL_SET), set_from(plain))
    assert [one.code for one in found.added] == ["1.4"]
    assert [one.code for one in found.removed] == ["P", "P.1"]
    assert [(one.new.code, one.gain) for one in found.reweighted] == [("1.1", Decimal(-2))]
    assert [one.new.code for one in found.renamed] == ["2.2"]
    assert [one.new.code for one in found.scored_otherwise] == ["2.1"]
    assert not found.worded_otherwise and not found.recoded


def test_a_node_with_another_code_is_followed_by_its_link() -> None:
    plain = copy.deepcopy(SMALL_SET)
    first, second = plain["nodes"][1]["children"]
    first["code"], second["code"] = "2.2", "2.1"
    first["links"] = [{"target": "thu-nho", "code": "2.1"}]
    second["links"] = [{"target": "thu-nho", "code": "2.2"}]
    found = compare(set_from(SMALL_SET), set_from(plain | {"key": "sau"}))
    assert [(one.old.code, one.new.code) for one in found.recoded] == [("2.1", "2.2"), ("2.2", "2.1")]
    assert not found.added and not found.removed and not found.renamed


def test_two_nodes_cannot_come_from_one() -> None:
    plain = copy.deepcopy(SMALL_SET)
    for child in plain["nodes"][1]["children"]:
        child["links"] = [{"target": "thu-nho", "code": "2.1"}]
    assert earlier_codes(set_from(SMALL_SET), set_from(plain))["2.2"] == "2.2"


def test_an_unknown_maximum_that_became_known_has_no_gain() -> None:
    plain = copy.deepcopy(SMALL_SET)
    plain["nodes"][2]["maximum"] = None
    (pair,) = compare(set_from(plain), later()).reweighted
    assert pair.old.maximum is None and pair.gain is None


CODES = st.lists(st.integers(1, 30).map(str), unique=True, min_size=1, max_size=10)


@given(CODES, CODES)
def test_every_node_is_added_removed_or_paired_exactly_once(old: list[str], new: list[str]) -> None:
    one, other = (
        set_from(SMALL_SET | {"key": key, "nodes": [{"code": code, "name": "x", "maximum": "1"} for code in codes]})
        for key, codes in (("cu", old), ("moi", new))
    )
    found = compare(one, other)
    assert sorted([*(pair.new.code for pair in found.pairs), *(node.code for node in found.added)]) == sorted(new)
    assert sorted([*(pair.old.code for pair in found.pairs), *(node.code for node in found.removed)]) == sorted(old)
