"""Answering a doubt about a figure: it stays in the record with who said what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import require_over
from thongsuot.registry.findings.models import Finding


@dataclass(frozen=True, slots=True)
class Dismissal:
    """An empty ``reason`` is refused; ``reopen`` takes the answer back."""

    finding_id: int
    reason: str = ""
    reopen: bool = False


@dataclass(frozen=True, slots=True)
class Dismissed:
    finding_id: int


class DismissFinding(Action[Dismissal, Dismissed]):
    name = "registry.finding.dismiss"
    label = gettext_lazy("Trả lời cảnh báo số liệu")
    permission = Permission.FINDING_DISMISS
    event = "registry.finding.dismissed"
    idempotency = natural("an answered finding with the same reason stays as it is")

    def authorise(self, actor: Actor, data: Dismissal) -> None:
        rows = Finding.objects.filter(pk=data.finding_id)
        path, added_by = rows.values_list("document__unit__path", "document__added_by").first() or (None, None)
        require_over(actor, self.permission, path, added_by)

    def check(self, actor: Actor, data: Dismissal) -> None:
        if not data.reopen and not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do bỏ qua cảnh báo này."), "reason")

    def execute(self, context: Context, data: Dismissal) -> Dismissed:
        finding = Finding.objects.select_for_update().get(pk=data.finding_id)
        before = finding.dismissal_reason
        reason = "" if data.reopen else data.reason.strip()
        if before == reason:
            context.unchanged()
            return Dismissed(finding.pk)
        finding.dismissal_reason = reason
        finding.dismissed_by_id = None if data.reopen else context.actor.id
        finding.dismissed_at = None if data.reopen else context.now
        finding.save()
        context.record(Aggregate("finding", str(finding.pk)), {"dismissal_reason": (before, reason)}, reason=reason)
        return Dismissed(finding.pk)
