"""A plan from draft to closing, and its place under the plan it carries out (A15, B01, B06)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.queries import one_of
from thongsuot.platform.actions import Action, ActionError, Context, natural
from thongsuot.registry.units.models import Unit
from thongsuot.registry.units.timeline.keys import slug
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.actions.base import PlanAction, changed, keep, need_words, of_plan, refuse_future
from thongsuot.steering.plans.actions.inputs import NewPlan, PlanDay, PlanEdits, PlanKey, PlanParent
from thongsuot.steering.plans.cascade.domain import would_ring
from thongsuot.steering.plans.models import Plan, PlanStatus
from thongsuot.steering.plans.queries import visible_to
from thongsuot.steering.plans.searching import forget_plan, index_plan
from thongsuot.steering.tasks.actions import Assignment, AssignTask
from thongsuot.steering.tasks.choices import TaskStatus

_KEY_LENGTH = 110
_NAMED = 5  # how many a refusal names; the rest are counted


class CreatePlan(Action[NewPlan, PlanKey]):
    name = "steering.plan.create"
    label = gettext_lazy("Lập kế hoạch")
    permission = Steering.PLAN_MANAGE
    event = "steering.plan.created"
    idempotency = natural("the key is made from number or title, years and unit: a second run finds the first plan")

    def authorise(self, actor: Actor, data: NewPlan) -> None:
        path = Unit.objects.filter(pk=data.unit_id).values_list("path", flat=True).first()
        require(actor, self.permission, path or "")

    def check(self, actor: Actor, data: NewPlan) -> None:
        _check(data)
        if data.parent_id is not None:
            one_of(visible_to(actor), pk=data.parent_id)

    def execute(self, context: Context, data: NewPlan) -> PlanKey:
        key = plan_key(data)
        if Plan.objects.filter(key=key).exists():
            context.unchanged()
            return PlanKey(key)
        columns = {name: getattr(data, name) for name in NewPlan.__dataclass_fields__}
        plan = Plan.objects.create(key=key, added_by_id=context.actor.id, **columns | {"title": data.title.strip()})
        index_plan(plan)
        context.record(of_plan(plan), {"title": (None, plan.title), "years": (None, [plan.year_from, plan.year_to])})
        return PlanKey(key)


def plan_key(data: NewPlan) -> str:
    """«04-kh-ubnd-2024--tinh-lang-son»: the number where there is one, else the title."""
    years = str(data.year_from) if data.year_from == data.year_to else f"{data.year_from}-{data.year_to}"
    unit = Unit.objects.values_list("key", flat=True).get(pk=data.unit_id)
    stem = slug(data.number or data.title)[: _KEY_LENGTH - len(unit) - len(years) - 3].strip("-")
    return f"{stem}-{years}--{unit}"


class EditPlan(PlanAction[PlanEdits, PlanKey]):
    name = "steering.plan.edit"
    label = gettext_lazy("Sửa kế hoạch")
    event = "steering.plan.edited"
    idempotency = natural("the form states how the plan is to be; the same form again changes nothing")

    def check(self, actor: Actor, data: PlanEdits) -> None:
        _check(data)

    def execute(self, context: Context, data: PlanEdits) -> PlanKey:
        columns = {name: getattr(data, name) for name in PlanEdits.__dataclass_fields__ if name != "key"}
        keep(context, self.plan, of_plan(self.plan), changed(self.plan, columns | {"title": data.title.strip()}))
        index_plan(self.plan)
        return PlanKey(self.plan.key)


class IssuePlan(PlanAction[PlanDay, PlanKey]):
    """The plan is in force: its tasks are given, to those whom it names. What names nobody stays a proposal."""

    name = "steering.plan.issue"
    label = gettext_lazy("Ban hành kế hoạch")
    event = "steering.plan.issued"
    idempotency = natural("a plan is issued once")

    def check(self, actor: Actor, data: PlanDay) -> None:
        refuse_future(data.on)
        if self.plan.status == PlanStatus.CLOSED:
            raise ActionError(_("Kế hoạch đã tổng kết nên không ban hành lại được."))

    def execute(self, context: Context, data: PlanDay) -> PlanKey:
        if self.plan.status == PlanStatus.ISSUED:
            context.unchanged()
            return PlanKey(self.plan.key)
        day = data.on or self.plan.dated or timezone.localdate(context.now)
        columns = {"status": PlanStatus.ISSUED.value, "dated": self.plan.dated or day}
        changes = changed(self.plan, columns)
        self.plan.save()
        given = _give_tasks(context.actor, self.plan, min(day, timezone.localdate(context.now)))
        context.record(of_plan(self.plan), changes | {"tasks_given": (0, given)})
        return PlanKey(self.plan.key)


def _give_tasks(actor: Actor, plan: Plan, on: date) -> int:
    if not actor.can(Steering.TASK_ASSIGN, plan.unit.path):
        return 0
    waiting = plan.tasks.filter(status=TaskStatus.PROPOSED).order_by("pk")
    ready = [task for task in waiting if task.lead_id or task.is_common]
    for task in ready:
        AssignTask.run(actor, Assignment(task.pk, on=on))
    return len(ready)


class ClosePlan(PlanAction[PlanDay, PlanKey]):
    name = "steering.plan.close"
    label = gettext_lazy("Tổng kết kế hoạch")
    event = "steering.plan.closed"
    idempotency = natural("a plan is closed once")

    def check(self, actor: Actor, data: PlanDay) -> None:
        refuse_future(data.on)
        if self.plan.status == PlanStatus.DRAFT:
            raise ActionError(_("Kế hoạch chưa ban hành nên chưa tổng kết được."))

    def execute(self, context: Context, data: PlanDay) -> PlanKey:
        keep(context, self.plan, of_plan(self.plan), changed(self.plan, {"status": PlanStatus.CLOSED.value}))
        return PlanKey(self.plan.key)


class LinkPlanParent(PlanAction[PlanParent, PlanKey]):
    """60-NQ/TU is the parent of Kế hoạch 04/KH-UBND: the party's resolution and the state's plan in one tree (A15)."""

    name = "steering.plan.link"
    label = gettext_lazy("Nối với kế hoạch cấp trên")
    event = "steering.plan.linked"
    idempotency = natural("the same parent again changes nothing")

    def execute(self, context: Context, data: PlanParent) -> PlanKey:
        parent = one_of(visible_to(context.actor), key=data.parent_key) if data.parent_key else None
        if would_ring(dict(Plan.objects.values_list("pk", "parent_id")), self.plan.pk, parent.pk if parent else None):
            raise ActionError(_("Kế hoạch không thể thực hiện chính nó hay kế hoạch nằm dưới nó."), "parent_key")
        changes = changed(self.plan, {"parent_id": parent.pk if parent else None})
        keep(context, self.plan, of_plan(self.plan), changes)
        return PlanKey(self.plan.key)


class RemovePlan(PlanAction[PlanKey, PlanKey]):
    """For a draft made by mistake. Refused, with the list, while anything hangs on it (B06)."""

    name = "steering.plan.remove"
    label = gettext_lazy("Xóa kế hoạch")
    event = "steering.plan.removed"
    idempotency = natural("a plan that is gone is not found again")

    def check(self, actor: Actor, data: PlanKey) -> None:
        refuse_while_used(
            _("Kế hoạch này còn"),
            (_("kế hoạch thực hiện theo nó"), [one.title for one in self.plan.children.order_by("pk")]),
            (_("nhiệm vụ"), list(self.plan.tasks.order_by("pk").values_list("title", flat=True))),
            (_("mục"), list(self.plan.goals.values_list("title", flat=True))),
            (_("chỉ tiêu"), list(self.plan.targets.values_list("name", flat=True))),
        )
        if self.plan.status != PlanStatus.DRAFT:
            raise ActionError(
                _("Kế hoạch đã ban hành là một phần của hồ sơ nên không xóa được. Hãy tổng kết kế hoạch.")
            )

    def execute(self, context: Context, data: PlanKey) -> PlanKey:
        context.record(of_plan(self.plan), {"title": (self.plan.title, None)})
        forget_plan(self.plan)
        self.plan.delete()
        return PlanKey("")


def refuse_while_used(opening: str, *kinds: tuple[str, list[str]]) -> None:
    """Name what still hangs on a row: «Mục này còn 2 nhiệm vụ: …; …. Hãy chuyển hoặc xóa trước.»"""
    told = [_told(word, names) for word, names in kinds if names]
    if told:
        ending = _("Hãy chuyển hoặc xóa các mục đó trước.")
        raise ActionError(f"{opening} {', '.join(told)}. {ending}")


def _told(word: str, names: list[str]) -> str:
    shown = "; ".join(f"«{name[:80]}»" for name in names[:_NAMED])
    more = _(" và %(count)d mục nữa") % {"count": len(names) - _NAMED} if len(names) > _NAMED else ""
    return f"{len(names)} {word}: {shown}{more}"


def _check(data: Any) -> None:
    need_words(data.title, "title", _("Hãy ghi tên kế hoạch."))
    if data.year_to < data.year_from:
        raise ActionError(_("Năm cuối không thể trước năm đầu."), "year_to")
