"""An approved cut becomes the next version of its procedure, announced by whoever announces that procedure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import ConflictError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural
from thongsuot.serving.cutting.actions.steps import CutId, CutStep, keep, locked, proposal_of
from thongsuot.serving.cutting.choices import CutStatus
from thongsuot.serving.cutting.models import CutProposal
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.actions import Publishing, PublishVersion
from thongsuot.serving.procedures.models import ProcedureVersion

WHOLE_TREE = ""  # a procedure of the whole nation is announced by whoever holds the right over the whole tree


@dataclass(frozen=True, slots=True)
class Announcing:
    """``instrument``: the decision that announces it; ``valid_from``: its first day."""

    id: int
    instrument: str
    valid_from: date


class PublishCut(CutStep[Announcing]):
    name = "serving.cut.publish"
    label = gettext_lazy("Công bố bản đã cắt giảm")
    permission = Serving.PROCEDURE_PUBLISH
    event = "serving.cut.published"
    idempotency = natural("a proposal becomes one version")
    allowed = (CutStatus.APPROVED,)

    def authorise(self, actor: Actor, data: Announcing) -> None:
        require(actor, self.permission, announced_at(proposal_of(data)))

    def execute(self, context: Context, data: Announcing) -> CutId:
        proposal = locked(proposal_of(data).pk)
        procedure = proposal.procedure
        if procedure.versions.filter(based_on=proposal.base).exclude(digest="").exists():
            raise ConflictError(_("Thủ tục đã có phiên bản mới hơn bản được đem ra cắt giảm. Hãy lập lại đề xuất."))
        last = procedure.versions.aggregate(last=Max("number"))["last"] or 0
        draft = ProcedureVersion.objects.create(
            procedure=procedure,
            number=last + 1,
            content=proposal.content,
            based_on=proposal.base,
            reason=proposal.reason,
        )
        day = timezone.localdate(context.effective_at)
        words = Publishing(procedure.code, draft.number, draft.revision, data.valid_from, data.instrument, day)
        PublishVersion.run(context.actor, words, effective_at=context.effective_at)
        return keep(context, proposal, status=CutStatus.PUBLISHED, version_id=draft.pk)


def announced_at(proposal: CutProposal) -> str:
    home = proposal.procedure.home
    return home.path if home else WHOLE_TREE
