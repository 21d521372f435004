"""Every change to a notice of conclusion."""

from thongsuot.steering.notices.actions.drafting import DraftFromDocument, DraftNotice, TakeOffers
from thongsuot.steering.notices.actions.editing import (
    AddParagraph,
    EditHead,
    EditParagraph,
    MoveParagraph,
    RemoveParagraph,
    SetRecipients,
)
from thongsuot.steering.notices.actions.figures import BindFigure, KeepFigure, RefreshFigure, UnbindFigure
from thongsuot.steering.notices.actions.inputs import (
    Binding,
    FigureId,
    FromDocument,
    Head,
    Issued,
    Keeping,
    Move,
    NewNotice,
    NewParagraph,
    NoticeKey,
    Numbered,
    Numbering,
    Offers,
    ParagraphId,
    ParagraphText,
    RecipientLines,
    Returned,
    Signing,
)
from thongsuot.steering.notices.actions.issuing import IssueNotice, ReplaceNotice
from thongsuot.steering.notices.actions.numbering import NumberNotice
from thongsuot.steering.notices.actions.receipts import OpenNotice
from thongsuot.steering.notices.actions.signing import SetSigner
from thongsuot.steering.notices.actions.steps import ApproveNotice, ReturnNotice, SignNotice, SubmitNotice

__all__ = [
    "AddParagraph",
    "ApproveNotice",
    "BindFigure",
    "Binding",
    "DraftFromDocument",
    "DraftNotice",
    "EditHead",
    "EditParagraph",
    "FigureId",
    "FromDocument",
    "Head",
    "IssueNotice",
    "Issued",
    "KeepFigure",
    "Keeping",
    "Move",
    "MoveParagraph",
    "NewNotice",
    "NewParagraph",
    "NoticeKey",
    "NumberNotice",
    "Numbered",
    "Numbering",
    "Offers",
    "OpenNotice",
    "ParagraphId",
    "ParagraphText",
    "RecipientLines",
    "RefreshFigure",
    "RemoveParagraph",
    "ReplaceNotice",
    "ReturnNotice",
    "Returned",
    "SetRecipients",
    "SetSigner",
    "SignNotice",
    "Signing",
    "SubmitNotice",
    "TakeOffers",
    "UnbindFigure",
]
