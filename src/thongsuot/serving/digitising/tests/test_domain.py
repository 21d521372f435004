"""Codes, comparing, completeness: no database."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.digitising.domain.codes import codes_in, new_code, tidy
from thongsuot.serving.digitising.domain.comparing import differences, is_another_paper
from thongsuot.serving.digitising.domain.completeness import Completeness, Shares, of_all


def test_codes_survive_being_typed_and_printed() -> None:
    made = {new_code() for _one in range(500)}
    assert len(made) == 500
    for code in (*made, "KQ-KQJ9-WVDW-W8ZM-BST5", "KQ-KQKQ-KQKQ-KQKQ-KQKQ"):
        assert tidy(code.lower().replace("-", " ")) == tidy(code.removeprefix("KQ-")) == code
        assert codes_in(f"Kiểm tra tại trang, mã {code}.") == [code]
        for torn in (code.replace("-", "- "), code.replace("-", "\x02", 2), code.replace("-", "\ufffe\n", 3)):
            assert codes_in(f"một dòng gãy ở giữa mã: {torn} rồi hết") == [code]


def test_what_is_no_code_is_none() -> None:
    for typed in (
        "",
        "KQ",
        "H37.17-260609-0001",
        "KQ-AAAA-BBBB-CCCC",
        "KQ-AAAA-BBBB-CCCC-DDDD-EEEE",
        "1234567890123456",
    ):
        assert tidy(typed) == ""


@given(st.text(max_size=60))
def test_any_typing_gives_a_code_or_nothing(typed: str) -> None:
    assert tidy(typed) in ("", *codes_in(tidy(typed)))


PAGE = "Cấp cho ông Hoàng Văn Dương số tiền 1.000.000 đồng theo hồ sơ 12 của phường Đông Kinh tỉnh Lạng Sơn"


def test_a_changed_figure_is_shown_and_the_true_one_is_not() -> None:
    found = differences([PAGE], [PAGE.replace("1.000.000", "9.000.000")])
    assert [(one.page, one.added, one.removed) for one in found] == [(1, ("9.000.000",), 1)]


def test_pages_put_in_or_taken_out_count_whole() -> None:
    assert [one.page for one in differences([PAGE], [PAGE, "thêm một trang"])] == [2]
    assert differences([PAGE, "hai"], [PAGE])[0].removed == 1


def test_a_code_pasted_on_another_paper_is_no_changed_copy() -> None:
    other = "Giấy phép xây dựng cho bà Nông Thị Then xây nhà ba tầng ở khối 2 phường Kỳ Lừa diện tích 90 m2"
    assert is_another_paper([PAGE], [other])
    assert not is_another_paper([PAGE], [PAGE.replace("Dương", "Dường")])


@given(st.lists(st.text("aăâbcd 123", max_size=40), max_size=4))
def test_the_same_text_has_no_differences(pages: list[str]) -> None:
    assert differences(pages, pages) == []


def test_a_dossier_is_whole_only_with_every_paper_and_its_result() -> None:
    assert Completeness(2, 2, has_result=True).is_whole
    assert not Completeness(2, 1, has_result=True).is_whole
    assert not Completeness(2, 2, has_result=False).is_whole
    assert Completeness(0, 0, has_result=True).is_whole, "nothing was asked, the result is a file"
    assert not Completeness(2, 0, has_result=False).is_begun


def test_both_readings_of_the_same_sentence() -> None:
    """I08: «62,7% … trong đó có 25% được số hóa hoàn toàn»: 25% of what?"""
    assert of_all(Decimal("62.7"), Decimal(25)) == Decimal("15.7")
    counted = Shares(all=1000, begun=627, whole=157)
    assert (counted.of_all_begun, counted.whole_of_begun, counted.whole_of_all) == tuple(
        map(Decimal, ("62.7", "25.0", "15.7"))
    )


def test_nothing_to_divide_by_is_no_share() -> None:
    assert Shares(0, 0, 0).of_all_begun is None and Shares(5, 0, 0).whole_of_begun is None
