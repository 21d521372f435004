"""What cannot be checked, of one document or one plan (B16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.directives.models import Directive, DirectiveKind
from thongsuot.registry.documents.queries import directives_of
from thongsuot.registry.documents.queries import get_for as document_for
from thongsuot.registry.fields import ReviewStatus
from thongsuot.steering.plans.page import hints_of
from thongsuot.steering.plans.quality.domain import Hint, hints
from thongsuot.steering.plans.queries import get_for, tasks_of_plan
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task


@dataclass(frozen=True, slots=True)
class HintLine:
    text: str
    url: str
    owner: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class HintReport:
    """``total`` were looked at, ``lines`` are those with something missing."""

    title: str
    url: str
    total: int
    lines: list[HintLine]

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(hint.value for line in self.lines for hint in line.hints))


@access(Directive)
def flagged_directives(actor: Actor, key: str) -> HintReport:
    """Orders of a document that set a task; an orientation binds nobody to a day and is left out."""
    document = document_for(actor, key)
    orders = [
        one
        for one in directives_of(actor, document)
        if one.kind == DirectiveKind.TASK and one.status != ReviewStatus.REJECTED
    ]
    address = reverse("document", args=[document.key])
    found = (
        HintLine(
            one.text,
            f"{address}#d{one.pk}",
            one.assignee.name if one.assignee else one.assignee_text,
            hints(owner=one.assignee.name if one.assignee else one.assignee_text, due=one.deadline, measure=one.text),
        )
        for one in orders
    )
    return _report(document.title, address, len(orders), found)


@access(Task)
def flagged_tasks(actor: Actor, key: str) -> HintReport:
    """Tasks of a plan, those no longer fitting left out."""
    plan = get_for(actor, key)
    tasks = list(tasks_of_plan(actor, plan).exclude(status=TaskStatus.DROPPED))
    found = (
        HintLine(one.title, reverse("task", args=[one.pk]), one.lead.name if one.lead else one.lead_text, hints_of(one))
        for one in tasks
    )
    return _report(plan.title, reverse("plan", args=[plan.key]), len(tasks), found)


def _report(title: str, url: str, total: int, lines: Iterable[HintLine]) -> HintReport:
    return HintReport(title, url, total, [one for one in lines if one.hints])
