"""Targets and the points of their series; a figure of the record is bound, not typed again (promise 5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.figures import Direction
from thongsuot.kernel.periods import Period, UnknownPeriod, deadline, parse_period
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.queries import one_of
from thongsuot.platform.actions import Action, ActionError, Context, natural, repeatable
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.queries import visible_to as claims_visible_to
from thongsuot.registry.claims.shape import period_fields
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.actions.base import (
    PlanAction,
    changed,
    keep,
    need_words,
    of_plan,
    of_target,
    target_for_update,
)
from thongsuot.steering.plans.actions.inputs import NewTarget, NewValue, TargetEdits, TargetId, ValueId
from thongsuot.steering.plans.binding import AN_AIM
from thongsuot.steering.plans.models import Plan, Target, TargetValue, ValueKind
from thongsuot.steering.plans.searching import index_target

_COLUMNS = [name for name in NewTarget.__dataclass_fields__ if name != "plan_key"]


class AddTarget(PlanAction[NewTarget, TargetId]):
    name = "steering.target.add"
    label = gettext_lazy("Thêm chỉ tiêu vào kế hoạch")
    event = "steering.target.added"
    idempotency = repeatable("a plan may set the same number for two things of one name")

    def check(self, actor: Actor, data: NewTarget) -> None:
        _check(self.plan, data)

    def execute(self, context: Context, data: NewTarget) -> TargetId:
        columns = {name: getattr(data, name) for name in _COLUMNS} | {"name": data.name.strip()}
        columns["due"] = data.due or _day_of(data.due_text, self.plan)
        target = Target.objects.create(plan=self.plan, **columns)
        index_target(target)
        context.record(of_target(target), {"name": (None, target.name), "aim": (None, target.aim)})
        context.record(of_plan(self.plan), {"target": (None, target.name)})
        return TargetId(target.pk)


class _OnTarget(PlanAction[Any, TargetId]):
    target: Target

    def find(self, actor: Actor, data: Any) -> Plan:
        self.target = target_for_update(actor, data.id if isinstance(data, TargetId) else data.target_id)
        return self.target.plan


class EditTarget(_OnTarget):
    name = "steering.target.edit"
    label = gettext_lazy("Sửa chỉ tiêu")
    event = "steering.target.edited"
    idempotency = natural("the form states how the target is to be")

    def check(self, actor: Actor, data: TargetEdits) -> None:
        _check(self.plan, data)
        if data.parent_id == self.target.pk:
            raise ActionError(_("Chỉ tiêu không thể cụ thể hóa chính nó."), "parent_id")

    def execute(self, context: Context, data: TargetEdits) -> TargetId:
        columns = {name: getattr(data, name) for name in TargetEdits.__dataclass_fields__ if name != "target_id"}
        columns |= {"name": data.name.strip(), "due": data.due or _day_of(data.due_text, self.plan)}
        keep(context, self.target, of_target(self.target), changed(self.target, columns))
        index_target(self.target)
        return TargetId(self.target.pk)


class RemoveTarget(_OnTarget):
    name = "steering.target.remove"
    label = gettext_lazy("Xóa chỉ tiêu")
    event = "steering.target.removed"
    idempotency = natural("a target that is gone is not found again")

    def check(self, actor: Actor, data: TargetId) -> None:
        if self.target.values.exists() or self.target.children.exists():
            raise ActionError(_("Chỉ tiêu đã có số liệu hoặc có chỉ tiêu cụ thể hóa nó nên không xóa được."))

    def execute(self, context: Context, data: TargetId) -> TargetId:
        context.record(of_target(self.target), {"name": (self.target.name, None)})
        index_target(self.target, gone=True)
        self.target.delete()
        return TargetId(0)


class RecordTargetValue(Action[NewValue, ValueId]):
    """A result of a period. A second one for the same period replaces the first; the history keeps both."""

    name = "steering.target.record"
    label = gettext_lazy("Ghi kết quả chỉ tiêu")
    permission = Steering.TARGET_ENTER
    event = "steering.target.recorded"
    idempotency = natural("one value a target, kind and period: the same one again changes nothing")
    target: Target

    def authorise(self, actor: Actor, data: NewValue) -> None:
        """Whoever may enter results of the plan's unit, or of the unit that leads the target."""
        self.target = target_for_update(actor, data.target_id)
        lead = self.target.lead
        if lead is None or not actor.can(self.permission, lead.path):
            require(actor, self.permission, self.target.plan.unit.path)

    def check(self, actor: Actor, data: NewValue) -> None:
        if data.kind not in ValueKind.values:
            raise ActionError(_("Hãy chọn loại giá trị."), "kind")
        if data.denominator == 0:
            raise ActionError(_("Mẫu số bằng 0 nên không có tỷ lệ."), "denominator")
        if data.claim_id is None and data.value is None and (data.numerator is None or data.denominator is None):
            raise ActionError(_("Hãy ghi giá trị, hoặc cả tử số và mẫu số."), "value")

    def execute(self, context: Context, data: NewValue) -> ValueId:
        columns = self._from_claim(context.actor, data) if data.claim_id else _by_hand(self.target, data)
        columns |= {"note": data.note.strip(), "entered_by_id": context.actor.id}
        row = self.target.values.filter(kind=data.kind, period_end=columns["period_end"]).first()
        row = row or TargetValue(target=self.target, kind=data.kind)
        before = row.value if row.pk else None
        if row.pk and all(getattr(row, name) == value for name, value in columns.items() if name != "entered_by_id"):
            context.unchanged()
            return ValueId(row.pk)
        changed(row, columns)
        row.save()
        told = {"value": (before, row.value), "period": (None, row.period_text), "claim": (None, row.claim_id)}
        context.record(of_target(self.target), told, reason=row.note)
        return ValueId(row.pk)

    def _from_claim(self, actor: Actor, data: NewValue) -> dict[str, Any]:
        claim = one_of(claims_visible_to(actor), pk=data.claim_id)
        need_same_measure(self.target, claim)
        if self.target.aim_claim_id is None and claim.target == self.target.aim:  # the same sentence says the aim
            self.target.aim_claim = claim
            self.target.save(update_fields=["aim_claim"])
        return {
            "period_kind": claim.period_kind,
            "period_start": claim.period_start,
            "period_end": claim.period_end,
            "period_text": claim.period_text,
            "value": claim.value,
            "numerator": claim.numerator,
            "denominator": claim.denominator,
            "claim_id": claim.pk,
        }


