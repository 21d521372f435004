"""Pauses for a financial duty, and the one extension with its apology."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural
from thongsuot.serving.clock.domain.model import LimitUnit
from thongsuot.serving.dossiers.actions.base import DossierAction, need
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.log import happenings_of
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.reasons import known, reason_words
from thongsuot.serving.dossiers.telling import tell
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class AskingDuty:
    """``words``: what is to be paid, where and by which notice."""

    code: str
    words: str
    revision: int | None = None


class AskDuty(DossierAction[AskingDuty]):
    """The applicant must pay a tax or land charge first: the clock stands until then."""

    name = "serving.dossier.ask_duty"
    label = gettext_lazy("Yêu cầu thực hiện nghĩa vụ tài chính")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.duty_asked"
    idempotency = natural("a dossier that waits for the duty is not made to wait again")
    rights = ((Serving.DOSSIER_PROCESS, "holder_unit"),)

    def inspect(self, actor: Actor, data: AskingDuty, dossier: Dossier) -> None:
        need(data.words, _("Hãy ghi khoản phải nộp, nộp ở đâu và theo thông báo nào."), "words")

    def act(self, context: Context, data: AskingDuty, dossier: Dossier) -> None:
        happen(context, dossier, Kind.DUTY_ASKED, reason=data.words.strip())
        tell(dossier, "duty", reason=data.words.strip())


@dataclass(frozen=True, slots=True)
class SettlingDuty:
    """``at``: when it was paid, where that was earlier than now."""

    code: str
    words: str = ""
    at: datetime | None = None


class SettleDuty(DossierAction[SettlingDuty]):
    """Paid: the clock goes on from the moment of payment."""

    name = "serving.dossier.settle_duty"
    label = gettext_lazy("Ghi đã thực hiện nghĩa vụ tài chính")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.duty_done"
    idempotency = natural("a duty is settled once")
    rights = ((Serving.DOSSIER_PROCESS, "holder_unit"), (Serving.DOSSIER_RECEIVE, "receiving_unit"))

    def act(self, context: Context, data: SettlingDuty, dossier: Dossier) -> None:
        if dossier.status != Status.FINANCIAL_DUTY and any(
            one.kind is Kind.DUTY_DONE for one in happenings_of(dossier)
        ):
            context.unchanged()
            return
        happen(context, dossier, Kind.DUTY_DONE, data.at or context.effective_at, reason=data.words.strip())


@dataclass(frozen=True, slots=True)
class Extending:
    """``value`` in ``unit`` (of clock.LimitUnit) is added to the date; ``reason`` a key of reasons.yaml «extend»."""

    code: str
    value: Decimal
    unit: str
    reason: str
    words: str = ""
    revision: int | None = None


class ExtendDossier(DossierAction[Extending]):
    """Once at most, a day before it runs out, by the head, with an apology and the new date (D07, D08)."""

    name = "serving.dossier.extend"
    label = gettext_lazy("Gia hạn, xin lỗi và hẹn lại ngày trả")
    permission = Serving.DOSSIER_DECIDE
    event = "serving.dossier.extended"
    idempotency = natural("a dossier is extended once at most")
    rights = ((Serving.DOSSIER_DECIDE, "competent_unit"),)

    def inspect(self, actor: Actor, data: Extending, dossier: Dossier) -> None:
        known("extend", data.reason)
        if data.reason == "other":
            need(data.words, _("Hãy ghi lý do gia hạn; người nộp sẽ đọc lý do này."), "words")
        if data.value <= 0 or data.unit not in list(LimitUnit):
            raise ActionError(_("Hãy ghi thời gian gia hạn lớn hơn 0."), "value")

    def act(self, context: Context, data: Extending, dossier: Dossier) -> None:
        said = reason_words("extend", data.reason, data.words)
        try:
            happen(
                context, dossier, Kind.EXTENDED, reason=said, value=data.value, unit=data.unit, reason_code=data.reason
            )
        except ActionError as refused:
            rest = _(
                "Vẫn có thể: phân công lại, giục cơ quan được hỏi, trả sớm nhất có thể; "
                "đã quá hẹn thì xin lỗi và hẹn lại."
            )
            raise ActionError(f"{refused} {rest}") from refused
        tell(dossier, "late", reason=said)
