"""Everything that changes at the desk."""

from thongsuot.serving.desk.actions.offline import OfflineDone, OfflineGiven, ReceiveOffline
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
    "OfflineDone",
    "OfflineGiven",
    "OtherList",
    "ReceiveOffline",
    "Reconcile",
    "RunId",
    "Seen",
    "UnitDay",
]
