"""The steps of a proposal's page: which form, in which states, who may, which action it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.serving.cutting import actions as act
from thongsuot.serving.cutting import forms as f
from thongsuot.serving.cutting.actions.publishing import announced_at
from thongsuot.serving.cutting.choices import CutStatus
from thongsuot.serving.cutting.models import CutProposal
from thongsuot.serving.cutting.places import home_of
from thongsuot.serving.permissions import Serving

_S = CutStatus
Cleaned = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """``run(actor, proposal, cleaned, key)`` does it; ``done`` is said afterwards. ``anywhere``: agencies elsewhere."""

    form: type[forms.Form]
    states: tuple[CutStatus, ...]
    permission: str
    run: Callable[[Actor, CutProposal, Cleaned, str], object]
    done: Callable[[], str]
    anywhere: bool = False
    by_another: bool = False
    is_announcing: bool = False

    def open_to(self, actor: Actor, proposal: CutProposal) -> bool:
        if proposal.status not in self.states:
            return False
        if self.by_another and actor.id in (proposal.made_by_id, proposal.submitted_by_id):
            return False
        if self.is_announcing:
            return may_announce(actor, proposal)
        return actor.can(self.permission, None if self.anywhere else proposal.home.path)


def _simple(action: Any) -> Callable[[Actor, CutProposal, Cleaned, str], object]:
    def run(actor: Actor, proposal: CutProposal, data: Cleaned, _key: str) -> object:
        return action.run(actor, act.Deciding(proposal.pk, data.get("reason", "")))

    return run


def _describe(actor: Actor, proposal: CutProposal, data: Cleaned, _key: str) -> object:
    return act.DescribeCut.run(actor, act.Describing(proposal.pk, data["reason"], data["volume"]))


def _restore(actor: Actor, proposal: CutProposal, _data: Cleaned, _key: str) -> object:
    return act.RestoreCut.run(actor, act.Restoring(proposal.pk))


def _answer(actor: Actor, proposal: CutProposal, data: Cleaned, key: str) -> object:
    home = home_of(actor)
    if home is None:
        raise ActionError(_("Tài khoản này không thay mặt đơn vị nào để cho ý kiến."))
    words = act.Answering(proposal.pk, home.pk, data["stance"], data["text"])
    return act.AnswerForAgency.run(actor, words, idempotency_key=key)


def _publish(actor: Actor, proposal: CutProposal, data: Cleaned, _key: str) -> object:
    return act.PublishCut.run(actor, act.Announcing(proposal.pk, data["instrument"], data["valid_from"]))


_PROPOSE, _APPROVE = Serving.CUT_PROPOSE, Serving.CUT_APPROVE
STEPS: dict[str, Step] = {
    "mo-ta": Step(f.DescribeForm, (_S.DRAFT,), _PROPOSE, _describe, lambda: _("Đã ghi.")),
    "lam-lai": Step(f.ReasonForm, (_S.DRAFT,), _PROPOSE, _restore, lambda: _("Đã đưa đề xuất về quy định hiện hành.")),
    "lay-y-kien": Step(
        f.ReasonForm, (_S.DRAFT,), _PROPOSE, _simple(act.AskOpinions), lambda: _("Đã đăng đề xuất để lấy ý kiến.")
    ),
    "gop-y": Step(
        f.AgencyForm, (_S.OPINION,), _PROPOSE, _answer, lambda: _("Đã ghi ý kiến của đơn vị."), anywhere=True
    ),
    "rut-ve": Step(f.ReasonForm, (_S.OPINION,), _PROPOSE, _simple(act.TakeBackCut), lambda: _("Đã rút về để sửa.")),
    "trinh": Step(f.ReasonForm, (_S.OPINION,), _PROPOSE, _simple(act.SubmitCut), lambda: _("Đã trình phê duyệt.")),
    "duyet": Step(
        f.ReasonForm,
        (_S.SUBMITTED,),
        _APPROVE,
        _simple(act.ApproveCut),
        lambda: _("Đã phê duyệt. Hãy công bố phiên bản mới."),
        by_another=True,
    ),
    "khong-duyet": Step(
        f.ReasonForm, (_S.SUBMITTED,), _APPROVE, _simple(act.RefuseCut), lambda: _("Đã ghi không duyệt.")
    ),
    "cong-bo": Step(
        f.PublishForm,
        (_S.APPROVED,),
        Serving.PROCEDURE_PUBLISH,
        _publish,
        lambda: _("Đã công bố phiên bản mới."),
        is_announcing=True,
    ),
}


def may_announce(actor: Actor, proposal: CutProposal) -> bool:
    """Only whoever announces the procedure itself; a province never announces for the whole nation."""
    return actor.can(Serving.PROCEDURE_PUBLISH, announced_at(proposal))


def form_of(name: str, proposal: CutProposal, data: Any = None) -> forms.Form:
    initial = {"reason": proposal.reason, "volume": proposal.volume} if name == "mo-ta" else {}
    return STEPS[name].form(data, initial=initial, auto_id=f"{name}-%s")
