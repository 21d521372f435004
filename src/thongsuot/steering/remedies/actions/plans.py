"""Remedy plans: gathering limits, laying the plan before the People's Committee, its number; and the four boxes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.text import fold
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.actions.steps import day_of, due_day, home_of, put, unit_of
from thongsuot.steering.remedies.choices import LimitStatus, RemedyPlanStatus
from thongsuot.steering.remedies.models import FourBox, Limit, RemedyPlan


@dataclass(frozen=True, slots=True)
class PlanKey:
    key: str


@dataclass(frozen=True, slots=True)
class NewRemedyPlan:
    """«trình UBND tỉnh ban hành trong tháng 7/2022» is ``submit_due_text``; both dates are kept."""

    home_id: int
    title: str
    year: int
    basis: str = ""
    submit_due_text: str = ""
    finish_due: date | None = None
    is_sample: bool = False


class AddRemedyPlan(Action[NewRemedyPlan, PlanKey]):
    name = "steering.remedy.add_plan"
    label = gettext_lazy("Lập kế hoạch khắc phục")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.plan_added"
    idempotency = KEYED

    def scope(self, data: NewRemedyPlan) -> str:
        return home_of(data.home_id).path

    def check(self, actor: Actor, data: NewRemedyPlan) -> None:
        if not data.title.strip():
            raise ActionError(_("Hãy đặt tên kế hoạch."), "title")

    def execute(self, context: Context, data: NewRemedyPlan) -> PlanKey:
        plan = RemedyPlan(
            title=data.title.strip(),
            home_id=data.home_id,
            year=data.year,
            basis=data.basis.strip(),
            submit_due=due_day(data.submit_due_text, day_of(context), "submit_due_text"),
            submit_due_text=data.submit_due_text.strip(),
            finish_due=data.finish_due,
            is_sample=data.is_sample,
            added_by_id=context.actor.id,
        )
        plan.key = _free_key(plan.title, data.year)
        plan.save()
        context.record(Aggregate("remedy_plan", plan.key), {"title": (None, plan.title)})
        return PlanKey(plan.key)


def _free_key(title: str, year: int) -> str:
    stem = f"{slugify(fold(title))[:90]}-{year}"
    taken = set(RemedyPlan.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


@dataclass(frozen=True, slots=True)
class Gathering:
    """The limits that make up the plan; those left out leave it."""

    key: str
    limit_ids: tuple[int, ...]


class GatherLimits(Action[Gathering, PlanKey]):
    name = "steering.remedy.gather"
    label = gettext_lazy("Chọn hạn chế vào kế hoạch khắc phục")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.gathered"
    idempotency = natural("the list names the whole content of the plan")

    def scope(self, data: Gathering) -> str:
        return plan_of(data.key).home.path

    def execute(self, context: Context, data: Gathering) -> PlanKey:
        plan = plan_of(data.key, lock=True)
        if plan.status == RemedyPlanStatus.ISSUED:
            raise ActionError(_("Kế hoạch đã ban hành nên không thêm bớt hạn chế. Hãy lập kế hoạch bổ sung."))
        gathered = Limit.objects.filter(home=plan.home).exclude(status=LimitStatus.NOT_A_LIMIT)
        ids = set(gathered.filter(pk__in=data.limit_ids).values_list("pk", flat=True))
        before = set(plan.limits.values_list("pk", flat=True))
        if ids == before:
            context.unchanged()
            return PlanKey(plan.key)
        Limit.objects.filter(pk__in=before - ids).update(plan=None)
        Limit.objects.filter(pk__in=ids).update(plan=plan)
        context.record(Aggregate("remedy_plan", plan.key), {"limits": (sorted(before), sorted(ids))})
        return PlanKey(plan.key)


class SubmitRemedyPlan(Action[PlanKey, PlanKey]):
    name = "steering.remedy.submit_plan"
    label = gettext_lazy("Trình ban hành kế hoạch khắc phục")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.plan_submitted"
    idempotency = natural("a submitted plan stays submitted")

    def scope(self, data: PlanKey) -> str:
        return plan_of(data.key).home.path

    def check(self, actor: Actor, data: PlanKey) -> None:
        limits = plan_of(data.key).limits
        if not limits.exists():
            raise ActionError(_("Kế hoạch chưa có hạn chế nào. Hãy chọn hạn chế vào kế hoạch trước khi trình."))
        bare = limits.filter(position__isnull=True).count() + limits.filter(cause="").count()
        if bare:
            raise ActionError(
                _("Còn hạn chế chưa có nguyên nhân hoặc chức danh chịu trách nhiệm. Hãy ghi đủ rồi trình.")
            )

    def execute(self, context: Context, data: PlanKey) -> PlanKey:
        plan = plan_of(data.key, lock=True)
        if plan.status != RemedyPlanStatus.DRAFT:
            context.unchanged()
            return PlanKey(plan.key)
        changes = put(plan, status=RemedyPlanStatus.SUBMITTED.value, submitted_on=day_of(context))
        plan.save()
        context.record(Aggregate("remedy_plan", plan.key), changes)
        return PlanKey(plan.key)


@dataclass(frozen=True, slots=True)
class Issuing:
    key: str
    number: str


class IssueRemedyPlan(Action[Issuing, PlanKey]):
    """The clerk writes the number under which the People's Committee issued it."""

    name = "steering.remedy.issue_plan"
    label = gettext_lazy("Ghi số ban hành kế hoạch khắc phục")
    permission = Steering.NOTICE_ISSUE
    event = "steering.remedy.plan_issued"
    idempotency = natural("an issued plan keeps its number")

    def scope(self, data: Issuing) -> str:
        return plan_of(data.key).home.path

    def check(self, actor: Actor, data: Issuing) -> None:
        plan = plan_of(data.key)
        if not data.number.strip():
            raise ActionError(_("Hãy ghi số, ký hiệu của kế hoạch, ví dụ 152/KH-UBND."), "number")
        if plan.status == RemedyPlanStatus.DRAFT:
            raise ActionError(_("Kế hoạch chưa trình nên chưa ghi được số ban hành."), "number")
        if plan.status == RemedyPlanStatus.ISSUED and plan.number != data.number.strip():
            raise ActionError(_("Kế hoạch đã ban hành số %(number)s.") % {"number": plan.number}, "number")

    def execute(self, context: Context, data: Issuing) -> PlanKey:
        plan = plan_of(data.key, lock=True)
        if plan.status == RemedyPlanStatus.ISSUED:
            context.unchanged()
            return PlanKey(plan.key)
        columns = {"number": data.number.strip(), "issued_on": day_of(context)}
        changes = put(plan, status=RemedyPlanStatus.ISSUED.value, **columns)
        plan.save()
        context.record(Aggregate("remedy_plan", plan.key), changes)
        return PlanKey(plan.key)


