"""The projector: everything embedded, figures corrected since they were settled told apart, a narrow service worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.test import Client
from django.utils import timezone

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.claims.actions import ReviewClaim, ReviseClaim, Revision
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.documents.models import Document
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.meetings.actions import CloseMeeting, Closing
from thongsuot.steering.meetings.models import Conclusion, Meeting, RoomSnapshot
from thongsuot.steering.meetings.present.board import board_of
from thongsuot.steering.meetings.present.corrections import corrections_since
from thongsuot.steering.meetings.present.worker import worker_script
from thongsuot.steering.tasks.actions import CreateTask, NewTask

SAID = "Sở Nội vụ hoàn thành 18 lớp bồi dưỡng trong tháng 12/2024"


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_a_red_cell_opens_the_task_and_its_proof_inside_the_page(
    meeting: Meeting, offices: Offices, staff: Staff
) -> None:
    late = NewTask(
        "Số hóa hồ sơ",
        offices.home.pk,
        lead_id=offices.doing.pk,
        assign=True,
        on=date(2024, 8, 1),
        deadline=date(2024, 9, 30),
    )
    task = CreateTask.run(staff.chair, late)
    text = signed_in(staff.secretary).get(f"/hop/{meeting.key}/trinh-chieu").content.decode()
    unit = offices.doing.pk
    assert f'href="#don-vi-{unit}"' in text and f'id="don-vi-{unit}"' in text
    assert f'href="#viec-{task.id}"' in text and f'id="viec-{task.id}"' in text
    assert text.count('<section class="slide') == 7
    [row] = board_of(staff.secretary, meeting, date(2024, 10, 10)).units
    assert (row.progress.overdue, [one.title for one in row.late]) == (1, ["Số hóa hồ sơ"])
    [earlier] = board_of(staff.secretary, meeting, date(2024, 9, 30)).units
    assert (earlier.progress.overdue, earlier.late) == (0, [])


def test_conclusions_of_the_meeting_before_stand_with_their_state(
    live: Meeting, capture: Callable[..., Conclusion], offices: Offices, staff: Staff
) -> None:
    from thongsuot.steering.meetings.actions import NewMeeting, PlanMeeting

    capture(SAID, offices.doing, deadline=date(2024, 12, 31))
    CloseMeeting.run(staff.secretary, Closing(live.key), effective_at=live.starts_at + timedelta(hours=3))
    later = NewMeeting(offices.body.pk, live.starts_at + timedelta(days=95))
    after = Meeting.objects.get(key=PlanMeeting.run(staff.secretary, later, idempotency_key="sau").key)
    board = board_of(staff.secretary, after, date(2025, 1, 13))
    assert [(one.conclusion.text, one.face.due_tone if one.face else "") for one in board.concluded] == [(SAID, "bad")]


def test_a_figure_corrected_the_night_before_is_announced(
    meeting: Meeting, staff: Staff, document: Document, account: Callable[..., Account]
) -> None:
    claim = Claim.objects.filter(document=document, value=Decimal("33.8")).get()
    ReviewClaim.run(staff.secretary, Review(claim.pk, Decision.CONFIRM))
    RoomSnapshot.objects.create(
        meeting=meeting, taken_at=timezone.now() - timedelta(hours=1), figures={str(claim.pk): "hồ sơ trực tuyến 33,8%"}
    )
    assert corrections_since(meeting) == []
    new = ReviseClaim.run(
        staff.home_affairs, Revision(claim.pk, {"value": "34,1"}, "số chính thức"), idempotency_key="sua"
    )
    assert corrections_since(meeting) == []  # not yet confirmed by somebody else
    ReviewClaim.run(staff.secretary, Review(new.claim_id, Decision.CONFIRM))
    [found] = corrections_since(meeting)
    assert (found.old, found.new, found.claim.pk) == ("hồ sơ trực tuyến 33,8%", "34,1%", new.claim_id)
    text = signed_in(staff.secretary).get(f"/hop/{meeting.key}/trinh-chieu").content.decode()
    assert f"Đã cập nhật {timezone.localtime(found.at):%H:%M}" in text and f'data-claim="{new.claim_id}"' in text


def test_settling_keeps_who_and_when(meeting: Meeting, staff: Staff) -> None:
    assert signed_in(staff.head).post(f"/lam-viec/phien-hop/{meeting.key}/chot-so-lieu").status_code == 403
    assert signed_in(staff.secretary).post(f"/lam-viec/phien-hop/{meeting.key}/chot-so-lieu").status_code == 302
    assert RoomSnapshot.objects.get(meeting=meeting).taken_by == staff.secretary


def test_the_service_worker_keeps_one_page_and_its_files(meeting: Meeting, staff: Staff) -> None:
    response = signed_in(staff.secretary).get(f"/hop/{meeting.key}/trinh-chieu.js")
    script = response.content.decode()
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert f'PAGE = "/hop/{meeting.key}/trinh-chieu"' in script
    assert script.count("cache.put(") == 1 and "cache.put(PAGE" in script
    one, other = (worker_script("k", version, "/p", ["/static/a.css"]) for version in ("1", "2"))
    assert one != other
    assert Client().get(f"/hop/{meeting.key}/trinh-chieu.js").status_code == 302


def test_who_is_not_called_sees_no_projector(
    meeting: Meeting, account: Callable[..., Account], offices: Offices
) -> None:
    from thongsuot.registry.accounts.roles import Role

    stranger = account(Role.SECRETARIAT, offices.nation.children.exclude(pk=offices.home.pk).get(), "Tỉnh khác")
    assert signed_in(stranger).get(f"/hop/{meeting.key}/trinh-chieu").status_code == 404
