"""All rows of the measuring loop, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationList, SecondReview
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.detector.models import DetectorAnswer
from thongsuot.measuring.publishing.models import Announcement, Appeal, Publication, Tally
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence

__all__ = [
    "Announcement",
    "Appeal",
    "CriteriaRelease",
    "DetectorAnswer",
    "ExplanationItem",
    "ExplanationList",
    "NodeScore",
    "Participant",
    "Publication",
    "Round",
    "ScoreEvidence",
    "SecondReview",
    "Tally",
]
