"""Plans and targets in the search of the whole product."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from thongsuot.platform.search import Entry, index, remove
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.models import Plan, Target

PLAN, TARGET = "plan", "target"


def index_plan(plan: Plan) -> None:
    subtitle = " · ".join(part for part in (plan.number, plan.get_programme_display(), years_text(plan)) if part)
    index([_entry(PLAN, plan.key, plan.title, reverse("plan", args=[plan.key]), subtitle, plan.unit.path)])


def forget_plan(plan: Plan) -> None:
    remove(PLAN, [plan.key])


def index_target(target: Target, *, gone: bool = False) -> None:
    if gone:
        remove(TARGET, [str(target.pk)])
        return
    address = reverse("target", args=[target.pk])
    index([_entry(TARGET, str(target.pk), target.name, address, target.plan.title, target.plan.unit.path)])


def years_text(plan: Plan) -> str:
    """«2024», «2021–2030»."""
    return str(plan.year_from) if plan.year_from == plan.year_to else f"{plan.year_from}–{plan.year_to}"


def _entry(kind: str, key: str, title: str, url: str, subtitle: str, path: str) -> Entry:
    return Entry(
        kind=kind,
        key=key,
        title=title,
        url=url,
        updated_at=timezone.now(),
        subtitle=subtitle,
        unit_path=path,
        permission=Steering.READ,
    )
