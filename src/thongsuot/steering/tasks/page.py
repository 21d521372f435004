"""What the page of a task shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.steering.chasing.desk import panel
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks import queries
from thongsuot.steering.tasks.domain import ALLOWED_FROM, Measured, Move, State, is_passed_around
from thongsuot.steering.tasks.faces import STEPS, face_of, step_of
from thongsuot.steering.tasks.forms import KeyedForm
from thongsuot.steering.tasks.listing import Row
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.moves import Step, offered, open_extension
from thongsuot.steering.tasks.telling_changes import words_of_change


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history: what, by whom, on which day, and every column from → to."""

    what: str
    who: str
    when: datetime
    effective: date | None
    changes: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Offer:
    step: Step
    form: KeyedForm
    is_open: bool


def story_of(actor: Actor, task: Task, opened: Step | None = None, form: KeyedForm | None = None) -> dict[str, Any]:
    today = timezone.localdate()
    children = queries.visible_to(actor).filter(parent=task).select_related("lead").order_by("pk")
    carried = queries.visible_to(actor).filter(follows=task).select_related("lead").order_by("pk")
    events = list(history_of("task", task.pk))
    return {
        "task": task,
        "face": face_of(task, today),
        "steps": [str(label) for _status, label in STEPS],
        "step": step_of(task),
        "offers": offers_of(actor, task, opened, form),
        "extension": open_extension(task),
        "extensions": list(task.extensions.select_related("asked_by", "decided_by")),
        "moves": list(task.moves.select_related("from_unit", "to_unit", "by")),
        "passed_around": is_passed_around(task.hand_overs),
        **panel(actor, task, today),
        "partners": list(task.partners.select_related("unit")),
        "updates": list(task.updates.prefetch_related("evidence", "evidence__claim", "evidence__document"))[::-1],
        "children": [Row(child, face_of(child, today)) for child in children],
        "carried": [Row(one, face_of(one, today)) for one in carried],
        "progress": queries.progress(children, today) if children else None,
        "measured": _measured(task),
        "gaps": gaps_of(task),
        "history": [_told(event) for event in reversed(events)],
        "may_edit": State(task.status) in ALLOWED_FROM[Move.EDIT] and actor.can(Steering.TASK_ASSIGN, task.home.path),
        "sample_data": task.is_sample,
    }


def offers_of(actor: Actor, task: Task, opened: Step | None, form: KeyedForm | None) -> list[Offer]:
    """The moves on offer; the one asked for comes open, with what was typed."""
    steps = offered(actor, task)
    if opened is not None and form is not None and opened not in steps:
        steps.append(opened)  # it was refused: the reason must be seen all the same
    offers = []
    for step in steps:
        mine = form if step is opened and form is not None else step.form(auto_id=f"{step.slug}-%s")
        _fit(mine, task)
        offers.append(Offer(step, mine, step is opened))
    return offers


def _fit(form: KeyedForm, task: Task) -> None:
    """Leave out what this task has no use for: no cause while there is time, no count where nothing is counted."""
    idle = ["quantity_done"] if task.quantity is None else []
    if task.deadline is None or task.deadline >= timezone.localdate():
        idle += ["late_cause", "late_reason"]
    for name in idle:
        form.fields.pop(name, None)


def gaps_of(task: Task) -> list[str]:
    """B16: what keeps a task from being checkable."""
    gaps = []
    if task.lead_id is None and not task.is_common:
        gaps.append(_("chưa có đơn vị chủ trì"))
    if task.deadline is None:
        gaps.append(_("chưa có hạn"))
    if not (task.result or task.measure or task.quantity is not None):
        gaps.append(_("chưa có kết quả hoặc thước đo"))
    return gaps


def _measured(task: Task) -> Measured | None:
    if not task.quantity or task.quantity_done is None:
        return None
    return Measured(task.quantity, task.quantity_done)


def _told(event: Event) -> Told:
    recorded, effective = timezone.localdate(event.recorded_at), timezone.localdate(event.effective_at)
    who = ", ".join(part for part in (event.actor_name, event.position_name) if part)
    return Told(
        label_of(event),
        who,
        event.recorded_at,
        effective if effective != recorded else None,
        words_of_change(event.changes),
        event.reason,
    )
