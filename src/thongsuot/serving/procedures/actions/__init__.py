"""Every change to the catalogue of procedures."""

from thongsuot.serving.procedures.actions.base import VersionNumber
from thongsuot.serving.procedures.actions.drafting import (
    CreateProcedure,
    DescribeProcedure,
    Describing,
    Discarding,
    DiscardVersion,
    Drafting,
    DraftVersion,
    Editing,
    EditVersion,
    NewProcedure,
)
from thongsuot.serving.procedures.actions.publishing import (
    DelegateProcedure,
    Delegating,
    Publishing,
    PublishVersion,
    Withdrawing,
    WithdrawProcedure,
)
from thongsuot.serving.procedures.actions.reviewing import Answering, AnswerReview, ReviewId, Tagging, TagNuisance

__all__ = [
    "AnswerReview",
    "Answering",
    "CreateProcedure",
    "DelegateProcedure",
    "Delegating",
    "DescribeProcedure",
    "Describing",
    "DiscardVersion",
    "Discarding",
    "DraftVersion",
    "Drafting",
    "EditVersion",
    "Editing",
    "NewProcedure",
    "PublishVersion",
    "Publishing",
    "ReviewId",
    "TagNuisance",
    "Tagging",
    "VersionNumber",
    "WithdrawProcedure",
    "Withdrawing",
]
