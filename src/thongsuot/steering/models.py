"""All rows of the steering loop, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.steering.committees.models import Committee, CommitteeVersion, Membership
from thongsuot.steering.plans.models import Goal, Plan, Target, TargetValue
from thongsuot.steering.tasks.models import Extension, HandOver, Task, TaskEvidence, TaskPartner, TaskUpdate

__all__ = [
    "Committee",
    "CommitteeVersion",
    "Extension",
    "Goal",
    "HandOver",
    "Membership",
    "Plan",
    "Target",
    "TargetValue",
    "Task",
    "TaskEvidence",
    "TaskPartner",
    "TaskUpdate",
]
