from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from thongsuot.steering.plans.actions import AddGoal, IssuePlan, NewGoal, NewValue, PlanDay, RecordTargetValue
from thongsuot.steering.plans.page import plan_page
from thongsuot.steering.plans.quality.domain import Hint
from thongsuot.steering.plans.quality.queries import flagged_directives, flagged_tasks
from thongsuot.steering.plans.queries import (
    hard_targets,
    programme_progress,
    remaining_tasks,
    targets_of_home,
    targets_of_unit,
    until_year_end,
)
from thongsuot.steering.tasks.models import Task

OCTOBER = date(2022, 10, 18)


@pytest.fixture
def issued(new_plan, staff):
    def make(*args, **more):
        plan = new_plan(*args, **more)
        IssuePlan.run(staff.secretary, PlanDay(plan.key, date(plan.year_from, 1, 9)))
        plan.refresh_from_db()
        return plan

    return make


def test_three_programmes_side_by_side(issued, fill, offices):
    """35/41 · 15/20 · 67/83, never averaged (B09)."""
    day = date(2024, 9, 30)
    for programme, done, left in (("cchc", 35, 6), ("cds", 15, 5), ("da06", 67, 16)):
        fill(issued(f"Kế hoạch {programme}", programme=programme), done, left, day)
    found = programme_progress(offices.home.pk, day, 2024)
    assert [one.progress.text for one in found] == ["35/41 (85,37%)", "15/20 (75%)", "67/83 (80,72%)"]
    assert [one.programme for one in found] == ["cchc", "cds", "da06"]
    assert {one.expected for one in found} == {Decimal(100)}
    assert all(one.is_behind and one.method == "theo hạn đã giao" for one in found)


def test_without_deadlines_the_even_pace_of_the_year_is_expected(issued, fill, offices):
    fill(issued(year=2022), 28, 12, OCTOBER, deadline=None)
    (one,) = programme_progress(offices.home.pk, OCTOBER, 2022)
    assert one.method == "theo nhịp đều trong năm"
    assert one.expected is not None
    assert round(one.expected, 2) == Decimal("79.67")  # day 290 of 364
    assert one.is_behind


def test_multi_year_and_strategic_work_is_not_in_the_yearly_count(issued, fill, offices):
    """B14."""
    fill(issued(year=2022), 28, 12, OCTOBER)
    fill(issued("Nghị quyết", 2020, year_to=2025), 1, 9, OCTOBER)
    fill(issued(year=2022), 0, 3, OCTOBER, is_strategic=True)
    (one,) = programme_progress(offices.home.pk, OCTOBER, 2022)
    assert one.progress.text == "28/40 (70%)"


def test_what_is_left_on_18_october_2022(issued, fill, offices, staff):
    """12 of 40 remain, 74 days left (B08)."""
    plan = issued(year=2022)
    fill(plan, 28, 12, OCTOBER)
    (one,) = until_year_end(offices.home.pk, OCTOBER, 2022)
    assert (one.left, one.programme.progress.total, one.days) == (12, 40, 74)
    assert one.likely is not None
    assert int(one.likely) == 35
    left = list(remaining_tasks(staff.secretary, [plan], OCTOBER))
    assert len(left) == 12
    assert {task.title[:3] for task in left} == {"Còn"}
    assert (
        remaining_tasks(staff.secretary, [plan], date(2022, 10, 17)).count() == 40
    )  # the day before, nothing was done


def test_parts_of_a_task_do_not_count_beside_it(issued, fill, offices):
    plan = issued(year=2022)
    fill(plan, 28, 12, OCTOBER)
    whole = plan.tasks.order_by("pk")[0]
    fill(plan, 5, 0, OCTOBER, parent=whole)
    (one,) = programme_progress(offices.home.pk, OCTOBER, 2022)
    assert one.progress.text == "28/40 (70%)"


@pytest.fixture
def hard_plan(issued, new_target, staff, offices):
    plan = issued()
    for name, aim, value in (("Giảm đơn vị", 20, "13.94"), ("Tự chủ", 10, "3.13"), ("Cắt giảm", 30, "33.8")):
        target = new_target(plan, name, Decimal(aim), due=date(2024, 12, 31), lead_id=offices.doing.pk)
        RecordTargetValue.run(staff.secretary, NewValue(target.pk, period="9 tháng đầu năm 2024", value=Decimal(value)))
    new_target(plan, "Chưa báo cáo", Decimal(50), due=date(2024, 12, 31))
    return plan


