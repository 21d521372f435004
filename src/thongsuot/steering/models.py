"""All rows of the steering loop, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.steering.committees.models import Committee, CommitteeVersion, Membership
from thongsuot.steering.meetings.models import Conclusion, Meeting
from thongsuot.steering.notices.models import (
    Notice,
    NoticeDelivery,
    NoticeFigure,
    NoticeParagraph,
    NoticeRecipient,
    NumberBook,
)
from thongsuot.steering.plans.models import Goal, Plan, Target, TargetValue
from thongsuot.steering.tasks.models import Extension, HandOver, Task, TaskEvidence, TaskPartner, TaskUpdate

__all__ = [
    "Committee",
    "CommitteeVersion",
    "Conclusion",
    "Extension",
    "Goal",
    "HandOver",
    "Meeting",
    "Membership",
    "Notice",
    "NoticeDelivery",
    "NoticeFigure",
    "NoticeParagraph",
    "NoticeRecipient",
    "NumberBook",
    "Plan",
    "Target",
    "TargetValue",
    "Task",
    "TaskEvidence",
    "TaskPartner",
    "TaskUpdate",
]
