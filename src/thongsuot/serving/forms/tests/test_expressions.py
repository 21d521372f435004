"""The language of conditions: small, typed, always ends; what is not answered is neither yes nor no."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.text import nfc
from thongsuot.serving.forms.domain.expressions import applies, evaluate, names_in
from thongsuot.serving.forms.domain.kinds import Kind, Known, check_expression
from thongsuot.serving.forms.domain.parsing import MAX_LENGTH, ExpressionFault, parse
from thongsuot.serving.forms.domain.tree import Among, Both, Call, Compare, Literal, Name, Node, Not, written

TODAY = date(2026, 11, 22)
KNOWN = {
    "nguoi_nop": Known(Kind.TEXT, ("chinh_chu", "nop_thay")),
    "so_tang": Known(Kind.NUMBER),
    "ngay_sinh": Known(Kind.DATE),
    "co_khai_sinh": Known(Kind.BOOL),
    "nganh": Known(Kind.SEVERAL, ("an_uong", "tap_hoa")),
}


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ("", {}, True),
        ('nguoi_nop = "nop_thay"', {"nguoi_nop": "nop_thay"}, True),
        ('nguoi_nop = "nop_thay"', {"nguoi_nop": "chinh_chu"}, False),
        ('nguoi_nop = "nop_thay"', {}, None),
        ('nguoi_nop != "nop_thay"', {"nguoi_nop": ""}, None),  # blank is not answered, not «something else»
        ('nguoi_nop trong ["chinh_chu", "nop_thay"]', {"nguoi_nop": "nop_thay"}, True),
        ("so_tang >= 3", {"so_tang": "7"}, True),  # a number, not a word: «7» is not less than «10»
        ("so_tang < 10", {"so_tang": "7"}, True),
        ("so_tang = 3.0", {"so_tang": 3}, True),
        ("so_tang = 0", {}, None),  # missing is not 0
        ("so_tang > 2", {"so_tang": "nhiều"}, None),  # what cannot be read is not given
        ("tuoi(ngay_sinh) < 14", {"ngay_sinh": "2012-11-23"}, True),  # 14 tomorrow
        ("tuoi(ngay_sinh) < 14", {"ngay_sinh": "2012-11-22"}, False),
        ("ngay_sinh < 1/7/2025", {"ngay_sinh": "2025-06-30"}, True),
        ("ngay_sinh <= 2025-06-30", {"ngay_sinh": "2025-06-30"}, True),
        ("so_ngay(ngay_sinh, 2026-01-31) > 60", {"ngay_sinh": "2025-11-01"}, True),
        ("so_nam(ngay_sinh, 2026-01-31) = 0", {"ngay_sinh": "2025-11-01"}, True),
        ('"an_uong" trong nganh', {"nganh": ["tap_hoa", "an_uong"]}, True),
        ('"an_uong" trong nganh', {}, None),
        ("so_muc(nganh) = 2", {"nganh": ["tap_hoa", "an_uong"]}, True),
        ("co_khai_sinh", {"co_khai_sinh": True}, True),
        ("khong co_khai_sinh", {"co_khai_sinh": False}, True),
        ("khong co_khai_sinh", {}, None),
        ("co_khai_sinh va so_tang > 2", {"co_khai_sinh": False}, False),  # no already decides
        ("co_khai_sinh hoac so_tang > 2", {"so_tang": "3"}, True),
        ("co_khai_sinh hoac so_tang > 2", {"co_khai_sinh": False}, None),
        ("da_tra_loi(so_tang)", {}, False),
        ("da_tra_loi(so_tang)", {"so_tang": 0}, True),
        ("không (có_thật = đúng) hoặc 1 < 2", {}, True),  # words with their marks
        ("!co_khai_sinh & so_tang ≥ 3", {"co_khai_sinh": False, "so_tang": 3}, True),
        ('co_khai_sinh hoac nguoi_nop = "a" va so_tang = 1', {"co_khai_sinh": True}, True),  # «va» binds closer
    ],
)
def test_a_condition_is_yes_no_or_not_known_yet(condition: str, answers: dict[str, Any], expected: bool | None) -> None:
    assert evaluate(condition, answers, TODAY) is expected
    assert applies(condition, answers, TODAY) is (expected is True)


def test_without_today_an_age_is_not_known() -> None:
    assert evaluate("tuoi(ngay_sinh) < 14", {"ngay_sinh": "2020-01-01"}) is None


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ('nguoi_nop = "nop_thai"', "«nguoi_nop» không có lựa chọn «nop_thai»"),
        ('"an_com" trong nganh', "«nganh» không có lựa chọn «an_com»"),
        ("so_tng > 3", "không có câu hỏi nào tên «so_tng»"),
        ("so_tang > 2026-01-01", "so số với ngày"),
        ('so_tang = "3"', "so số với chữ"),
        ('nguoi_nop < "nop_thay"', "không so được chữ bằng «<»"),
        ("so_tang", "cả điều kiện phải là đúng/sai, đây là số"),
        ("khong so_tang", "cần đúng/sai, đây là số"),
        ("tuoi(so_tang) > 3", "tuoi cần ngày; đây là số"),
        ("mo_tep(so_tang)", "không có hàm «mo_tep»"),
        ("da_tra_loi(3)", "da_tra_loi cần tên"),
        ("so_tang >", "thiếu phần sau cùng"),
        ("so_tang > 3 4", "thừa «4»"),
        ("(so_tang > 3", "thiếu «)»"),
        ("so_tang trong [1, 2", "thiếu «]»"),
        ("so_tang > 31/2/2026", "không có ngày «31/2/2026»"),
        ("__import__('os')", "không hiểu ký hiệu «'»"),
    ],
)
def test_a_slip_is_found_when_the_form_is_loaded_and_says_where(condition: str, words: str) -> None:
    with pytest.raises(ExpressionFault) as fault:
        check_expression(condition, KNOWN)
    assert words in str(fault.value)
    assert 0 <= fault.value.at <= len(condition)


@pytest.mark.parametrize(
    "condition",
    ["(" * 50 + "dung" + ")" * 50, "khong " * 60 + "dung", " va ".join(["dung"] * 150), "a" * (MAX_LENGTH + 1)],
)
def test_what_would_cost_too_much_is_refused(condition: str) -> None:
    with pytest.raises(ExpressionFault):
        parse(condition)


def test_the_names_asked_about_are_told() -> None:
    assert names_in('tuoi(a) > 3 va (b trong [1] hoac "x" trong c) va khong d = e') == frozenset("abcde")
    assert names_in("") == frozenset()


_names = st.sampled_from(sorted(KNOWN))
_literals = st.builds(
    Literal,
    st.booleans()
    | st.decimals(-999, 999, places=2)
    | st.dates(date(1900, 1, 1), date(2100, 1, 1))
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(nfc),
)


def _grown(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return (
        st.builds(Compare, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), parts, parts)
        | st.builds(Both, st.sampled_from(["va", "hoac"]), parts, parts)
        | st.builds(Not, parts)
        | st.builds(Among, parts, st.lists(_literals, min_size=1, max_size=3).map(tuple) | st.builds(Name, _names))
        | st.builds(Call, st.just("tuoi"), st.tuples(parts))
    )


_trees = st.recursive(_literals | st.builds(Name, _names), _grown, max_leaves=8)


def _bare(node: Any) -> Any:
    """The tree without positions."""
    if is_dataclass(node):
        return (type(node).__name__, *(_bare(getattr(node, one.name)) for one in fields(node) if one.name != "at"))
    return tuple(_bare(one) for one in node) if isinstance(node, tuple) else (type(node).__name__, node)


@given(_trees)
def test_a_condition_written_and_read_again_is_the_same(tree: Node) -> None:
    assert _bare(parse(written(tree))) == _bare(tree)


_anything = st.text() | st.lists(
    st.sampled_from(
        [*KNOWN, "va", "hoac", "khong", "trong", "(", ")", "[", "]", "=", "<", "3", '"x"', "tuoi", ",", " "]
    )
).map(" ".join)
_answers = st.dictionaries(
    _names,
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(max_size=3)) | st.just({"xa": 1})
    | st.sampled_from(["2012-02-30", "NaN", "1e999999", "2020-02-29", "-0"]),
)  # fmt: skip


@given(_anything, _answers)
def test_whatever_is_typed_it_answers_or_says_its_own_fault(text: str, answers: dict[str, Any]) -> None:
    try:
        assert evaluate(text, answers, TODAY) in (True, False, None)
    except ExpressionFault as fault:
        assert str(fault)


@given(_trees, _answers)
def test_a_well_formed_condition_never_fails_on_any_answers(tree: Node, answers: dict[str, Any]) -> None:
    text = written(tree)
    try:
        check_expression(text, KNOWN)
    except ExpressionFault:
        return
    assert evaluate(text, answers, TODAY) in (True, False, None)


@given(_trees, _answers, _names)
def test_an_answer_more_never_turns_what_was_sure(tree: Node, answers: dict[str, Any], name: str) -> None:
    """Unknown may become known; yes never becomes no because another question was answered later."""
    later = {**answers, name: answers.get(name, "2020-02-29")}
    before = evaluate(written(tree), answers, TODAY)
    if name not in answers and before is not None:
        assert evaluate(written(tree), later, TODAY) is before


def test_decimals_are_exact() -> None:
    assert applies("so_tang = 0.3", {"so_tang": str(Decimal("0.1") + Decimal("0.2"))})
