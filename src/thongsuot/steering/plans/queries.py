"""The only ways to fetch plans, their goals, targets and results; progress in a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.queries import visible_to as claims_visible_to
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.domain import done_by_end, even_share, expected_done, time_left
from thongsuot.steering.plans.models import Goal, Plan, PlanStatus, Target, TargetValue, ValueKind
from thongsuot.steering.plans.outlook.domain import badness
from thongsuot.steering.plans.outlook.rows import TargetView, view_of
from thongsuot.steering.tasks.choices import Programme, TaskStatus
from thongsuot.steering.tasks.domain import Progress
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.queries import progress_by

_HUNDRED = Decimal(100)
_TASKS = "nhiệm vụ"
_SHOWN_CLAIMS = 12
_BELOW_A_HOME = (UnitKind.DEPARTMENT, UnitKind.PUBLIC_UNIT, UnitKind.COMMITTEE, UnitKind.OTHER)
_DEEPEST = 8  # party, government, ministry, province, stage, year, department, commune
_IN_FORCE = (PlanStatus.ISSUED, PlanStatus.CLOSED)


@access(Plan)
def visible_to(actor: Actor) -> QuerySet[Plan]:
    """Plans of one's branches; of the units above also those in force, for they bind everybody below."""
    own = within_branches(actor, Steering.READ, "unit__path")
    above = Q(unit__path__in=_paths_above(actor), status__in=_IN_FORCE)
    return Plan.objects.filter(own | above).select_related("unit", "parent", "document")


def _paths_above(actor: Actor) -> list[str]:
    if not isinstance(actor, Account) or not actor.is_active:
        return []
    paths: set[str] = set()
    for grant in actor.current_grants:
        if grant.unit is not None and Steering.READ in GRANTS[Role(grant.role)]:
            steps = grant.unit.path.split("/")
            paths.update("/".join(steps[:count]) for count in range(1, len(steps)))
    return sorted(paths)


@access(Unit)
def own_unit(actor: Actor) -> Unit:
    """The unit a reader's first right to read lies over; the nation for those over the whole tree."""
    for grant in actor.current_grants if isinstance(actor, Account) else ():
        if grant.unit is not None and Steering.READ in GRANTS[Role(grant.role)]:
            return grant.unit
    return one_of(Unit.objects.filter(kind=UnitKind.NATION))


@access(Unit)
def home_of(actor: Actor) -> Unit:
    """Whose programmes a reader looks at: a department's people look at those of their province or ministry."""
    unit = own_unit(actor)
    while unit.kind in _BELOW_A_HOME and unit.parent is not None:
        unit = unit.parent
    return unit


@access(Unit)
def unit_with_key(actor: Actor, key: str) -> Unit:
    return one_of(Unit.objects.all(), key=key)


@access(Plan)
def get_for(actor: Actor, key: str) -> Plan:
    return one_of(visible_to(actor), key=key)


@access(Plan)
def manageable_by(actor: Actor) -> QuerySet[Plan]:
    return Plan.objects.filter(within_branches(actor, Steering.PLAN_MANAGE, "unit__path"))


@access(Plan)
def children_of(actor: Actor, plan: Plan) -> list[Plan]:
    """Plans that carry this one out, oldest first."""
    return list(visible_to(actor).filter(parent=plan).order_by("year_from", "unit__sort_key", "pk"))


@access(Plan)
def line_above_of(actor: Actor, plan: Plan) -> list[Plan]:
    """The plans this one carries out, the highest first: a party resolution, a stage, a year."""
    found: list[Plan] = []
    above = visible_to(actor).filter(pk=plan.parent_id).first() if plan.parent_id else None
    while above is not None and above not in found and len(found) < _DEEPEST:
        found.append(above)
        above = visible_to(actor).filter(pk=above.parent_id).first() if above.parent_id else None
    return found[::-1]


def tree_below(plan: Plan) -> dict[int, int | None]:
    """Number → parent of the plan and all below it, one statement a level."""
    parents: dict[int, int | None] = {plan.pk: None}
    level = [plan.pk]
    for _depth in range(_DEEPEST):
        rows = Plan.objects.filter(parent__in=level).values_list("pk", "parent_id")
        fresh = {pk: parent for pk, parent in rows if pk not in parents}
        if not fresh:
            break
        parents |= fresh
        level = list(fresh)
    return parents


