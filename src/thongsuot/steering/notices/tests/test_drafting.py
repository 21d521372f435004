"""From conclusions to a draft, and working on its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.directives.models import Limitation
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.positions.models import Position
from thongsuot.registry.units.models import UnitKind
from thongsuot.steering.conftest import Offices, Staff, make_unit
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.notices.actions import (
    AddParagraph,
    DraftNotice,
    EditHead,
    EditParagraph,
    Head,
    Move,
    MoveParagraph,
    NewNotice,
    NewParagraph,
    Offers,
    ParagraphText,
    RecipientLines,
    RemoveParagraph,
    SetRecipients,
    SetSigner,
    Signing,
    TakeOffers,
)
from thongsuot.steering.notices.actions.editing import head_stamp, paragraph_stamp
from thongsuot.steering.notices.models import Notice, NoticeParagraph
from thongsuot.steering.notices.tests.conftest import hold

pytestmark = pytest.mark.django_db
Events = Callable[..., list[Any]]


def sections(notice: Notice) -> list[tuple[str, str]]:
    return list(notice.paragraphs.filter(role="tasks", depth=1).values_list("anchor", "text"))


class TestFromAMeeting:
    def test_three_parts_and_a_section_for_each_conclusion(self, draft: Notice) -> None:
        assert list(draft.paragraphs.filter(depth=0).values_list("label", "text")) == [
            ("1", "Một số kết quả nổi bật quý III năm 2024"),
            ("2", "Tồn tại, hạn chế"),
            ("3", "Phương hướng, nhiệm vụ trọng tâm trong thời gian tới"),
        ]
        assert sections(draft) == [
            ("3.1", "Rà soát các chỉ tiêu đạt thấp."),
            ("3.2", "Đẩy nhanh các lớp bồi dưỡng."),
            ("3.3", "Phát huy vai trò người đứng đầu."),
        ]
        assert draft.paragraphs.get(label="3.2").conclusion.order == 2

    def test_a_chosen_claim_becomes_a_result_bound_to_it(self, draft: Notice, claim: Claim) -> None:
        row = draft.paragraphs.get(role="results", depth=1)
        assert row.text == "Tỷ lệ cắt giảm thời hạn giải quyết TTHC (quý III/2024): 33,8%."
        figure = row.figures.get()
        assert (figure.shown, figure.claim, str(figure.value)) == ("33,8%", claim, "33.8")

    def test_the_opening_names_the_chair_with_all_titles_in_protocol_order(self, draft: Notice) -> None:
        assert (
            "Ngày 10/10/2024, đồng chí Hoàng Văn Ban, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh, "
            "Trưởng Ban Chỉ đạo cải cách hành chính tỉnh đã chủ trì phiên họp thứ 3" in draft.opening
        )
        assert draft.closing == "UBND tỉnh thông báo để các cơ quan, đơn vị liên quan biết, thực hiện./."

    def test_the_chair_signs_as_head_of_the_body(self, draft: Notice) -> None:
        assert (draft.signature_lines, draft.signer_name) == (["CHỦ TỊCH"], "Hoàng Văn Ban")
        assert (draft.number, draft.dated, draft.symbol) == (None, None, "TB-UBND")

    def test_a_meeting_has_one_notice(self, draft: Notice, meeting: Meeting, staff: Staff) -> None:
        assert DraftNotice.run(staff.secretary, NewNotice(meeting_key=meeting.key)).key == draft.key

    def test_only_the_secretariat_drafts(self, meeting: Meeting, staff: Staff) -> None:
        for account in (staff.chair, staff.clerk, staff.head):
            with pytest.raises(AccessDenied):
                DraftNotice.run(account, NewNotice(meeting_key=meeting.key))

    def test_without_a_meeting_the_body_is_asked_for(self, staff: Staff, offices: Offices) -> None:
        with pytest.raises(AccessDenied):
            DraftNotice.run(staff.chair, NewNotice(home_id=offices.home.pk))
        made = DraftNotice.run(staff.secretary, NewNotice(home_id=offices.home.pk))
        assert Notice.objects.get(key=made.key).paragraphs.count() == 3


class TestOffers:
    def test_limits_and_figures_are_taken_once(
        self, draft: Notice, staff: Staff, document: Document, events: Events
    ) -> None:
        limit = Limitation.objects.filter(document=document).first()
        assert limit is not None
        Limitation.objects.filter(pk=limit.pk).update(status=ReviewStatus.CONFIRMED)
        claim = Claim.objects.filter(document=document).exclude(notice_figures__isnull=False).first()
        assert claim is not None
        chosen = Offers(draft.key, (claim.pk,), (limit.pk,))
        TakeOffers.run(staff.secretary, chosen)
        TakeOffers.run(staff.secretary, chosen)
        assert draft.paragraphs.get(role="limitations", depth=1).limitation == limit
        assert draft.paragraphs.filter(figures__claim=claim).count() == 1
        assert [name for name, _changes in events("notice", draft.key)].count("steering.notice.offers_taken") == 1


class TestParagraphs:
    def test_a_paragraph_keeps_its_row_and_changes_its_number(self, draft: Notice, staff: Staff) -> None:
        row = draft.paragraphs.get(label="3.3")
        MoveParagraph.run(staff.secretary, Move(row.pk, -1))
        assert [text for _anchor, text in sections(draft)][1] == "Phát huy vai trò người đứng đầu."
        row.refresh_from_db()
        assert (row.label, row.anchor) == ("3.2", "3.2")

    def test_the_first_does_not_move_up(self, draft: Notice, staff: Staff, events: Events) -> None:
        before = len(events("notice", draft.key))
        MoveParagraph.run(staff.secretary, Move(draft.paragraphs.get(label="3.1").pk, -1))
        assert len(events("notice", draft.key)) == before

    def test_points_go_under_their_section(self, draft: Notice, staff: Staff) -> None:
        above = draft.paragraphs.get(label="3.2")
        for text in ("Sở Thông tin và Truyền thông (05 lớp)", "UBND huyện Lộc Bình (07 lớp)"):
            added = AddParagraph.run(staff.secretary, NewParagraph(draft.key, "tasks", text, 2, True, above.pk))
            above = NoticeParagraph.objects.get(pk=added.id)
        found = draft.paragraphs.filter(depth=2).values_list("label", "anchor")
        assert list(found) == [("a", "3.2.a"), ("b", "3.2.b")]
        assert draft.paragraphs.get(label="3.3").text == "Phát huy vai trò người đứng đầu."

    def test_two_people_at_one_paragraph(self, draft: Notice, staff: Staff) -> None:
        """§4.5: the second is shown both versions and overwrites nothing."""
        row = draft.paragraphs.get(label="3.1")
        seen = paragraph_stamp(row)
        EditParagraph.run(staff.home_affairs, ParagraphText(row.pk, "Rà soát lại.", 1, True, seen))
        with pytest.raises(ConflictError, match="Đồng nghiệp đã sửa mục này lúc"):
            EditParagraph.run(staff.secretary, ParagraphText(row.pk, "Rà soát khẩn.", 1, True, seen))
        row.refresh_from_db()
        assert row.text == "Rà soát lại."

    def test_a_figure_whose_words_are_gone_is_let_go(self, draft: Notice, staff: Staff, events: Events) -> None:
        row = draft.paragraphs.get(role="results", depth=1)
        EditParagraph.run(staff.secretary, ParagraphText(row.pk, "Cắt giảm nhiều thời hạn.", 1, False))
        assert not row.figures.exists()
        assert events("notice", draft.key)[-1][1]["figures"] == [["33,8%"], None]

    def test_headings_stay_and_empty_words_are_refused(self, draft: Notice, staff: Staff) -> None:
        heading = draft.paragraphs.get(label="2")
        with pytest.raises(ActionError, match="luôn có đủ ba phần"):
            RemoveParagraph.run(staff.secretary, ParagraphText(heading.pk, "", 0, True))
        with pytest.raises(ActionError, match="chưa có chữ"):
            EditParagraph.run(staff.secretary, ParagraphText(heading.pk, " ", 0, True))
        RemoveParagraph.run(staff.secretary, ParagraphText(draft.paragraphs.get(label="3.1").pk, "", 1, True))
        assert [anchor for anchor, _text in sections(draft)] == ["3.1", "3.2"]


class TestHeadAndSigner:
    def test_the_head_asks_what_it_started_from(self, draft: Notice, staff: Staff) -> None:
        def head(subject: str, seen: str) -> Head:
            return Head(draft.key, "", draft.issuer, "TB-UBND", "Lạng Sơn", 10, 2024, subject, "Mở.", "Kết./.", seen)

        seen = head_stamp(draft)
        EditHead.run(staff.secretary, head("Kết luận", seen))
        with pytest.raises(ConflictError):
            EditHead.run(staff.secretary, head("Kết luận khác", seen))
        with pytest.raises(ActionError, match="trích yếu"):
            EditHead.run(staff.secretary, head(" ", ""))

    def test_signer_of_s4_by_position(self, draft: Notice, staff: Staff, offices: Offices) -> None:
        """C04: «Phó Chánh Văn phòng UBND tỉnh» by order of «Chủ tịch» gives the three lines, then the name."""
        office = make_unit("van-phong-ubnd--lang-son", "Văn phòng UBND tỉnh", UnitKind.DEPARTMENT, offices.home)
        deputy = hold(office, "Phó Chánh Văn phòng UBND tỉnh", "Dương Công Hiệp")
        SetSigner.run(staff.secretary, Signing(draft.key, "tl", deputy.pk, "Chủ tịch UBND tỉnh"))
        draft.refresh_from_db()
        assert draft.signature_lines == ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
        assert draft.signer_name == "Dương Công Hiệp"

    def test_a_deputy_has_no_mandate_to_pass_on(self, draft: Notice, staff: Staff, offices: Offices) -> None:
        deputy = hold(offices.doing, "Phó Giám đốc Sở Nội vụ")
        with pytest.raises(ActionError, match="không được ủy quyền lại"):
            SetSigner.run(staff.secretary, Signing(draft.key, "tuq", deputy.pk, "Chủ tịch"))


class TestRecipients:
    def test_shorthand_opens_to_positions_and_units(
        self, draft: Notice, staff: Staff, offices: Offices, chairman: Position
    ) -> None:
        office = make_unit("van-phong-ubnd--lang-son", "Văn phòng UBND tỉnh", UnitKind.DEPARTMENT, offices.home)
        chief = hold(office, "Chánh Văn phòng UBND tỉnh")
        deputy = hold(office, "Phó Chánh Văn phòng UBND tỉnh")
        lines = ("- C, PCVP UBND tỉnh, các phòng CV, TTTT;", "- Các Sở, Ban, ngành;", "- Lưu: VT, NC (TPT).")
        SetRecipients.run(staff.secretary, RecipientLines(draft.key, lines))
        rows = list(draft.recipients.all())
        assert [one.text for one in rows] == [
            "C, PCVP UBND tỉnh, các phòng CV, TTTT",
            "Các Sở, Ban, ngành",
            "Lưu: VT, NC (TPT)",
        ]
        assert set(rows[0].positions.all()) == {chief, deputy}
        assert set(rows[1].units.all()) == {office, offices.doing, offices.other}
        assert not rows[2].units.exists() and not rows[2].positions.exists()

    def test_an_empty_list_is_refused(self, draft: Notice, staff: Staff) -> None:
        with pytest.raises(ActionError, match="Lưu: VT"):
            SetRecipients.run(staff.secretary, RecipientLines(draft.key, ("", " ")))
