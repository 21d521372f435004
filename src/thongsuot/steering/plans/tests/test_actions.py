from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.models import Indicator
from thongsuot.steering.plans.actions import (
    AddGoal,
    ClosePlan,
    EditGoal,
    EditPlan,
    EditTarget,
    GoalEdits,
    GoalId,
    IssuePlan,
    LinkPlanParent,
    NewGoal,
    NewValue,
    PlanDay,
    PlanEdits,
    PlanKey,
    PlanParent,
    RecordTargetValue,
    RemoveGoal,
    RemovePlan,
    RemoveTarget,
    TargetEdits,
    TargetId,
)
from thongsuot.steering.plans.binding import alike, matching_claims
from thongsuot.steering.plans.models import Plan
from thongsuot.steering.plans.queries import get_for, line_above_of, visible_to
from thongsuot.steering.tasks.actions import CreateTask, NewTask


def test_the_party_resolution_is_parent_of_the_plan_of_2024(new_plan, staff, events):
    """60-NQ/TU (2021–2030) → kế hoạch giai đoạn → 04/KH-UBND (A15)."""
    party = new_plan("Nghị quyết", 2021, year_to=2030, level="party", number="60-NQ/TU", dated=date(2021, 12, 15))
    stage = new_plan("Kế hoạch giai đoạn", 2021, year_to=2025, parent_id=party.pk)
    plan = new_plan("Kế hoạch năm", 2024, number="04/KH-UBND", dated=date(2024, 1, 9))
    LinkPlanParent.run(staff.secretary, PlanParent(plan.key, stage.key))
    assert plan.key == "04-kh-ubnd-2024--tinh-lang-son"
    assert line_above_of(staff.secretary, get_for(staff.secretary, plan.key)) == [party, stage]
    assert events("plan", plan.key)[-1] == ("steering.plan.linked", {"parent_id": [None, stage.pk]})
    with pytest.raises(ActionError, match="không thể thực hiện chính nó"):
        LinkPlanParent.run(staff.secretary, PlanParent(party.key, plan.key))


def test_a_plan_goes_from_draft_to_closing(new_plan, staff, events):
    plan = new_plan()
    with pytest.raises(ActionError, match="chưa ban hành"):
        ClosePlan.run(staff.secretary, PlanDay(plan.key))
    IssuePlan.run(staff.secretary, PlanDay(plan.key, date(2024, 1, 9)))
    IssuePlan.run(staff.secretary, PlanDay(plan.key))
    ClosePlan.run(staff.secretary, PlanDay(plan.key))
    plan.refresh_from_db()
    assert (plan.status, plan.dated) == ("closed", date(2024, 1, 9))
    assert [name for name, _changes in events("plan", plan.key)] == [
        "steering.plan.created",
        "steering.plan.issued",
        "steering.plan.closed",
    ]
    with pytest.raises(ActionError, match="không ban hành lại"):
        IssuePlan.run(staff.secretary, PlanDay(plan.key))


def test_issuing_gives_the_tasks_that_name_somebody(new_plan, staff, offices):
    plan = new_plan()
    for title, lead in (("Có chủ trì", offices.doing.pk), ("Chưa có chủ trì", None)):
        CreateTask.run(staff.secretary, NewTask(title, offices.home.pk, lead_id=lead, plan_id=plan.pk))
    IssuePlan.run(staff.secretary, PlanDay(plan.key))
    assert dict(plan.tasks.values_list("title", "status")) == {"Có chủ trì": "assigned", "Chưa có chủ trì": "proposed"}


def test_the_same_plan_twice_is_one(new_plan):
    assert new_plan() == new_plan()
    assert new_plan() != new_plan(year=2025)


