"""A dossier is late already: the head says sorry, why, and when it is expected. The clock is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import format_moment
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural
from thongsuot.serving.dossiers.actions.base import DossierAction, need
from thongsuot.serving.dossiers.domain.fold import moment
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.log import happenings_of
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.reasons import OTHER, known, reason_words
from thongsuot.serving.dossiers.telling import tell
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class Apologising:
    """``reason``: a key of reasons.yaml «extend»; ``expected``: when the result is expected."""

    code: str
    reason: str
    expected: datetime
    words: str = ""
    revision: int | None = None


class ApologiseDossier(DossierAction[Apologising]):
    """Past its date it can no longer be extended (Đ19.9 NĐ 61/2018): it stays late, the applicant is told why."""

    name = "serving.dossier.apologise"
    label = gettext_lazy("Xin lỗi vì quá hẹn và báo ngày dự kiến trả")
    permission = Serving.DOSSIER_DECIDE
    event = "serving.dossier.apologised"
    idempotency = natural("the same reason and date are told once")
    rights = ((Serving.DOSSIER_DECIDE, "competent_unit"),)

    def inspect(self, actor: Actor, data: Apologising, dossier: Dossier) -> None:
        known("extend", data.reason)
        if data.reason == OTHER:
            need(data.words, _("Hãy ghi lý do chậm; người nộp sẽ đọc lý do này."), "words")

    def act(self, context: Context, data: Apologising, dossier: Dossier) -> None:
        if data.expected <= context.effective_at:
            raise ActionError(_("Ngày dự kiến trả phải sau lúc này."), "expected")
        if _told(dossier) == (data.reason, data.expected):
            context.unchanged()
            return
        said = reason_words("extend", data.reason, data.words)
        happen(context, dossier, Kind.APOLOGISED, reason=said, reason_code=data.reason, expected=data.expected)
        tell(dossier, "sorry", reason=said, expected=format_moment(data.expected))


def _told(dossier: Dossier) -> tuple[str, datetime] | None:
    """Reason and date of the last apology."""
    said = [one.data for one in happenings_of(dossier) if one.kind is Kind.APOLOGISED]
    return (said[-1]["reason_code"], moment(said[-1]["expected"])) if said else None
