"""A plan of the year: units weighed by risk, chosen with a reason, approved; a visit set for one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.platform.notifications import Note, notify
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.steering.inspections.choices import InspectionPlanStatus
from thongsuot.steering.inspections.models import Inspection, InspectionMember, InspectionPlan, PlannedUnit
from thongsuot.steering.inspections.rules import checklists
from thongsuot.steering.inspections.signals import Weighed, in_words, list_of, weigh_units
from thongsuot.steering.people import belongs_to, doers_of
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.actions.steps import day_of, home_of
from thongsuot.steering.remedies.telling import VISIT_SET


@dataclass(frozen=True, slots=True)
class PlanId:
    id: int


@dataclass(frozen=True, slots=True)
class NewInspectionPlan:
    home_id: int
    year: int
    title: str
    is_sample: bool = False


class PlanInspections(Action[NewInspectionPlan, PlanId]):
    """Weighs every unit under the home as the record stands today. Run again while a draft, it weighs anew."""

    name = "steering.inspection.plan"
    label = gettext_lazy("Lập kế hoạch kiểm tra theo rủi ro")
    permission = Steering.INSPECTION_MANAGE
    event = "steering.inspection.planned"
    idempotency = natural("one plan a year; the same record weighs the same")

    def scope(self, data: NewInspectionPlan) -> str:
        return home_of(data.home_id).path

    def execute(self, context: Context, data: NewInspectionPlan) -> PlanId:
        home, on = home_of(data.home_id), day_of(context)
        title = data.title.strip() or _("Kế hoạch kiểm tra cải cách hành chính năm %(year)d") % {"year": data.year}
        plan, created = InspectionPlan.objects.select_for_update(of=("self",)).get_or_create(
            home=home,
            year=data.year,
            defaults={"title": title, "is_sample": data.is_sample, "added_by_id": context.actor.id},
        )
        if plan.status != InspectionPlanStatus.DRAFT:
            raise ActionError(_("Kế hoạch năm %(year)d đã phê duyệt, không tính lại.") % {"year": data.year})
        changed = [one for one in weigh_units(home, inspectable(home, on), on) if _write(plan, one, on)]
        if not created and not changed:
            context.unchanged()
            return PlanId(plan.pk)
        told = {one.unit.key: (None, one.risk.points) for one in changed[:20]}
        context.record(Aggregate("inspection_plan", str(plan.pk)), {"weighed_on": (None, on), **told})
        return PlanId(plan.pk)


def inspectable(home: Unit, on: date) -> list[Unit]:
    """Everything directly under the home that is in being that day, committees apart."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return list(Unit.objects.filter(begun, lasting, parent=home).exclude(kind="committee").order_by("sort_key", "pk"))


def _write(plan: InspectionPlan, one: Weighed, on: date) -> bool:
    reasons = [
        {"sign": r.sign.value, "text": in_words(r), "points": r.points, "url": list_of(r, one.unit)}
        for r in one.risk.reasons
    ]
    row, created = PlannedUnit.objects.get_or_create(
        plan=plan, unit=one.unit, defaults={"points": one.risk.points, "reasons": reasons, "weighed_on": on}
    )
    if created or (row.points, row.reasons) == (one.risk.points, reasons):
        return created
    row.points, row.reasons, row.weighed_on = one.risk.points, reasons, on
    row.save(update_fields=["points", "reasons", "weighed_on"])
    return True


@dataclass(frozen=True, slots=True)
class Choice:
    """``unit_id`` → the reason in words; those left out are not inspected this year."""

    plan_id: int
    reasons: dict[str, str]
    approve: bool = False
    decision: str = ""


