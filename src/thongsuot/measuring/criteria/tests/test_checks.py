"""A set that does not add up is told so in words one can act on; what is unknown is not wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.conftest import SMALL_SET
from thongsuot.measuring.criteria.domain.checks import Known, Weight, faults, stops_round, wrong
from thongsuot.measuring.criteria.domain.plain import SetError, set_from

Change = Callable[[dict[str, Any]], object]
ANYTHING = Known()


def changed(change: Change | None = None) -> dict[str, Any]:
    """The small set with every leaf's evidence and owner filled in, and one thing changed."""
    plain = copy.deepcopy(SMALL_SET)
    for leaf in leaves(plain):
        leaf |= {"evidence": "Văn bản", "owner": "Sở Nội vụ"}
    if change:
        change(plain)
    return plain


def leaves(plain: dict[str, Any]) -> list[dict[str, Any]]:
    open_nodes, found = list(plain["nodes"]), []
    while open_nodes:
        node = open_nodes.pop()
        open_nodes += node.get("children", [])
        if not node.get("children"):
            found.append(node)
    return found


def texts(change: Change | None = None, known: Known = ANYTHING) -> list[str]:
    return [one.message for one in faults(set_from(changed(change)), known)]


def at(plain: dict[str, Any], *path: int) -> dict[str, Any]:
    node = plain["nodes"][path[0]]
    for step in path[1:]:
        node = node["children"][step]
    return node


def test_a_sound_set_has_no_faults() -> None:
    assert texts() == []


def test_a_set_that_sums_to_99_says_what_it_sums_to() -> None:
    assert texts(lambda plain: at(plain, 3).update(maximum="9")) == [
        "Điểm tối đa các lĩnh vực cộng được 99, thiếu 1. Hãy sửa để tổng đúng 100 điểm."
    ]


def test_bonus_and_penalty_stand_outside_the_hundred() -> None:
    assert texts(lambda plain: plain["nodes"].pop()) == []


def test_children_add_up_to_their_parent() -> None:
    assert texts(lambda plain: at(plain, 0, 0).update(maximum="12.5")) == [
        "Các tiêu chí con của 1 cộng được 42,5, thừa 2,5 so với 40 điểm. Hãy sửa điểm con hoặc điểm của 1."
    ]


def test_an_unknown_maximum_is_unknown_and_not_nought() -> None:
    found = faults(set_from(changed(lambda plain: at(plain, 2).update(maximum=None))))
    assert [one.weight for one in found] == [Weight.UNKNOWN]
    assert "chưa rõ" in found[0].message and found[0].code == "3"
    assert stops_round(found) == found and wrong(found) == []


def test_known_parts_may_not_exceed_the_whole_even_where_others_are_unknown() -> None:
    def both(plain: dict[str, Any]) -> None:
        at(plain, 2)["maximum"] = None
        at(plain, 3)["maximum"] = "40"

    assert texts(both)[0] == "Điểm tối đa các lĩnh vực cộng được 110, thừa 10. Hãy sửa để tổng đúng 100 điểm."


def test_evidence_and_owner_are_asked_for_but_stop_no_round() -> None:
    found = faults(set_from(changed(lambda plain: at(plain, 0, 0).update(evidence="", owner=" "))))
    assert [one.message for one in found] == [
        "Tiêu chí 1.1 chưa ghi minh chứng phải nộp. Hãy ghi thêm.",
        "Tiêu chí 1.1 chưa ghi đơn vị chủ trì theo dõi. Hãy ghi thêm.",
    ]
    assert stops_round(found) == []


def test_a_leaf_without_a_rule_stops_a_round() -> None:
    found = faults(set_from(changed(lambda plain: at(plain, 0, 0).pop("rule"))))
    assert [(one.code, one.weight) for one in found] == [("1.1", Weight.UNKNOWN)]


