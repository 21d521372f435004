"""From draft to a new version: opinions are asked, another person approves, the announcement makes it law."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural
from thongsuot.serving.cutting.actions.steps import CutId, CutStep, keep, locked, proposal_of, refuse_own
from thongsuot.serving.cutting.choices import CutStatus
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.plain import content_from
from thongsuot.serving.procedures.queries import content_of


@dataclass(frozen=True, slots=True)
class Deciding:
    """``reason`` is needed to say no or to take back."""

    id: int
    reason: str = ""


class AskOpinions(CutStep[Deciding]):
    name = "serving.cut.ask"
    label = gettext_lazy("Lấy ý kiến về đề xuất cắt giảm")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.asked"
    idempotency = natural("a draft is shown for opinions once")
    allowed = (CutStatus.DRAFT,)

    def execute(self, context: Context, data: Deciding) -> CutId:
        proposal = locked(proposal_of(data).pk)
        if content_from(proposal.content) == content_of(proposal.base):
            raise ActionError(_("Đề xuất chưa cắt giảm gì so với quy định hiện hành. Hãy bớt một bước hoặc giấy tờ."))
        return keep(context, proposal, status=CutStatus.OPINION)


class TakeBackCut(CutStep[Deciding]):
    """Opinions were heard and the draft changes; those given stay with it."""

    name = "serving.cut.take_back"
    label = gettext_lazy("Rút đề xuất về để sửa")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.taken_back"
    idempotency = natural("a proposal under opinion goes back to draft once")
    allowed = (CutStatus.OPINION,)

    def execute(self, context: Context, data: Deciding) -> CutId:
        return keep(context, locked(proposal_of(data).pk), data.reason.strip(), status=CutStatus.DRAFT)


class SubmitCut(CutStep[Deciding]):
    name = "serving.cut.submit"
    label = gettext_lazy("Trình phê duyệt cắt giảm")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.submitted"
    idempotency = natural("a proposal is submitted once")
    allowed = (CutStatus.OPINION,)

    def execute(self, context: Context, data: Deciding) -> CutId:
        proposal = locked(proposal_of(data).pk)
        return keep(context, proposal, status=CutStatus.SUBMITTED, submitted_by_id=context.actor.id)


class ApproveCut(CutStep[Deciding]):
    name = "serving.cut.approve"
    label = gettext_lazy("Phê duyệt cắt giảm")
    permission = Serving.CUT_APPROVE
    event = "serving.cut.approved"
    idempotency = natural("a proposal is approved once")
    allowed = (CutStatus.SUBMITTED,)

    def authorise(self, actor: Actor, data: Deciding) -> None:
        super().authorise(actor, data)
        refuse_own(actor, proposal_of(data))

    def execute(self, context: Context, data: Deciding) -> CutId:
        if context.actor.id is None:
            raise ActionError(_("Phê duyệt phải do một người có tên quyết định."))
        proposal = locked(proposal_of(data).pk)
        decided = {"decided_by_id": context.actor.id, "decided_at": context.effective_at}
        return keep(context, proposal, data.reason.strip(), status=CutStatus.APPROVED, **decided)


class RefuseCut(CutStep[Deciding]):
    name = "serving.cut.refuse"
    label = gettext_lazy("Không duyệt cắt giảm")
    permission = Serving.CUT_APPROVE
    event = "serving.cut.refused"
    idempotency = natural("a proposal is refused once")
    allowed = (CutStatus.SUBMITTED,)

    def execute(self, context: Context, data: Deciding) -> CutId:
        if not data.reason.strip():
            raise ActionError(_("Hãy nêu lý do không duyệt để nơi đề xuất biết cần làm gì."), "reason")
        proposal = locked(proposal_of(data).pk)
        decided = {"decided_by_id": context.actor.id, "decided_at": context.effective_at}
        return keep(context, proposal, status=CutStatus.REFUSED, decision_reason=data.reason.strip(), **decided)
