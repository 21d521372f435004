"""Every change on the way from settled scores to a published result, and what units object to."""

from thongsuot.measuring.publishing.actions.appealing import (
    AppealId,
    DecideAppeal,
    Decided,
    Deciding,
    FileAppeal,
    Filing,
)
from thongsuot.measuring.publishing.actions.approving import ApproveRound, Approving, Counting, CountRound, Tallied
from thongsuot.measuring.publishing.actions.releasing import (
    APPEAL_DAYS,
    Announced,
    AnnouncePublication,
    Announcing,
    PublicationId,
    Publishing,
    PublishRound,
)

__all__ = [
    "APPEAL_DAYS",
    "AnnouncePublication",
    "Announced",
    "Announcing",
    "AppealId",
    "ApproveRound",
    "Approving",
    "CountRound",
    "Counting",
    "DecideAppeal",
    "Decided",
    "Deciding",
    "FileAppeal",
    "Filing",
    "PublicationId",
    "PublishRound",
    "Publishing",
    "Tallied",
]