@access(Goal)
def goals_visible_to(actor: Actor) -> QuerySet[Goal]:
    return Goal.objects.filter(plan__in=visible_to(actor).values("pk")).select_related("plan__unit")


@access(Target)
def targets_visible_to(actor: Actor) -> QuerySet[Target]:
    return Target.objects.filter(plan__in=visible_to(actor).values("pk"))


@access(Target)
def target_for(actor: Actor, pk: int) -> Target:
    return one_of(_whole(targets_visible_to(actor)), pk=pk)


def _whole(targets: QuerySet[Target]) -> QuerySet[Target]:
    """With plan, lead and the whole series: three statements for any number of targets."""
    series = TargetValue.objects.select_related("claim").order_by("period_end", "pk")
    rows = targets.select_related("plan__unit", "lead", "goal", "indicator", "aim_claim")
    return rows.prefetch_related(Prefetch("values", series))


@access(Target)
def views_of(actor: Actor, targets: QuerySet[Target], on: date) -> list[TargetView]:
    """The targets given, as they stand on a day, in the order of their plan."""
    return [view_of(target, on) for target in _whole(targets)]


@access(Target)
def targets_of_unit(actor: Actor, unit_id: int, on: date) -> list[TargetView]:
    """Every target of every plan in force that the unit set or leads (B13)."""
    mine = Q(plan__unit_id=unit_id) | Q(lead_id=unit_id)
    return views_of(actor, _in_force(targets_visible_to(actor), on).filter(mine), on)


@access(Target)
def targets_of_home(actor: Actor, home_id: int, on: date) -> list[TargetView]:
    """Every target of the home's plans in force that day."""
    mine = _in_force(targets_visible_to(actor), on).filter(plan__unit_id=home_id)
    return views_of(actor, mine, on)


@access(Target)
def hard_targets(actor: Actor, home_id: int, on: date) -> list[TargetView]:
    """Targets of the home's plans in force that will hardly be reached, worst first by relative gap (B07)."""
    hard = (one for one in targets_of_home(actor, home_id, on) if one.view.is_hard)
    return sorted(hard, key=lambda one: badness(one.view))


def _in_force(targets: QuerySet[Target], on: date) -> QuerySet[Target]:
    """Of plans whose years hold the day or whose targets it still owes."""
    running = targets.filter(plan__status__in=_IN_FORCE, plan__year_from__lte=on.year, plan__year_to__gte=on.year)
    return running.order_by("plan__programme", "plan_id", "pk")


@dataclass(frozen=True, slots=True)
class ProgrammeProgress:
    """One programme of a home in a year. ``expected`` percent an even course would show today, with how it is known.

    ``plans`` are the yearly plans counted; multi-year resolutions and strategic tasks are not among them (B14).
    """

    programme: str
    label: str
    year: int
    progress: Progress
    expected: Decimal | None
    method: str
    plans: tuple[Plan, ...]

    @property
    def is_behind(self) -> bool:
        return self.expected is not None and self.progress.share is not None and self.progress.share < self.expected


def programme_progress(home_id: int, on: date, year: int) -> list[ProgrammeProgress]:
    """CCHC, CĐS, Đề án 06 side by side (B09, V1): each programme that has a plan of that year, in their fixed order."""
    plans = list(_yearly(home_id, year).order_by("pk"))
    tasks = counted_tasks(plan.pk for plan in plans)
    progress = progress_by(tasks, "plan__programme", on)
    dates = _dates(tasks, on)
    found = []
    for programme in Programme:
        own = tuple(plan for plan in plans if plan.programme == programme.value)
        if own:
            share, method = _expected(dates.get(programme.value, (0, 0, 0)), year, on)
            counts = progress.get(programme.value, Progress())
            found.append(ProgrammeProgress(programme.value, str(programme.label), year, counts, share, method, own))
    return found