def test_edits_leave_what_changed(new_plan, staff, events):
    plan = new_plan()
    edits = PlanEdits(plan.key, plan.title, "cds", "province", 2024, 2024, number="05/KH-UBND")
    EditPlan.run(staff.secretary, edits)
    EditPlan.run(staff.secretary, edits)
    assert events("plan", plan.key)[1:] == [
        ("steering.plan.edited", {"programme": ["cchc", "cds"], "number": ["", "05/KH-UBND"]})
    ]
    with pytest.raises(ActionError, match="Năm cuối không thể trước"):
        EditPlan.run(staff.secretary, PlanEdits(plan.key, "x", "cds", "province", 2024, 2023))
    with pytest.raises(ActionError, match="ghi tên kế hoạch"):
        EditPlan.run(staff.secretary, PlanEdits(plan.key, " ", "cds", "province", 2024, 2024))


def test_a_parent_with_children_is_not_removed_and_names_them(new_plan, staff, offices):
    """B06."""
    parent = new_plan("Kế hoạch của tỉnh")
    new_plan("Kế hoạch của Sở", parent_id=parent.pk, unit_id=offices.doing.pk)
    with pytest.raises(ActionError, match=r"còn 1 kế hoạch thực hiện theo nó: «Kế hoạch của Sở»"):
        RemovePlan.run(staff.secretary, PlanKey(parent.key))
    lonely = new_plan("Lập nhầm")
    RemovePlan.run(staff.secretary, PlanKey(lonely.key))
    assert not Plan.objects.filter(pk=lonely.pk).exists()


def test_what_was_issued_stays(new_plan, staff):
    plan = new_plan()
    IssuePlan.run(staff.secretary, PlanDay(plan.key))
    with pytest.raises(ActionError, match="là một phần của hồ sơ"):
        RemovePlan.run(staff.secretary, PlanKey(plan.key))


def test_a_heading_with_tasks_below_is_not_removed_and_names_them(new_plan, staff, offices):
    plan = new_plan()
    top = AddGoal.run(staff.secretary, NewGoal(plan.key, "Cải cách thể chế", "I")).id
    below = AddGoal.run(staff.secretary, NewGoal(plan.key, "Rà soát", "1", top)).id
    for number in range(6):
        wanted = NewTask(f"Việc {number}", offices.home.pk, plan_id=plan.pk, goal_id=below)
        CreateTask.run(staff.secretary, wanted)
    with pytest.raises(ActionError, match="1 mục con: «Rà soát»"):
        RemoveGoal.run(staff.secretary, GoalId(top))
    with pytest.raises(ActionError, match=r"6 nhiệm vụ: «Việc 0».*và 1 mục nữa"):
        RemoveGoal.run(staff.secretary, GoalId(below))
    plan.tasks.all().delete()
    RemoveGoal.run(staff.secretary, GoalId(below))
    RemoveGoal.run(staff.secretary, GoalId(top))
    assert not plan.goals.exists()


def test_headings_stay_a_tree_within_their_plan(new_plan, staff):
    plan, other = new_plan(), new_plan("Kế hoạch khác")
    top = AddGoal.run(staff.secretary, NewGoal(plan.key, "Trên", "I")).id
    below = AddGoal.run(staff.secretary, NewGoal(plan.key, "Dưới", "1", top)).id
    foreign = AddGoal.run(staff.secretary, NewGoal(other.key, "Nơi khác", "I")).id
    with pytest.raises(ActionError, match="không thể nằm trong chính nó"):
        EditGoal.run(staff.secretary, GoalEdits(top, "Trên", "I", below))
    with pytest.raises(ActionError, match="không thuộc kế hoạch này"):
        EditGoal.run(staff.secretary, GoalEdits(top, "Trên", "I", foreign))


def test_rights(new_plan, staff, offices):
    """The secretariat manages the province's plans, a department's focal officer only its own (§2.4)."""
    plan = new_plan()
    own = new_plan("Kế hoạch của Sở", unit_id=offices.doing.pk, by=staff.focal)
    with pytest.raises(AccessDenied):
        new_plan("Của tỉnh", by=staff.focal)
    with pytest.raises(Hidden):
        EditPlan.run(staff.focal, PlanEdits(plan.key, "x", "cchc", "province", 2024, 2024))
    IssuePlan.run(staff.secretary, PlanDay(plan.key))
    with pytest.raises(AccessDenied):  # now it is seen, and still not theirs
        EditPlan.run(staff.focal, PlanEdits(plan.key, "x", "cchc", "province", 2024, 2024))
    assert set(visible_to(staff.focal)) == {plan, own}
    assert set(visible_to(staff.stranger)) == {plan}


