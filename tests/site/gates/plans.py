"""Plans, headings, targets and what is seen across them."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.claims.models import Claim
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.models import Goal, Plan, Target

_DEPARTMENT = {Role.UNIT_FOCAL, Role.UNIT_HEAD, Role.ONE_STOP, Role.POST_CLERK}
_INDICATOR = "online-payment-rate"


def _over_the_province(permission: str) -> Callable[[Role | None], set[int]]:
    """The rows are the province's: a right over one of its departments does not reach them."""

    def expected(role: Role | None) -> set[int]:
        if role is None:
            return {302}
        return {200, 302} if permission in GRANTS[role] and role not in _DEPARTMENT else {403}

    return expected


_MANAGED = _over_the_province(Steering.PLAN_MANAGE)
GATES = {
    "plans": Steering.READ,
    "plan": Steering.READ,
    "plan-add": Steering.PLAN_MANAGE,
    "plan-edit": _MANAGED,
    "plan-parent": _MANAGED,
    "plan-issue": _MANAGED,
    "plan-close": _MANAGED,
    "plan-remove": _MANAGED,
    "quality-hints": Steering.READ,
    "goal-add": _MANAGED,
    "goal-edit": _MANAGED,
    "goal-remove": _MANAGED,
    "targets": Steering.READ,
    "targets-csv": Steering.READ,
    "hard-targets": Steering.READ,
    "target": Steering.READ,
    "target-add": _MANAGED,
    "target-edit": _MANAGED,
    "target-remove": _MANAGED,
    "target-bind": _over_the_province(Steering.TARGET_ENTER),
    "year-end": Steering.READ,
    "programmes": Steering.READ,
    "programmes-csv": Steering.READ,
}
POSTED = {"plan-issue", "plan-close", "plan-remove", "goal-remove", "target-remove", "target-bind"}


def _plan() -> Plan:
    return Plan.objects.filter(unit__key="tinh-lang-son", programme="cchc", year_from=2024)[0]


def _target() -> Target:
    return _plan().targets.get(indicator__key=_INDICATOR)  # led by Văn phòng UBND tỉnh, not by Sở Nội vụ


def _goal() -> Goal:
    return _plan().goals.order_by("pk")[0]


def _claim() -> Claim:
    return Claim.objects.filter(subject__key="tinh-lang-son", indicator__key=_INDICATOR, period_end__isnull=False)[0]


def arguments() -> dict[str, Callable[[], list[object]]]:
    plan: Callable[[], list[object]] = lambda: [_plan().key]  # noqa: E731
    of_plan = ("plan", "plan-edit", "plan-parent", "plan-issue", "plan-close", "plan-remove", "goal-add", "target-add")
    target: Callable[[], list[object]] = lambda: [_target().pk]  # noqa: E731
    return {
        **dict.fromkeys(of_plan, plan),
        **dict.fromkeys(("target", "target-edit", "target-remove"), target),
        **dict.fromkeys(("goal-edit", "goal-remove"), lambda: [_goal().pk]),
        "target-bind": lambda: [_target().pk, _claim().pk],
    }
