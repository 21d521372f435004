"""The same thing done to many tasks: each in its own transaction, so that one refusal holds up nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.steering.chasing.actions import MOST_WORDS, Call, RemindTasks
from thongsuot.steering.chasing.queries import CHASED, called_on
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions import AcceptTask, Assignment, AssignTask, EditTask, Reasoned
from thongsuot.steering.tasks.editing import edits_as_they_stand
from thongsuot.steering.tasks.fields import DayField
from thongsuot.steering.tasks.forms import AcceptForm, AssignForm
from thongsuot.steering.tasks.models import Task

Cleaned = dict[str, Any]


class NewDeadlineForm(forms.Form):
    deadline = DayField(label=gettext_lazy("Hạn mới cho mọi việc đã chọn"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do đổi hạn"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )


class RemindForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Lời đôn đốc"), widget=forms.Textarea(attrs={"rows": 3}), max_length=MOST_WORDS
    )


@dataclass(frozen=True, slots=True)
class BulkStep:
    slug: str
    verb: Any
    said: Any
    form: type[forms.Form]
    act: Callable[[Actor, Task, Cleaned], object]
    permission: str
    together: Callable[[Actor, Sequence[Task], Cleaned], list[Task]] | None = None  # one act; those it was done to


@dataclass(frozen=True, slots=True)
class Refused:
    task: Task
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    done: list[Task]
    refused: list[Refused]


def _assign(actor: Actor, task: Task, data: Cleaned) -> object:
    lead = data["lead_id"]
    return AssignTask.run(actor, Assignment(task.pk, lead.pk if lead else None, data["is_common"], on=data["on"]))


def _accept(actor: Actor, task: Task, data: Cleaned) -> object:
    return AcceptTask.run(actor, Reasoned(task.pk, data["reason"], data["on"]))


def _extend(actor: Actor, task: Task, data: Cleaned) -> object:
    deadline: date = data["deadline"]
    return EditTask.run(actor, edits_as_they_stand(task, deadline, data["reason"]))


def _remind(actor: Actor, task: Task, data: Cleaned) -> object:
    return RemindTasks.run(actor, Call((task.pk,), data["words"]))


def _remind_together(actor: Actor, tasks: Sequence[Task], data: Cleaned) -> list[Task]:
    """All that may still be called on today in one call: a unit with twenty tasks gets one letter."""
    again = called_on([task.pk for task in tasks], timezone.localdate())
    chosen = [task for task in tasks if task.status in CHASED and task.pk not in again]
    if chosen:
        RemindTasks.run(actor, Call(tuple(task.pk for task in chosen), data["words"]))
    return chosen


_STEPS = (
    BulkStep(
        "don-doc",
        gettext_lazy("Đôn đốc"),
        gettext_lazy("Đã đôn đốc"),
        RemindForm,
        _remind,
        Steering.TASK_REMIND,
        _remind_together,
    ),
    BulkStep("giao", gettext_lazy("Giao"), gettext_lazy("Đã giao"), AssignForm, _assign, Steering.TASK_ASSIGN),
    BulkStep(
        "doi-han", gettext_lazy("Đổi hạn"), gettext_lazy("Đã đổi hạn"), NewDeadlineForm, _extend, Steering.TASK_ASSIGN
    ),
    BulkStep(
        "nghiem-thu",
        gettext_lazy("Nghiệm thu"),
        gettext_lazy("Đã nghiệm thu"),
        AcceptForm,
        _accept,
        Steering.TASK_ACCEPT,
    ),
)
BULK = {step.slug: step for step in _STEPS}


def steps_for(actor: Actor) -> list[BulkStep]:
    """Those the person holds the right for somewhere; each task is asked about again."""
    return [step for step in _STEPS if actor.can(step.permission)]


def run_all(actor: Actor, step: BulkStep, tasks: Sequence[Task], data: Cleaned) -> Outcome:
    """What was done and what was refused, with the reason of each refusal."""
    outcome = Outcome([], [])
    if step.together is not None:
        # Where one of them stands in the way of all, each is asked for by itself below.
        with contextlib.suppress(ActionError, PermissionDenied, ConflictError, Http404):
            outcome.done.extend(step.together(actor, tasks, data))
    for task in (one for one in tasks if one not in outcome.done):
        try:
            step.act(actor, task, data)
        except ActionError as error:
            outcome.refused.append(Refused(task, " ".join(one.message for one in error.errors)))
        except (PermissionDenied, ConflictError, Http404) as error:
            outcome.refused.append(Refused(task, str(error) or _("Không được phép.")))
        else:
            outcome.done.append(task)
    return outcome
