"""From the orders of an issued paper to tasks: those given at the meeting are tied, others are given or proposed."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.platform.actions.base import Context
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.accounts.models import Account
from thongsuot.steering.notices.models import Notice
from thongsuot.steering.notices.orders import Order
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions import CreateTask, NewTask
from thongsuot.steering.tasks.choices import TaskSource
from thongsuot.steering.tasks.models import Task


def hand_out(context: Context, notice: Notice, orders: Sequence[Order], directive_ids: Sequence[int]) -> int:
    """Every task order leads to a task of its own words' address; how many there are. Caller's transaction."""
    made: dict[int, int] = {}
    count = 0
    for at, (order, directive_id) in enumerate(zip(orders, directive_ids, strict=True)):
        if not order.is_task:
            continue
        there = _tasks_there(order)
        for task in there:
            _tie(context, notice, task, order, directive_id)
        if not there:
            parent = made.get(order.issued.parent) if order.issued.parent is not None else None
            made[at] = _create(notice, order, directive_id, parent)
        else:
            made[at] = there[0].pk
        count += max(1, len(there))
    return count


def _tasks_there(order: Order) -> list[Task]:
    conclusion = order.paragraph.conclusion
    if conclusion is not None:
        return [conclusion.task] if conclusion.task else []
    return list(order.before.tasks.order_by("pk")) if order.before else []


def _tie(context: Context, notice: Notice, task: Task, order: Order, directive_id: int) -> None:
    """The task says from now on which sentence of which paper it came from, and the public may follow it (§5.14)."""
    before = (task.directive_id, task.source_url, task.is_public)
    task.directive_id = directive_id
    task.source_url = address_of(notice, order)
    task.source_locator = _locator(order)
    task.source_quote = order.paragraph.text
    task.is_public = True
    task.save(update_fields=["directive", "source_url", "source_locator", "source_quote", "is_public", "changed_at"])
    changes = zip(("directive", "source_url", "is_public"), before, (directive_id, task.source_url, True), strict=True)
    context.record(Aggregate("task", str(task.pk)), {name: (old, new) for name, old, new in changes})


def _create(notice: Notice, order: Order, directive_id: int, parent_id: int | None) -> int:
    """Given at once where a person in the room named the lead; what was only read waits for a person to give it."""
    conclusion, issued = order.paragraph.conclusion, order.issued
    named = conclusion is not None and (conclusion.lead_id is not None or conclusion.is_common)
    data = NewTask(
        title=order.paragraph.text if order.before is None else order.before.text,
        home_id=notice.home_id,
        lead_id=issued.assignee_id,
        lead_text=issued.assignee_text,
        is_common=bool(conclusion and conclusion.is_common),
        partner_ids=tuple(conclusion.partners.values_list("pk", flat=True)) if conclusion else (),
        partner_texts=() if conclusion else issued.coordinating,
        result=conclusion.result if conclusion else "",
        measure=conclusion.measure if conclusion else "",
        quantity=conclusion.quantity if conclusion else None,
        quantity_unit=conclusion.quantity_unit if conclusion else "",
        deadline=issued.deadline,
        deadline_text="" if issued.deadline else issued.deadline_text,
        programme=conclusion.programme if conclusion else NewTask.programme,
        urgency=conclusion.urgency if conclusion else NewTask.urgency,
        committee_id=notice.meeting.committee_id if notice.meeting else None,
        parent_id=parent_id,
        directive_id=directive_id,
        source=(TaskSource.CONCLUSION if conclusion else TaskSource.DIRECTIVE).value,
        source_url=address_of(notice, order),
        source_quote=order.paragraph.text,
        source_locator=_locator(order),
        note=issued.note,
        is_public=True,
        is_sample=notice.is_sample,
        assign=named,
    )
    task_id = CreateTask.run(_giver(notice, named=named), data).id
    if conclusion is not None:
        conclusion.task_id = task_id
        conclusion.save(update_fields=["task"])
    return task_id


def _giver(notice: Notice, *, named: bool) -> Actor:
    """The orders are the signer's, what was only read is the drafter's proposal; never the clerk's who sends it out."""
    person: Account | None = notice.signed_by if named else notice.drafted_by
    right = Steering.TASK_ASSIGN if named else Steering.TASK_PROPOSE
    return person if person is not None and person.can(right, notice.home.path) else SYSTEM


def address_of(notice: Notice, order: Order) -> str:
    """«/van-ban/<key>#3.3» (C07)."""
    return f"{reverse('document', args=[notice.key])}#{order.paragraph.anchor}"


def _locator(order: Order) -> str:
    return _("mục %(label)s") % {"label": order.issued.section}
