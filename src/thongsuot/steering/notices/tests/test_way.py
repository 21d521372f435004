"""Who may take which step, and what stands in the way: figures that moved, blanks, four eyes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.claims.actions import ReviewClaim, ReviseClaim, Revision
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.notices.actions import (
    AddParagraph,
    ApproveNotice,
    BindFigure,
    Binding,
    DraftNotice,
    FigureId,
    IssueNotice,
    KeepFigure,
    Keeping,
    NewNotice,
    NewParagraph,
    NoticeKey,
    Numbering,
    NumberNotice,
    RefreshFigure,
    Returned,
    ReturnNotice,
    SignNotice,
    SubmitNotice,
    UnbindFigure,
)
from thongsuot.steering.notices.live import moved
from thongsuot.steering.notices.models import Notice, NoticeFigure, NumberBook
from thongsuot.steering.notices.tests.conftest import Way

pytestmark = pytest.mark.django_db
Events = Callable[..., list[Any]]


def revise(claim: Claim, staff: Staff, value: str = "34,1") -> Claim:
    """The record moves on: another version is proposed and confirmed by somebody else."""
    new = ReviseClaim.run(
        staff.home_affairs, Revision(claim.pk, {"value": value}, "Sở báo cáo lại"), idempotency_key=f"k{value}"
    )
    ReviewClaim.run(staff.secretary, Review(new.claim_id, Decision.CONFIRM))
    return Claim.objects.get(pk=new.claim_id)


class TestMovedFigures:
    """C02: 33,8% bound to its claim; the data change before signing and every step warns."""

    def test_a_revision_warns_and_stops_the_paper(self, draft: Notice, claim: Claim, staff: Staff) -> None:
        assert moved(draft) == []
        newer = revise(claim, staff)
        warning = moved(draft)[0]
        assert (warning.figure.stated, warning.stated, warning.claim) == ("33,8%", "34,1%", newer)
        assert warning.since is not None
        with pytest.raises(ActionError, match=r"33,8%.*đã đổi thành 34,1%"):
            SubmitNotice.run(staff.secretary, NoticeKey(draft.key))

    @pytest.mark.parametrize("step", ["approve", "sign"])
    def test_it_stops_at_every_desk(self, draft: Notice, claim: Claim, staff: Staff, way: Way, step: str) -> None:
        way.submitted(draft)
        if step == "sign":
            ApproveNotice.run(staff.chair, NoticeKey(draft.key))
        revise(claim, staff)
        with pytest.raises(ActionError, match="đã đổi thành 34,1%"):
            (ApproveNotice if step == "approve" else SignNotice).run(staff.chair, NoticeKey(draft.key))

    def test_one_press_takes_the_new_value(self, draft: Notice, claim: Claim, staff: Staff, way: Way) -> None:
        newer = revise(claim, staff)
        figure = NoticeFigure.objects.get()
        RefreshFigure.run(staff.secretary, FigureId(figure.pk))
        figure.refresh_from_db()
        assert (figure.shown, figure.claim) == ("34,1%", newer)
        assert figure.paragraph.text.endswith(": 34,1%.")
        assert way.submitted(draft).status == "submitted"

    def test_kept_with_a_reason_until_it_moves_again(self, draft: Notice, claim: Claim, staff: Staff) -> None:
        newer = revise(claim, staff)
        figure = NoticeFigure.objects.get()
        with pytest.raises(ActionError, match="lý do"):
            KeepFigure.run(staff.secretary, Keeping(figure.pk, " "))
        KeepFigure.run(staff.secretary, Keeping(figure.pk, "số công bố tại phiên họp"))
        assert moved(draft) == []
        revise(newer, staff, "35")
        assert moved(draft)[0].stated == "35%"

    def test_a_figure_put_right_in_place_warns_too(self, draft: Notice, claim: Claim, staff: Staff) -> None:
        ReviewClaim.run(staff.secretary, Review(claim.pk, Decision.REOPEN))
        ReviewClaim.run(staff.secretary, Review(claim.pk, Decision.CONFIRM, {"value": "33,9"}))
        assert moved(draft)[0].stated == "33,9%"

    def test_a_figure_set_aside_cannot_be_refreshed(self, draft: Notice, claim: Claim, staff: Staff) -> None:
        Claim.objects.filter(pk=claim.pk).update(status=ReviewStatus.REJECTED)
        figure = NoticeFigure.objects.get()
        assert moved(draft)[0].claim is None
        with pytest.raises(ActionError, match="không còn bản nào"):
            RefreshFigure.run(staff.secretary, FigureId(figure.pk))
        KeepFigure.run(staff.secretary, Keeping(figure.pk, "đã công bố"))
        assert moved(draft) == []


class TestBinding:
    def test_words_in_the_paragraph_get_the_claim(self, draft: Notice, claim: Claim, staff: Staff) -> None:
        made = AddParagraph.run(staff.secretary, NewParagraph(draft.key, "results", "Cắt giảm đạt 33,8%, 54 TTHC."))
        bound = BindFigure.run(staff.secretary, Binding(made.id, claim.pk, "đạt 33,8%"))
        assert BindFigure.run(staff.secretary, Binding(made.id, claim.pk, "đạt 33,8%")) == bound
        with pytest.raises(ActionError, match="Không thấy «3,8%»"):
            BindFigure.run(staff.secretary, Binding(made.id, claim.pk, "3,8%"))
        revise(claim, staff)
        RefreshFigure.run(staff.secretary, FigureId(bound.id))
        assert draft.paragraphs.get(pk=made.id).text == "Cắt giảm đạt 34,1%, 54 TTHC."

    def test_without_words_the_claim_is_told(self, draft: Notice, claim: Claim, staff: Staff) -> None:
        made = AddParagraph.run(staff.secretary, NewParagraph(draft.key, "results", "Kết quả tốt"))
        bound = BindFigure.run(staff.secretary, Binding(made.id, claim.pk))
        row = draft.paragraphs.get(pk=made.id)
        assert row.text == "Kết quả tốt. Tỷ lệ cắt giảm thời hạn giải quyết TTHC: 33,8%."
        UnbindFigure.run(staff.secretary, FigureId(bound.id))
        assert not row.figures.exists()
        assert draft.paragraphs.get(pk=made.id).text == row.text


class TestDuties:
    def test_each_step_belongs_to_its_desk(self, draft: Notice, staff: Staff, way: Way) -> None:
        key = NoticeKey(draft.key)
        for account in (staff.chair, staff.clerk, staff.head, staff.focal):
            with pytest.raises(AccessDenied):
                SubmitNotice.run(account, key)
        way.submitted(draft)
        for account in (staff.secretary, staff.clerk, staff.head):
            with pytest.raises(AccessDenied):
                ApproveNotice.run(account, key)
            with pytest.raises(AccessDenied):
                ReturnNotice.run(account, Returned(draft.key, "x"))
        ApproveNotice.run(staff.chair, key)
        for account in (staff.secretary, staff.clerk, staff.head):
            with pytest.raises(AccessDenied):
                SignNotice.run(account, key)
        SignNotice.run(staff.chair, key)
        for account in (staff.secretary, staff.home_affairs, staff.chair):
            with pytest.raises(AccessDenied):
                NumberNotice.run(account, Numbering(draft.key))
        NumberNotice.run(staff.clerk, Numbering(draft.key))
        for account in (staff.secretary, staff.home_affairs, staff.chair):
            with pytest.raises(AccessDenied):
                IssueNotice.run(account, key)

    def test_who_drafted_neither_approves_nor_signs(self, draft: Notice, staff: Staff, way: Way) -> None:
        way.submitted(draft)
        Notice.objects.update(drafted_by=staff.chair)
        with pytest.raises(ActionError, match="Người soạn không tự duyệt"):
            ApproveNotice.run(staff.chair, NoticeKey(draft.key))

    def test_the_office_in_the_block_signs(
        self, draft: Notice, staff: Staff, way: Way, account: Any, offices: Offices
    ) -> None:
        from thongsuot.registry.accounts.roles import Role

        another = account(Role.COMMITTEE_HEAD, offices.home, "Phó Ban")
        way.submitted(draft)
        ApproveNotice.run(another, NoticeKey(draft.key))
        with pytest.raises(ActionError, match="CHỦ TỊCH"):
            SignNotice.run(another, NoticeKey(draft.key))
        Notice.objects.update(signer=staff.head.person.holdings.get().position)
        SignNotice.run(staff.head, NoticeKey(draft.key))

    def test_steps_are_not_skipped(self, draft: Notice, staff: Staff) -> None:
        for action in (ApproveNotice, SignNotice):
            with pytest.raises(ConflictError, match="Dự thảo"):
                action.run(staff.chair, NoticeKey(draft.key))
        with pytest.raises(ConflictError):
            NumberNotice.run(staff.clerk, Numbering(draft.key))

    def test_a_draft_without_tasks_is_not_submitted(self, staff: Staff, offices: Offices) -> None:
        made = DraftNotice.run(staff.secretary, NewNotice(home_id=offices.home.pk))
        with pytest.raises(ActionError, match="trích yếu"):
            SubmitNotice.run(staff.secretary, made)
        Notice.objects.update(subject="Kết luận")
        with pytest.raises(ActionError, match="nhiệm vụ"):
            SubmitNotice.run(staff.secretary, made)

    def test_returned_with_a_reason_it_is_open_again(
        self, draft: Notice, staff: Staff, way: Way, events: Events
    ) -> None:
        notice = way.signed(draft)
        assert notice.digest and notice.pdf_digest
        with pytest.raises(ActionError, match="Thông báo đang ở bước «Đã ký» nên không sửa được nữa"):
            AddParagraph.run(staff.secretary, NewParagraph(draft.key, "tasks", "Thêm"))
        with pytest.raises(ActionError, match="lý do"):
            ReturnNotice.run(staff.chair, Returned(draft.key, ""))
        ReturnNotice.run(staff.chair, Returned(draft.key, "Bổ sung thời hạn mục 3.1"))
        notice.refresh_from_db()
        assert (notice.status, notice.signed_by, notice.digest, notice.pdf_digest) == ("draft", None, "", "")
        told = Notification.objects.get(recipient_id=staff.secretary.pk)
        assert "Bổ sung thời hạn mục 3.1" in told.text

    def test_every_step_leaves_its_event(self, draft: Notice, way: Way, events: Events) -> None:
        way.issued(draft)
        assert [name.rsplit(".", 1)[1] for name, _changes in events("notice", draft.key)] == [
            *("drafted", "submitted", "approved", "signed", "numbered", "issued"),
        ]

    def test_whose_turn_it_is_is_told(self, draft: Notice, staff: Staff, way: Way) -> None:
        way.signed(draft)
        told = Notification.objects.values_list("recipient_id", "text")
        assert {(staff.chair.pk, "duyệt"), (staff.chair.pk, "ký"), (staff.clerk.pk, "cấp số, phát hành")} == {
            (who, text.split(":")[0].removeprefix("Thông báo chờ ")) for who, text in told
        }


class TestNumbers:
    def test_numbers_count_from_one_each_year_and_symbol(self, draft: Notice, staff: Staff, way: Way) -> None:
        notice = way.numbered(draft)
        assert (notice.number, notice.dated, notice.number_text) == (1, timezone.localdate(), "01")
        assert NumberBook.objects.get().last == 1

    def test_blank_number_is_not_issued(self, draft: Notice, staff: Staff, way: Way) -> None:
        way.signed(draft)
        with pytest.raises(ActionError, match="Chưa có số và ngày, chưa phát hành được"):
            IssueNotice.run(staff.clerk, NoticeKey(draft.key))
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=draft.pk).update(status="issued")

    def test_days_run_with_numbers(self, draft: Notice, staff: Staff, way: Way) -> None:
        way.signed(draft)
        today = timezone.localdate()
        with pytest.raises(ActionError, match="không được sau hôm nay"):
            NumberNotice.run(staff.clerk, Numbering(draft.key, today + timedelta(days=1)))
        with pytest.raises(ActionError, match="ký ngày"):
            NumberNotice.run(staff.clerk, Numbering(draft.key, today - timedelta(days=1)))
        with pytest.raises(ActionError, match="năm"):
            NumberNotice.run(staff.clerk, Numbering(draft.key, date(today.year - 1, 12, 31)))

    def test_a_refused_numbering_uses_no_number(self, draft: Notice, staff: Staff, way: Way) -> None:
        way.signed(draft)
        with pytest.raises(RuntimeError), transaction.atomic():
            NumberNotice.run(staff.clerk, Numbering(draft.key))
            raise RuntimeError
        assert NumberNotice.run(staff.clerk, Numbering(draft.key)).number == 1

    def test_the_database_keeps_numbers_apart(self, draft: Notice, way: Way, staff: Staff, offices: Offices) -> None:
        way.numbered(draft)
        other = Notice.objects.get(key=DraftNotice.run(staff.secretary, NewNotice(home_id=offices.home.pk)).key)
        own = {"number": 1, "dated": timezone.localdate(), "status": "numbered"}
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            Notice.objects.filter(pk=other.pk).update(**own)
