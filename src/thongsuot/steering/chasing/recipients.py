"""Who hears of a rung: a handful of statements for a whole batch of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from thongsuot.registry.accounts.queries import position_holders, role_holders
from thongsuot.registry.accounts.roles import Role
from thongsuot.steering.chasing.domain import Rung, Standing, first_standing
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.committees.queries import committee_of, deputy_for
from thongsuot.steering.tasks.models import Task, TaskPartner

_ROLES = (Role.UNIT_FOCAL, Role.UNIT_HEAD, Role.SECRETARIAT, Role.COMMITTEE_HEAD)
Told = dict[int, Standing]  # account → as what


class Circle:
    """The people around tasks on one day; what was looked up once is kept for the life of a round."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._holders: dict[tuple[int, Role], list[int]] = {}
        self._units: set[int] = set()
        self._of_position: dict[int, list[int]] = {}
        self._deputies: dict[tuple[int | None, int, str], list[int]] = {}

    def of(self, tasks: Sequence[Task], rungs: Mapping[int, Rung]) -> dict[int, Told]:
        """For each task the people its rung (by number of task) speaks to; nobody at all → whoever gave it."""
        partners = self._partners([task for task in tasks if task.lead_id is None])
        self._learn(tasks, {unit for units in partners.values() for unit in units})
        return {task.pk: self._told(task, rungs[task.pk], partners.get(task.pk, [])) for task in tasks}

    def _told(self, task: Task, rung: Rung, partner_ids: Iterable[int]) -> Told:
        units = [task.lead_id] if task.lead_id else list(partner_ids)
        standings: dict[int, set[Standing]] = {}
        for standing in rung.standings:
            for account in self._accounts(standing, task, units):
                standings.setdefault(account, set()).add(standing)
        if not any(self._accounts(standing, task, units) for standing in rung.to):
            for account in self._givers(task):
                standings.setdefault(account, set()).add(Standing.GIVER)
        return {account: first_standing(rung, found) for account, found in sorted(standings.items())}

    def _accounts(self, standing: Standing, task: Task, units: Sequence[int]) -> list[int]:
        if standing is Standing.DOER:
            return [*self._in(units, Role.UNIT_FOCAL), *self._in(units, Role.UNIT_HEAD), *self._responsible(task)]
        if standing is Standing.HEAD:
            return [*self._in(units, Role.UNIT_HEAD), *self._responsible(task)]
        if standing is Standing.DEPUTY:
            return self._deputy(task)
        return self._in([task.home_id], Role.SECRETARIAT)

    def _givers(self, task: Task) -> list[int]:
        return self._in([task.home_id], Role.SECRETARIAT) or self._in([task.home_id], Role.COMMITTEE_HEAD)

    def _in(self, units: Iterable[int], role: Role) -> list[int]:
        return [account for unit in units for account in self._holders.get((unit, role), [])]

    def _responsible(self, task: Task) -> list[int]:
        return self._of_position.get(task.lead_position_id, []) if task.lead_position_id else []

    def _deputy(self, task: Task) -> list[int]:
        """The deputy whose field it is (B11); where nobody was given the field, the heads of the committee."""
        key = (task.committee_id, task.home_id, task.programme)
        if key not in self._deputies:
            committee = Committee.objects.filter(pk=task.committee_id).first() or committee_of(task.home_id, self._day)
            seat = deputy_for(committee, task.programme, self._day) if committee else None
            found = position_holders([seat.position_id]).get(seat.position_id, []) if seat else []
            self._deputies[key] = found or self._in([task.home_id], Role.COMMITTEE_HEAD)
        return self._deputies[key]

    def _learn(self, tasks: Sequence[Task], more_units: set[int]) -> None:
        units = {task.home_id for task in tasks} | {task.lead_id for task in tasks if task.lead_id} | more_units
        self._holders |= role_holders(units - self._units, _ROLES)
        self._units |= units
        positions = {task.lead_position_id for task in tasks if task.lead_position_id} - set(self._of_position)
        self._of_position |= {one: [] for one in positions} | position_holders(positions)

    @staticmethod
    def _partners(common: Sequence[Task]) -> dict[int, list[int]]:
        """A task left common is chased at the units it names."""
        found: dict[int, list[int]] = {}
        rows = TaskPartner.objects.filter(task__in=common, unit__isnull=False).values_list("task_id", "unit_id")
        for task_id, unit_id in rows if common else ():
            found.setdefault(task_id, []).append(unit_id)
        return found
