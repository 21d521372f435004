"""What agencies and the public say of a proposal; the public's words are read by somebody before they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.units.models import Unit
from thongsuot.serving.cutting.actions.steps import proposal_of
from thongsuot.serving.cutting.choices import CutStatus, OpinionStatus, Stance
from thongsuot.serving.cutting.models import CutOpinion
from thongsuot.serving.cutting.voice import SPEAK
from thongsuot.serving.permissions import Serving

MOST = 2000


@dataclass(frozen=True, slots=True)
class OpinionId:
    id: int


@dataclass(frozen=True, slots=True)
class Saying:
    """``id`` of the proposal; ``stance`` a value of ``Stance``."""

    id: int
    stance: str
    text: str
    author_name: str = ""
    is_sample: bool = False


class SayOfCut(Action[Saying, OpinionId]):
    """From the public page, without an account."""

    name = "serving.cut.say"
    label = gettext_lazy("Người dân góp ý về cắt giảm")
    permission = SPEAK
    event = "serving.cut.said"
    idempotency = KEYED

    def check(self, actor: Actor, data: Saying) -> None:
        _check(data)

    def execute(self, context: Context, data: Saying) -> OpinionId:
        return _write(context, data, None, OpinionStatus.PENDING)


@dataclass(frozen=True, slots=True)
class Answering:
    id: int
    unit_id: int
    stance: str
    text: str
    is_sample: bool = False


class AnswerForAgency(Action[Answering, OpinionId]):
    """An agency answers under its own name; shown at once."""

    name = "serving.cut.answer"
    label = gettext_lazy("Cơ quan cho ý kiến về cắt giảm")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.answered"
    idempotency = KEYED

    def scope(self, data: Answering) -> str:
        return Unit.objects.get(pk=data.unit_id).path

    def check(self, actor: Actor, data: Answering) -> None:
        _check(data)

    def execute(self, context: Context, data: Answering) -> OpinionId:
        said = Saying(data.id, data.stance, data.text, is_sample=data.is_sample)
        return _write(context, said, data.unit_id, OpinionStatus.SHOWN)


@dataclass(frozen=True, slots=True)
class Moderating:
    """``id`` of the opinion; ``reason`` is needed to keep it back."""

    id: int
    show: bool
    reason: str = ""


class ModerateOpinion(Action[Moderating, OpinionId]):
    name = "serving.cut.moderate"
    label = gettext_lazy("Duyệt ý kiến của người dân")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.moderated"
    idempotency = natural("an opinion is either shown or kept back")

    def scope(self, data: Moderating) -> str:
        return _opinion(data.id).proposal.home.path

    def check(self, actor: Actor, data: Moderating) -> None:
        if not data.show and not data.reason.strip():
            raise ActionError(_("Hãy nêu lý do không đăng: người gửi có quyền biết."), "reason")

    def execute(self, context: Context, data: Moderating) -> OpinionId:
        opinion = CutOpinion.objects.select_for_update().get(pk=data.id)
        status = OpinionStatus.SHOWN if data.show else OpinionStatus.HIDDEN
        if opinion.status == status:
            context.unchanged()
            return OpinionId(opinion.pk)
        before = opinion.status
        opinion.status, opinion.moderated_by_id = status, context.actor.id
        opinion.moderation_reason = "" if data.show else data.reason.strip()
        opinion.save()
        place = Aggregate("cut_proposal", str(opinion.proposal_id))
        context.record(place, {"opinion": (before, status)}, reason=data.reason.strip())
        return OpinionId(opinion.pk)


def _check(data: Saying | Answering) -> None:
    if proposal_of(data).status != CutStatus.OPINION:
        raise ActionError(_("Đề xuất này đã thôi lấy ý kiến. Cảm ơn ông/bà đã quan tâm."))
    if data.stance not in Stance:
        raise ActionError(_("Hãy chọn một trong các ý kiến."), "stance")
    if not data.text.strip():
        raise ActionError(_("Hãy viết ý kiến bằng vài câu."), "text")
    if len(data.text) > MOST:
        raise ActionError(_("Ý kiến dài quá %(most)d chữ cái. Hãy rút ngắn.") % {"most": MOST}, "text")


def _write(context: Context, data: Saying, unit_id: int | None, status: OpinionStatus) -> OpinionId:
    opinion = CutOpinion.objects.create(
        proposal_id=data.id,
        unit_id=unit_id,
        author_name=data.author_name.strip()[:120],
        stance=data.stance,
        text=data.text.strip(),
        status=status,
        is_sample=data.is_sample,
    )
    context.record(Aggregate("cut_proposal", str(data.id)), {"opinion": (None, opinion.pk)})
    return OpinionId(opinion.pk)


def _opinion(pk: int) -> CutOpinion:
    found = CutOpinion.objects.select_related("proposal__home").filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Ý kiến này không còn nữa. Hãy tải lại trang."))
    return found
