"""Taking a limit up, saying why and whose, doing something about it, proving it gone."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.platform.notifications import Note, notify
from thongsuot.registry.positions.models import Position
from thongsuot.steering.people import doers_of, secretariat_of
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.actions.steps import (
    LimitId,
    LimitStep,
    UnitStep,
    day_of,
    due_day,
    keep,
    limit_of,
    locked,
    put,
    unit_of,
)
from thongsuot.steering.remedies.choices import OPEN_LIMITS, LimitCause, LimitStatus
from thongsuot.steering.remedies.models import LimitAction, LimitProof
from thongsuot.steering.remedies.telling import LIMIT_OPENED, LIMIT_PROVED
from thongsuot.steering.tasks.actions import CreateTask, NewTask
from thongsuot.steering.tasks.choices import TaskSource
from thongsuot.steering.tasks.models import Task

_BEFORE_PROOF = (LimitStatus.DRAFT, LimitStatus.OPEN, LimitStatus.ACTING, LimitStatus.PROOF_GIVEN)


@dataclass(frozen=True, slots=True)
class Taking:
    """``unit_id`` where the draft names no unit or another one should mend it."""

    id: int
    unit_id: int | None = None
    field: str = ""


class OpenLimit(LimitStep[Taking]):
    """A draft is taken up: a named person says that this is a limit to be mended."""

    name = "steering.remedy.open"
    label = gettext_lazy("Nhận hạn chế để khắc phục")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.opened"
    idempotency = natural("an open limit stays open")
    allowed = (LimitStatus.DRAFT, *OPEN_LIMITS)

    def execute(self, context: Context, data: Taking) -> LimitId:
        limit = locked(data.id)
        if limit.status != LimitStatus.DRAFT:
            context.unchanged()
            return LimitId(limit.pk)
        changes = put(limit, status=LimitStatus.OPEN.value, opened_on=day_of(context))
        if data.unit_id is not None:
            unit_of(data.unit_id)
            changes |= put(limit, unit_id=data.unit_id)
        if data.field:
            changes |= put(limit, field=data.field)
        if limit.unit_id:
            _tell_unit(limit.unit_id, limit.pk, limit.text)
        return keep(context, limit, changes)


def _tell_unit(unit_id: int, pk: int, text: str) -> None:
    why = _("Bạn là đầu mối hoặc lãnh đạo của đơn vị có hạn chế này.")
    notify(doers_of([unit_id]), Note(LIMIT_OPENED, f"limit-{pk}", text, why, reverse("remedy", args=[pk])))


@dataclass(frozen=True, slots=True)
class SettingAside:
    id: int
    reason: str


class SetAside(LimitStep[SettingAside]):
    name = "steering.remedy.set_aside"
    label = gettext_lazy("Không coi là hạn chế")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.set_aside"
    idempotency = natural("what was set aside stays so")
    allowed = (LimitStatus.DRAFT, LimitStatus.OPEN, LimitStatus.NOT_A_LIMIT)

    def check(self, actor: Actor, data: SettingAside) -> None:
        super().check(actor, data)
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi vì sao đây không phải hạn chế."), "reason")

    def execute(self, context: Context, data: SettingAside) -> LimitId:
        limit = locked(data.id)
        reason = data.reason.strip()
        changes = put(limit, status=LimitStatus.NOT_A_LIMIT.value, decision_reason=reason)
        return keep(context, limit, changes, reason)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Cause by kind and in words, the position that answers for the limit, the day in figures or fuzzy words."""

    id: int
    cause_code: str = ""
    cause: str = ""
    position_id: int | None = None
    due_text: str = ""


class AnalyseLimit(UnitStep[Analysis]):
    name = "steering.remedy.analyse"
    label = gettext_lazy("Ghi nguyên nhân, trách nhiệm, hạn")
    permission = Steering.REMEDY_WORK
    event = "steering.remedy.analysed"
    idempotency = natural("the form names the whole of what is to stand there")
    allowed = _BEFORE_PROOF

    def check(self, actor: Actor, data: Analysis) -> None:
        super().check(actor, data)
        if data.cause_code and data.cause_code not in LimitCause.values:
            raise ActionError(_("Hãy chọn loại nguyên nhân trong danh sách."), "cause_code")
        if data.position_id and not Position.objects.filter(pk=data.position_id).exists():
            raise ActionError(_("Không tìm thấy chức danh này. Hãy chọn lại trong danh sách."), "position")

    def execute(self, context: Context, data: Analysis) -> LimitId:
        limit = locked(data.id)
        text = data.due_text.strip()
        changes = put(
            limit,
            cause_code=data.cause_code,
            cause=data.cause.strip(),
            position_id=data.position_id,
            due=limit.due if text == limit.due_text else due_day(text, day_of(context)),
            due_text=text,
        )
        return keep(context, limit, changes)


