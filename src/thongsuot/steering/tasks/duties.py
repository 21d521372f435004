"""Separation of duties on tasks (§2.4): who is the doer, who the giver."""

from __future__ import annotations

from thongsuot.platform.access.actors import Actor, SystemActor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import own_unit_paths
from thongsuot.steering.people import belongs_to
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.models import Task


def is_doer(actor: Actor, task: Task) -> bool:
    """Whether the person did the work or works in the unit that did: such a person never accepts it.

    Where the lead stands above the giver (or is the giver), only those who work in the lead itself are its people.
    """
    if actor.id is not None and actor.id == task.submitted_by_id:
        return True
    if task.lead is None:
        return False
    lead, home = task.lead.path, task.home.path
    if home == lead or home.startswith(f"{lead}/"):
        return isinstance(actor, Account) and lead in own_unit_paths(actor)
    return belongs_to(actor, lead)


def may_work(actor: Actor, task: Task, *, with_partners: bool = False) -> bool:
    """Whether the person may act for the lead; reporting is open to coordinating units too.

    A task left common is reported on by every unit below the giver; its giver's staff say when it is finished.
    """
    if task.lead is not None and actor.can(Steering.TASK_WORK, task.lead.path):
        return True
    if task.lead is None and task.is_common:
        return actor.can(Steering.TASK_ASSIGN, task.home.path) or (with_partners and _works_below(actor, task))
    return with_partners and any(
        actor.can(Steering.TASK_WORK, path) for path in task.partners.values_list("unit__path", flat=True) if path
    )


def _works_below(actor: Actor, task: Task) -> bool:
    if not isinstance(actor, Account):
        return isinstance(actor, SystemActor)
    home = task.home.path
    own = [path for path in own_unit_paths(actor) if path == home or path.startswith(f"{home}/")]
    return any(actor.can(Steering.TASK_WORK, path) for path in own)
