"""The conclusion: every finding becomes a limit of the unit and a task to mend it, none is lost (J9: 100%)."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.platform.notifications import Note, notify
from thongsuot.steering.inspections.actions.planning import InspectionId
from thongsuot.steering.inspections.actions.visiting import inspection_of, refuse_own_unit
from thongsuot.steering.inspections.choices import InspectionStatus
from thongsuot.steering.inspections.models import Inspection, InspectionFinding
from thongsuot.steering.people import doers_of
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.actions.drafting import write
from thongsuot.steering.remedies.actions.steps import day_of, due_day
from thongsuot.steering.remedies.choices import LimitSource, LimitStatus
from thongsuot.steering.remedies.models import Limit, LimitAction
from thongsuot.steering.remedies.telling import INSPECTION_CONCLUDED
from thongsuot.steering.tasks.actions import CreateTask, NewTask
from thongsuot.steering.tasks.choices import TaskSource


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done about one finding and until when, in a day or fuzzy words."""

    finding_id: int
    task: str
    due_text: str


@dataclass(frozen=True, slots=True)
class Concluding:
    id: int
    conclusion: str
    orders: tuple[Order, ...]


class ConcludeInspection(Action[Concluding, InspectionId]):
    name = "steering.inspection.conclude"
    label = gettext_lazy("Kết luận kiểm tra")
    permission = Steering.INSPECTION_CONCLUDE
    event = "steering.inspection.concluded"
    idempotency = natural("a concluded inspection stays concluded")

    def scope(self, data: Concluding) -> str:
        return inspection_of(data.id).home.path

    def authorise(self, actor: Actor, data: Concluding) -> None:
        super().authorise(actor, data)
        refuse_own_unit(actor, inspection_of(data.id))

    def check(self, actor: Actor, data: Concluding) -> None:
        visit = inspection_of(data.id)
        if visit.status == InspectionStatus.CONCLUDED:
            return
        if visit.status != InspectionStatus.ANSWERING:
            raise ActionError(_("Đoàn chưa chốt ghi nhận nên chưa kết luận được."))
        if not data.conclusion.strip():
            raise ActionError(_("Hãy viết kết luận."), "conclusion")
        ordered = {one.finding_id for one in data.orders if one.task.strip()}
        for place, finding in enumerate(visit.findings.all(), start=1):
            if finding.pk not in ordered:
                message = _("Phát hiện %(place)d chưa có việc phải làm: «%(text)s».")
                raise ActionError(message % {"place": place, "text": finding.text[:80]}, f"task-{finding.pk}")

    def execute(self, context: Context, data: Concluding) -> InspectionId:
        visit = inspection_of(data.id, lock=True)
        if visit.status == InspectionStatus.CONCLUDED:
            context.unchanged()
            return InspectionId(visit.pk)
        orders = {one.finding_id: one for one in data.orders}
        for finding in visit.findings.select_related("record"):
            _mend(context, visit, finding, orders[finding.pk])
        before, visit.status = visit.status, InspectionStatus.CONCLUDED
        visit.conclusion, visit.concluded_on = data.conclusion.strip(), day_of(context)
        visit.concluded_by_id = context.actor.id
        visit.save()
        context.record(Aggregate("inspection", str(visit.pk)), {"status": (before, visit.status)})
        why, url = _("Bạn là đầu mối hoặc lãnh đạo của đơn vị được kiểm tra."), reverse("inspection", args=[visit.pk])
        text = _("Đã có kết luận kiểm tra %(unit)s") % {"unit": visit.unit.name}
        notify(doers_of([visit.unit_id]), Note(INSPECTION_CONCLUDED, f"concluded-{visit.pk}", text, why, url))
        return InspectionId(visit.pk)


def _mend(context: Context, visit: Inspection, finding: InspectionFinding, order: Order) -> None:
    """One finding → one limit of the unit, taken up at once, and its task."""
    day = day_of(context)
    limit = Limit(
        home=visit.home,
        unit=visit.unit,
        text=finding.text,
        field=finding.field,
        year=visit.starts.year,
        source=LimitSource.INSPECTION,
        source_text=_("Kiểm tra %(unit)s") % {"unit": visit.unit.name},
        status=LimitStatus.ACTING,
        opened_on=day,
        due=due_day(order.due_text, day, f"due-{finding.pk}"),
        due_text=order.due_text.strip(),
        is_sample=visit.is_sample,
    )
    write(context, limit)
    wanted = NewTask(
        title=order.task.strip(),
        home_id=visit.home_id,
        lead_id=visit.unit_id,
        deadline=limit.due,
        deadline_text=limit.due_text,
        field=finding.field,
        source=TaskSource.INSPECTION.value,
        source_url=reverse("inspection", args=[visit.pk]),
        source_quote=finding.text,
        source_locator=finding.clause[:160],
        is_sample=visit.is_sample,
        assign=context.actor.can(Steering.TASK_ASSIGN, visit.home.path),
        on=day,
    )
    task = CreateTask.run(context.actor, wanted, effective_at=context.effective_at)
    LimitAction.objects.create(limit=limit, task_id=task.id)
    finding.limit = limit
    finding.save(update_fields=["limit"])
