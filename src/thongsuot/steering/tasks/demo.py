"""Sample: the notice of the third quarter of 2024 becomes tasks, most of them finished since, two of them late."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.directives.actions import ReviewDirective
from thongsuot.registry.directives.models import Directive, DirectiveKind
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.reviewing import Decision, Review
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.queries import committee_of
from thongsuot.steering.tasks.actions import (
    AcceptTask,
    Choice,
    GiveDirectives,
    Giving,
    Handling,
    Reasoned,
    Submission,
    SubmitTask,
)
from thongsuot.steering.tasks.models import Task


@transaction.atomic
def load() -> None:
    """Once: what people did to these tasks since stays."""
    given = load_yaml("demo/steering/tasks")
    document = Document.objects.filter(file_name=given["document"], is_sample=True).first()
    if document is None or Task.objects.filter(directive__document=document).exists():
        return
    people = {one.username: one for one in Account.objects.filter(is_sample=True)}
    secretary, judge = people.get(given["confirmed_by"], SYSTEM), people.get(given["accepted_by"], SYSTEM)
    _confirm(document, secretary)
    _give(document, given, secretary)
    for entry in given["orders"]:
        if "done" in entry:
            _finish(Task.objects.get(directive=_order(document, entry)), entry, judge)


def _confirm(document: Document, person: Actor) -> None:
    for order in document.directives.filter(status=ReviewStatus.PROPOSED, kind=DirectiveKind.TASK):
        ReviewDirective.run(person, Review(order.pk, Decision.CONFIRM))


def _order(document: Document, entry: dict[str, Any]) -> Directive:
    """The order that says the words; a share says them too, so the longest text is the common one."""
    rows = Directive.objects.filter(document=document, kind=DirectiveKind.TASK, quote__contains=entry["says"])
    return min(rows, key=lambda one: (abs(len(one.text) - len(entry["says"])), one.pk))


def _give(document: Document, given: dict[str, Any], person: Actor) -> None:
    home = Unit.objects.get(key=given["home"])
    body = committee_of(home.pk, given["given_on"])
    choices = [_choice(_order(document, entry), entry) for entry in given["orders"]]
    wanted = Giving(document.key, home.pk, tuple(choices), body.pk if body else None, given["given_on"])
    GiveDirectives.run(person, wanted)


def _choice(order: Directive, entry: dict[str, Any]) -> Choice:
    how = Handling(entry["how"])
    if how is Handling.GIVE and order.assignee_id is None:
        how = Handling.ASK
    return Choice(order.pk, how, order.assignee_id, entry.get("deadline", ""), entry.get("result", ""))


def _finish(task: Task, entry: dict[str, Any], judge: Actor) -> None:
    """By the doer's office where it has an account in the demo, else entered for it; never accepted by the same."""
    submission = Submission(
        task.pk,
        "Đã hoàn thành, báo cáo kèm theo.",
        entry.get("quantity"),
        entry.get("late_cause", ""),
        entry.get("late_reason", ""),
        on=entry["done"],
    )
    SubmitTask.run(_doer(task), submission)
    own = task.lead is not None and task.lead.key.startswith("so-noi-vu")
    chair = Account.objects.filter(username="truong-ban", is_sample=True).first()
    AcceptTask.run(chair if own and chair else judge, Reasoned(task.pk, on=entry["accepted"]))


def _doer(task: Task) -> Actor:
    worker = Account.objects.filter(grants__unit=task.lead_id, grants__role="unit_focal", is_sample=True).first()
    return worker if worker is not None and task.lead_id else SYSTEM
