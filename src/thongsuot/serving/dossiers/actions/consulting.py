"""Opinions between agencies with a date of their own, and the parts of a dossier other agencies decide (H07)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.actions.base import Done, DossierAction, need, row
from thongsuot.serving.dossiers.actions.filing import begin
from thongsuot.serving.dossiers.actions.moving import unit_named
from thongsuot.serving.dossiers.actions.receiving import receive
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.domain.newdossier import NewDossier, NewPart
from thongsuot.serving.dossiers.models import Dossier, Opinion
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.models import Procedure


@dataclass(frozen=True, slots=True)
class AskingOpinion:
    """``unit``: key of the agency asked; it answers by ``due_at``."""

    code: str
    unit: str
    question: str
    due_at: datetime


class AskOpinion(DossierAction[AskingOpinion]):
    """The dossier's own clock goes on meanwhile (Đ19.5 NĐ 61)."""

    name = "serving.dossier.ask_opinion"
    label = gettext_lazy("Xin ý kiến cơ quan khác")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.opinion_asked"
    idempotency = KEYED
    rights = ((Serving.DOSSIER_PROCESS, "holder_unit"),)

    def inspect(self, actor: Actor, data: AskingOpinion, dossier: Dossier) -> None:
        need(data.question, _("Hãy ghi nội dung cần xin ý kiến."), "question")
        if unit_named(data.unit).pk == dossier.holder_unit_id:
            raise ActionError(_("Hồ sơ đang ở chính cơ quan này; hãy chọn cơ quan khác."), "to_unit")

    def act(self, context: Context, data: AskingOpinion, dossier: Dossier) -> None:
        if data.due_at <= context.effective_at:
            raise ActionError(_("Hạn trả lời phải sau lúc hỏi."), "due_at")
        asked = unit_named(data.unit)
        opinion = Opinion.objects.create(
            dossier=dossier, unit=asked, question=data.question.strip(), asked_by_id=context.actor.id,
            asked_at=context.effective_at, due_at=data.due_at,
        )  # fmt: skip
        happen(context, dossier, Kind.OPINION_ASKED, unit=asked.pk, opinion=opinion.pk, answer_due=data.due_at)


@dataclass(frozen=True, slots=True)
class GivingOpinion:
    code: str
    opinion: int
    answer: str
    agrees: bool | None = None


class GiveOpinion(DossierAction[GivingOpinion]):
    """By the agency that was asked, which sees the dossier for this alone."""

    name = "serving.dossier.give_opinion"
    label = gettext_lazy("Trả lời ý kiến")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.opinion_given"
    idempotency = natural("an opinion is given once")
    rights = ((Serving.DOSSIER_PROCESS, "holder_unit"),)

    def authorise(self, actor: Actor, data: GivingOpinion) -> None:
        require(actor, self.permission, self.scope(data))

    def scope(self, data: GivingOpinion) -> str | None:
        opinion = Opinion.objects.select_related("unit").filter(pk=data.opinion, dossier__code=data.code).first()
        return opinion.unit.path if opinion else row(data.code).competent_unit.path

    def inspect(self, actor: Actor, data: GivingOpinion, dossier: Dossier) -> None:
        need(data.answer, _("Hãy ghi ý kiến trả lời."), "answer")
        if not dossier.opinions.filter(pk=data.opinion).exists():
            raise ActionError(_("Hồ sơ này không hỏi ý kiến đó."), "opinion")

    def act(self, context: Context, data: GivingOpinion, dossier: Dossier) -> None:
        opinion = dossier.opinions.get(pk=data.opinion)
        if opinion.given_at is not None:
            context.unchanged()
            return
        opinion.answer, opinion.agrees = data.answer.strip(), data.agrees
        opinion.given_by_id, opinion.given_at = context.actor.id, context.effective_at
        opinion.save(update_fields=["answer", "agrees", "given_by", "given_at"])
        happen(context, dossier, Kind.OPINION_GIVEN, unit=opinion.unit_id, opinion=opinion.pk, agrees=data.agrees)


@dataclass(frozen=True, slots=True)
class OpeningSub:
    """``procedure``: code of what the other agency decides; ``unit``: its key; ``parts``: numbers of papers it gets."""

    code: str
    procedure: str
    unit: str
    parts: tuple[int, ...] = ()


class OpenSubDossier(DossierAction[OpeningSub]):
    """A dossier of its own with its own clock, at the agency that decides that part; same applicant, chosen papers."""

    name = "serving.dossier.open_sub"
    label = gettext_lazy("Chuyển phần liên thông cho cơ quan khác")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.dossier.sub_opened"
    idempotency = KEYED
    rights = ((Serving.DOSSIER_PROCESS, "holder_unit"), (Serving.DOSSIER_RECEIVE, "holder_unit"))

    def inspect(self, actor: Actor, data: OpeningSub, dossier: Dossier) -> None:
        unit_named(data.unit)
        if not Procedure.objects.filter(code=data.procedure).exists():
            raise ActionError(_("Không có thủ tục mang mã này."), "procedure")
        if dossier.parent_id is not None:
            raise ActionError(_("Hồ sơ liên thông không mở thêm hồ sơ con."))
        if dossier.children.filter(procedure__code=data.procedure, competent_unit__key=data.unit).exists():
            raise ActionError(_("Phần này đã được chuyển cho cơ quan đó."), "unit")

    def execute(self, context: Context, data: OpeningSub) -> Done:
        parent = row(data.code)
        child = begin(context, _same_applicant(parent, data), parent)
        receive(context, child)
        happen(context, parent, Kind.SUB_OPENED, sub=child.code, unit=child.competent_unit_id)
        return Done(child.code)


def _same_applicant(parent: Dossier, data: OpeningSub) -> NewDossier:
    person = parent.person
    chosen = parent.parts.filter(pk__in=data.parts)
    base = NewDossier(
        procedure_code=data.procedure,
        receiving_unit=Unit.objects.get(key=data.unit).key,
        competent_unit=data.unit,
        channel=parent.channel,
        mode=parent.mode,
        applicant_kind=parent.applicant_kind,
        applicant_name=parent.applicant_name,
        parts=tuple(NewPart(one.component, one.name, one.kind, one.source, one.file_id) for one in chosen),
    )
    return replace(base, id_number=person.id_number, phone=person.phone, email=person.email, address=person.address)
