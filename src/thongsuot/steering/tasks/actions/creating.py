"""A new task: a proposal, or given at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.periods import find_deadline
from thongsuot.kernel.text import nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import Action, ActionError, Context, repeatable
from thongsuot.registry.units.models import Unit
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions.assigning import give, need_one_lead
from thongsuot.steering.tasks.actions.base import aggregate_of, happened_on, need_words, refuse_future
from thongsuot.steering.tasks.actions.inputs import NewTask, TaskId
from thongsuot.steering.tasks.models import Task, TaskPartner
from thongsuot.steering.tasks.reach import refresh

_NOT_COLUMNS = {"partner_ids", "partner_texts", "assign", "on"}
_COLUMNS = [field.name for field in dataclasses.fields(NewTask) if field.name not in _NOT_COLUMNS]


class CreateTask(Action[NewTask, TaskId]):
    """Giving at once asks for the right to assign, proposing for the right to propose, both over the giver's branch."""

    name = "steering.task.create"
    label = gettext_lazy("Lập nhiệm vụ")
    permission = Steering.TASK_PROPOSE
    event = "steering.task.created"
    idempotency = repeatable("two tasks of the same words may both be meant; a form sends its key")

    def authorise(self, actor: Actor, data: NewTask) -> None:
        home = Unit.objects.filter(pk=data.home_id).values_list("path", flat=True).first()
        require(actor, Steering.TASK_ASSIGN if data.assign else self.permission, home or "")

    def check(self, actor: Actor, data: NewTask) -> None:
        need_words(data.title, "title", _("Hãy viết việc phải làm."))
        refuse_future(data.on)
        check_deadline(data.deadline, data.deadline_text, data.on)
        if data.assign:
            need_one_lead(data.lead_id, data.is_common)

    def execute(self, context: Context, data: NewTask) -> TaskId:
        day = happened_on(context, data.on)
        columns = {name: getattr(data, name) for name in _COLUMNS}
        columns["title"] = nfc(data.title.strip())[:500]
        columns["deadline"] = deadline_of(data.deadline, data.deadline_text, day)
        task = Task(**columns, added_by_id=context.actor.id)
        task.save()
        set_partners(task, data.partner_ids, data.partner_texts)
        refresh(task)
        task.save(update_fields=["reach", "search_key"])
        context.record(aggregate_of(task), _said(task, data))
        if data.assign:
            give(context, task, day)
        return TaskId(task.pk)


def set_partners(task: Task, unit_ids: Iterable[int], texts: Iterable[str]) -> None:
    """The coordinating units as given, replacing those before; the lead is never its own partner."""
    task.partners.all().delete()
    rows = [TaskPartner(task=task, unit_id=pk) for pk in dict.fromkeys(unit_ids) if pk != task.lead_id]
    rows += [TaskPartner(task=task, text=text) for text in dict.fromkeys(texts) if text]
    TaskPartner.objects.bulk_create(rows)


def deadline_of(day: date | None, text: str, reference: date) -> date | None:
    """The last day that is still in time: the day given, else what the words mean (B12).

    «Trước ngày 15/11/2024» names a day that is already too late.
    """
    found = find_deadline(text, reference) if text else None
    if day is None:
        return found.last_day if found else None
    return found.last_day if found and found.day == day else day


def check_deadline(day: date | None, text: str, given_on: date | None) -> None:
    reference = given_on or timezone.localdate()
    if text and day is None and find_deadline(text, reference) is None:
        message = _("Chưa hiểu hạn «%(text)s». Ví dụ: 31/12/2026, trong tháng 7/2026, quý IV/2026.")
        raise ActionError(message % {"text": text}, "deadline_text")


def _said(task: Task, data: NewTask) -> dict[str, tuple[Any, Any]]:
    """What the new row says beside the defaults."""
    plain = NewTask(title="", home_id=0)
    said = {name: (None, getattr(task, name)) for name in _COLUMNS if getattr(task, name) != getattr(plain, name)}
    partners = partner_names(task)
    return said | ({"partners": (None, partners)} if partners else {})


def partner_names(task: Task) -> list[str]:
    """The coordinating units by the names of the day, as the log keeps them."""
    return [unit or text for unit, text in task.partners.order_by("pk").values_list("unit__name", "text")]
