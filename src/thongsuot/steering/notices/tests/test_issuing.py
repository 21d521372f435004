"""Issued: public, immutable, signed, sent, and every order a task tied to its sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import open_file
from thongsuot.platform.notifications.models import Notification
from thongsuot.reading.inputs.word import read_docx
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.directives.actions import ReviewDirective
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.documents.models import Document
from thongsuot.registry.documents.page import document_page
from thongsuot.registry.documents.queries import visible_to
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.meetings.models import Conclusion
from thongsuot.steering.notices import queries
from thongsuot.steering.notices.actions import (
    AddParagraph,
    DraftFromDocument,
    FromDocument,
    IssueNotice,
    NewParagraph,
    NoticeKey,
    OpenNotice,
    RecipientLines,
    ReplaceNotice,
    SetRecipients,
)
from thongsuot.steering.notices.files import word_of
from thongsuot.steering.notices.models import Notice, NoticeParagraph
from thongsuot.steering.notices.tests.conftest import HELD, Way
from thongsuot.steering.tasks.actions import CreateTask, NewTask
from thongsuot.steering.tasks.models import Task
from thongsuot.writing.signing import TestAuthority, check_signatures

pytestmark = pytest.mark.django_db
Events = Callable[..., list[Any]]


@pytest.fixture
def issued(draft: Notice, way: Way, staff: Staff) -> Notice:
    SetRecipients.run(staff.secretary, RecipientLines(draft.key, ("Các Sở, Ban, ngành", "Lưu: VT")))
    AddParagraph.run(staff.secretary, NewParagraph(draft.key, "limitations", "Một số nơi còn chậm."))
    return way.issued(draft)


class TestPublic:
    def test_everybody_reads_it_word_for_word(self, issued: Notice) -> None:
        document = visible_to(ANONYMOUS).get(key=issued.key)
        assert (document.kind, document.number, document.status) == ("notice", "01/TB-UBND", "reviewed")
        assert document.text.startswith("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 01/TB-UBND")
        for passage in document.passages.all():
            assert document.text[passage.start : passage.end].strip()
        section = document.passages.get(anchor="3.2")
        assert document.text[section.start : section.end] == "3.2. Đẩy nhanh các lớp bồi dưỡng."

    def test_the_bound_figure_opens_its_claim_and_is_no_second_claim(self, issued: Notice, claim: Claim) -> None:
        document = Document.objects.get(key=issued.key)
        assert not document.claims.exists()
        page = document_page(ANONYMOUS, document)
        shown = [(one.text, one.claim) for passage in page.passages for one in passage.pieces if one.claim]
        assert shown == [("33,8%", claim)]

    def test_limits_are_confirmed_with_their_words(self, issued: Notice) -> None:
        limit = Document.objects.get(key=issued.key).limitations.get()
        assert (limit.text, limit.status) == ("Một số nơi còn chậm.", ReviewStatus.CONFIRMED)

    def test_the_page_shows_live_state_beside_every_sentence(self, issued: Notice, client: Client) -> None:
        html = client.get(reverse("document", args=[issued.key])).content.decode()
        for task in Task.objects.filter(directive__document=issued.document):
            assert f"/lam-viec/nhiem-vu/{task.pk}" in html or f"#{task.pk}" in html or "chip" in html


class TestTasks:
    def test_every_task_conclusion_has_a_task_at_its_sentence(self, issued: Notice, offices: Offices) -> None:
        tasks = {one.source_locator: one for one in Task.objects.filter(directive__document=issued.document)}
        assert set(tasks) == {"mục 3.1", "mục 3.2"}  # 3.3 is an orientation
        first = tasks["mục 3.1"]
        assert first.source_url == f"/van-ban/{issued.key}#3.1"
        assert (first.lead, first.deadline, first.is_public) == (offices.doing, date(2024, 12, 31), True)
        assert first.status == "assigned"
        assert first.directive.quote == "Rà soát các chỉ tiêu đạt thấp."

    def test_orders_are_confirmed_at_their_exact_words(self, issued: Notice) -> None:
        document = Document.objects.get(key=issued.key)
        orders = list(document.directives.order_by("start"))
        assert [one.section for one in orders] == ["3.1", "3.2", "3.3"]
        assert [one.kind for one in orders] == ["nhiệm vụ", "nhiệm vụ", "định hướng"]
        assert all(document.text[one.start : one.end] == one.quote for one in orders)
        assert {one.status for one in orders} == {ReviewStatus.CONFIRMED}

    def test_a_task_given_at_the_meeting_is_tied_not_doubled(
        self, draft: Notice, way: Way, staff: Staff, offices: Offices, events: Events
    ) -> None:
        given = NewTask("Rà soát chỉ tiêu", offices.home.pk, lead_id=offices.doing.pk, assign=True)
        task_id = CreateTask.run(staff.chair, given).id
        Conclusion.objects.filter(meeting=draft.meeting, order=1).update(task_id=task_id)
        issued = way.issued(draft)
        assert Task.objects.filter(directive__document=issued.document).count() == 2
        tied = Task.objects.get(pk=task_id)
        assert tied.source_url == f"/van-ban/{issued.key}#3.1"
        assert events("task", task_id)[-1][0] == "steering.notice.issued"

    def test_an_order_nobody_was_named_for_waits_for_a_person(self, draft: Notice, way: Way, staff: Staff) -> None:
        text = "Giao Sở Nội vụ hoàn thành rà soát vị trí việc làm trong tháng 12/2026."
        AddParagraph.run(staff.secretary, NewParagraph(draft.key, "tasks", text, is_numbered=True))
        issued = way.issued(draft)
        proposed = Task.objects.get(directive__document=issued.document, status="proposed")
        assert (proposed.source_quote, proposed.deadline) == (text, date(2026, 12, 31))

    def test_previous_conclusions_by_section(self, issued: Notice, offices: Offices) -> None:
        earlier = queries.previous_conclusions(offices.body, date(2025, 1, 1))
        assert earlier is not None
        assert [(one.label, one.task is not None) for one in earlier.rows] == [
            ("3.1", True),
            ("3.2", True),
            ("3.3", False),
        ]
        assert (earlier.done, earlier.total) == (0, 2)
        assert earlier.rows[0].url == f"/van-ban/{issued.key}#3.1"
        assert queries.previous_conclusions(offices.body, HELD.date()) is None


class TestFiles:
    def test_word_carries_number_and_day(self, issued: Notice) -> None:
        stored = StoredFile.objects.get(digest=issued.word_digest)
        with open_file(stored) as stream:
            text = read_docx(stream.read())
        today = timezone.localdate()
        assert "Số: 01/TB-UBND" in text
        assert f"ngày {today.day:02d} tháng" in text

    def test_leader_and_body_signed_and_nothing_changed_after(self, issued: Notice, settings: Any) -> None:
        with open_file(StoredFile.objects.get(digest=issued.pdf_digest)) as stream:
            reports = check_signatures(stream.read(), (TestAuthority(settings.VAR / "test-authority").root,))
        assert [one.signer for one in reports] == ["Hoàng Văn Ban", "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN"]
        assert all(one.valid and one.trusted and one.is_test for one in reports)
        assert reports[-1].covers_whole_file

    def test_a_draft_prints_blanks(self, draft: Notice) -> None:
        text = read_docx(word_of(draft))
        flat = " ".join(text.replace("\u00a0", " ").split())
        assert "Số: /TB-UBND" in flat
        assert f"ngày tháng {draft.month} năm {draft.year}" in flat


class TestReceipts:
    def test_each_recipient_is_told_once_and_opening_is_kept(
        self, issued: Notice, staff: Staff, client: Client, events: Events
    ) -> None:
        sent = {one.account_id for one in issued.deliveries.all()}
        assert sent == {staff.focal.pk, staff.head.pk, staff.stranger.pk}
        assert Notification.objects.filter(kind="steering.notice.issued").count() == 3
        client.force_login(staff.focal)
        assert client.get(reverse("notice", args=[issued.key])).status_code == 200
        first = issued.deliveries.get(account=staff.focal).read_at
        client.get(reverse("notice", args=[issued.key]))
        assert first is not None and issued.deliveries.get(account=staff.focal).read_at == first
        assert issued.deliveries.filter(read_at=None).count() == 2
        opened = [changes for name, changes in events("notice", issued.key) if name == "steering.notice.opened"]
        assert opened == [{"read": [None, "Đầu mối"]}]

    def test_a_stranger_has_no_receipt(self, issued: Notice, staff: Staff) -> None:
        with pytest.raises(AccessDenied):
            OpenNotice.run(staff.secretary, NoticeKey(issued.key))


class TestImmutable:
    def test_actions_refuse(self, issued: Notice, staff: Staff) -> None:
        with pytest.raises(ActionError, match="không sửa được nữa"):
            AddParagraph.run(staff.secretary, NewParagraph(issued.key, "tasks", "Thêm"))
        with pytest.raises(ConflictError):
            IssueNotice.run(staff.clerk, NoticeKey(issued.key))

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE steering_noticeparagraph SET text = 'khác'",
            "DELETE FROM steering_noticefigure",
            "UPDATE steering_noticefigure SET shown = '40%'",
            "UPDATE steering_notice SET subject = 'khác'",
            "UPDATE steering_notice SET number = 99",
            "UPDATE steering_notice SET status = 'draft'",
            "DELETE FROM steering_noticerecipient_units; DELETE FROM steering_noticerecipient",
        ],
    )
    def test_the_database_refuses_whoever_asks(self, issued: Notice, statement: str) -> None:
        with pytest.raises(ProgrammingError, match="đã phát hành"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_what_was_signed_is_what_is_issued(self, draft: Notice, way: Way, staff: Staff) -> None:
        way.numbered(draft)
        NoticeParagraph.objects.filter(notice=draft, label="3.1").update(text="Khác hẳn.")
        with pytest.raises(ActionError, match="không còn đúng như lúc ký"):
            IssueNotice.run(staff.clerk, NoticeKey(draft.key))

    def test_a_replacement_takes_its_place(self, issued: Notice, staff: Staff, way: Way, events: Events) -> None:
        new = Notice.objects.get(key=ReplaceNotice.run(staff.secretary, NoticeKey(issued.key)).key)
        assert ReplaceNotice.run(staff.secretary, NoticeKey(issued.key)).key == new.key
        assert list(new.paragraphs.values_list("anchor", "text")) == list(
            issued.paragraphs.values_list("anchor", "text")
        )
        way.issued(new)
        issued.refresh_from_db()
        assert issued.status == "replaced"
        assert events("notice", issued.key)[-1][1]["status"] == ["issued", "replaced"]


@pytest.mark.sources
def test_s4_confirmed_and_issued_keeps_its_orders(s4: Document, staff: Staff, way: Way, offices: Offices) -> None:
    """3.3: one parent and three children of 5, 7, 6 classes, with the note that the list is not whole (C08)."""
    for row in Directive.objects.filter(document=s4):
        ReviewDirective.run(staff.home_affairs, Review(row.pk, Decision.CONFIRM))
    given = NewTask("Lớp bồi dưỡng", offices.home.pk, directive_id=Directive.objects.get(quantity="05 lớp").pk)
    task_id = CreateTask.run(staff.secretary, given).id
    drafted = DraftFromDocument.run(staff.secretary, FromDocument(s4.key))
    issued = way.issued(Notice.objects.get(key=drafted.key))
    orders = issued.document.directives.filter(section="3.3").order_by("start", "-end")
    assert [one.quantity for one in orders] == ["", "05 lớp", "07 lớp", "06 lớp"]
    assert [one.parent_id for one in orders[1:]] == [orders[0].pk] * 3
    assert orders[0].note == "danh sách chưa đầy đủ"
    assert all(issued.document.text[one.start : one.end] == one.quote for one in issued.document.directives.all())
    tied = Task.objects.get(pk=task_id)
    assert (tied.directive, tied.source_url) == (orders[1], f"/van-ban/{issued.key}#3.3")
    assert Task.objects.filter(directive__document=issued.document, parent__isnull=False).count() == 2
