"""Saying that a limit is gone, or that it is not; and that it is an old one come back."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.errors import FieldError
from thongsuot.platform.actions.policy import natural
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.actions.steps import (
    LimitId,
    LimitStep,
    day_of,
    keep,
    limit_of,
    locked,
    put,
    refuse_own,
)
from thongsuot.steering.remedies.choices import OPEN_LIMITS, LimitStatus
from thongsuot.steering.remedies.domain import Missing, missing_to_close
from thongsuot.steering.remedies.models import Limit


@dataclass(frozen=True, slots=True)
class Closing:
    id: int


class CloseLimit(LimitStep[Closing]):
    """R02: never without cause, responsible position and proof, and never by the responsible side itself."""

    name = "steering.remedy.close"
    label = gettext_lazy("Xác nhận đã khắc phục")
    permission = Steering.REMEDY_CLOSE
    event = "steering.remedy.closed"
    idempotency = natural("a closed limit stays closed")
    allowed = (*OPEN_LIMITS, LimitStatus.CLOSED)

    def authorise(self, actor: Actor, data: Closing) -> None:
        super().authorise(actor, data)
        refuse_own(actor, limit_of(data))

    def check(self, actor: Actor, data: Closing) -> None:
        super().check(actor, data)
        lacks = what_lacks(limit_of(data))
        if lacks:
            raise ActionError.of([FieldError(_lack(one), one.value) for one in lacks])

    def execute(self, context: Context, data: Closing) -> LimitId:
        limit = locked(data.id)
        if limit.status == LimitStatus.CLOSED:
            context.unchanged()
            return LimitId(limit.pk)
        changes = put(limit, status=LimitStatus.CLOSED.value, closed_on=day_of(context))
        limit.closed_by_id = context.actor.id
        return keep(context, limit, changes)


def what_lacks(limit: Limit) -> tuple[Missing, ...]:
    return missing_to_close(
        cause_code=limit.cause_code,
        cause=limit.cause,
        position_id=limit.position_id,
        proofs=limit.proofs.count(),
    )


def _lack(what: Missing) -> str:
    return {
        Missing.CAUSE: _("Chưa ghi nguyên nhân của hạn chế (loại nguyên nhân và diễn giải)."),
        Missing.POSITION: _("Chưa có chức danh chịu trách nhiệm."),
        Missing.PROOF: _("Chưa có minh chứng đã khắc phục."),
    }[what]


@dataclass(frozen=True, slots=True)
class Reopening:
    id: int
    reason: str


class ReopenLimit(LimitStep[Reopening]):
    """The limit shows again, or what was set aside is one after all; the reason stays in the history."""

    name = "steering.remedy.reopen"
    label = gettext_lazy("Mở lại hạn chế")
    permission = Steering.REMEDY_CLOSE
    event = "steering.remedy.reopened"
    idempotency = natural("a limit that is open again stays open")
    allowed = (LimitStatus.CLOSED, LimitStatus.NOT_A_LIMIT, LimitStatus.PROOF_GIVEN)

    def check(self, actor: Actor, data: Reopening) -> None:
        super().check(actor, data)
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do mở lại."), "reason")

    def execute(self, context: Context, data: Reopening) -> LimitId:
        limit = locked(data.id)
        again = LimitStatus.ACTING if limit.actions.exists() else LimitStatus.OPEN
        changes = put(limit, status=again.value, closed_on=None, decision_reason=data.reason.strip())
        limit.closed_by = None
        limit.opened_on = limit.opened_on or day_of(context)
        return keep(context, limit, changes, data.reason.strip())


@dataclass(frozen=True, slots=True)
class Recurrence:
    """``earlier_id`` is the limit that came back; ``None`` unties."""

    id: int
    earlier_id: int | None


class TieRecurrence(LimitStep[Recurrence]):
    """The machine finds likeness, a person says that it is the same limit («qua nhiều năm»)."""

    name = "steering.remedy.tie"
    label = gettext_lazy("Xác nhận hạn chế lặp lại")
    permission = Steering.REMEDY_MANAGE
    event = "steering.remedy.tied"
    idempotency = natural("a limit names the one earlier limit it repeats")
    allowed = (LimitStatus.DRAFT, *OPEN_LIMITS, LimitStatus.CLOSED)

    def check(self, actor: Actor, data: Recurrence) -> None:
        super().check(actor, data)
        limit = limit_of(data)
        earlier = Limit.objects.filter(pk=data.earlier_id or 0, home_id=limit.home_id).first()
        if data.earlier_id is not None and (earlier is None or earlier.year >= limit.year):
            raise ActionError(_("Hạn chế lặp lại phải là hạn chế của một năm trước đó."), "earlier")

    def execute(self, context: Context, data: Recurrence) -> LimitId:
        limit = locked(data.id)
        return keep(context, limit, put(limit, recurs_id=data.earlier_id))
