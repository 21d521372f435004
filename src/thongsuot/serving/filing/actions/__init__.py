"""What a citizen does with a draft."""

from thongsuot.serving.filing.actions.drafting import (
    BeginDraft,
    Beginning,
    CarryDraft,
    Carrying,
    SaveAnswers,
    Saving,
)
from thongsuot.serving.filing.actions.files import (
    DropFile,
    Dropping,
    ReusePaper,
    Reusing,
    StartFile,
    Starting,
    TakeFile,
    Taking,
)
from thongsuot.serving.filing.actions.submitting import NotWhole, SubmitDraft, Submitting

__all__ = [
    "BeginDraft",
    "Beginning",
    "CarryDraft",
    "Carrying",
    "DropFile",
    "Dropping",
    "NotWhole",
    "ReusePaper",
    "Reusing",
    "SaveAnswers",
    "Saving",
    "StartFile",
    "Starting",
    "SubmitDraft",
    "Submitting",
    "TakeFile",
    "Taking",
]
