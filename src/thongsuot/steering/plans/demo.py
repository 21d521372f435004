"""Sample plans: the chain of 2021–2024 with its published figures, and three programmes of the running year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from thongsuot.kernel.numbers.parsing import parse_number
from thongsuot.kernel.periods import as_of, quarter
from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.models import Unit
from thongsuot.steering.plans.actions import (
    AddGoal,
    AddTarget,
    ClosePlan,
    CreatePlan,
    IssuePlan,
    NewGoal,
    NewPlan,
    NewTarget,
    NewValue,
    PlanDay,
    RecordTargetValue,
    TargetId,
)
from thongsuot.steering.plans.actions.plans import plan_key
from thongsuot.steering.plans.binding import matching_claims
from thongsuot.steering.plans.demo_tasks import Cast, advance, new_task
from thongsuot.steering.plans.models import Plan, Target
from thongsuot.steering.tasks.actions import CreateTask

_ISSUED_BEFORE = 300  # days before loading that the running year's plans were issued


def load() -> None:
    """Each plan in one transaction; a plan that is there stays with all that people did to it."""
    given = load_yaml("demo/steering/plans")
    cast = _cast(given)
    today = timezone.localdate()
    refs: dict[str, int] = {}
    for entry in given["chain"]:
        refs[entry["ref"]] = _load_old(entry, cast, refs)
    for entry in given["current"]:
        _load_current(entry, cast, today)


def _cast(given: dict[str, Any]) -> Cast:
    units = dict(Unit.objects.filter(key__in=given["units"].values()).values_list("key", "pk"))
    accounts = {account.username: account for account in Account.objects.filter(is_sample=True)}
    workers: dict[str, Actor] = {code: accounts.get(name, SYSTEM) for code, name in given["workers"].items()}
    return Cast(
        home=Unit.objects.get(key=given["home"]),
        secretary=accounts.get(given["secretary"], SYSTEM),
        judge=accounts.get(given["judge"], SYSTEM),
        units={code: units[key] for code, key in given["units"].items() if key in units},
        workers=workers,
    )


@transaction.atomic
def _load_old(entry: dict[str, Any], cast: Cast, refs: dict[str, int]) -> int:
    wanted = NewPlan(
        title=entry["title"],
        unit_id=cast.home.pk,
        programme="cchc",
        level=entry["level"],
        year_from=entry["years"][0],
        year_to=entry["years"][1],
        number=entry.get("number", ""),
        dated=entry.get("dated"),
        issuer_text=entry["issuer"],
        parent_id=refs.get(entry.get("parent", "")),
        is_public=True,
    )
    kept = Plan.objects.filter(key=plan_key(wanted)).first()
    if kept is not None:
        return kept.pk
    key = CreatePlan.run(cast.secretary, wanted).key
    goals = _add_goals(key, entry, cast)
    for target in entry.get("targets", ()):
        _add_published_target(key, target, goals, cast)
    IssuePlan.run(cast.secretary, PlanDay(key))
    if entry["years"][1] < timezone.localdate().year:
        ClosePlan.run(cast.secretary, PlanDay(key))
    return Plan.objects.get(key=key).pk


def _add_goals(key: str, entry: dict[str, Any], cast: Cast) -> dict[str, int]:
    return {
        goal["code"]: AddGoal.run(cast.secretary, NewGoal(key, goal["title"], goal["code"])).id
        for goal in entry["goals"]
    }


def _add_target(key: str, entry: dict[str, Any], goals: dict[str, int], cast: Cast, **more: Any) -> TargetId:
    indicator = Indicator.objects.filter(key=entry.get("indicator", "")).values_list("pk", flat=True).first()
    wanted = NewTarget(
        plan_key=key,
        name=entry["name"],
        aim=parse_number(entry["aim"]),
        unit_of_measure=entry.get("unit", "%"),
        direction=entry.get("direction", ">="),
        decimals=entry.get("decimals", 2),
        goal_id=goals[entry["goal"]],
        indicator_id=indicator,
        lead_id=cast.units.get(entry["lead"]),
        source_locator=entry.get("locator", ""),
        **more,
    )
    return AddTarget.run(cast.secretary, wanted)


def _add_published_target(key: str, entry: dict[str, Any], goals: dict[str, int], cast: Cast) -> None:
    """Results come from the claims of the record where they are there; the rest by hand, as a person would."""
    added = _add_target(key, entry, goals, cast, due=entry["due"], is_sample=bool(entry.get("sample")))
    target = Target.objects.select_related("plan").get(pk=added.id)
    bound: set[date] = set()
    for claim in matching_claims(cast.secretary, target):
        if claim.period_end not in bound and claim.period_end is not None:
            RecordTargetValue.run(cast.secretary, NewValue(added.id, claim_id=claim.pk))
            bound.add(claim.period_end)
    for period, value in entry.get("by_hand", ()):
        RecordTargetValue.run(cast.secretary, NewValue(added.id, period=period, value=parse_number(value)))


@transaction.atomic
def _load_current(entry: dict[str, Any], cast: Cast, today: date) -> None:
    wanted = NewPlan(
        title=entry["title"].format(year=today.year),
        unit_id=cast.home.pk,
        programme=entry["programme"],
        level="province",
        year_from=today.year,
        year_to=today.year,
        issuer_text="UBND tỉnh",
        is_sample=True,
    )
    if Plan.objects.filter(key=plan_key(wanted)).exists():
        return
    key = CreatePlan.run(cast.secretary, wanted).key
    plan = Plan.objects.get(key=key)
    goals = _add_goals(key, entry, cast)
    for target in entry["targets"]:
        _add_running_target(key, target, goals, cast, today)
    fields = {goal["code"]: goal.get("field", "") for goal in entry["goals"]}
    made = []
    for number, one in enumerate(entry["tasks"], start=1):
        task = new_task(one, plan, goals[one["g"]], fields[one["g"]], number, cast, today)
        made.append((CreateTask.run(cast.secretary, task).id, one))
    issued = today - timedelta(days=_ISSUED_BEFORE)
    IssuePlan.run(cast.secretary, PlanDay(key, issued))
    for pk, one in made:
        advance(pk, one, cast, today)


def _add_running_target(key: str, entry: dict[str, Any], goals: dict[str, int], cast: Cast, today: date) -> None:
    more: dict[str, Any] = {"due": date(today.year, 12, 31), "is_sample": True}
    if "baseline" in entry:
        more |= {"baseline": parse_number(entry["baseline"][0]), "baseline_on": date(today.year - 1, 12, 31)}
    added = _add_target(key, entry, goals, cast, **more)
    for kind, offset, value in entry.get("series", ()):
        period = period_text(kind, offset, today)
        if period:
            RecordTargetValue.run(cast.secretary, NewValue(added.id, period=period, value=parse_number(value)))


def period_text(kind: str, offset: int, today: date) -> str:
    """«quý III/2026» for (quarter, −1); nothing for a quarter of the year before, which the plan does not speak of."""
    if kind == "quarter":
        number = (today.month - 1) // 3 + 1 + offset
        return quarter(today.year, number).text if number >= 1 else ""
    return as_of(today + timedelta(days=offset)).text
