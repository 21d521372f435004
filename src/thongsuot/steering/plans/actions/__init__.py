"""Every change to plans, goals, targets and their series."""

from thongsuot.steering.plans.actions.goals import AddGoal, EditGoal, RemoveGoal
from thongsuot.steering.plans.actions.inputs import (
    GoalEdits,
    GoalId,
    NewGoal,
    NewPlan,
    NewTarget,
    NewValue,
    PlanDay,
    PlanEdits,
    PlanKey,
    PlanParent,
    TargetEdits,
    TargetId,
    ValueId,
)
from thongsuot.steering.plans.actions.plans import (
    ClosePlan,
    CreatePlan,
    EditPlan,
    IssuePlan,
    LinkPlanParent,
    RemovePlan,
)
from thongsuot.steering.plans.actions.targets import AddTarget, EditTarget, RecordTargetValue, RemoveTarget

__all__ = [
    "AddGoal",
    "AddTarget",
    "ClosePlan",
    "CreatePlan",
    "EditGoal",
    "EditPlan",
    "EditTarget",
    "GoalEdits",
    "GoalId",
    "IssuePlan",
    "LinkPlanParent",
    "NewGoal",
    "NewPlan",
    "NewTarget",
    "NewValue",
    "PlanDay",
    "PlanEdits",
    "PlanKey",
    "PlanParent",
    "RecordTargetValue",
    "RemoveGoal",
    "RemovePlan",
    "RemoveTarget",
    "TargetEdits",
    "TargetId",
    "ValueId",
]
