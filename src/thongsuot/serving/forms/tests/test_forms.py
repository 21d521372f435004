"""A form asks one thing a page, only what applies; what is wrong is told in the same words everywhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.forms.domain import (
    BadForm,
    Field,
    FieldKind,
    Form,
    check,
    digest_of,
    form_from,
    plain_of,
    relevant,
    visible_pages,
)
from thongsuot.serving.forms.domain.checking import stops_of
from thongsuot.serving.forms.domain.reading import read
from thongsuot.serving.forms.domain.writing import fields_from

TODAY = date(2026, 11, 22)
PLAIN: dict[str, Any] = {
    "title": "Thử",
    "pre_check": [{"code": "co_con", "kind": "yes_no", "label": "Ông/bà có con không?"}],
    "stops": [{"when": 'co_con = "khong"', "words": "Không cần làm thủ tục này."}],
    "pages": [
        {
            "code": "con",
            "title": "Con",
            "when": 'co_con = "co"',
            "fields": [
                {"code": "ngay_sinh", "kind": "date", "label": "Ngày sinh của con", "is_past": True,
                 "example": "5/3/2026"},
                {"code": "truong", "kind": "text", "label": "Trường của con", "when": "tuoi(ngay_sinh) >= 6"},
            ],
        },
        {"code": "cha", "title": "Cha", "fields": [{"code": "cha", "kind": "person", "label": "Cha"}]},
        {
            "code": "khac",
            "title": "Khác",
            "fields": [
                {"code": "dien_thoai", "kind": "phone", "label": "Số điện thoại"},
                {"code": "nghe", "kind": "choices", "label": "Nghề", "required": False,
                 "options": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]},
                {"code": "von", "kind": "money", "label": "Vốn", "least": 1, "required": False},
                {"code": "nguoi", "kind": "group", "label": "Người ở cùng", "most": 2, "required": False,
                 "fields": [{"code": "ten", "kind": "text", "label": "Tên"}]},
                {"code": "o", "kind": "address", "label": "Nơi ở", "required": False},
            ],
        },
    ],
    "rules": [{"when": "tuoi(ngay_sinh) > 17", "field": "ngay_sinh", "words": "Con đã lớn."}],
}  # fmt: skip
FATHER = {"ho_ten": "Lò Văn Páo", "ngay_sinh": "1990-01-02", "so_dinh_danh": "020090000001"}
WHOLE = {"co_con": "co", "ngay_sinh": "2024-03-05", "cha": FATHER, "dien_thoai": "0912345678"}


@pytest.fixture(scope="module")
def form() -> Form:
    return form_from(PLAIN)


def test_only_what_applies_is_asked(form: Form) -> None:
    assert [page.code for page in visible_pages(form, {}, TODAY)] == ["kiem-tra", "cha", "khac"]
    assert [page.code for page in visible_pages(form, {"co_con": "co"}, TODAY)] == ["kiem-tra", "con", "cha", "khac"]


def test_answers_left_behind_count_for_nothing(form: Form) -> None:
    """Who goes back and answers «không» is not filed with the child's birthday he had typed before."""
    answers = {**WHOLE, "co_con": "khong"}
    assert "ngay_sinh" not in relevant(form, answers, TODAY)
    assert check(form, answers, TODAY) == []
    assert stops_of(form, answers, TODAY) == ["Không cần làm thủ tục này."]


def test_a_question_may_hang_on_an_earlier_one_of_the_page(form: Form) -> None:
    faults = check(form, {**WHOLE, "ngay_sinh": "2018-03-05"}, TODAY)
    assert [(fault.field, fault.message, fault.page) for fault in faults] == [("truong", "Nhập trường của con.", "con")]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"co_con": None}, "co_con", "Chọn Có hoặc Không: Ông/bà có con không?"),
        ({"ngay_sinh": None}, "ngay_sinh", "Nhập ngày sinh của con, ví dụ 5/3/2026."),
        ({"ngay_sinh": "32/13"}, "ngay_sinh", "Ngày sinh của con: «32/13» không phải một ngày. "
         "Hãy ghi ngày/tháng/năm, ví dụ 5/3/2026."),
        ({"ngay_sinh": "2027-01-01"}, "ngay_sinh", "Ngày sinh của con: không thể sau hôm nay (22/11/2026)."),
        ({"ngay_sinh": "0202-01-01"}, "ngay_sinh", "Ngày sinh của con: năm 202 có đúng không? "
         "Hãy ghi đủ bốn chữ số của năm."),
        ({"dien_thoai": "12345"}, "dien_thoai", "Số điện thoại: cần 10 chữ số, bắt đầu bằng số 0, ví dụ 0912 345 678."),
        ({"cha": {**FATHER, "so_dinh_danh": "123"}}, "cha.so_dinh_danh",
         "Số định danh cá nhân: cần đúng 12 chữ số; đang có 3 ký tự."),
        ({"cha": None}, "cha.ho_ten", "Nhập họ và tên."),
        ({"cha": {"ho_ten": "A"}}, "cha.ngay_sinh", "Nhập ngày sinh, ví dụ 5/3/1990."),
        ({"nghe": ["a", "z"]}, "nghe", "Nghề: chọn trong danh sách đã cho."),
        ({"von": "nhiều"}, "von", "Vốn: chỉ ghi số, ví dụ 12."),
        ({"von": 0}, "von", "Vốn: ít nhất là 1."),
        ({"nguoi": [{"ten": "A"}, {}]}, "nguoi.1.ten", "Nhập tên."),
        ({"o": {"place": "Đông Kinh"}}, "o", "Nơi ở: chọn một nơi trong danh sách tìm được cho «Đông Kinh»."),
        ({"o": {"place": "Đông Kinh", "unit": "x"}}, "o", "Nơi ở: ghi thêm số nhà, đường hoặc thôn."),
        ({"ngay_sinh": "2000-01-01", "truong": "x"}, "ngay_sinh", "Con đã lớn."),
    ],
)  # fmt: skip
def test_a_fault_says_what_where_and_how_to_mend_it(
    form: Form, changes: dict[str, Any], field: str, message: str
) -> None:
    answers = {code: value for code, value in {**WHOLE, **changes}.items() if value is not None}
    assert (field, message) in [(fault.field, fault.message) for fault in check(form, answers, TODAY)]