def _yearly(home_id: int, year: int) -> QuerySet[Plan]:
    """Plans of exactly that year: a resolution for 2021–2030 is no plan of 2024 (B14)."""
    return Plan.objects.filter(unit_id=home_id, status__in=_IN_FORCE, year_from=year, year_to=year)


def counted_tasks(plan_ids: Iterable[int]) -> QuerySet[Task]:
    """Tasks that count in the plans: their own, not the parts they were divided into."""
    return Task.objects.filter(plan__in=list(plan_ids), parent__isnull=True)


def _dates(tasks: QuerySet[Task], on: date) -> dict[str, tuple[int, int, int]]:
    """programme → (deadlines that have come, tasks with a deadline, tasks)."""
    given = tasks.filter(is_strategic=False).exclude(status__in=(TaskStatus.PROPOSED, TaskStatus.DROPPED))
    rows = (
        given.order_by()
        .values("plan__programme")
        .annotate(due=Count("pk", filter=Q(deadline__lte=on)), dated=Count("deadline"), total=Count("pk"))
    )
    return {row["plan__programme"]: (row["due"], row["dated"], row["total"]) for row in rows}


def _expected(dates: tuple[int, int, int], year: int, on: date) -> tuple[Decimal | None, str]:
    by_deadline = expected_done(*dates)
    if by_deadline is not None:
        return by_deadline * _HUNDRED, "theo hạn đã giao"
    return even_share(date(year, 1, 1), date(year, 12, 31), on) * _HUNDRED, "theo nhịp đều trong năm"


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What is left of a programme until 31/12: «12/40, còn 74 ngày» (B08). ``likely`` done by then at this pace."""

    programme: ProgrammeProgress
    days: int
    likely: Decimal | None

    @property
    def left(self) -> int:
        return self.programme.progress.left


def until_year_end(home_id: int, on: date, year: int) -> list[YearEnd]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [
        YearEnd(
            one,
            time_left(last, on).days,
            done_by_end(one.progress.done, one.progress.total, first, last, on),
        )
        for one in programme_progress(home_id, on, year)
    ]


@access(Claim)
def published_progress(actor: Actor, home_id: int, year: int) -> list[Claim]:
    """What documents said of the home's plans that year («67/83 nhiệm vụ, đạt tỷ lệ 81»), newest period first (B09)."""
    said = claims_visible_to(actor).filter(subject_id=home_id, period_end__year=year, name__icontains=_TASKS)
    whole = said.filter(numerator__isnull=False, denominator__isnull=False)
    rows = whole.exclude(status=ReviewStatus.SUPERSEDED).exclude(status=ReviewStatus.REJECTED)
    return list(rows.select_related("document").defer("document__text").order_by("-period_end", "pk")[:_SHOWN_CLAIMS])


@access(Task)
def remaining_tasks(actor: Actor, plans: Iterable[Plan], on: date) -> QuerySet[Task]:
    """What was still to do in the plans at the end of the day, the next deadline first."""
    given = counted_tasks(plan.pk for plan in plans).filter(assigned_on__lte=on, is_strategic=False)
    over = Q(status=TaskStatus.DONE, finished_on__lte=on) | Q(status=TaskStatus.DROPPED, closed_on__lte=on)
    rows = given.exclude(over).exclude(status=TaskStatus.PROPOSED).filter(plan__in=visible_to(actor).values("pk"))
    return rows.select_related("lead", "plan").order_by("deadline", "pk")


@access(Task)
def tasks_of_plan(actor: Actor, plan: Plan) -> QuerySet[Task]:
    """All tasks of a plan the reader sees, in the order of the plan."""
    return plan.tasks.filter(parent__isnull=True).select_related("lead", "goal").order_by("pk")


def progress_of_plans(plan_ids: Iterable[int], on: date) -> dict[int, Progress]:
    return progress_by(counted_tasks(plan_ids), "plan_id", on)


def progress_of_goals(plan: Plan, on: date) -> dict[int | None, Progress]:
    return progress_by(counted_tasks([plan.pk]), "goal_id", on)


def actual_values(target: Target) -> list[TargetValue]:
    """The results of a target fetched here, oldest first."""
    return [one for one in target.values.all() if one.kind == ValueKind.ACTUAL]
