"""Planning, inviting, papers and opinions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.files.domain import TEXT
from thongsuot.platform.files.store import put
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import UnitKind
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.conftest import Offices, Staff, make_unit
from thongsuot.steering.meetings import queries
from thongsuot.steering.meetings.actions import (
    AddCommendation,
    AddPaper,
    AddSite,
    AnswerInvitation,
    AnswerOpinion,
    Cancellation,
    CancelMeeting,
    DeliverPaper,
    EditMeeting,
    GiveOpinion,
    Guest,
    Invitation,
    InvitationAnswer,
    InviteMembers,
    MeetingEdits,
    NewCommendation,
    NewMeeting,
    NewOpinion,
    NewPaper,
    NewSite,
    OpinionAnswer,
    PaperFile,
    PlanMeeting,
)
from thongsuot.steering.meetings.jobs import warn_of_papers
from thongsuot.steering.meetings.models import Meeting, Opinion, Paper, Participant
from thongsuot.steering.meetings.tests.conftest import HELD, Seats


def plan(actor: Account, committee: Committee, at: datetime, **given: Any) -> Meeting:
    key = PlanMeeting.run(actor, NewMeeting(committee.pk, at, **given), idempotency_key=f"{at:%Y%m%d}{given}").key
    return Meeting.objects.get(key=key)


def test_the_meeting_of_10_10_2024_counts_for_quarter_three(meeting: Meeting, staff: Staff, seats: Seats) -> None:
    assert (meeting.period_text, meeting.ordinal) == ("quý III/2024", 1)
    assert meeting.key == "bcd-cai-cach-hanh-chinh--lang-son--2024-q3"
    assert meeting.chair == seats.head
    assert "quý III/2024" in meeting.title
    assert [one.held_on for one in queries.sittings_of(staff.secretary, meeting.committee)] == [date(2024, 10, 10)]


def test_another_period_may_be_named(staff: Staff, offices: Offices) -> None:
    named = plan(staff.secretary, offices.body, HELD, period_text="9 tháng đầu năm 2024")
    assert (named.period_end, named.period_text) == (date(2024, 9, 30), "9 tháng đầu năm 2024")
    with pytest.raises(ActionError):
        plan(staff.secretary, offices.body, HELD, period_text="bao giờ cũng được")


def test_ordinals_go_on_and_begin_again_after_a_merger(meeting: Meeting, staff: Staff, offices: Offices) -> None:
    assert plan(staff.secretary, offices.body, HELD + timedelta(days=95)).ordinal == 2
    with pytest.raises(ConflictError):
        plan(staff.secretary, offices.body, HELD + timedelta(days=190), ordinal=2)
    unit = make_unit("bcd-hop-nhat--lang-son", "Ban Chỉ đạo hợp nhất", UnitKind.COMMITTEE, offices.home)
    merged = Committee.objects.create(unit=unit, home=offices.home)
    assert plan(staff.secretary, merged, HELD + timedelta(days=100)).ordinal == 1


def test_only_the_secretariat_prepares(meeting: Meeting, staff: Staff, offices: Offices) -> None:
    for other in (staff.head, staff.focal, staff.clerk, staff.chair, staff.stranger):
        with pytest.raises(AccessDenied):
            plan(other, offices.body, HELD + timedelta(days=95))
        with pytest.raises(AccessDenied):
            AddSite.run(other, NewSite(meeting.key, "Điểm cầu"))


def test_members_are_called_once_as_seats_and_told(
    seats: Seats, offices: Offices, staff: Staff, events: Callable[..., Any]
) -> None:
    later = plan(staff.secretary, offices.body, HELD + timedelta(days=95))
    InviteMembers.run(staff.secretary, Invitation(later.key, (Guest("Lãnh đạo Sở Y tế"),)))
    InviteMembers.run(staff.secretary, Invitation(later.key, (Guest("Lãnh đạo Sở Y tế"),)))
    people = list(Participant.objects.filter(meeting=later).order_by("order"))
    assert [one.position for one in people] == [seats.head, seats.home_affairs, seats.finance, None]
    told = Notification.objects.filter(kind="meeting.invited", key__contains=later.key)
    assert set(told.values_list("recipient_id", flat=True)) == {staff.head.pk, staff.stranger.pk}
    names = [name for name, _changes in events("meeting", later.key)]
    assert names == ["steering.meeting.planned", "steering.meeting.invited"]


def test_nobody_answers_an_invitation_for_another(meeting: Meeting, staff: Staff, seats: Seats) -> None:
    seat = Participant.objects.get(meeting=meeting, position=seats.home_affairs)
    AnswerInvitation.run(staff.head, InvitationAnswer(seat.pk, "coming"))
    for other in (staff.stranger, staff.secretary, staff.chair):
        with pytest.raises(AccessDenied):
            AnswerInvitation.run(other, InvitationAnswer(seat.pk, "declined", "bận"))
    with pytest.raises(ActionError):  # a substitute has a name
        AnswerInvitation.run(staff.head, InvitationAnswer(seat.pk, "substitute"))
    seat.refresh_from_db()
    assert seat.reply == "coming"


def test_a_moved_or_cancelled_meeting_tells_who_was_called(meeting: Meeting, staff: Staff) -> None:
    moved = MeetingEdits(meeting.key, HELD + timedelta(hours=6), meeting.title, chair_id=meeting.chair_id)
    EditMeeting.run(staff.secretary, moved)
    with pytest.raises(ActionError):
        CancelMeeting.run(staff.secretary, Cancellation(meeting.key, "  "))
    CancelMeeting.run(staff.secretary, Cancellation(meeting.key, "bão số 9"))
    CancelMeeting.run(staff.secretary, Cancellation(meeting.key, "bão số 9"))
    told = Notification.objects.filter(kind="meeting.changed", recipient_id=staff.head.pk)
    assert [("14:00" in one.text, "bão số 9" in one.text) for one in told.order_by("pk")] == [
        (True, False),
        (False, True),
    ]


def test_who_owes_a_paper_delivers_it_and_nobody_else(meeting: Meeting, staff: Staff, offices: Offices) -> None:
    row = AddPaper.run(staff.secretary, NewPaper(meeting.key, "Báo cáo 9 tháng", offices.doing.pk, date(2024, 10, 7)))
    file = put([b"bao cao"], "bao-cao.txt", accepted=(TEXT,))
    with pytest.raises(AccessDenied):
        DeliverPaper.run(staff.stranger, PaperFile(row.id, file.pk))
    DeliverPaper.run(staff.focal, PaperFile(row.id, file.pk))
    assert Paper.objects.get(pk=row.id).delivered_by == staff.focal


def test_missing_papers_are_told_three_days_and_one_day_before(
    meeting: Meeting, staff: Staff, offices: Offices
) -> None:
    row = AddPaper.run(staff.secretary, NewPaper(meeting.key, "Báo cáo 9 tháng", offices.doing.pk, date(2024, 10, 7)))
    for day in range(1, 11):
        warn_of_papers(date(2024, 10, day))
    told = Notification.objects.filter(kind="meeting.papers", urgent=True)
    assert told.filter(recipient_id=staff.focal.pk).count() == told.filter(recipient_id=staff.secretary.pk).count() == 2
    file = put([b"bao cao"], "bao-cao.txt", accepted=(TEXT,))
    DeliverPaper.run(staff.focal, PaperFile(row.id, file.pk))
    before = told.count()
    warn_of_papers(date(2024, 10, 9))
    assert told.count() == before


def test_every_opinion_ends_taken_up_or_explained_in_words(meeting: Meeting, staff: Staff) -> None:
    row = GiveOpinion.run(staff.head, NewOpinion(meeting.key, "Đề nghị bổ sung biểu 2"), idempotency_key="y1")
    for outcome, answer in (("accepted", "  "), ("waiting", "đã đọc"), ("", "đã đọc")):
        with pytest.raises(ActionError):
            AnswerOpinion.run(staff.secretary, OpinionAnswer(row.id, outcome, answer))
    with pytest.raises(AccessDenied):
        AnswerOpinion.run(staff.head, OpinionAnswer(row.id, "accepted", "tự tiếp thu"))
    AnswerOpinion.run(staff.secretary, OpinionAnswer(row.id, "explained", "Biểu 2 đã có ở phụ lục."))
    AnswerOpinion.run(staff.secretary, OpinionAnswer(row.id, "explained", "Biểu 2 đã có ở phụ lục."))
    with pytest.raises(ConflictError):
        AnswerOpinion.run(staff.secretary, OpinionAnswer(row.id, "accepted", "đổi ý"))
    opinion = Opinion.objects.get(pk=row.id)
    assert (opinion.get_outcome_display(), opinion.after_meeting) == ("Giải trình", False)
    assert Notification.objects.filter(kind="meeting.opinion", recipient_id=staff.head.pk).count() == 1


def test_who_is_not_called_gives_no_opinion(
    meeting: Meeting, staff: Staff, offices: Offices, account: Callable[..., Account]
) -> None:
    from thongsuot.registry.accounts.roles import Role

    third = make_unit("so-y-te--lang-son", "Sở Y tế tỉnh Lạng Sơn", UnitKind.DEPARTMENT, offices.home)
    outsider = account(Role.UNIT_HEAD, third, "Sở khác")
    with pytest.raises(AccessDenied):
        GiveOpinion.run(outsider, NewOpinion(meeting.key, "Tôi cũng nghĩ"), idempotency_key="y2")
    assert not queries.visible_to(outsider).filter(pk=meeting.pk).exists()
    AddSite.run(staff.secretary, NewSite(meeting.key, unit_id=third.pk))
    assert queries.visible_to(outsider).filter(pk=meeting.pk).exists()


def test_awardees_stand_in_the_record_of_the_meeting(meeting: Meeting, staff: Staff) -> None:
    honour = NewCommendation(meeting.key, "Bộ phận Một cửa huyện Chi Lăng", "Bằng khen của Chủ tịch UBND tỉnh")
    assert AddCommendation.run(staff.secretary, honour) == AddCommendation.run(staff.secretary, honour)
    with pytest.raises(ActionError):
        AddCommendation.run(staff.secretary, NewCommendation(meeting.key, "Ai đó", "", document_key="khong-co"))


def test_the_countdown_says_what_is_missing(meeting: Meeting, staff: Staff, offices: Offices) -> None:
    AddPaper.run(staff.secretary, NewPaper(meeting.key, "Báo cáo 9 tháng", offices.doing.pk, date(2024, 10, 7)))
    GiveOpinion.run(staff.head, NewOpinion(meeting.key, "Đề nghị bổ sung"), idempotency_key="y3")
    [line] = queries.countdown(staff.secretary, date(2024, 10, 8))
    assert (line.days, line.papers, line.papers_missing) == (2, 1, 1)
    assert (line.invited, line.unanswered, line.opinions_waiting, line.conclusions_waiting) == (3, 3, 1, 0)
    assert queries.countdown(staff.head, date(2024, 10, 8)) == []
    assert timezone.localtime(line.meeting.starts_at).date() == date(2024, 10, 10)
