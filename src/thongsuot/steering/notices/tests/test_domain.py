"""Numbering, signature blocks, figures in words and the way of a paper, without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thongsuot.steering.notices.domain import wording
from thongsuot.steering.notices.domain.figures import Bound, cut, has_moved, number_spellings, places, reworded
from thongsuot.steering.notices.domain.lifecycle import (
    State,
    Step,
    allowed,
    is_fixed,
    is_open,
    position,
    steps_from,
    target,
)
from thongsuot.steering.notices.domain.numbering import Item, letter, number, printed_label
from thongsuot.steering.notices.domain.printing import Line, Sheet, day_text, lay_out, lines, number_text
from thongsuot.steering.notices.domain.recipients import Phrase, expand, printed
from thongsuot.steering.notices.domain.signing import (
    Capacity,
    Form,
    SigningRefused,
    form_of,
    principal_of,
    short_title,
    signature_lines,
    title_of,
)

PART, SECTION, POINT, PLAIN = Item(0, True), Item(1, True), Item(2, True), Item(1, False)


def test_numbers_follow_the_order_as_in_s4() -> None:
    """Three parts; part 3 with an introduction, sections, a plain paragraph under 3.2 and points under 3.3."""
    items = [PART, PLAIN, PART, PART, PLAIN, SECTION, SECTION, PLAIN, SECTION, POINT, POINT]
    places_ = number(items)
    assert [one.label for one in places_] == ["1", "", "2", "3", "", "3.1", "3.2", "", "3.3", "a", "b"]
    assert [one.anchor for one in places_] == [
        *("1", "1-p1", "2", "3", "3-p1", "3.1", "3.2", "3.2-p1", "3.3", "3.3.a", "3.3.b"),
    ]
    assert [printed_label(item.depth, place.label) for item, place in zip(items, places_, strict=True)][-3:] == [
        *("3.3.", "a)", "b)"),
    ]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([PART, SECTION, POINT, PLAIN]), max_size=25))
def test_no_two_paragraphs_share_an_anchor(items: list[Item]) -> None:
    anchors = [one.anchor for one in number(items)]
    assert len(set(anchors)) == len(anchors)


def test_a_paragraph_added_at_the_end_of_a_part_leaves_other_parts_alone() -> None:
    before = number([PART, SECTION, PART, PLAIN, SECTION])
    after = number([PART, SECTION, SECTION, PART, PLAIN, SECTION])
    assert [one.anchor for one in after[3:]] == [one.anchor for one in before[2:]]


def test_points_are_lettered_by_the_vietnamese_alphabet() -> None:
    assert "".join(letter(count) for count in range(1, 9)) == "abcdđegh"
    assert number([PART, SECTION, *[POINT] * 5])[-1].anchor == "1.1.dd"
    assert letter(24) == "a1"


class TestSignature:
    """Điều 13 NĐ 30/2020/NĐ-CP."""

    def test_the_block_of_s4(self) -> None:
        capacity = Capacity(Form.TL, "Phó Chánh Văn phòng", "Chủ tịch")
        assert signature_lines(capacity) == ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")

    @pytest.mark.parametrize(
        ("capacity", "expected"),
        [
            (Capacity(Form.OWN, "Chủ tịch"), ("CHỦ TỊCH",)),
            (Capacity(Form.Q, "Giám đốc"), ("Q. GIÁM ĐỐC",)),
            (Capacity(Form.KT, "Phó Chủ tịch"), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
            (Capacity(Form.TM, "Chủ tịch", "Ủy ban nhân dân"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
            (
                Capacity(Form.TM, "Phó Chủ tịch", "Ủy ban nhân dân"),
                ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ),
            (Capacity(Form.TL, "Chánh Văn phòng", "Chủ tịch"), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
            (Capacity(Form.TUQ, "Giám đốc Sở Nội vụ", "Chủ tịch"), ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
        ],
    )
    def test_every_capacity_has_its_lines(self, capacity: Capacity, expected: tuple[str, ...]) -> None:
        assert signature_lines(capacity) == expected

    def test_a_mandate_is_not_passed_on(self) -> None:
        with pytest.raises(SigningRefused, match="không được ủy quyền lại"):
            signature_lines(Capacity(Form.TUQ, "Phó Giám đốc", "Chủ tịch"))

    @pytest.mark.parametrize(
        "capacity",
        [Capacity(Form.KT, "Chủ tịch"), Capacity(Form.TL, "Chánh Văn phòng"), Capacity(Form.OWN, " ")],
    )
    def test_what_the_decree_does_not_know_is_refused(self, capacity: Capacity) -> None:
        with pytest.raises(SigningRefused):
            signature_lines(capacity)

    def test_a_printed_block_is_understood(self) -> None:
        block = ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
        assert (form_of(block), principal_of(block), title_of(block)) == (Form.TL, "CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG")
        assert (form_of([]), title_of([])) == (Form.OWN, "")

    def test_titles_leave_out_the_body(self) -> None:
        tails = ["UBND", "UBND tỉnh"]
        assert short_title("Phó Chánh Văn phòng UBND tỉnh", tails) == "Phó Chánh Văn phòng"
        assert short_title("Giám đốc Sở Nội vụ", tails) == "Giám đốc Sở Nội vụ"


class TestFigures:
    def test_a_figure_stands_alone(self) -> None:
        assert places("giảm 33,8% so với 3,8%", ["3,8%"]) == [18]
        assert places("cắt giảm 1.659,5 ngày", ["659,5"]) == [None]
        assert places("54 TTHC, vượt 4", ["4"]) == [14]
        assert places("đạt 54.", ["54"]) == [4]

    def test_the_same_words_twice_are_two_places(self) -> None:
        assert places("đạt 100%, năm trước 100%", ["100%", "100%", "100%"]) == [4, 20, None]

    @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.text(alphabet="ab3,8%. ", max_size=40), st.lists(st.sampled_from(["3,8%", "33", "a", "8%"]), max_size=4))
    def test_pieces_joined_are_the_text(self, text: str, shown: list[str]) -> None:
        pieces = cut(text, shown)
        assert "".join(one.text for one in pieces) == text
        assert all(one.text == shown[one.figure] for one in pieces if one.figure is not None)

    def test_a_new_value_takes_the_spelling_of_the_old(self) -> None:
        counts = number_spellings(Decimal(5), Decimal(6))
        assert reworded("đạt 33,8%", [("33,8%", "34,1%")]) == "đạt 34,1%"
        assert reworded("05", [("5 lớp", "6 lớp"), *counts]) == "06"
        assert reworded("33,8", number_spellings(Decimal("33.8"), Decimal("34.1"))) == "34,1"
        assert reworded("không có", counts) is None

    def test_moved_until_passed_over(self) -> None:
        old, new = Decimal("33.8"), Decimal("34.1")
        assert not has_moved(Bound("33,8%", old, "33,8%", old))
        assert has_moved(Bound("33,8%", old, "34,1%", new))
        assert not has_moved(Bound("33,8%", old, "34,1%", new, kept_against="34,1%"))
        assert has_moved(Bound("33,8%", old, "35%", Decimal(35), kept_against="34,1%"))
        assert has_moved(Bound("33,8%", old, None, None))


class TestLifecycle:
    def test_the_main_road(self) -> None:
        state = State.DRAFT
        for step in (Step.SUBMIT, Step.APPROVE, Step.SIGN, Step.NUMBER, Step.ISSUE, Step.REPLACE):
            assert steps_from(state)[0] is step
            others = set(Step) - set(steps_from(state))
            assert not any(allowed(other, state) for other in others)
            state = target(step)
        assert state is State.REPLACED

    def test_open_only_as_a_draft_and_fixed_once_out(self) -> None:
        assert [one for one in State if is_open(one)] == [State.DRAFT]
        assert [one for one in State if is_fixed(one)] == [State.ISSUED, State.REPLACED]
        assert not allowed(Step.RETURN, State.NUMBERED)
        assert position(State.REPLACED) == position(State.ISSUED) == 6


SHEET = Sheet(
    superior="",
    issuer="ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN",
    number=None,
    symbol="TB-UBND",
    place="Lạng Sơn",
    dated=None,
    month=10,
    year=2024,
    kind_name="THÔNG BÁO",
    subject="Kết luận",
    recipients=["- Lưu: VT."],
    signature=["CHỦ TỊCH"],
    signer="Hoàng Văn Ban",
)


class TestPrinting:
    def test_number_and_day_stay_blank_until_given(self) -> None:
        assert number_text(None, "TB-UBND") == "Số: /TB-UBND"
        assert day_text("Lạng Sơn", None, 10, 2024) == "Lạng Sơn, ngày tháng 10 năm 2024"

    def test_zeros_as_the_decree_wants_them(self) -> None:
        assert number_text(7, "TB-UBND") == "Số: 07/TB-UBND"
        assert day_text("Lạng Sơn", date(2024, 2, 9), None, 2024) == "Lạng Sơn, ngày 09 tháng 02 năm 2024"
        assert day_text("Lạng Sơn", date(2024, 3, 10), None, 2024) == "Lạng Sơn, ngày 10 tháng 3 năm 2024"

    def test_every_stretch_is_its_line(self) -> None:
        body = [Line("paragraph", "3.1. Rà soát.", "3.1", "tasks", "3.1", lead=5, key=1)]
        text, stretches = lay_out(lines(SHEET, body))
        assert all(text[one.start : one.end] == one.line.text for one in stretches)
        mine = next(one for one in stretches if one.line.key == 1)
        assert text[mine.words_start : mine.end] == "Rà soát."
        assert text.startswith("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: /TB-UBND\n\nCỘNG HÒA")
        assert text.endswith("Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nHoàng Văn Ban")
        assert len({one.line.anchor for one in stretches}) == len(stretches)


class TestRecipients:
    PHRASES = (
        Phrase("C, PCVP UBND tỉnh", positions=("Chánh Văn phòng", "Phó Chánh Văn phòng")),
        Phrase("các phòng CV", named=("Văn phòng",)),
        Phrase("Các Sở, Ban, ngành", units=("department",)),
    )

    def test_the_shorthand_of_s4(self) -> None:
        found = expand("C, PCVP UBND tỉnh, các phòng CV, TTTT", self.PHRASES, ["Lưu"])
        assert found.positions == ("Chánh Văn phòng", "Phó Chánh Văn phòng")
        assert (found.named, found.rest) == (("Văn phòng",), ("TTTT",))

    def test_the_archive_is_sent_to_nobody(self) -> None:
        assert expand("Lưu: VT, NC (TPT)", self.PHRASES, ["Lưu"]).archive

    def test_printed_with_dash_and_marks(self) -> None:
        assert printed(["Các Sở, Ban, ngành", "Lưu: VT"]) == ["- Các Sở, Ban, ngành;", "- Lưu: VT."]


def test_the_opening_tells_the_meeting() -> None:
    facts = wording.MeetingFacts(
        committee="Ban Chỉ đạo cải cách hành chính tỉnh",
        ordinal=3,
        day=date(2024, 10, 10),
        chair="Hoàng Văn Ban",
        titles=["Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"],
        period="quý III năm 2024",
        form="trực tiếp kết hợp trực tuyến",
        sites=11,
    )
    first, second = wording.opening(facts)
    assert first.startswith(
        "Ngày 10/10/2024, đồng chí Hoàng Văn Ban, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh đã chủ trì phiên họp thứ 3"
    )
    assert "kết nối với 11 điểm cầu" in first
    assert second.endswith("kết luận như sau:")
    assert wording.closing("UBND tỉnh")[0].endswith("thực hiện./.")
    assert wording.as_sentence(" rà soát   chỉ tiêu ") == "Rà soát chỉ tiêu."
