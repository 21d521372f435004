"""The pages of inspections by their forms; the number of queries does not grow with the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.inspections.actions import NewInspection, SetInspection
from thongsuot.steering.inspections.choices import InspectionStatus
from thongsuot.steering.inspections.models import Inspection, InspectionPlan, VisitRecord
from thongsuot.steering.remedies.models import Limit

ROOT = "/lam-viec/kiem-tra"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 60


@pytest.fixture
def as_(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


@pytest.fixture
def visitor(account: Callable[..., Account], offices: Offices) -> Account:
    return account(Role.APPRAISER, offices.home, "Thẩm định viên")


@pytest.fixture
def visit(offices: Offices, staff: Staff, visitor: Account) -> Inspection:
    day = date(2026, 11, 18)
    wanted = NewInspection(offices.home.pk, offices.doing.pk, day, day, "cchc-tong-hop", (visitor.pk,))
    return Inspection.objects.get(pk=SetInspection.run(staff.secretary, wanted, idempotency_key=new_key()).id)


def test_from_the_visit_to_the_task_by_forms(as_: Any, visit: Inspection, staff: Staff, visitor: Account) -> None:
    spot, page = f"{ROOT}/{visit.pk}/tai-cho", f"{ROOT}/{visit.pk}"
    seen = {"item": "3.2", "answer": "not_met", "severity": "find_grave", "note": "12 hồ sơ trễ không xin lỗi"}
    picture = SimpleUploadedFile("anh.png", PNG, "image/png")
    assert as_(visitor).post(spot, seen | {"photo": picture}).status_code == 302
    record = VisitRecord.objects.get()
    assert record.finding.severity == "find_grave" and record.photos.count() == 1
    photo = f"{page}/anh/{record.photos.get().pk}"
    assert b"".join(as_(staff.focal).get(photo).streaming_content) == PNG
    assert as_(staff.stranger).get(photo).status_code == 404
    as_(visitor).post(f"{page}/chot")
    finding = visit.findings.get()
    assert "Giải trình" in as_(staff.focal).get(page).content.decode()
    kept = as_(staff.focal).post(f"{ROOT}/phat-hien/{finding.pk}", {f"g{finding.pk}-answer": ""})
    assert kept.status_code == 422
    as_(staff.focal).post(f"{ROOT}/phat-hien/{finding.pk}", {f"g{finding.pk}-answer": "Nhất trí"})
    short = {"conclusion": "Phải khắc phục ngay.", f"task-{finding.pk}": "Gửi thư xin lỗi"}
    refused = as_(staff.chair).post(f"{page}/ket-luan", short)
    assert refused.status_code == 422 and "Phải khắc phục ngay." in refused.content.decode()
    vague = as_(staff.chair).post(f"{page}/ket-luan", short | {f"due-{finding.pk}": "sớm"})
    assert vague.status_code == 422 and "Chưa hiểu hạn «sớm»" in vague.content.decode()
    done = as_(staff.chair).post(f"{page}/ket-luan", short | {f"due-{finding.pk}": "trong tháng 12/2026"})
    assert done.status_code == 302
    visit.refresh_from_db()
    assert visit.status == InspectionStatus.CONCLUDED and Limit.objects.get().due == date(2026, 12, 31)
    shown = " ".join(as_(staff.focal).get(page).content.decode().split())
    assert "1/1 phát hiện đã thành nhiệm vụ khắc phục." in shown and "Gửi thư xin lỗi" in shown


def test_a_script_gets_json_and_the_same_record_is_known(as_: Any, visit: Inspection, visitor: Account) -> None:
    spot = f"{ROOT}/{visit.pk}/tai-cho"
    uuid = str(uuid4())
    seen = {"uuid": uuid, "written_at": "2026-11-18T02:30:00.000Z", "item": "1.1", "answer": "met"}
    browser = as_(visitor)
    first = browser.post(spot, seen, headers={"Accept": "application/json"})
    again = browser.post(spot, seen, headers={"Accept": "application/json"})
    assert (first.json(), again.json()) == ({"uuid": uuid, "written": 1}, {"uuid": uuid, "written": 0})
    assert VisitRecord.objects.get().written_at.isoformat() == "2026-11-18T02:30:00+00:00"
    wrong = browser.post(spot, {"answer": "not_met", "item": "3.2"}, headers={"Accept": "application/json"})
    assert wrong.status_code == 422 and wrong.json() == {"errors": ["Mục chưa đạt cần ghi rõ đã thấy gì."]}
    program = SimpleUploadedFile("anh.jpg", b"MZ\x90\x00", "image/jpeg")
    refused = browser.post(spot, {"answer": "met", "photo": program}, headers={"Accept": "application/json"})
    assert refused.status_code == 422 and VisitRecord.objects.count() == 1


def test_only_the_team_writes(as_: Any, visit: Inspection, offices: Offices, staff: Staff, account: Any) -> None:
    outside = account(Role.APPRAISER, offices.home, "Ngoài đoàn")
    spot = f"{ROOT}/{visit.pk}/tai-cho"
    assert "Chỉ thành viên đoàn kiểm tra" in as_(outside).get(spot).content.decode()
    assert as_(outside).post(spot, {"answer": "met"}).status_code == 403
    assert as_(staff.focal).get(spot).status_code == 403
    assert as_(staff.stranger).get(spot).status_code == 404


def test_plan_by_risk_on_screen(as_: Any, offices: Offices, staff: Staff) -> None:
    made = as_(staff.secretary).post(ROOT, {"year": 2026, "title": ""})
    plan = InspectionPlan.objects.get()
    assert made.url == f"{ROOT}/ke-hoach/{plan.pk}"
    shown = as_(staff.secretary).get(made.url).content.decode()
    assert "chưa được kiểm tra lần nào" in shown and "trọng số mẫu" in shown
    unit = offices.other.pk
    as_(staff.secretary).post(made.url, {"chon": [unit], f"ly-do-{unit}": "Nhiều phản ánh", "phe-duyet": "1"})
    assert plan.units.get(is_chosen=True).chosen_reason == "Nhiều phản ánh"
    visitor = Account.objects.create_account("dieu", "mat-khau-thu-nghiem", "Người đi kiểm tra")
    visitor.grants.create(role=Role.APPRAISER, unit=offices.home)
    given = {"unit": unit, "starts": "1/12/2026", "ends": "30/11/2026", "members": [visitor.pk]}
    given["checklist"] = "cchc-tong-hop"
    address = f"{ROOT}/lap?ke-hoach={plan.pk}"
    refused = as_(staff.secretary).post(address, given)
    assert refused.status_code == 422 and "Ngày kết thúc đứng trước" in refused.content.decode()
    set_ = as_(staff.secretary).post(address, given | {"ends": "2/12/2026"})
    visit = Inspection.objects.get()
    assert set_.url == f"{ROOT}/{visit.pk}" and visit.plan == plan
    assert "đã lập cuộc kiểm tra" in as_(staff.secretary).get(made.url).content.decode()
    assert as_(staff.focal).post(ROOT, {"year": 2026}).status_code == 403


def queries_for(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_the_number_of_queries_is_constant(
    as_: Any, visit: Inspection, offices: Offices, staff: Staff, visitor: Account
) -> None:
    browser = as_(staff.secretary)
    browser.post(ROOT, {"year": 2026})
    plan = f"{ROOT}/ke-hoach/{InspectionPlan.objects.get().pk}"
    spot = f"{ROOT}/{visit.pk}"
    as_(visitor).post(f"{spot}/tai-cho", {"answer": "not_met", "note": "Một", "item": "3.2"})
    few = {address: queries_for(as_(staff.secretary), address) for address in (ROOT, spot, plan)}
    for number in range(6):
        make_unit(f"so-{number}", f"Sở thứ {number}", UnitKind.DEPARTMENT, offices.home)
        as_(visitor).post(f"{spot}/tai-cho", {"answer": "not_met", "note": f"Thêm {number}", "item": "3.3"})
        wanted = NewInspection(
            offices.home.pk, offices.other.pk, visit.starts, visit.ends, "cchc-tong-hop", (visitor.pk,)
        )
        SetInspection.run(staff.secretary, wanted, idempotency_key=new_key())
    as_(staff.secretary).post(ROOT, {"year": 2026})
    assert {address: queries_for(as_(staff.secretary), address) for address in few} == few