def test_results_by_hand(new_plan, new_target, staff, events):
    target = new_target(new_plan(), "Số thủ tục được cắt giảm thời hạn", Decimal(50), unit_of_measure="thủ tục")
    RecordTargetValue.run(staff.secretary, NewValue(target.pk, period="9 tháng đầu năm 2024", value=Decimal(54)))
    RecordTargetValue.run(staff.secretary, NewValue(target.pk, period="9 tháng đầu năm 2024", value=Decimal(54)))
    RecordTargetValue.run(staff.secretary, NewValue(target.pk, period="9 tháng đầu năm 2024", value=Decimal(55)))
    assert target.values.get().value == 55
    told = [changes["value"] for name, changes in events("target", target.pk) if name == "steering.target.recorded"]
    assert told == [[None, "54"], ["54", "55"]]


def test_a_share_is_computed_from_its_parts(new_plan, new_target, staff):
    target = new_target(new_plan(), "Tỷ lệ cắt giảm thời hạn", Decimal(30))
    parts = {"numerator": Decimal("561.5"), "denominator": Decimal("1659.5")}
    RecordTargetValue.run(staff.secretary, NewValue(target.pk, period="quý III/2024", **parts))
    assert target.values.get().value == Decimal("33.84")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"period": "quý III", "value": Decimal(1)}, "chưa đủ năm"),
        ({"period": "hôm nào đó", "value": Decimal(1)}, "Không hiểu kỳ"),
        ({"period": "quý III/2024"}, "ghi giá trị"),
        ({"period": "quý III/2024", "numerator": Decimal(1), "denominator": Decimal(0)}, "Mẫu số bằng 0"),
    ],
)
def test_results_that_say_too_little_are_refused(new_plan, new_target, staff, value, words):
    target = new_target(new_plan(), "Tỷ lệ", Decimal(30))
    with pytest.raises(ActionError, match=words):
        RecordTargetValue.run(staff.secretary, NewValue(target.pk, **value))


def test_the_lead_enters_results_and_strangers_do_not(new_plan, new_target, staff, offices):
    plan = new_plan()
    target = new_target(plan, "Tỷ lệ giảm đơn vị", Decimal(20), lead_id=offices.doing.pk)
    IssuePlan.run(staff.secretary, PlanDay(plan.key))
    RecordTargetValue.run(staff.head, NewValue(target.pk, period="quý III/2024", value=Decimal("13.94")))
    with pytest.raises(AccessDenied):
        RecordTargetValue.run(staff.stranger, NewValue(target.pk, period="quý III/2024", value=Decimal(99)))


@pytest.fixture
def rate(document) -> Claim:
    """«Tỷ lệ thanh toán trực tuyến đạt 41,05%» of the small record, 6 tháng đầu năm 2022."""
    claim = Claim.objects.get(document=document, value=Decimal("41.05"))
    indicator = Indicator.objects.create(key="online-payment-rate", name="Tỷ lệ thanh toán trực tuyến", sort_key="t")
    first, last = date(2022, 1, 1), date(2022, 6, 30)
    period = {"period_kind": "half", "period_text": "6 tháng đầu năm 2022", "period_start": first, "period_end": last}
    Claim.objects.filter(pk=claim.pk).update(indicator=indicator, is_public=True, **period)
    claim.refresh_from_db()
    return claim


