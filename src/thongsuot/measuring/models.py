"""All rows of the measuring loop, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationList, SecondReview
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.publishing.models import Appeal, Publication
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence

__all__ = [
    "Appeal",
    "CriteriaRelease",
    "ExplanationItem",
    "ExplanationList",
    "NodeScore",
    "Participant",
    "Publication",
    "Round",
    "ScoreEvidence",
    "SecondReview",
]
