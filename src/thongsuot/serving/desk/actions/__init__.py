"""Everything that changes at the desk."""

from thongsuot.serving.desk.actions.readiness import NoteReadiness, Seen
from thongsuot.serving.desk.actions.reconciling import (
    Answer,
    AnswerFlag,
    AnswerGap,
    LookForHeaps,
    OtherList,
    Reconcile,
    RunId,
    UnitDay,
)

__all__ = [
    "Answer",
    "AnswerFlag",
    "AnswerGap",
    "LookForHeaps",
    "NoteReadiness",
    "OtherList",
    "Reconcile",
    "RunId",
    "Seen",
    "UnitDay",
]