def test_a_figure_of_the_record_is_offered_and_bound_not_typed_again(new_plan, new_target, staff, rate):
    Claim.objects.filter(pk=rate.pk).update(target=60)  # «mục tiêu 60%» in the same sentence
    target = new_target(new_plan(year=2022), "Thanh toán trực tuyến", Decimal(60), indicator_id=rate.indicator_id)
    assert matching_claims(staff.secretary, target) == [rate]
    RecordTargetValue.run(staff.secretary, NewValue(target.pk, claim_id=rate.pk))
    target.refresh_from_db()
    assert target.aim_claim == rate
    kept = target.values.get()
    assert (kept.value, kept.period_text, kept.claim) == (Decimal("41.05"), "6 tháng đầu năm 2022", rate)
    assert matching_claims(staff.secretary, target) == []


def test_figures_of_another_year_or_measure_or_set_aside_are_not_offered(new_plan, new_target, staff, rate):
    in_2024 = new_target(new_plan(year=2024), "Thanh toán", Decimal(60), indicator_id=rate.indicator_id)
    counted = new_target(
        new_plan(year=2022), "Số hồ sơ", Decimal(9), unit_of_measure="hồ sơ", indicator_id=rate.indicator_id
    )
    assert matching_claims(staff.secretary, in_2024) == []
    assert matching_claims(staff.secretary, counted) == []
    with pytest.raises(ActionError, match="Số liệu tính bằng «%», chỉ tiêu tính bằng «hồ sơ»"):
        RecordTargetValue.run(staff.secretary, NewValue(counted.pk, claim_id=rate.pk))
    wanted = new_target(new_plan(year=2022), "Thanh toán", Decimal(60), indicator_id=rate.indicator_id)
    Claim.objects.filter(pk=rate.pk).update(status=ReviewStatus.REJECTED)
    assert matching_claims(staff.secretary, wanted) == []


def test_an_aim_stated_in_a_plan_is_no_result(new_plan, new_target, staff, rate):
    """«đạt tối thiểu 60% trong quý IV» of a plan must not count as reached."""
    Claim.objects.filter(pk=rate.pk).update(outcome="mục tiêu")
    target = new_target(new_plan(year=2022), "Thanh toán", Decimal(60), indicator_id=rate.indicator_id)
    assert matching_claims(staff.secretary, target) == []
    with pytest.raises(ActionError, match="mức đặt ra, không phải kết quả"):
        RecordTargetValue.run(staff.secretary, NewValue(target.pk, claim_id=rate.pk))


def test_without_indicator_the_names_must_be_alike(new_plan, new_target, staff, rate):
    plan = new_plan(year=2022)
    named = new_target(plan, "Tỷ lệ thanh toán trực tuyến", Decimal(60))
    assert rate in matching_claims(staff.secretary, named)
    assert matching_claims(staff.secretary, new_target(plan, "Tỷ lệ giảm đầu mối", Decimal(60))) == []
    assert alike("Tỷ lệ thanh toán", "ty le thanh toan truc tuyen cua tinh")
    assert alike("Tỷ lệ đơn vị sự nghiệp công lập tự chủ về tài chính", "Tỷ lệ ĐVSNCL tự chủ về tài chính")
    assert not alike("", "x")


def test_targets_are_edited_and_removed_while_empty(new_plan, new_target, staff):
    target = new_target(new_plan(), "Tỷ lệ", Decimal(30))
    EditTarget.run(staff.secretary, TargetEdits(target.pk, "Tỷ lệ mới", Decimal(35), due_text="quý IV"))
    target.refresh_from_db()
    assert (target.name, target.aim, target.due) == ("Tỷ lệ mới", 35, date(2024, 12, 31))
    with pytest.raises(ActionError, match="mức cần đạt"):
        EditTarget.run(staff.secretary, TargetEdits(target.pk, "Tỷ lệ", None))
    RecordTargetValue.run(staff.secretary, NewValue(target.pk, period="quý I/2024", value=Decimal(1)))
    with pytest.raises(ActionError, match="đã có số liệu"):
        RemoveTarget.run(staff.secretary, TargetId(target.pk))
    target.values.all().delete()
    RemoveTarget.run(staff.secretary, TargetId(target.pk))
