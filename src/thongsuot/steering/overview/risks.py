"""«5 nguy cơ»: what will be late, who is stuck, what nobody takes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.figures import Direction
from thongsuot.kernel.formatting import format_number
from thongsuot.steering.overview.domain import Item
from thongsuot.steering.overview.scope import Scope
from thongsuot.steering.plans.queries import hard_targets
from thongsuot.steering.tasks.choices import OPEN_STATUSES, TaskStatus
from thongsuot.steering.tasks.domain import HAND_OVERS_THAT_RAISE_A_FLAG
from thongsuot.steering.tasks.models import Task

_SOON = timedelta(days=7)
_UNITS, _TARGETS = 3, 3


def risks(scope: Scope) -> list[Item]:
    """Candidates in no order; ``domain.pick`` chooses."""
    return [*_overdue(scope), *_not_begun(scope), *_passed_around(scope), *_hard(scope)]


def _overdue(scope: Scope) -> Iterator[Item]:
    late = scope.tasks().filter(status__in=OPEN_STATUSES, deadline__lt=scope.on).order_by()
    by_lead = late.values("lead__name", "lead__key").annotate(number=Count("pk"), oldest=Min("deadline"))
    for row in by_lead.order_by("-number", "oldest")[:_UNITS]:
        words = {"unit": row["lead__name"] or _("Việc giao chung"), "days": (scope.on - row["oldest"]).days}
        text = _("%(unit)s: việc quá hạn, lâu nhất %(days)d ngày") % words
        filters = {"han": "qua-han"} | ({"don_vi": row["lead__key"]} if row["lead__key"] else {})
        yield Item(
            "overdue", format_number(row["number"]), _("việc"), text, scope.list_url(**filters), 80 + row["number"]
        )


def _not_begun(scope: Scope) -> Iterator[Item]:
    waiting = scope.tasks().filter(
        status__in=(TaskStatus.ASSIGNED, TaskStatus.RECEIVED),
        deadline__gte=scope.on,
        deadline__lte=scope.on + _SOON,
    )
    number = waiting.count()
    if number:
        url = scope.list_url(han="7", trang_thai="chua-bao")
        text = _("nhiệm vụ đến hạn trong 7 ngày mà chưa báo tiến độ lần nào")
        yield Item("not_begun", format_number(number), _("việc"), text, url, 65 + min(number, 20))


def _passed_around(scope: Scope) -> Iterator[Item]:
    """A13: the third hand-over of one task is the head's business."""
    moved = scope.tasks().filter(status__in=OPEN_STATUSES, hand_overs__gte=HAND_OVERS_THAT_RAISE_A_FLAG)
    for task in moved.order_by("-hand_overs", "pk")[:2]:
        text = _("lần chuyển qua lại: %(title)s") % {"title": task.title}
        yield Item("passed", format_number(task.hand_overs), _("lần"), text, _task_url(task), 85)


def _hard(scope: Scope) -> Iterator[Item]:
    for hard in hard_targets(scope.actor, scope.unit.pk, scope.on)[:_TARGETS]:
        short = hard.view.aim.direction is Direction.AT_LEAST
        words = {"unit": hard.gap_unit}
        unit = _("%(unit)s còn thiếu") % words if short else _("%(unit)s vượt mức") % words
        yield Item("hard", hard.gap_number, unit, hard.sentence, hard.url, 75, hard.claim)


def _task_url(task: Task) -> str:
    return reverse("task", args=[task.pk])
