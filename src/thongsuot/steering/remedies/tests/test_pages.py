"""The pages of limits: what is shown, what a mistake keeps, the same number of queries for three rows as for thirty."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.directives.actions import ReviewLimitation
from thongsuot.registry.documents.models import Document
from thongsuot.registry.positions.models import Position
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.remedies import queries
from thongsuot.steering.remedies.actions import (
    AddLimit,
    AddRemedyPlan,
    AnalyseLimit,
    Analysis,
    CloseLimit,
    Closing,
    Gathering,
    GatherLimits,
    GiveProof,
    IssueRemedyPlan,
    Issuing,
    NewLimit,
    NewRemedyPlan,
    PlanKey,
    Proving,
    SubmitRemedyPlan,
)
from thongsuot.steering.remedies.choices import LimitStatus
from thongsuot.steering.remedies.domain import burn_down
from thongsuot.steering.remedies.models import FourBox, Limit, RemedyPlan

PAGE = "/lam-viec/han-che"


@pytest.fixture
def as_(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


def made(offices: Offices, staff: Staff, text: str, when: datetime | None = None, **more: Any) -> Limit:
    wanted = NewLimit(offices.home.pk, text, 2026, unit_id=offices.doing.pk, **more)
    return Limit.objects.get(pk=AddLimit.run(staff.secretary, wanted, idempotency_key=new_key(), effective_at=when).id)


def test_add_keeps_what_was_typed_when_the_due_day_is_no_day(as_: Any, offices: Offices, staff: Staff) -> None:
    browser = as_(staff.secretary)
    typed = {"text": "Hồ sơ trễ hạn còn nhiều", "year": "2026", "due_text": "mai mốt", "khoa": new_key()}
    refused = browser.post(f"{PAGE}/them", typed)
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert "Hồ sơ trễ hạn còn nhiều" in shown and "Chưa hiểu hạn «mai mốt»" in shown
    done = browser.post(f"{PAGE}/them", typed | {"due_text": "quý IV/2026", "unit": offices.doing.pk})
    limit = Limit.objects.get()
    assert done.url == f"{PAGE}/{limit.pk}" and limit.due == date(2026, 12, 31)


def test_the_whole_way_by_forms(as_: Any, offices: Offices, staff: Staff) -> None:
    limit = made(offices, staff, "Thanh toán trực tuyến còn thấp, 41,05%")
    position = Position.objects.create(unit=offices.doing, title="Giám đốc Sở Nội vụ", search_key="giam doc")
    at = f"{PAGE}/{limit.pk}"
    unit = as_(staff.focal)
    assert unit.post(f"{at}/giai-phap", {"title": "Tự giao việc"}).status_code == 403
    cause = {"cause_code": "awareness", "cause": "Dân chưa quen", "position": position.pk, "due_text": "31/12/2026"}
    assert unit.post(f"{at}/phan-tich", cause).status_code == 302
    paper = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.4 bao cao", "application/pdf")
    assert unit.post(f"{at}/minh-chung", {"note": "Đạt 61,2%", "file": paper, "khoa": new_key()}).status_code == 302
    assert unit.post(f"{at}/xac-nhan").status_code == 403
    page = as_(staff.chair).get(at).content.decode()
    assert "Xác nhận đã khắc phục" in page and "Dân chưa quen" in page
    assert staff.focal.display_name in page
    assert as_(staff.chair).post(f"{at}/xac-nhan").status_code == 302
    limit.refresh_from_db()
    assert limit.status == LimitStatus.CLOSED
    stored = as_(staff.focal).get(f"{at}/minh-chung/{limit.proofs.get().pk}")
    assert b"".join(stored.streaming_content) == b"%PDF-1.4 bao cao"
    stranger = as_(staff.stranger)
    assert stranger.get(at).status_code == 404
    assert stranger.get(f"{at}/minh-chung/{limit.proofs.get().pk}").status_code == 404


def test_a_closing_too_early_is_refused_on_the_page_with_what_lacks(as_: Any, offices: Offices, staff: Staff) -> None:
    limit = made(offices, staff, "Hồ sơ trễ hạn")
    page = as_(staff.chair).get(f"{PAGE}/{limit.pk}").content.decode()
    assert "còn thiếu: nguyên nhân, chức danh chịu trách nhiệm, minh chứng." in " ".join(page.split())
    refused = as_(staff.chair).post(f"{PAGE}/{limit.pk}/xac-nhan")
    assert refused.status_code == 422 and "Chưa có chức danh chịu trách nhiệm." in refused.content.decode()


def test_a_proof_of_a_forbidden_kind_keeps_the_words(as_: Any, offices: Offices, staff: Staff) -> None:
    limit = made(offices, staff, "Hồ sơ trễ hạn")
    program = SimpleUploadedFile("chay.exe", b"MZ\x90\x00", "application/octet-stream")
    refused = as_(staff.focal).post(f"{PAGE}/{limit.pk}/minh-chung", {"note": "Đã xong hết", "file": program})
    assert refused.status_code == 422 and "Đã xong hết" in refused.content.decode()
    assert not limit.proofs.exists()


def test_filters_stand_in_the_address(as_: Any, offices: Offices, staff: Staff) -> None:
    made(offices, staff, "Thanh toán trực tuyến còn thấp", field="digital", due_text="30/6/2026")
    made(offices, staff, "Hồ sơ trễ hạn còn nhiều", field="procedures")
    browser = as_(staff.secretary)

    def shown(query: str) -> set[str]:
        return {one.text for one in browser.get(f"{PAGE}?{query}").context["page"]}

    assert shown("tim=thanh+toan") == {"Thanh toán trực tuyến còn thấp"}
    assert shown("linh-vuc=procedures") == {"Hồ sơ trễ hạn còn nhiều"}
    assert shown("qua-han=1&ngay=2026-07-01") == {"Thanh toán trực tuyến còn thấp"}
    assert shown("qua-han=1&ngay=2026-06-30") == set()
    counts = browser.get(f"{PAGE}?trang-thai=limit_closed&linh-vuc=digital").context["counts"]
    assert (counts["limit_open"], counts["all"]) == (1, 1), "the counters stay while one of them is chosen"
    assert len(shown("don-vi=so-noi-vu--lang-son&trang-thai=dang-mo&nam=2026")) == 2
    assert shown("nam=hai-nghin&trang-thai=x") == shown("")


def test_excel_holds_the_rows_asked_for(as_: Any, offices: Offices, staff: Staff) -> None:
    made(offices, staff, "=HYPERLINK(1) là chữ, không phải công thức")
    made(offices, staff, "Hồ sơ trễ hạn còn nhiều")
    body = as_(staff.secretary).get("/lam-viec/han-che.xlsx?tim=tre+han").content
    sheet = load_workbook(io.BytesIO(body)).active
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert [row[1] for row in rows] == ["Hồ sơ trễ hạn còn nhiều"] and "Sở Nội vụ tỉnh Lạng Sơn" in rows[0]


def queries_for(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_the_number_of_queries_is_constant(as_: Any, offices: Offices, staff: Staff) -> None:
    browser = as_(staff.secretary)
    for number in range(3):
        made(offices, staff, f"Hạn chế thứ {number}")
    few = {address: queries_for(browser, address) for address in (PAGE, f"{PAGE}/lap-lai")}
    for number in range(20):
        made(offices, staff, f"Hạn chế khác {number}")
    assert {address: queries_for(browser, address) for address in few} == few


def test_drafts_from_a_document_by_one_button(as_: Any, document: Document, offices: Offices, staff: Staff) -> None:
    at = f"{PAGE}/tu-van-ban/{document.key}"
    waiting = as_(staff.secretary).get(at).content.decode()
    assert "còn chậm" in waiting and "Lấy 1 hạn chế" not in waiting
    ReviewLimitation.run(staff.secretary, Review(document.limitations.get().pk, Decision.CONFIRM))
    assert "Lấy 1 hạn chế đã xác nhận" in as_(staff.secretary).get(at).content.decode()
    assert as_(staff.secretary).post(at).url == f"{PAGE}?trang-thai=limit_draft"
    draft = Limit.objects.get()
    shown = as_(staff.secretary).get(f"{PAGE}/{draft.pk}").content.decode()
    assert "Nhận để khắc phục" in shown and document.title in shown


def day(number: int) -> datetime:
    return datetime(2026, 10, number, 2, tzinfo=UTC)


@pytest.fixture
def plan(offices: Offices, staff: Staff) -> RemedyPlan:
    """Five limits taken up on 1/10, two closed on 8/10, one of them reopened never; due 31/12."""
    position = Position.objects.create(unit=offices.doing, title="Giám đốc", search_key="giam doc")
    limits = [made(offices, staff, f"Hạn chế {number}", day(1)) for number in range(5)]
    wanted = NewRemedyPlan(
        offices.home.pk, "Kế hoạch khắc phục 2026", 2026, submit_due_text="trong tháng 10/2026",
        finish_due=date(2026, 12, 31),
    )  # fmt: skip
    key = AddRemedyPlan.run(staff.secretary, wanted, idempotency_key=new_key(), effective_at=day(1)).key
    GatherLimits.run(staff.secretary, Gathering(key, tuple(one.pk for one in limits)))
    for one in limits:
        AnalyseLimit.run(staff.secretary, Analysis(one.pk, "skill", "Chưa thạo", position.pk, "31/12/2026"))
    for one in limits[:2]:
        GiveProof.run(staff.focal, Proving(one.pk, "Đã xong"), idempotency_key=new_key(), effective_at=day(7))
        CloseLimit.run(staff.chair, Closing(one.pk), effective_at=day(8))
    return RemedyPlan.objects.get(key=key)


def test_burn_down_of_a_plan_comes_from_the_log(plan: RemedyPlan, as_: Any, staff: Staff) -> None:
    """R03: 5 open on 1/10, 3 from 8/10 on."""
    limits = queries.listed(staff.secretary, queries.Filters(plan=plan.key), date(2026, 10, 20))
    burn = burn_down(queries.moves_of(staff.secretary, limits), until=date(2026, 10, 20), due=plan.finish_due)
    assert burn is not None
    assert [(one.day.day, one.open) for one in burn.points] == [(1, 5), (8, 3), (15, 3), (20, 3)]
    page = as_(staff.secretary).get(f"{PAGE}/ke-hoach/{plan.key}?ngay=2026-10-20").content.decode()
    assert "đã khắc phục 2/5 hạn chế, kịp mức cần đạt" in page and "<polyline" in page
    lines = b"".join(as_(staff.secretary).get(f"{PAGE}/ke-hoach/{plan.key}.csv?ngay=2026-10-20").streaming_content)
    rows = lines.decode("utf-8-sig").splitlines()
    assert rows[0] == "Ngày;Hạn chế còn mở;Mức cần đạt" and len(rows) == 21
    assert rows[7].startswith("07/10/2026;5;") and rows[8].startswith("08/10/2026;3;")


def test_a_plan_is_submitted_then_numbered_by_the_clerk(plan: RemedyPlan, as_: Any, staff: Staff) -> None:
    assert (plan.submit_due, plan.submit_due_text) == (date(2026, 10, 31), "trong tháng 10/2026")
    at = f"{PAGE}/ke-hoach/{plan.key}"
    assert as_(staff.focal).get(at).status_code == 404, "the unit reads its limits, not the province's plan"
    as_(staff.clerk).post(f"{at}/ban-hanh", {"number": "152/KH-UBND"})
    plan.refresh_from_db()
    assert plan.number == "", "not submitted yet"
    SubmitRemedyPlan.run(staff.secretary, PlanKey(plan.key))
    assert as_(staff.secretary).post(f"{at}/ban-hanh", {"number": "1/KH"}).status_code == 403
    IssueRemedyPlan.run(staff.clerk, Issuing(plan.key, "152/KH-UBND"))
    as_(staff.secretary).post(f"{at}/chon", {"han-che": []})
    plan.refresh_from_db()
    assert (plan.number, plan.limits.count()) == ("152/KH-UBND", 5), "an issued plan keeps its limits"


def test_a_plan_without_causes_is_not_submitted(offices: Offices, staff: Staff, as_: Any) -> None:
    wanted = NewRemedyPlan(offices.home.pk, "Kế hoạch trống", 2026)
    key = AddRemedyPlan.run(staff.secretary, wanted, idempotency_key=new_key()).key
    limit = made(offices, staff, "Chưa rõ vì sao")
    told = as_(staff.secretary).post(f"{PAGE}/ke-hoach/{key}/trinh", follow=True).content.decode()
    assert "chưa có hạn chế nào" in told
    GatherLimits.run(staff.secretary, Gathering(key, (limit.pk,)))
    told = as_(staff.secretary).post(f"{PAGE}/ke-hoach/{key}/trinh", follow=True).content.decode()
    assert "chưa có nguyên nhân hoặc chức danh" in told


def test_four_boxes_are_written_by_the_unit_and_printed(as_: Any, offices: Offices, staff: Staff) -> None:
    made(offices, staff, "Hồ sơ trễ hạn còn nhiều")
    at = f"{PAGE}/bon-o/{offices.doing.key}/2026"
    boxes = {"strengths": "Làm đủ 12 báo cáo", "weaknesses": "Trễ hạn", "causes": "Thiếu người", "duties": "Giám đốc"}
    assert as_(staff.focal).post(at, boxes).status_code == 302
    assert as_(staff.focal).post(at, boxes).status_code == 302
    sheet = FourBox.objects.get()
    assert (sheet.unit, sheet.home, sheet.causes) == (offices.doing, offices.home, "Thiếu người")
    page = as_(staff.secretary).get(at).content.decode()
    assert "Làm đủ 12 báo cáo" in page and "Hồ sơ trễ hạn còn nhiều" in page
    assert as_(staff.stranger).post(at, boxes).status_code == 403
