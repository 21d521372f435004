"""A proposal is begun from the version in force, edited change by change, and shown for opinions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.units.models import Unit
from thongsuot.serving.cutting.actions.steps import CutId, CutStep, keep, locked, proposal_of
from thongsuot.serving.cutting.choices import CutStatus
from thongsuot.serving.cutting.domain import editing
from thongsuot.serving.cutting.models import CutProposal
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.content import ProcedureContent, Service
from thongsuot.serving.procedures.domain.plain import content_from, plain_of
from thongsuot.serving.procedures.queries import content_of, procedure_for, version_on


@dataclass(frozen=True, slots=True)
class NewCut:
    """``volume``: dossiers a year, ``None`` where nobody counted."""

    home_id: int
    procedure_code: str
    reason: str
    volume: int | None = None
    is_sample: bool = False


class AddCut(Action[NewCut, CutId]):
    name = "serving.cut.add"
    label = gettext_lazy("Lập đề xuất cắt giảm")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.added"
    idempotency = KEYED

    def scope(self, data: NewCut) -> str:
        return _home(data).path

    def check(self, actor: Actor, data: NewCut) -> None:
        if not data.reason.strip():
            raise ActionError(_("Hãy viết vì sao cần cắt giảm, bằng một câu."), "reason")

    def execute(self, context: Context, data: NewCut) -> CutId:
        procedure = procedure_for(context.actor, data.procedure_code)
        base = version_on(procedure, timezone.localdate(context.effective_at))
        proposal = CutProposal.objects.create(
            home=_home(data),
            procedure=procedure,
            base=base,
            content=plain_of(content_of(base)),
            reason=data.reason.strip(),
            volume=data.volume,
            made_by_id=context.actor.id,
            is_sample=data.is_sample,
        )
        context.record(Aggregate("cut_proposal", str(proposal.pk)), {"status": (None, proposal.status)})
        return CutId(proposal.pk)


def _home(data: NewCut) -> Unit:
    found = Unit.objects.filter(pk=data.home_id).first()
    if found is None:
        raise ActionError(_("Không tìm thấy đơn vị đề xuất. Hãy chọn lại trong danh sách."), "home")
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """``what`` is a key of ``CHANGES``; ``part`` the code of a step, paper or fee."""

    what: str
    part: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Editing:
    """``revision``: the draft as it was read; somebody else's change in between is not written over."""

    id: int
    changes: tuple[Change, ...]
    revision: int | None = None


class EditCut(CutStep[Editing]):
    name = "serving.cut.edit"
    label = gettext_lazy("Sửa đề xuất cắt giảm")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.edited"
    idempotency = natural("each change names its part and value; a step already gone says so")
    allowed = (CutStatus.DRAFT,)

    def execute(self, context: Context, data: Editing) -> CutId:
        proposal = locked(proposal_of(data).pk)
        if data.revision is not None and data.revision != proposal.revision:
            raise ConflictError(_("Có người vừa sửa đề xuất này. Trang đã nạp bản mới nhất, hãy xem rồi làm lại."))
        content = content_from(proposal.content)
        for one in data.changes:
            content = changed(content, one)
        return keep(context, proposal, content=plain_of(content))


def changed(content: ProcedureContent, change: Change) -> ProcedureContent:
    """Raises ``ActionError`` where the change cannot be made."""
    if change.what not in CHANGES:
        raise ActionError(_("Chưa hiểu cần sửa gì. Hãy tải lại trang."))
    try:
        return CHANGES[change.what](content, change.part, change.value)
    except editing.CannotCut as refused:
        raise ActionError(str(refused)) from refused


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation as error:
        raise ActionError(_("«%(text)s» chưa phải là số. Ví dụ: 0,5.") % {"text": text}) from error


def _service(content: ProcedureContent, _part: str, value: str) -> ProcedureContent:
    if value not in {one.value for one in Service}:
        raise ActionError(_("Chưa chọn mức dịch vụ trực tuyến."))
    return editing.with_service(content, Service(value))


def _fee(content: ProcedureContent, part: str, value: str) -> ProcedureContent:
    return editing.with_fee(content, part, int(_number(value.replace(".", ""))) if value.strip() else None)


def _share(content: ProcedureContent, part: str, value: str) -> ProcedureContent:
    return editing.with_share(content, part, _number(value))


CHANGES: dict[str, Callable[[ProcedureContent, str, str], ProcedureContent]] = {
    "bo-buoc": lambda content, part, _value: editing.without_step(content, part),
    "len": lambda content, part, _value: editing.with_step_moved(content, part, -1),
    "xuong": lambda content, part, _value: editing.with_step_moved(content, part, 1),
    "so-ngay": _share,
    "bo-giay-to": lambda content, part, _value: editing.without_component(content, part),
    "tu-csdl": editing.from_database,
    "muc-dich-vu": _service,
    "muc-thu": _fee,
}


@dataclass(frozen=True, slots=True)
class Restoring:
    id: int


class RestoreCut(CutStep[Restoring]):
    """Back to the version in force, when the trial went wrong."""

    name = "serving.cut.restore"
    label = gettext_lazy("Làm lại đề xuất từ quy định hiện hành")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.restored"
    idempotency = natural("the content is the base version's own")
    allowed = (CutStatus.DRAFT,)

    def execute(self, context: Context, data: Restoring) -> CutId:
        proposal = locked(proposal_of(data).pk)
        return keep(context, proposal, content=plain_of(content_of(proposal.base)))


@dataclass(frozen=True, slots=True)
class Describing:
    id: int
    reason: str
    volume: int | None = None


class DescribeCut(CutStep[Describing]):
    name = "serving.cut.describe"
    label = gettext_lazy("Ghi lý do và số hồ sơ của đề xuất")
    permission = Serving.CUT_PROPOSE
    event = "serving.cut.described"
    idempotency = natural("the form names the whole of both")
    allowed = (CutStatus.DRAFT,)

    def execute(self, context: Context, data: Describing) -> CutId:
        if not data.reason.strip():
            raise ActionError(_("Hãy viết vì sao cần cắt giảm, bằng một câu."), "reason")
        proposal = locked(proposal_of(data).pk)
        return keep(context, proposal, reason=data.reason.strip(), volume=data.volume)
