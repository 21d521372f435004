"""Every change appraisal makes."""

from thongsuot.measuring.appraisal.actions.assigning import AssignAppraisers, Assigning, Assignment
from thongsuot.measuring.appraisal.actions.explaining import (
    AnswerExplanations,
    Answering,
    DecideExplanations,
    Deciding,
    Decision,
    ParticipantId,
    SendExplanations,
)
from thongsuot.measuring.appraisal.actions.judging import Appraised, AppraiseScores, Appraising, Judgement
from thongsuot.measuring.appraisal.actions.seconding import Drawing, DrawSecondReviews, ReviewSecond, Second
from thongsuot.measuring.appraisal.actions.settling import Settled, SettleParticipant

__all__ = [
    "AnswerExplanations",
    "Answering",
    "AppraiseScores",
    "Appraised",
    "Appraising",
    "AssignAppraisers",
    "Assigning",
    "Assignment",
    "DecideExplanations",
    "Deciding",
    "Decision",
    "DrawSecondReviews",
    "Drawing",
    "Judgement",
    "ParticipantId",
    "ReviewSecond",
    "Second",
    "SendExplanations",
    "SettleParticipant",
    "Settled",
]
