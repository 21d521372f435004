"""The pages: what each person is shown, forms that keep what was typed, what the room and the phone see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.meetings.actions import (
    AcknowledgeConclusion,
    AddPaper,
    ConclusionId,
    GiveOpinion,
    NewOpinion,
    NewPaper,
)
from thongsuot.steering.meetings.entry import calendar_entry
from thongsuot.steering.meetings.models import Conclusion, Meeting, Opinion, Paper, Participant
from thongsuot.steering.meetings.tests.conftest import Seats

SAID = "Sở Nội vụ hoàn thành 18 lớp bồi dưỡng trong tháng 12/2024"
Capture = Callable[..., Conclusion]


@pytest.fixture
def as_one(offices: Offices) -> Callable[[Account], Client]:
    for unit, name in ((offices.doing, "so noi vu"), (offices.other, "so tai chinh")):
        Unit.objects.filter(pk=unit.pk).update(search_key=name)

    def sign_in(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return sign_in


def page(meeting: Meeting, part: str = "") -> str:
    return f"/lam-viec/phien-hop/{meeting.key}{part}"


def test_the_year_shows_quarter_three_held_in_quarter_four(
    live: Meeting, staff: Staff, as_one: Callable[[Account], Client]
) -> None:
    text = as_one(staff.secretary).get("/lam-viec/phien-hop?nam=2024&ngay=2024-10-10").content.decode()
    assert text.index("quý III/2024") < text.index("Họp ngày 10/10/2024") < text.index("quý IV/2024")
    assert "Chưa họp" in text


def test_planning_proposes_the_next_ordinal_and_keeps_what_was_typed(
    meeting: Meeting, staff: Staff, as_one: Callable[[Account], Client], offices: Offices
) -> None:
    client = as_one(staff.secretary)
    assert "phiên thứ 2" in client.get("/lam-viec/phien-hop/them").content.decode()
    typed = {"committee": offices.body.pk, "starts_at": "2025-01-09T08:00", "form": "hybrid", "place": "Hội trường B"}
    refused = client.post("/lam-viec/phien-hop/them", typed | {"period_text": "hôm nào đó"})
    assert refused.status_code == 422 and "Hội trường B" in refused.content.decode()
    assert client.post("/lam-viec/phien-hop/them", typed).status_code == 302
    made = Meeting.objects.get(ordinal=2)
    assert (made.period_text, made.place) == ("quý IV/2024", "Hội trường B")


def test_papers_travel_through_the_page(
    meeting: Meeting, staff: Staff, offices: Offices, as_one: Callable[[Account], Client]
) -> None:
    row = AddPaper.run(staff.secretary, NewPaper(meeting.key, "Báo cáo", offices.doing.pk, date(2024, 10, 7)))
    client = as_one(staff.focal)
    assert client.get(page(meeting, f"/tai-lieu/{row.id}")).status_code == 404
    wrong = client.post(
        page(meeting, f"/tai-lieu/{row.id}/gui"), {"file": SimpleUploadedFile("x.exe", b"MZ" + b"0" * 64)}
    )
    assert wrong.status_code == 422
    pdf = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.4\n%%EOF")
    assert client.post(page(meeting, f"/tai-lieu/{row.id}/gui"), {"file": pdf}).status_code == 302
    paper = Paper.objects.get(pk=row.id)
    assert paper.file is not None and paper.file.name == "bao-cao.pdf"
    assert client.get(page(meeting, f"/tai-lieu/{row.id}")).status_code == 200


def test_an_empty_answer_to_an_opinion_comes_back(
    meeting: Meeting, staff: Staff, as_one: Callable[[Account], Client]
) -> None:
    row = GiveOpinion.run(staff.head, NewOpinion(meeting.key, "Đề nghị bổ sung biểu 2"), idempotency_key="y")
    client = as_one(staff.secretary)
    assert client.post(page(meeting, f"/y-kien/{row.id}"), {"outcome": "accepted", "answer": ""}).status_code == 422
    client.post(page(meeting, f"/y-kien/{row.id}"), {"outcome": "accepted", "answer": "Bổ sung ở trang 3."})
    assert Opinion.objects.get(pk=row.id).outcome == "accepted"
    assert "Bổ sung ở trang 3." in as_one(staff.head).get(page(meeting)).content.decode()


def test_the_invited_answers_from_the_page(
    meeting: Meeting, staff: Staff, seats: Seats, as_one: Callable[[Account], Client]
) -> None:
    seat = Participant.objects.get(meeting=meeting, position=seats.finance)
    client = as_one(staff.stranger)
    assert "Giấy mời của bạn" in client.get(page(meeting)).content.decode()
    assert client.post(page(meeting, f"/tra-loi/{seat.pk}"), {"reply": "declined"}).status_code == 422
    client.post(page(meeting, f"/tra-loi/{seat.pk}"), {"reply": "substitute", "note": "Phó Giám đốc dự thay"})
    seat.refresh_from_db()
    assert (seat.reply, seat.reply_note) == ("substitute", "Phó Giám đốc dự thay")


def test_nothing_unseen_is_saved(live: Meeting, staff: Staff, as_one: Callable[[Account], Client]) -> None:
    client = as_one(staff.secretary)
    first = client.post(page(live, "/ghi"), {"text": SAID}).content.decode()
    assert 'value="Sở Nội vụ tỉnh Lạng Sơn"' in first and 'value="trong tháng 12/2024"' in first
    assert not Conclusion.objects.exists()
    fields = {"text": SAID, "heard": SAID, "is_task": "on", "lead": "Sở Nội vụ", "deadline": "trong tháng 12/2024"}
    refused = client.post(page(live, "/ghi"), fields | {"deadline": "khi nào xong thì xong"})
    assert refused.status_code == 422 and SAID in refused.content.decode()
    assert client.post(page(live, "/ghi"), fields | {"quantity": "18", "quantity_unit": "lớp"}).status_code == 302
    said = Conclusion.objects.get()
    assert (said.deadline, said.quantity, said.is_task) == (date(2024, 12, 31), 18, True)


def test_an_unknown_unit_is_asked_about(live: Meeting, staff: Staff, as_one: Callable[[Account], Client]) -> None:
    fields = {"text": SAID, "heard": SAID, "lead": "Sở Vô Danh"}
    refused = as_one(staff.secretary).post(page(live, "/ghi"), fields)
    assert refused.status_code == 422
    assert "Không rõ đơn vị «Sở Vô Danh»" in refused.content.decode()


def test_the_screen_shows_who_took_it_on_and_what_is_objected(
    live: Meeting, capture: Capture, offices: Offices, staff: Staff, as_one: Callable[[Account], Client]
) -> None:
    said = capture(SAID, offices.doing)
    phone = as_one(staff.head)
    assert SAID in phone.get(page(live, "/nhan-viec")).content.decode()
    assert SAID not in as_one(staff.stranger).get(page(live, "/nhan-viec")).content.decode()
    phone.post(page(live, "/nhan-viec"), {"conclusion": said.pk, "objection": "Đề nghị lùi hạn"})
    screen = as_one(staff.secretary).get(f"/hop/{live.key}/man-hinh?phan=1").content.decode()
    assert "Ý kiến: Đề nghị lùi hạn" in screen and "<html" not in screen
    phone.post(page(live, "/nhan-viec"), {"conclusion": said.pk})
    assert "Đã nhận" in as_one(staff.secretary).get(f"/hop/{live.key}/man-hinh?phan=1").content.decode()
    forbidden = as_one(staff.stranger).post(page(live, "/nhan-viec"), {"conclusion": said.pk})
    assert forbidden.status_code == 403


def test_the_phone_tells_of_what_came_meanwhile(
    live: Meeting, capture: Capture, offices: Offices, staff: Staff, as_one: Callable[[Account], Client]
) -> None:
    capture(SAID, offices.doing)
    client = as_one(staff.head)
    assert "kết luận mới" not in client.get(page(live, "/nhan-viec?phan=moi&co=1")).content.decode()
    assert "kết luận mới" in client.get(page(live, "/nhan-viec?phan=moi&co=0")).content.decode()


def test_closing_from_the_page(
    live: Meeting, capture: Capture, offices: Offices, staff: Staff, as_one: Callable[[Account], Client]
) -> None:
    client = as_one(staff.secretary)
    refused = client.post(page(live, "/be-mac"))
    assert refused.status_code == 422 and "Phiên họp không có kết luận" in refused.content.decode()
    said = capture(SAID, offices.doing)
    AcknowledgeConclusion.run(staff.head, ConclusionId(said.pk))
    assert client.post(page(live, "/be-mac")).status_code == 302
    text = client.get(page(live)).content.decode()
    assert "Đã kết thúc" in text and "Thông báo kết luận" in text and "Đã nhận" in text


def test_the_number_of_queries_does_not_grow_with_the_meeting(
    live: Meeting,
    capture: Capture,
    offices: Offices,
    staff: Staff,
    as_one: Callable[[Account], Client],
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_one(staff.secretary)
    capture(SAID, offices.doing)
    client.get(page(live))
    with CaptureQueriesContext(connection) as few:
        client.get(page(live))
    for number in range(12):
        capture(f"{SAID} lần {number}", offices.doing)
    with CaptureQueriesContext(connection) as many:
        client.get(page(live))
    assert len(many) <= len(few) + 1


def test_the_calendar_entry_moves_with_the_meeting(meeting: Meeting) -> None:
    text = calendar_entry(meeting, "https://thong-suot.vn/lam-viec/phien-hop/x")
    assert "DTSTART:20241010T010000Z" in text and "STATUS:CONFIRMED" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    meeting.starts_at += timedelta(days=1)
    assert f"UID:{meeting.key}@thongsuot" in calendar_entry(meeting, "")
    assert timezone.is_aware(meeting.starts_at)