@dataclass(frozen=True, slots=True)
class Remedying:
    """A new task of the unit, or ``task_id`` of one that is already there (J5)."""

    id: int
    title: str = ""
    task_id: int | None = None
    result: str = ""
    due_text: str = ""


class AddRemedy(LimitStep[Remedying]):
    """What is done about the limit becomes a task; from then on the limit is being worked on."""

    name = "steering.remedy.act"
    label = gettext_lazy("Giao giải pháp khắc phục")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.acted"
    idempotency = KEYED
    allowed = OPEN_LIMITS

    def check(self, actor: Actor, data: Remedying) -> None:
        super().check(actor, data)
        if data.task_id is None and not data.title.strip():
            raise ActionError(_("Hãy viết việc phải làm, hoặc chọn một nhiệm vụ đã có."), "title")

    def execute(self, context: Context, data: Remedying) -> LimitId:
        limit = locked(data.id)
        task_id = _known_task(context.actor, data.task_id, limit.home_id) or _new_task(context, data)
        LimitAction.objects.get_or_create(limit=limit, task_id=task_id)
        changes = put(limit, status=LimitStatus.ACTING.value) if limit.status == LimitStatus.OPEN else {}
        return keep(context, limit, {**changes, "task": (None, task_id)})


def _known_task(actor: Actor, task_id: int | None, home_id: int) -> int | None:
    if task_id is None:
        return None
    if not Task.objects.filter(pk=task_id, home_id=home_id).exists():
        raise ActionError(_("Không tìm thấy nhiệm vụ này trong các nhiệm vụ của đơn vị theo dõi."), "task")
    return task_id


def _new_task(context: Context, data: Remedying) -> int:
    limit = limit_of(data)
    wanted = NewTask(
        title=data.title.strip(),
        home_id=limit.home_id,
        lead_id=limit.unit_id,
        is_common=limit.unit_id is None,
        lead_position_id=limit.position_id,
        result=data.result.strip(),
        deadline=None if data.due_text.strip() else limit.due,
        deadline_text=data.due_text.strip() or limit.due_text,
        field=limit.field,
        source=TaskSource.REMEDY.value,
        source_url=reverse("remedy", args=[limit.pk]),
        source_quote=limit.text,
        is_sample=limit.is_sample,
        assign=context.actor.can(Steering.TASK_ASSIGN, limit.home.path),
        on=day_of(context),
    )
    return CreateTask.run(context.actor, wanted, effective_at=context.effective_at).id


@dataclass(frozen=True, slots=True)
class Proving:
    id: int
    note: str
    file_digest: str = ""
    file_name: str = ""
    claim_id: int | None = None
    document_id: int | None = None


class GiveProof(UnitStep[Proving]):
    name = "steering.remedy.prove"
    label = gettext_lazy("Gửi minh chứng đã khắc phục")
    permission = Steering.REMEDY_WORK
    event = "steering.remedy.proved"
    idempotency = KEYED
    allowed = OPEN_LIMITS

    def check(self, actor: Actor, data: Proving) -> None:
        super().check(actor, data)
        if not data.note.strip():
            raise ActionError(_("Hãy ghi minh chứng này cho thấy điều gì."), "note")

    def execute(self, context: Context, data: Proving) -> LimitId:
        limit = locked(data.id)
        proof = LimitProof.objects.create(
            limit=limit,
            note=data.note.strip(),
            file_digest=data.file_digest,
            file_name=data.file_name,
            claim_id=data.claim_id,
            document_id=data.document_id,
            added_by_id=context.actor.id,
        )
        changes = put(limit, status=LimitStatus.PROOF_GIVEN.value)
        limit.save()
        context.record(Aggregate("limit", str(limit.pk)), {**changes, "proof": (None, proof.note)})
        why = _("Bạn theo dõi việc khắc phục hạn chế của đơn vị.")
        note = Note(LIMIT_PROVED, f"proof-{proof.pk}", limit.text, why, reverse("remedy", args=[limit.pk]))
        notify(secretariat_of(limit.home_id), note)
        return LimitId(limit.pk)
