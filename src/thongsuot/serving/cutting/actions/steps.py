"""What the actions on proposals share: the row under lock, the states they start from, keeping and saying a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context, InputT
from thongsuot.platform.events.domain import Aggregate
from thongsuot.serving.cutting.choices import CutStatus
from thongsuot.serving.cutting.models import CutProposal


@dataclass(frozen=True, slots=True)
class CutId:
    id: int


class CutStep(Action[InputT, CutId]):
    """A step on one proposal whose input carries ``id``. ``allowed`` are the states it may start from."""

    allowed: ClassVar[tuple[CutStatus, ...]]

    def scope(self, data: InputT) -> str:
        return proposal_of(data).home.path

    def check(self, actor: Actor, data: InputT) -> None:
        proposal = locked(proposal_of(data).pk)
        if proposal.status not in self.allowed:
            raise ActionError(_wrong_state(proposal))


def proposal_of(data: Any) -> CutProposal:
    found = CutProposal.objects.select_related("home", "procedure__home", "base").filter(pk=data.id).first()
    if found is None:
        raise ActionError(_("Đề xuất này không còn nữa. Hãy tải lại trang."))
    return found


def locked(pk: int) -> CutProposal:
    """The row, waiting for whoever works on it at this moment."""
    rows = CutProposal.objects.select_for_update(of=("self",)).select_related("home", "procedure__home", "base")
    return rows.get(pk=pk)


def refuse_own(actor: Actor, proposal: CutProposal) -> None:
    """§2.4: whoever made or laid a proposal before the authority does not decide it."""
    if actor.id in {proposal.made_by_id, proposal.submitted_by_id}:
        raise AccessDenied(_("Người đề xuất hoặc người trình không tự duyệt cắt giảm. Hãy để người khác quyết định."))


def keep(context: Context, proposal: CutProposal, why: str = "", **columns: Any) -> CutId:
    """Set, save and record what really changed; nothing changed is said aloud."""
    changes = {
        name: (getattr(proposal, name), value) for name, value in columns.items() if getattr(proposal, name) != value
    }
    if not changes:
        context.unchanged()
        return CutId(proposal.pk)
    for name, value in columns.items():
        setattr(proposal, name, value)
    proposal.revision += 1
    proposal.save()
    context.record(Aggregate("cut_proposal", str(proposal.pk)), changes, reason=why)
    return CutId(proposal.pk)


def _wrong_state(proposal: CutProposal) -> str:
    return _("Đề xuất này đang ở bước «%(state)s» nên không làm được việc này. Hãy tải lại trang.") % {
        "state": proposal.get_status_display()
    }