def test_one_page_is_checked_alone(form: Form) -> None:
    assert {fault.page for fault in check(form, {"co_con": "co"}, TODAY, "con")} == {"con"}


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("date", "9/10/24", "2024-10-09"),
        ("date", "09-10-2024", "2024-10-09"),
        ("date", " ngày 5 tháng 3  năm 2026 ", "2026-03-05"),
        ("date", "05032026", "2026-03-05"),
        ("date", "5/3/50", "1950-03-05"),  # a birthday is never ahead of today
        ("date", "31/2/2026", "31/2/2026"),  # kept as typed, told by check
        ("number", "1.659,5", "1659.5"),
        ("number", "ba", "ba"),
        ("money", "1.500.000 đồng", 1_500_000),
        ("money", "1500000đ", 1_500_000),
        ("money", "1,5", "1,5"),
        ("phone", "+84 912.345.678", "0912345678"),
        ("phone", "0912 345 678", "0912345678"),
        ("id_number", "020 090 000 001", "020090000001"),
        ("yes_no", "Có", "co"),
        ("text", "  Lò   Văn\u0301  Pa\u0301o ", "Lò Văń Páo"),  # NFC, single spaces
        ("text", "   ", None),
    ],
)
def test_what_was_typed_is_read_as_people_write_it(kind: str, typed: str, answer: Any) -> None:
    field = Field("a", FieldKind(kind), "A", is_past=kind == "date")
    assert read(field, lambda _name: [typed], TODAY) == answer


def test_rows_of_a_group_left_empty_are_dropped() -> None:
    (group,) = fields_from([PLAIN["pages"][2]["fields"][3]])
    sent = {"nguoi.0.ten": [""], "nguoi.1.ten": ["Hoa"], "nguoi.7.ten": ["Lan"]}
    assert read(group, lambda name: sent.get(name, []), TODAY) == [{"ten": "Hoa"}]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pages": [{"code": "a", "title": "A", "fields": [{"code": "x", "kind": "text", "label": "X",
                                                            "when": 'y = "1"'}]}]}, "không có câu hỏi nào tên «y»"),
        ({"pages": [{"code": "a", "title": "A", "fields": [{"code": "x", "kind": "choice", "label": "X"}]}]},
         "thiếu hoặc thừa «options»"),
        ({"pages": [{"code": "a", "title": "A", "fields": [{"code": "X!", "kind": "text", "label": "X"}]}]},
         "chỉ gồm chữ thường"),
        ({"pages": [{"code": "a", "title": "A", "fields": [{"code": "x", "kind": "photo", "label": "X"}]}]}, "photo"),
        ({"pages": [{"use": "khong_co"}]}, "Không có nhóm trang chung"),
        ({"pages": [{"code": "a", "title": "A"}]}, "thiếu mục 'fields'"),
        ({"pages": [], "mau": 1}, "viết sai"),
        ({"pages": [], "rules": [{"when": "", "field": "x", "words": "Y"}]}, "câu hỏi không có: x"),
    ],
)  # fmt: skip
def test_a_form_written_wrong_says_where(change: dict[str, Any], words: str) -> None:
    with pytest.raises(BadForm, match=words):
        form_from({"title": "Sai", **change})


def test_two_questions_cannot_wait_for_each_other() -> None:
    fields = [
        {"code": "a", "kind": "yes_no", "label": "A", "when": 'b = "co"'},
        {"code": "b", "kind": "yes_no", "label": "B", "when": 'a = "co"'},
    ]
    with pytest.raises(BadForm, match="không có câu hỏi nào tên «b»"):
        form_from({"title": "Vòng", "pages": [{"code": "p", "title": "P", "fields": fields}]})


def test_the_version_of_a_form_is_what_it_says(form: Form) -> None:
    assert form_from(plain_of(form)) == form
    assert digest_of(form_from(plain_of(form))) == digest_of(form)
    assert digest_of(form_from({**PLAIN, "title": "Thử lại"})) != digest_of(form)


def test_a_procedure_without_a_form_gets_the_common_one() -> None:
    codes = {field.code for page in form_from({}).pages for field in page.fields}
    assert {"nguoi_nop", "ho_ten", "so_dinh_danh", "dien_thoai", "noi_cu_tru", "noi_dung"} <= codes


_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=4), part, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from(["co_con", "ngay_sinh", "truong", "cha", "dien_thoai", "nghe", "nguoi", "o"]), _junk
    )
)
def test_no_answers_whatever_break_the_check(answers: dict[str, Any]) -> None:
    form = form_from(PLAIN)
    shown = {field.code for page in visible_pages(form, answers, TODAY) for field in page.fields}
    assert {fault.field.split(".")[0] for fault in check(form, answers, TODAY)} <= shown


@given(st.sampled_from(list(FieldKind)), st.text(max_size=40))
def test_whatever_is_typed_is_read_or_kept(kind: FieldKind, typed: str) -> None:
    inner = (Field("x", FieldKind.DATE, "X"),)
    field = Field("a", kind, "A", fields=inner if kind in {FieldKind.PERSON, FieldKind.GROUP} else ())
    answer = read(field, lambda _name: [typed], TODAY)
    assert answer is None or typed.strip()
