"""What the page of a plan shows: its headings in order, under each the targets and tasks, with progress carried up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thongsuot.platform.access.actors import Actor
from thongsuot.steering.plans import queries
from thongsuot.steering.plans.cascade.domain import in_tree_order, roll_up
from thongsuot.steering.plans.models import Goal, Plan
from thongsuot.steering.plans.outlook.rows import TargetView
from thongsuot.steering.plans.quality.domain import Hint, hints
from thongsuot.steering.tasks.domain import Progress
from thongsuot.steering.tasks.faces import Face, face_of
from thongsuot.steering.tasks.models import Task

MOST_TASKS = 400  # a plan of a province has dozens; beyond this the page points to the list


@dataclass(frozen=True, slots=True)
class ShownTask:
    task: Task
    face: Face
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands directly under it; ``goal`` is ``None`` for what stands under none."""

    goal: Goal | None
    depth: int
    progress: Progress
    targets: list[TargetView]
    tasks: list[ShownTask]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """``whole`` counts the plans under it too; ``above`` is the chain it carries out, the highest first."""

    plan: Plan
    on: date
    progress: Progress
    whole: Progress
    sections: list[Section]
    strategic: list[ShownTask]
    above: list[Plan]
    children: list[tuple[Plan, Progress]]
    hint_counts: dict[str, int]
    is_cut: bool


def plan_page(actor: Actor, plan: Plan, on: date) -> PlanPage:
    goals = list(plan.goals.all())
    parents = {goal.pk: goal.parent_id for goal in goals}
    by_goal = queries.progress_of_goals(plan, on)
    carried = roll_up(parents, {key: value for key, value in by_goal.items() if key is not None})
    views = queries.views_of(actor, plan.targets.order_by("pk"), on)
    shown = [_shown(task, on) for task in queries.tasks_of_plan(actor, plan)[: MOST_TASKS + 1]]
    tasks = [one for one in shown[:MOST_TASKS] if not one.task.is_strategic]
    named = {goal.pk: goal for goal in goals}
    order: list[tuple[int | None, int]] = [*in_tree_order(parents, named), (None, 0)]
    sections = [
        Section(
            named[pk] if pk is not None else None,
            depth,
            carried[pk] if pk is not None else by_goal.get(None, Progress()),
            [one for one in views if one.target.goal_id == pk],
            [one for one in tasks if one.task.goal_id == pk],
        )
        for pk, depth in order
    ]
    own, whole, children = _around(actor, plan, on)
    return PlanPage(
        plan=plan,
        on=on,
        progress=own,
        whole=whole,
        sections=[one for one in sections if one.goal or one.targets or one.tasks],
        strategic=[one for one in shown if one.task.is_strategic],
        above=queries.line_above_of(actor, plan),
        children=children,
        hint_counts=count_hints(tasks),
        is_cut=len(shown) > MOST_TASKS,
    )


def _shown(task: Task, on: date) -> ShownTask:
    return ShownTask(task, face_of(task, on), hints_of(task))


def hints_of(task: Task) -> tuple[Hint, ...]:
    """A task left common on purpose names its doers: everybody."""
    owner = "giao chung" if task.is_common else task.lead.name if task.lead else task.lead_text
    measure = f"{task.measure} {task.quantity or ''}"
    return hints(owner=owner, due=task.deadline, result=task.result, measure=measure)


def count_hints(tasks: Iterable[ShownTask]) -> dict[str, int]:
    return dict(Counter(hint.value for one in tasks for hint in one.hints))


def _around(actor: Actor, plan: Plan, on: date) -> tuple[Progress, Progress, list[tuple[Plan, Progress]]]:
    """Own progress, own with everything below, and the plans directly below with theirs."""
    parents = queries.tree_below(plan)
    own = queries.progress_of_plans(parents, on)
    carried = roll_up(parents, own)
    children = [(child, carried.get(child.pk, Progress())) for child in queries.children_of(actor, plan)]
    return own.get(plan.pk, Progress()), carried.get(plan.pk, Progress()), children
