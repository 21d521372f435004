"""Reads a dossier's clock anew after a corrected calendar or moment. The first date promised never changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural
from thongsuot.serving.dossiers.actions.base import DossierAction, need
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import differences, happen
from thongsuot.serving.permissions import Serving


@dataclass(frozen=True, slots=True)
class Replaying:
    """``reason``: what was corrected and by which document."""

    code: str
    reason: str


class ReplayDossier(DossierAction[Replaying]):
    """The row becomes again what its log and the calendar as known now say; what moved is in the event."""

    name = "serving.dossier.replay"
    label = gettext_lazy("Tính lại ngày hẹn trả")
    permission = Serving.DOSSIER_DECIDE
    event = "serving.dossier.corrected"
    idempotency = natural("a row that is the fold of its log stays as it is")
    rights = ((Serving.DOSSIER_DECIDE, "competent_unit"),)

    def inspect(self, actor: Actor, data: Replaying, dossier: Dossier) -> None:
        need(data.reason, _("Hãy ghi lý do tính lại."), "reason")

    def act(self, context: Context, data: Replaying, dossier: Dossier) -> None:
        if differences(dossier):
            happen(context, dossier, Kind.CORRECTED, context.now, reason=data.reason.strip())
        else:
            context.unchanged()