def test_a_rule_on_an_unknown_indicator_names_it() -> None:
    def ask(plain: dict[str, Any]) -> None:
        at(plain, 0, 1)["rule"]["source"] = "claim:diem-hanh-phuc"

    assert texts(ask, Known(indicators={"sipas"})) == [
        "Tiêu chí 1.2: chỉ tiêu «diem-hanh-phuc» không có trong bộ chỉ tiêu."
        " Hãy chọn chỉ tiêu đã có hoặc thêm chỉ tiêu ấy trước."
    ]
    assert texts(ask, Known(indicators={"diem-hanh-phuc"})) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda plain: at(plain, 1, 1).update(code="2.1"), "Mã 2.1 dùng 2 lần"),
        (lambda plain: at(plain, 1, 1).update(code="1.9"), "không bắt đầu bằng «2.»"),
        (lambda plain: at(plain, 1, 1).update(code="2.một hai"), "chưa đúng dạng"),
        (lambda plain: at(plain, 0).update(rule={"kind": "yes_no"}), "không mang cách tính riêng"),
        (lambda plain: at(plain, 1, 1)["rule"]["steps"][0].update(points="11"), "vượt điểm tối đa 10"),
        (lambda plain: at(plain, 1, 1)["rule"]["steps"][0].update(points="9"), "chưa tới điểm tối đa 10"),
        (lambda plain: at(plain, 1, 1)["rule"]["steps"][1].update(at_least="80"), "mức từ 80 có 2 bậc"),
        (lambda plain: at(plain, 1, 1)["rule"].update(steps=[]), "còn trống"),
        (lambda plain: at(plain, 1, 0)["rule"].update(floor="100"), "mức sàn 100% phải thấp hơn"),
        (lambda plain: at(plain, 3)["rule"].update(full="0"), "hai mức khác nhau"),
        (lambda plain: at(plain, 0, 2)["rule"].update(each="0"), "phải lớn hơn 0"),
        (lambda plain: at(plain, 0, 1)["rule"].update(source="mây"), "nguồn tự tính «mây» không có"),
        (lambda plain: at(plain, 2).update(method="appraisal"), "đi với nguồn điểm khảo sát"),
        (lambda plain: at(plain, 2).update(field="cooking"), "không có lĩnh vực «cooking»"),
        (lambda plain: at(plain, 2).update(links=[{"target": "bo-la", "code": "1"}]), "đối chiếu sang «bo-la»"),
        (lambda plain: at(plain, 2).update(name=" "), "chưa có tên"),
        (lambda plain: plain.update(first_year=2025, last_year=2024), "Năm cuối 2024 trước năm đầu 2025"),
    ],
)
def test_each_fault_names_its_node_and_its_reason(change: Change, words: str) -> None:
    found = faults(set_from(changed(change)), Known(fields={"steering", "impact"}, sets={"thu-nho"}))
    assert [one for one in found if words in one.message and one.weight is Weight.WRONG], found


def test_a_maximum_finer_than_the_rounding_could_never_be_reached() -> None:
    def fine(plain: dict[str, Any]) -> None:
        at(plain, 2)["maximum"], at(plain, 3)["maximum"] = "19.995", "10.005"

    assert "lẻ hơn 2 chữ số" in texts(fine)[0]


def test_an_empty_set_asks_for_its_first_domain() -> None:
    assert texts(lambda plain: plain.update(nodes=[])) == [
        "Bộ tiêu chí chưa có lĩnh vực nào. Hãy thêm lĩnh vực đầu tiên."
    ]


def test_a_rule_of_no_known_kind_is_not_even_read() -> None:
    with pytest.raises(SetError, match=r"không có quy tắc tên «bốc thăm»"):
        set_from(changed(lambda plain: at(plain, 2).update(rule={"kind": "bốc thăm"})))


@given(st.lists(st.decimals("0.25", "50", places=2), min_size=1, max_size=12))
def test_any_split_that_sums_to_the_total_passes_and_any_other_is_named(maxima: list[Decimal]) -> None:
    def split(plain: dict[str, Any]) -> None:
        plain["total"] = str(sum(maxima))
        plain["nodes"] = [
            {"code": f"{number}", "name": "x", "maximum": str(one), "rule": {"kind": "yes_no"}, "field": "impact"}
            | {"evidence": "y", "owner": "z"}
            for number, one in enumerate(maxima, 1)
        ]

    plain = changed(split)
    assert faults(set_from(plain)) == []
    plain["total"] = str(sum(maxima) + Decimal("0.01"))
    assert ["thiếu 0,01" in one.message for one in faults(set_from(plain))] == [True]