def plan_of(key: str, *, lock: bool = False) -> RemedyPlan:
    rows = RemedyPlan.objects.select_related("home")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.filter(key=key).first()
    if found is None:
        raise ActionError(_("Kế hoạch khắc phục này không còn nữa. Hãy tải lại trang."))
    return found


@dataclass(frozen=True, slots=True)
class Boxes:
    unit_id: int
    home_id: int
    year: int
    strengths: str = ""
    weaknesses: str = ""
    causes: str = ""
    duties: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class FourBoxId:
    id: int


class WriteFourBox(Action[Boxes, FourBoxId]):
    """The unit analyses itself, or whoever follows it up does; one sheet a unit and year."""

    name = "steering.remedy.write_boxes"
    label = gettext_lazy("Ghi phân tích bốn ô")
    permission = Steering.REMEDY_WORK
    event = "steering.remedy.boxes_written"
    idempotency = natural("the form names the whole of the four boxes")

    def authorise(self, actor: Actor, data: Boxes) -> None:
        unit = unit_of(data.unit_id)
        assert unit is not None
        if not actor.can(Steering.REMEDY_MANAGE, home_of(data.home_id).path):
            require(actor, self.permission, unit.path)

    def execute(self, context: Context, data: Boxes) -> FourBoxId:
        sheet, created = FourBox.objects.select_for_update().get_or_create(
            unit_id=data.unit_id, year=data.year, defaults={"home_id": data.home_id, "is_sample": data.is_sample}
        )
        boxes = {name: getattr(data, name).strip() for name in ("strengths", "weaknesses", "causes", "duties")}
        changes = put(sheet, **boxes)
        if not changes and not created:
            context.unchanged()
            return FourBoxId(sheet.pk)
        sheet.save()
        context.record(Aggregate("four_box", str(sheet.pk)), changes)
        return FourBoxId(sheet.pk)
