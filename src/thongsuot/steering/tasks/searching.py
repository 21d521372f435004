"""Tasks in the search box, brought up to date after every change."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.outbox import Delivery
from thongsuot.platform.search import Entry, index
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.models import Task

KIND = "task"
HANDLER = "steering.tasks.index"


def index_one(delivery: Delivery) -> None:
    """For the outbox: the entry of the task an event was about."""
    index_tasks([int(delivery.payload["aggregate_id"])])


def index_tasks(ids: Iterable[int]) -> None:
    rows = Task.objects.filter(pk__in=list(ids)).select_related("lead", "home")
    index(_entry(task) for task in rows)


def _entry(task: Task) -> Entry:
    """Found by whoever reads in the lead's branch, and by the giver, whose branch mostly holds the lead's."""
    who = task.lead.name if task.lead else task.lead_text
    due = _("hạn %(day)s") % {"day": format_date(task.deadline)} if task.deadline else ""
    return Entry(
        kind=KIND,
        key=str(task.pk),
        title=task.title[:200],
        subtitle=" · ".join(part for part in (who, due, task.source_locator) if part),
        body=" ".join(part for part in (task.detail, task.result, task.source_quote) if part),
        url=reverse("task", args=[task.pk]),
        updated_at=task.changed_at,
        unit_path=(task.lead or task.home).path,
        permission=Steering.READ,
    )