class ChooseUnits(Action[Choice, PlanId]):
    """People choose, the proposal only shows why; every choice says why too, a unit of low risk included."""

    name = "steering.inspection.choose"
    label = gettext_lazy("Chọn đơn vị kiểm tra")
    permission = Steering.INSPECTION_MANAGE
    event = "steering.inspection.chosen"
    idempotency = natural("the list names all the units chosen")

    def scope(self, data: Choice) -> str:
        return plan_of(data.plan_id).home.path

    def check(self, actor: Actor, data: Choice) -> None:
        if plan_of(data.plan_id).status == InspectionPlanStatus.APPROVED:
            raise ActionError(
                _("Kế hoạch đã phê duyệt nên không đổi danh sách. Việc phát sinh: lập cuộc kiểm tra riêng.")
            )
        if data.approve and not data.reasons:
            raise ActionError(_("Hãy chọn ít nhất một đơn vị trước khi phê duyệt."))
        if any(not reason.strip() for reason in data.reasons.values()):
            raise ActionError(_("Mỗi đơn vị được chọn cần một lý do."))

    def execute(self, context: Context, data: Choice) -> PlanId:
        plan = plan_of(data.plan_id, lock=True)
        changes: dict[str, tuple[object, object]] = {}
        for row in plan.units.select_related("unit"):
            reason = data.reasons.get(str(row.unit_id), "").strip()
            if (row.is_chosen, row.chosen_reason) == (bool(reason), reason):
                continue
            changes[row.unit.key] = (row.chosen_reason, reason)
            row.is_chosen, row.chosen_reason = bool(reason), reason
            row.save(update_fields=["is_chosen", "chosen_reason"])
        if data.approve:
            changes["status"] = (plan.status, InspectionPlanStatus.APPROVED.value)
            plan.status, plan.decision = InspectionPlanStatus.APPROVED, data.decision.strip()
            plan.save(update_fields=["status", "decision"])
        if not changes:
            context.unchanged()
            return PlanId(plan.pk)
        context.record(Aggregate("inspection_plan", str(plan.pk)), changes)
        return PlanId(plan.pk)


def plan_of(pk: int, *, lock: bool = False) -> InspectionPlan:
    rows = InspectionPlan.objects.select_related("home")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Kế hoạch kiểm tra này không còn nữa. Hãy tải lại trang."))
    return found


@dataclass(frozen=True, slots=True)
class InspectionId:
    id: int


@dataclass(frozen=True, slots=True)
class NewInspection:
    """``member_ids`` are accounts, the leader first."""

    home_id: int
    unit_id: int
    starts: date
    ends: date
    checklist: str
    member_ids: tuple[int, ...]
    decision: str = ""
    plan_id: int | None = None
    is_sample: bool = False


class SetInspection(Action[NewInspection, InspectionId]):
    name = "steering.inspection.set"
    label = gettext_lazy("Lập cuộc kiểm tra")
    permission = Steering.INSPECTION_MANAGE
    event = "steering.inspection.set"
    idempotency = KEYED

    def scope(self, data: NewInspection) -> str:
        return home_of(data.home_id).path

    def check(self, actor: Actor, data: NewInspection) -> None:
        home, unit = home_of(data.home_id), home_of(data.unit_id)
        if not unit.path.startswith(f"{home.path}/"):
            raise ActionError(_("Đơn vị được kiểm tra phải trực thuộc %(home)s.") % {"home": home.name}, "unit")
        if data.ends < data.starts:
            raise ActionError(_("Ngày kết thúc đứng trước ngày bắt đầu."), "ends")
        if data.checklist not in checklists(data.starts):
            raise ActionError(_("Hãy chọn một mẫu phiếu trong danh sách."), "checklist")
        if not data.member_ids:
            raise ActionError(_("Đoàn kiểm tra cần ít nhất một người."), "members")
        for member in Account.objects.filter(pk__in=data.member_ids):
            if not member.can(Steering.INSPECTION_VISIT, home.path) or belongs_to(member, unit.path):
                message = _("%(name)s không được đi kiểm tra đơn vị này: chưa có quyền, hoặc là người của đơn vị.")
                raise ActionError(message % {"name": member.display_name}, "members")

    def execute(self, context: Context, data: NewInspection) -> InspectionId:
        visit = Inspection.objects.create(
            home_id=data.home_id,
            plan_id=data.plan_id,
            unit_id=data.unit_id,
            starts=data.starts,
            ends=data.ends,
            checklist=data.checklist,
            decision=data.decision.strip(),
            is_sample=data.is_sample,
            added_by_id=context.actor.id,
        )
        InspectionMember.objects.bulk_create(
            InspectionMember(inspection=visit, account_id=pk, is_leader=place == 0)
            for place, pk in enumerate(data.member_ids)
        )
        context.record(Aggregate("inspection", str(visit.pk)), {"unit": (None, data.unit_id)})
        url = reverse("inspection", args=[visit.pk])
        text = _("Kiểm tra %(unit)s") % {"unit": visit.unit.name}
        own = Note(VISIT_SET, f"visit-{visit.pk}", text, _("Bạn ở trong đoàn kiểm tra."), url)
        theirs = Note(VISIT_SET, f"visit-{visit.pk}", text, _("Đơn vị của bạn được kiểm tra."), url)
        notify(data.member_ids, own)
        notify(doers_of([data.unit_id]), theirs)
        return InspectionId(visit.pk)
