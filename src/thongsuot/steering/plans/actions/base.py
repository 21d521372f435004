"""What all actions on plans share: the row locked, the right asked over its unit, changes from → to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.queries import one_of
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.models import Goal, Plan, Target
from thongsuot.steering.plans.queries import goals_visible_to, targets_visible_to, visible_to

InputT = TypeVar("InputT")
ResultT = TypeVar("ResultT")
RowT = TypeVar("RowT", bound=Model)


def of_plan(plan: Plan) -> Aggregate:
    return Aggregate("plan", plan.key)


def of_target(target: Target) -> Aggregate:
    return Aggregate("target", str(target.pk))


class PlanAction(Action[InputT, ResultT]):
    """``plan`` is locked before anything is asked; who may not see it is told that it is not there."""

    permission: ClassVar[str] = Steering.PLAN_MANAGE
    plan: Plan

    def authorise(self, actor: Actor, data: InputT) -> None:
        self.plan = self.find(actor, data)
        require(actor, self.permission, self.plan.unit.path)

    def find(self, actor: Actor, data: InputT) -> Plan:
        key = getattr(data, "key", "") or getattr(data, "plan_key", "")
        return locked(Plan, one_of(visible_to(actor), key=key).pk)


def locked(model: type[RowT], pk: int) -> RowT:
    return model._default_manager.select_for_update(of=("self",)).get(pk=pk)


def goal_for_update(actor: Actor, pk: int) -> Goal:
    return locked(Goal, one_of(goals_visible_to(actor), pk=pk).pk)


def target_for_update(actor: Actor, pk: int) -> Target:
    return locked(Target, one_of(targets_visible_to(actor), pk=pk).pk)


def need_words(text: str, field: str, message: str) -> None:
    if not text.strip():
        raise ActionError(message, field)


def changed(row: Model, columns: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set the columns; what truly changed, from → to."""
    changes = {}
    for column, value in columns.items():
        before = getattr(row, column)
        if before != value:
            setattr(row, column, value)
            changes[column] = (before, value)
    return changes


def refuse_future(on: date | None) -> None:
    if on is not None and on > timezone.localdate():
        raise ActionError(_("Ngày này chưa tới. Hãy ghi ngày việc đã diễn ra."), "on")


def keep(context: Context, row: Model, aggregate: Aggregate, changes: Mapping[str, tuple[Any, Any]]) -> None:
    """Save and leave one event, or say that nothing changed."""
    if not changes:
        context.unchanged()
        return
    row.save()
    context.record(aggregate, changes)
