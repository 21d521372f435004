"""Conclusions as they are spoken: captured, put right, struck out; taken on or objected to by the unit they name."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.units.models import Unit
from thongsuot.steering.meetings import telling
from thongsuot.steering.meetings.actions.inputs import (
    ConclusionEdits,
    ConclusionId,
    NewConclusion,
    Objection,
    RowId,
    Spoken,
)
from thongsuot.steering.meetings.actions.shared import home_path, locked, refuse_unless, row
from thongsuot.steering.meetings.models import Conclusion, MeetingStatus
from thongsuot.steering.meetings.taking_part import answers_for
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions import OnDay, ReceiveTask
from thongsuot.steering.tasks.choices import TaskStatus

_LIVE = (MeetingStatus.LIVE,)
_SPOKEN = ("text", "is_task", "lead_id", "is_common", "result", "quantity", "quantity_unit")
_WHEN = ("deadline", "deadline_text", "programme", "urgency", "speaker_id")


class CaptureConclusion(Action[NewConclusion, RowId]):
    """One sentence of the chair, shown to the room at once; numbered in the order in which it was captured."""

    name = "steering.conclusion.capture"
    label = gettext_lazy("Ghi kết luận")
    permission = Steering.MEETING_MANAGE
    event = "steering.conclusion.captured"
    idempotency = KEYED

    def scope(self, data: NewConclusion) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NewConclusion) -> None:
        refuse_unless(locked(data.key), _LIVE, _("Chỉ ghi kết luận khi đang họp."))
        check_spoken(data.spoken)

    def execute(self, context: Context, data: NewConclusion) -> RowId:
        meeting = locked(data.key)
        last = meeting.conclusions.aggregate(last=Max("order"))["last"] or 0
        conclusion = Conclusion(
            meeting=meeting, order=last + 1, captured_at=context.effective_at, captured_by_id=context.actor.id
        )
        _write(conclusion, data.spoken)
        context.record(_of(conclusion), {"text": (None, conclusion.text), "lead": (None, _name(conclusion.lead_id))})
        telling.tell_concluded(conclusion)
        return RowId(conclusion.pk)


class EditConclusion(Action[ConclusionEdits, RowId]):
    """Puts right what was heard. Other words, another lead or day: whoever had taken it on is asked again."""

    name = "steering.conclusion.edit"
    label = gettext_lazy("Sửa kết luận")
    permission = Steering.MEETING_MANAGE
    event = "steering.conclusion.edited"
    idempotency = natural("the input is the whole new state")

    def scope(self, data: ConclusionEdits) -> str | None:
        return row(Conclusion, data.conclusion_id).meeting.committee.home.path

    def check(self, actor: Actor, data: ConclusionEdits) -> None:
        meeting = locked(row(Conclusion, data.conclusion_id).meeting.key)
        refuse_unless(meeting, _LIVE, _("Kết luận đã chốt. Hãy sửa nhiệm vụ, hoặc sửa trong thông báo kết luận."))
        check_spoken(data.spoken)

    def execute(self, context: Context, data: ConclusionEdits) -> RowId:
        conclusion = row(Conclusion, data.conclusion_id)
        changes = {
            name: (getattr(conclusion, name), getattr(data.spoken, name))
            for name in (*_SPOKEN, *_WHEN)
            if getattr(conclusion, name) != getattr(data.spoken, name)
        }
        partners = set(conclusion.partners.values_list("pk", flat=True))
        if partners != set(data.spoken.partner_ids):
            changes["partners"] = (sorted(partners), sorted(data.spoken.partner_ids))
        if not changes:
            context.unchanged()
            return RowId(conclusion.pk)
        if conclusion.acknowledged_at is not None and {"text", "lead_id", "deadline", "quantity"} & set(changes):
            changes["acknowledged_at"] = (conclusion.acknowledged_at, None)
            conclusion.acknowledged_at = conclusion.acknowledged_by = None
        _write(conclusion, data.spoken)
        context.record(_of(conclusion), changes)
        telling.tell_concluded(conclusion)
        return RowId(conclusion.pk)


class StrikeConclusion(Action[ConclusionId, RowId]):
    """Takes out what was not concluded after all; the log keeps the words, the others move up."""

    name = "steering.conclusion.strike"
    label = gettext_lazy("Bỏ kết luận ghi nhầm")
    permission = Steering.MEETING_MANAGE
    event = "steering.conclusion.struck"
    idempotency = natural("a conclusion struck out is gone")

    def scope(self, data: ConclusionId) -> str | None:
        return row(Conclusion, data.id).meeting.committee.home.path

    def check(self, actor: Actor, data: ConclusionId) -> None:
        meeting = locked(row(Conclusion, data.id).meeting.key)
        refuse_unless(meeting, _LIVE, _("Chỉ bỏ được kết luận khi đang họp."))

    def execute(self, context: Context, data: ConclusionId) -> RowId:
        conclusion = row(Conclusion, data.id)
        meeting = conclusion.meeting
        context.record(_of(conclusion), {"text": (conclusion.text, None)})
        conclusion.delete()
        for number, one in enumerate(meeting.conclusions.order_by("order"), start=1):
            if one.order != number:
                one.order = number
                one.save(update_fields=["order"])
        return RowId(data.id)


class AcknowledgeConclusion(Action[ConclusionId, RowId]):
    """«Nhận việc»: only somebody of the lead unit. After closing, the task itself is received with it."""

    name = "steering.conclusion.acknowledge"
    label = gettext_lazy("Nhận việc tại phiên họp")
    permission = Steering.MEETING_TAKE_PART
    event = "steering.conclusion.acknowledged"
    idempotency = natural("what was taken on stays taken on")

    def authorise(self, actor: Actor, data: ConclusionId) -> None:
        _require_own(actor, row(Conclusion, data.id))

    def execute(self, context: Context, data: ConclusionId) -> RowId:
        locked(row(Conclusion, data.id).meeting.key)
        conclusion = row(Conclusion, data.id)
        if conclusion.acknowledged_at is not None:
            context.unchanged()
            return RowId(conclusion.pk)
        conclusion.acknowledged_at, conclusion.acknowledged_by_id = context.effective_at, context.actor.id
        conclusion.save(update_fields=["acknowledged_at", "acknowledged_by"])
        context.record(_of(conclusion), {"acknowledged_at": (None, conclusion.acknowledged_at)})
        task = conclusion.task
        if task is not None and task.status == TaskStatus.ASSIGNED:
            ReceiveTask.run(context.actor, OnDay(task.pk))
        return RowId(conclusion.pk)


class ObjectToConclusion(Action[Objection, RowId]):
    """«Có ý kiến», in words, seen in the room; the unit may still take the work on afterwards."""

    name = "steering.conclusion.object"
    label = gettext_lazy("Có ý kiến về kết luận")
    permission = Steering.MEETING_TAKE_PART
    event = "steering.conclusion.objected"
    idempotency = natural("the same words change nothing")

    def authorise(self, actor: Actor, data: Objection) -> None:
        _require_own(actor, row(Conclusion, data.conclusion_id))

    def check(self, actor: Actor, data: Objection) -> None:
        conclusion = row(Conclusion, data.conclusion_id)
        refuse_unless(conclusion.meeting, _LIVE, _("Phiên họp đã bế mạc. Hãy nêu ý kiến trong nhiệm vụ."))
        if not data.text.strip():
            raise ActionError(_("Hãy ghi ý kiến: vướng gì, đề nghị thế nào."), "text")

    def execute(self, context: Context, data: Objection) -> RowId:
        locked(row(Conclusion, data.conclusion_id).meeting.key)
        conclusion = row(Conclusion, data.conclusion_id)
        before, text = conclusion.objection, data.text.strip()
        if before == text:
            context.unchanged()
            return RowId(conclusion.pk)
        conclusion.objection, conclusion.objected_by_id = text, context.actor.id
        conclusion.save(update_fields=["objection", "objected_by"])
        context.record(_of(conclusion), {"objection": (before, text)})
        return RowId(conclusion.pk)


def check_spoken(spoken: Spoken) -> None:
    if not spoken.text.strip():
        raise ActionError(_("Hãy ghi câu kết luận."), "text")
    if spoken.lead_id is not None and spoken.is_common:
        raise ActionError(_("Một việc chỉ có một đơn vị chủ trì. Hãy bỏ «giao chung» hoặc bỏ đơn vị."), "is_common")
    if spoken.lead_id is not None and spoken.lead_id in spoken.partner_ids:
        raise ActionError(_("Đơn vị chủ trì không đồng thời là đơn vị phối hợp."), "partners")


def _write(conclusion: Conclusion, spoken: Spoken) -> None:
    for name in (*_SPOKEN, *_WHEN):
        setattr(conclusion, name, getattr(spoken, name))
    conclusion.text = spoken.text.strip()
    conclusion.save()
    conclusion.partners.set(spoken.partner_ids)


def _require_own(actor: Actor, conclusion: Conclusion) -> None:
    require(actor, Steering.MEETING_TAKE_PART)
    if not answers_for(actor, conclusion):
        unit = conclusion.lead or _("đơn vị chủ trì")
        raise AccessDenied(_("Chỉ người của %(unit)s nhận việc này. Không ai nhận thay đơn vị khác.") % {"unit": unit})


def _of(conclusion: Conclusion) -> Aggregate:
    return Aggregate("conclusion", str(conclusion.pk))


def _name(unit_id: int | None) -> str | None:
    return Unit.objects.filter(pk=unit_id or 0).values_list("name", flat=True).first()
