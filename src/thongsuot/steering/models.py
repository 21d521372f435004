"""All rows of the steering loop, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.steering.chasing.models import Reminder, ReminderRecipient, ReminderRun
from thongsuot.steering.committees.models import Committee, CommitteeVersion, Membership
from thongsuot.steering.inspections.models import (
    Inspection,
    InspectionFinding,
    InspectionMember,
    InspectionPlan,
    PlannedUnit,
    VisitPhoto,
    VisitRecord,
)
from thongsuot.steering.meetings.models import (
    Commendation,
    Conclusion,
    Meeting,
    MeetingSite,
    Opinion,
    Paper,
    Participant,
    RoomSnapshot,
)
from thongsuot.steering.notices.models import (
    Notice,
    NoticeDelivery,
    NoticeFigure,
    NoticeParagraph,
    NoticeRecipient,
    NumberBook,
)
from thongsuot.steering.plans.models import Goal, Plan, Target, TargetValue
from thongsuot.steering.remedies.models import FourBox, Limit, LimitAction, LimitProof, RemedyPlan
from thongsuot.steering.tasks.models import Extension, HandOver, Task, TaskEvidence, TaskPartner, TaskUpdate

__all__ = [
    "Commendation",
    "Committee",
    "CommitteeVersion",
    "Conclusion",
    "Extension",
    "FourBox",
    "Goal",
    "HandOver",
    "Inspection",
    "InspectionFinding",
    "InspectionMember",
    "InspectionPlan",
    "Limit",
    "LimitAction",
    "LimitProof",
    "Meeting",
    "MeetingSite",
    "Membership",
    "Notice",
    "NoticeDelivery",
    "NoticeFigure",
    "NoticeParagraph",
    "NoticeRecipient",
    "NumberBook",
    "Opinion",
    "Paper",
    "Participant",
    "Plan",
    "PlannedUnit",
    "RemedyPlan",
    "Reminder",
    "ReminderRecipient",
    "ReminderRun",
    "RoomSnapshot",
    "Target",
    "TargetValue",
    "Task",
    "TaskEvidence",
    "TaskPartner",
    "TaskUpdate",
    "VisitPhoto",
    "VisitRecord",
]
