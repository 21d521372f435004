"""What of the steering loop stands on the first screen of each role (product §4.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import own_unit_paths
from thongsuot.registry.accounts.roles import Role
from thongsuot.steering.meetings.queries import Countdown, countdown
from thongsuot.steering.overview.brief import brief_of
from thongsuot.steering.overview.domain import Brief
from thongsuot.steering.overview.scope import Scope, scope_of
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.queries import ProgrammeProgress, programme_progress
from thongsuot.steering.tasks.faces import Face, face_of
from thongsuot.steering.tasks.models import Task
from thongsuot.web.workspace import queries

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class SteeringHome:
    """Empty parts are left out of the page: a role sees three to five blocks, not all of them."""

    scope: Scope | None = None
    brief: Brief | None = None
    programmes: list[ProgrammeProgress] = field(default_factory=list)
    meetings: list[Countdown] = field(default_factory=list)
    work: list[tuple[Task, Face]] | None = None
    work_count: int = 0
    to_accept: list[Task] | None = None
    to_accept_count: int = 0

    @property
    def is_empty(self) -> bool:
        return self.brief is None and not self.meetings and self.work is None and self.to_accept is None


def steering_home(actor: Actor, today: date) -> SteeringHome:
    """The head of a committee gets the whole brief, a secretariat the countdown, a unit its own work by date."""
    scope = scope_of(actor, today) if actor.can(Steering.BRIEF) else None
    heads = scope is not None and _is_in(actor, Role.COMMITTEE_HEAD)
    meetings = countdown(actor, today) if actor.can(Steering.MEETING_MANAGE) else []
    works = actor.can(Steering.TASK_WORK) and isinstance(actor, Account)
    work, work_count = queries.own_work(actor, own_unit_paths(actor), _SHOWN) if works else (None, 0)
    accepts = actor.can(Steering.TASK_ACCEPT) and not heads  # the brief's decisions already count them for the head
    to_accept, accept_count = queries.work_to_accept(actor, _SHOWN) if accepts else (None, 0)
    return SteeringHome(
        scope,
        brief_of(scope) if scope and heads else None,
        programme_progress(scope.unit.pk, today, today.year) if scope and heads else [],
        meetings,
        None if work is None else [(task, face_of(task, today)) for task in work],
        work_count,
        to_accept or None,
        accept_count,
    )


def _is_in(actor: Actor, role: Role) -> bool:
    return isinstance(actor, Account) and any(grant.role == role for grant in actor.current_grants)
