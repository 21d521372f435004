"""Every change to inspection plans, visits, findings and conclusions. A finding is closed by closing its limit."""

from thongsuot.steering.inspections.actions.concluding import ConcludeInspection, Concluding, Order
from thongsuot.steering.inspections.actions.planning import (
    Choice,
    ChooseUnits,
    InspectionId,
    NewInspection,
    NewInspectionPlan,
    PlanId,
    PlanInspections,
    SetInspection,
)
from thongsuot.steering.inspections.actions.visiting import (
    AnswerFinding,
    EndVisit,
    FindingAnswer,
    NewRecord,
    Received,
    RecordVisit,
    Visit,
    VisitOver,
)

__all__ = [
    "AnswerFinding",
    "Choice",
    "ChooseUnits",
    "ConcludeInspection",
    "Concluding",
    "EndVisit",
    "FindingAnswer",
    "InspectionId",
    "NewInspection",
    "NewInspectionPlan",
    "NewRecord",
    "Order",
    "PlanId",
    "PlanInspections",
    "Received",
    "RecordVisit",
    "SetInspection",
    "Visit",
    "VisitOver",
]
