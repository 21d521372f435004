"""Every change of the subject, one class a command."""

from thongsuot.serving.cutting.actions.deciding import (
    ApproveCut,
    AskOpinions,
    Deciding,
    RefuseCut,
    SubmitCut,
    TakeBackCut,
)
from thongsuot.serving.cutting.actions.drafting import (
    AddCut,
    Change,
    DescribeCut,
    Describing,
    EditCut,
    Editing,
    NewCut,
    RestoreCut,
    Restoring,
)
from thongsuot.serving.cutting.actions.opinions import (
    AnswerForAgency,
    Answering,
    ModerateOpinion,
    Moderating,
    Saying,
    SayOfCut,
)
from thongsuot.serving.cutting.actions.publishing import Announcing, PublishCut
from thongsuot.serving.cutting.actions.steps import CutId

__all__ = [
    "AddCut",
    "Announcing",
    "AnswerForAgency",
    "Answering",
    "ApproveCut",
    "AskOpinions",
    "Change",
    "CutId",
    "Deciding",
    "DescribeCut",
    "Describing",
    "EditCut",
    "Editing",
    "ModerateOpinion",
    "Moderating",
    "NewCut",
    "PublishCut",
    "RefuseCut",
    "RestoreCut",
    "Restoring",
    "SayOfCut",
    "Saying",
    "SubmitCut",
    "TakeBackCut",
]
