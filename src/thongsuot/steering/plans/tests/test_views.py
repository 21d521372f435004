"""The pages as people meet them: filters in the address, words kept in a refused form, figures that open something."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.steering.plans.actions import AddGoal, IssuePlan, NewGoal, NewValue, PlanDay, RecordTargetValue
from thongsuot.steering.plans.models import Plan


@pytest.fixture
def client_of():
    def make(account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return make


@pytest.fixture
def office(client_of, staff) -> Client:
    return client_of(staff.secretary)


def test_the_list_is_narrowed_by_its_address(office, new_plan):
    new_plan("Kế hoạch của năm 2024", number="04/KH-UBND")
    new_plan("Kế hoạch số hóa", 2025, programme="cds")
    new_plan("Nghị quyết mười năm", 2021, year_to=2030, level="party")

    def titles(query: str) -> set[str]:
        return {plan.title for plan, _progress in office.get(f"{reverse('plans')}?{query}").context["rows"]}

    assert len(titles("")) == 3
    assert titles("nam=2024") == {"Kế hoạch của năm 2024", "Nghị quyết mười năm"}
    assert titles("chuong_trinh=cds") == {"Kế hoạch số hóa"}
    assert titles("cap=party") == {"Nghị quyết mười năm"}
    assert titles("tim=04/kh") == {"Kế hoạch của năm 2024"}
    assert titles("nam=hai") == titles("")
    assert "Bỏ bộ lọc" in office.get(f"{reverse('plans')}?nam=1999").content.decode()


def test_a_plan_is_drawn_up_issued_and_closed_on_screen(office, offices):
    form = {"title": "Kế hoạch 2024", "unit": offices.home.key, "programme": "cchc", "level": "province"}
    refused = office.post(reverse("plan-add"), form | {"year_from": "2024", "year_to": "2023"})
    assert refused.status_code == 422
    assert "Năm cuối không thể trước năm đầu" in refused.content.decode()
    assert "Kế hoạch 2024" in refused.content.decode()  # what was typed is still there
    assert office.post(reverse("plan-add"), form | {"year_from": "2024", "year_to": "2024"}).status_code == 302
    plan = Plan.objects.get()
    for step in ("plan-issue", "plan-close"):
        office.post(reverse(step, args=[plan.key]))
    plan.refresh_from_db()
    assert plan.status == "closed"


def test_the_page_of_a_plan_shows_its_tree(office, new_plan, fill, staff):
    plan = new_plan()
    goal = AddGoal.run(staff.secretary, NewGoal(plan.key, "Cải cách thể chế", "I")).id
    fill(plan, 28, 12, date(2024, 10, 1), goal_id=goal)
    page = office.get(f"{reverse('plan', args=[plan.key])}?ngay=10/10/2024").content.decode()
    assert "28/40 (70%)" in page
    assert "Cải cách thể chế" in page
    assert "ke-hoach-" in page  # the way to the import


def test_a_draft_is_hidden_from_departments(client_of, new_plan, staff):
    plan = new_plan()
    assert client_of(staff.head).get(reverse("plan", args=[plan.key])).status_code == 404
    IssuePlan.run(staff.secretary, PlanDay(plan.key))
    page = client_of(staff.head).get(reverse("plan", args=[plan.key]))
    assert page.status_code == 200
    assert "Nhập từ Word" not in page.content.decode()
    assert client_of(staff.head).post(reverse("plan-close", args=[plan.key])).status_code == 403


def test_a_result_is_entered_on_the_page_of_the_target(office, new_plan, new_target):
    target = new_target(new_plan(), "Cắt giảm", Decimal(50), unit_of_measure="thủ tục", due=date(2024, 12, 31))
    url = reverse("target", args=[target.pk])
    refused = office.post(url, {"period": "quý III", "value": "54"})
    assert refused.status_code == 422
    assert "chưa đủ năm" in refused.content.decode()
    assert office.post(url, {"period": "9 tháng đầu năm 2024", "value": "54"}).status_code == 302
    assert "Vượt 4 (108%)" in office.get(f"{url}?ngay=10/10/2024").content.decode()


def test_hard_targets_of_a_day_of_the_past(office, new_plan, new_target, staff):
    plan = new_plan()
    target = new_target(plan, "Tỷ lệ tự chủ", Decimal(10), due=date(2024, 12, 31))
    RecordTargetValue.run(staff.secretary, NewValue(target.pk, period="9 tháng đầu năm 2024", value=Decimal("3.13")))
    IssuePlan.run(staff.secretary, PlanDay(plan.key))
    page = office.get(f"{reverse('hard-targets')}?ngay=10/10/2024").content.decode()
    for told in ("thiếu 6,87 điểm %", "còn 82 ngày", "1/1 chỉ tiêu", "mới có 1 kỳ số liệu"):
        assert told in page
    assert "Chưa có chỉ tiêu nào" in office.get(f"{reverse('hard-targets')}?ngay=10/10/2020").content.decode()
    rows = b"".join(office.get(f"{reverse('targets-csv')}?kho=1&ngay=10/10/2024").streaming_content).decode()
    assert "Tỷ lệ tự chủ" in rows
    assert "thiếu 6,87 điểm %" in rows


def test_what_is_left_of_2022(office, new_plan, fill, staff):
    plan = new_plan(year=2022)
    IssuePlan.run(staff.secretary, PlanDay(plan.key, date(2022, 1, 9)))
    fill(plan, 28, 12, date(2022, 10, 18))
    page = office.get(f"{reverse('year-end')}?ngay=18/10/2022").content.decode()
    assert "còn 12/40 nhiệm vụ" in page
    assert "còn 74 ngày" in page
    assert "28/40 (70%)" in office.get(f"{reverse('programmes')}?ngay=18/10/2022").content.decode()


def test_a_heading_in_use_is_not_removed_and_says_why(office, new_plan, new_target, staff):
    plan = new_plan()
    goal = AddGoal.run(staff.secretary, NewGoal(plan.key, "Mục", "I")).id
    new_target(plan, "Tỷ lệ hồ sơ", Decimal(80), goal_id=goal)
    page = office.post(reverse("goal-remove", args=[goal]), follow=True).content.decode()
    assert "Mục này còn 1 chỉ tiêu: «Tỷ lệ hồ sơ»" in page


def test_hints_are_one_click_from_the_plan(office, new_plan, fill):
    plan = new_plan()
    fill(plan, 0, 2, date(2024, 12, 31))
    assert "Có nhiệm vụ khó kiểm tra" in office.get(reverse("plan", args=[plan.key])).content.decode()
    report = office.get(f"{reverse('quality-hints')}?ke-hoach={plan.key}&thieu=no_measure")
    assert "2/2 việc thiếu" in report.content.decode()
    assert office.get(reverse("quality-hints")).status_code == 302
