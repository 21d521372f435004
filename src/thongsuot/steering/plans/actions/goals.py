"""Goals: the headings of a plan under which its targets and tasks stand."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, Context, natural, repeatable
from thongsuot.steering.plans.actions.base import PlanAction, changed, goal_for_update, keep, need_words, of_plan
from thongsuot.steering.plans.actions.inputs import GoalEdits, GoalId, NewGoal
from thongsuot.steering.plans.actions.plans import refuse_while_used
from thongsuot.steering.plans.cascade.domain import would_ring
from thongsuot.steering.plans.models import Goal, Plan


class AddGoal(PlanAction[NewGoal, GoalId]):
    name = "steering.goal.add"
    label = gettext_lazy("Thêm mục vào kế hoạch")
    event = "steering.goal.added"
    idempotency = repeatable("two headings of the same words may stand in different places of a plan")

    def check(self, actor: Actor, data: NewGoal) -> None:
        need_words(data.title, "title", _("Hãy ghi nội dung của mục."))
        _need_own(self.plan, data.parent_id)

    def execute(self, context: Context, data: NewGoal) -> GoalId:
        last = self.plan.goals.aggregate(last=Max("order"))["last"] or 0
        goal = Goal.objects.create(
            plan=self.plan,
            parent_id=data.parent_id,
            code=data.code.strip(),
            title=data.title.strip(),
            source_locator=data.source_locator,
            order=last + 1,
        )
        context.record(of_plan(self.plan), {"goal": (None, _named(goal))})
        return GoalId(goal.pk)


class _OnGoal(PlanAction[GoalEdits, GoalId]):
    goal: Goal

    def find(self, actor: Actor, data: GoalEdits | GoalId) -> Plan:
        self.goal = goal_for_update(actor, data.id if isinstance(data, GoalId) else data.goal_id)
        return self.goal.plan


class EditGoal(_OnGoal):
    name = "steering.goal.edit"
    label = gettext_lazy("Sửa mục của kế hoạch")
    event = "steering.goal.edited"
    idempotency = natural("the form states how the heading is to be")

    def check(self, actor: Actor, data: GoalEdits) -> None:
        need_words(data.title, "title", _("Hãy ghi nội dung của mục."))
        _need_own(self.plan, data.parent_id)
        if would_ring(dict(self.plan.goals.values_list("pk", "parent_id")), self.goal.pk, data.parent_id):
            raise ActionError(_("Mục không thể nằm trong chính nó."), "parent_id")

    def execute(self, context: Context, data: GoalEdits) -> GoalId:
        columns = {"title": data.title.strip(), "code": data.code.strip(), "parent_id": data.parent_id}
        keep(context, self.goal, of_plan(self.plan), changed(self.goal, columns))
        return GoalId(self.goal.pk)


class RemoveGoal(_OnGoal):
    """Refused, with the list, while headings, targets or tasks stand under it (B06)."""

    name = "steering.goal.remove"
    label = gettext_lazy("Xóa mục của kế hoạch")
    event = "steering.goal.removed"
    idempotency = natural("a heading that is gone is not found again")

    def check(self, actor: Actor, data: GoalEdits | GoalId) -> None:
        refuse_while_used(
            _("Mục này còn"),
            (_("mục con"), list(self.goal.children.values_list("title", flat=True))),
            (_("chỉ tiêu"), list(self.goal.targets.values_list("name", flat=True))),
            (_("nhiệm vụ"), list(self.goal.tasks.order_by("pk").values_list("title", flat=True))),
        )

    def execute(self, context: Context, data: GoalEdits | GoalId) -> GoalId:
        context.record(of_plan(self.plan), {"goal": (_named(self.goal), None)})
        self.goal.delete()
        return GoalId(0)


def _need_own(plan: Plan, goal_id: int | None) -> None:
    if goal_id is not None and not plan.goals.filter(pk=goal_id).exists():
        raise ActionError(_("Mục đã chọn không thuộc kế hoạch này."), "parent_id")


def _named(goal: Goal) -> str:
    return f"{goal.code} {goal.title}".strip()