def need_same_measure(target: Target, claim: Claim) -> None:
    """A result is comparable when it has a number, a period with an end and the unit of the target."""
    if claim.value is None or claim.period_end is None:
        raise ActionError(
            _("Số liệu này chưa rõ giá trị hoặc kỳ nên chưa gắn được. Hãy điều chỉnh số liệu."), "claim_id"
        )
    if claim.outcome == AN_AIM:
        raise ActionError(_("Số liệu này là mức đặt ra, không phải kết quả đạt được."), "claim_id")
    if claim.unit_of_measure and claim.unit_of_measure != target.unit_of_measure:
        units = {"theirs": claim.unit_of_measure, "ours": target.unit_of_measure or _("không có đơn vị tính")}
        raise ActionError(_("Số liệu tính bằng «%(theirs)s», chỉ tiêu tính bằng «%(ours)s».") % units, "claim_id")


def _by_hand(target: Target, data: NewValue) -> dict[str, Any]:
    value = data.value
    if value is None and data.numerator is not None and data.denominator:
        value = (data.numerator * 100 / data.denominator).quantize(Decimal(1).scaleb(-target.decimals))
    parts = {"numerator": data.numerator, "denominator": data.denominator, "claim_id": None}
    return period_fields(_period(data.period)) | {"value": value} | parts


def _period(text: str) -> Period:
    try:
        period = parse_period(text)
    except UnknownPeriod as error:
        raise ActionError(str(error), "period") from error
    if period.end is None:
        raise ActionError(_("Kỳ «%(text)s» chưa đủ năm. Ví dụ: quý III/2024.") % {"text": text}, "period")
    return period


def _day_of(text: str, plan: Plan) -> date | None:
    """Words without a year mean the last year of the plan."""
    return deadline(text, date(plan.year_to, 1, 1)) if text else None


def _check(plan: Plan, data: NewTarget | TargetEdits) -> None:
    need_words(data.name, "name", _("Hãy ghi tên chỉ tiêu."))
    if data.aim is None:
        raise ActionError(_("Hãy ghi mức cần đạt, ví dụ 20 hoặc 33,8."), "aim")
    if data.direction not in (Direction.AT_LEAST.value, Direction.AT_MOST.value):
        raise ActionError(_("Hãy chọn chiều: tối thiểu hoặc không quá."), "direction")
    if data.goal_id is not None and not plan.goals.filter(pk=data.goal_id).exists():
        raise ActionError(_("Mục đã chọn không thuộc kế hoạch này."), "goal_id")
