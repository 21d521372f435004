"""New tasks and corrections: forms to inputs and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.platform.access.actors import Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.steering.tasks.actions import Edits, NewTask
from thongsuot.steering.tasks.fields import typed
from thongsuot.steering.tasks.models import Task

_PLAIN = [
    "title",
    "detail",
    "result",
    "measure",
    "quantity_unit",
    "programme",
    "field",
    "level",
    "urgency",
    "note",
    "is_strategic",
    "is_public",
    "parent_id",
    "follows_id",
]
_BEHIND = ("lead_text", "lead_position_id", "committee_id", "plan_id", "goal_id")  # not on the form


def new_task(data: dict[str, Any], *, assign: bool) -> NewTask:
    lead = data["lead_id"]
    return NewTask(
        home_id=data["home_id"].pk,
        lead_id=lead.pk if lead else None,
        is_common=data["is_common"],
        assign=assign,
        **_shared(data),
    )


def edits(task: Task, data: dict[str, Any]) -> Edits:
    """The form's words, and what the form does not show as it stands."""
    kept = {name: getattr(task, name) for name in _BEHIND}
    return Edits(task_id=task.pk, reason=data["reason"], **kept, **_shared(data))


def edits_as_they_stand(task: Task, deadline: date, reason: str) -> Edits:
    """Everything as the task says it, but for the deadline: a day takes the place of the words before it."""
    partners = list(task.partners.values_list("unit_id", "text"))
    columns = {name: getattr(task, name) for name in (*_PLAIN, *_BEHIND, "quantity")}
    return Edits(
        task_id=task.pk,
        deadline=deadline,
        reason=reason,
        partner_ids=tuple(pk for pk, _text in partners if pk),
        partner_texts=tuple(text for pk, text in partners if not pk),
        **columns,
    )


def _shared(data: dict[str, Any]) -> dict[str, Any]:
    units, words = data["partners"] or ((), ())
    return {name: data[name] for name in _PLAIN} | {
        "partner_ids": tuple(unit.pk for unit in units),
        "partner_texts": words,
        "quantity": data["quantity"],
        "deadline_text": data["deadline_text"].strip(),
    }


def shown(task: Task) -> dict[str, Any]:
    """What the edit form starts with."""
    partners = [typed(row.unit) if row.unit else row.text for row in task.partners.select_related("unit")]
    deadline = task.deadline_text or (format_date(task.deadline) if task.deadline else "")
    return {name: getattr(task, name) for name in _PLAIN} | {
        "partners": "\n".join(partners),
        "quantity": "" if task.quantity is None else format_number(task.quantity),
        "deadline_text": deadline,
    }


def home_of(actor: Actor) -> str:
    """The unit a person most likely gives work for: the branch of their first role."""
    grants = actor.current_grants if isinstance(actor, Account) else []
    return next((grant.unit.name for grant in grants if grant.unit), "")
