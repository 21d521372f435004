"""The chip beside every order of a document: what became of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.directives.following import FollowUp, NextStep
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.faces import face_of
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.queries import followed, visible_to


def chips(actor: Actor, directive_ids: Collection[int]) -> dict[int, FollowUp]:
    """One chip an order. Whoever may see the task is led to it; everybody else to the ledger, where it is public."""
    today = timezone.localdate()
    tasks = followed(actor, directive_ids)
    mine = set(visible_to(actor).filter(pk__in=[task.pk for task in tasks]).values_list("pk", flat=True))
    return {task.directive_id: _chip(task, task.pk in mine, today) for task in tasks if task.directive_id}


def _chip(task: Task, is_mine: bool, today: date) -> FollowUp:
    face = face_of(task, today)
    tone, label = (face.due_tone, face.due) if face.due else (face.tone, face.label)
    return FollowUp(label, tone, reverse("task", args=[task.pk]) if is_mine else reverse("commitments"))


def give_step(actor: Actor, document_key: str) -> NextStep | None:
    """After the review of a document: give its orders as work."""
    if not actor.can(Steering.TASK_ASSIGN):
        return None
    return NextStep(_("Giao việc từ văn bản"), reverse("give-directives", args=[document_key]))