def test_hard_targets_worst_first(hard_plan, staff, offices):
    """13,94/≥20 and 3,13/≥10; the reached one and the silent one are not among them (B07)."""
    found = hard_targets(staff.secretary, offices.home.pk, date(2024, 10, 10))
    assert [one.target.name for one in found] == ["Tự chủ", "Giảm đơn vị"]
    worst, other = found
    assert (worst.gap_text, worst.relative_text) == ("thiếu 6,87 điểm %", "68,7%")
    assert (other.gap_text, other.relative_text) == ("thiếu 6,06 điểm %", "30,3%")
    assert (other.gap_number, other.gap_unit) == ("6,06", "điểm %")
    assert other.pace_text == "mỗi tháng tăng thêm 2,25 điểm %"
    assert other.sentence == "Giảm đơn vị: đạt 13,94%, mục tiêu ≥ 20%, còn 82 ngày"
    assert other.worries_text == ["chưa đạt, chưa đủ số để dự báo"]
    assert len(targets_of_home(staff.secretary, offices.home.pk, date(2024, 10, 10))) == 4
    assert hard_targets(staff.secretary, offices.home.pk, date(2024, 9, 1)) == []  # nothing was known yet


def test_a_unit_sees_the_targets_it_leads_in_every_plan(hard_plan, staff, offices):
    """B13."""
    led = targets_of_unit(staff.head, offices.doing.pk, date(2024, 10, 10))
    assert [one.target.name for one in led] == ["Giảm đơn vị", "Tự chủ", "Cắt giảm"]
    assert targets_of_unit(staff.stranger, offices.other.pk, date(2024, 10, 10)) == []


def test_the_number_of_statements_does_not_grow(hard_plan, new_target, staff, offices, django_assert_num_queries):
    def look():
        return hard_targets(staff.secretary, offices.home.pk, date(2024, 10, 10))

    look()
    with django_assert_num_queries(2):
        look()
    for number in range(20):
        target = new_target(hard_plan, f"Thêm {number}", Decimal(10), due=date(2024, 12, 31))
        RecordTargetValue.run(staff.secretary, NewValue(target.pk, period="quý III/2024", value=Decimal(1)))
    with django_assert_num_queries(2):
        assert len(look()) == 22


def test_the_page_of_a_plan_carries_progress_up_its_headings(issued, fill, staff):
    plan = issued(year=2022)
    top = AddGoal.run(staff.secretary, NewGoal(plan.key, "Trên", "I")).id
    below = AddGoal.run(staff.secretary, NewGoal(plan.key, "Dưới", "1", top)).id
    fill(plan, 3, 1, OCTOBER, goal_id=below)
    fill(plan, 1, 0, OCTOBER, goal_id=top)
    fill(plan, 0, 2, OCTOBER)
    child = issued("Kế hoạch của Sở", 2022, parent_id=plan.pk)
    fill(child, 5, 5, OCTOBER)
    page = plan_page(staff.secretary, plan, OCTOBER)
    shown = [
        (section.goal.title if section.goal else None, section.depth, section.progress.text)
        for section in page.sections
    ]
    assert shown == [("Trên", 0, "4/5 (80%)"), ("Dưới", 1, "3/4 (75%)"), (None, 0, "0/2 (0%)")]
    assert page.progress.text == "4/7 (57,14%)"
    assert page.whole.text == "9/17 (52,94%)"
    assert [(one.title, progress.text) for one, progress in page.children] == [("Kế hoạch của Sở", "5/10 (50%)")]


def test_tasks_that_cannot_be_checked_are_pointed_out(issued, staff, offices):
    plan = issued()
    common = {"home": offices.home, "plan": plan, "status": "proposed"}
    Task.objects.create(title="Đủ", lead=offices.doing, deadline=date(2024, 12, 31), result="Báo cáo", **common)
    Task.objects.create(title="Giao chung", is_common=True, deadline=date(2024, 12, 31), result="Báo cáo", **common)
    Task.objects.create(title="Thiếu cả", **common)
    report = flagged_tasks(staff.secretary, plan.key)
    assert (report.total, [line.text for line in report.lines]) == (3, ["Thiếu cả"])
    assert report.lines[0].hints == (Hint.NO_OWNER, Hint.NO_DATE, Hint.NO_MEASURE)
    assert report.counts == {"no_owner": 1, "no_date": 1, "no_measure": 1}


def test_orders_of_a_document_that_cannot_be_checked(document, staff):
    report = flagged_directives(staff.secretary, document.key)
    assert report.total == 2
    assert all(Hint.NO_DATE not in line.hints and Hint.NO_OWNER not in line.hints for line in report.lines)
