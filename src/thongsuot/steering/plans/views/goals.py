"""Headings of a plan."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.queries import one_of
from thongsuot.registry.acting import attempt, say
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans import queries
from thongsuot.steering.plans.actions import AddGoal, EditGoal, GoalEdits, GoalId, NewGoal, RemoveGoal
from thongsuot.steering.plans.forms import GoalForm
from thongsuot.steering.plans.views.common import reader_of


@login_required
@require_http_methods(["GET", "POST"])
def goal_add(request: HttpRequest, key: str) -> HttpResponse:
    actor = reader_of(request)
    plan = queries.get_for(actor, key)
    require(actor, Steering.PLAN_MANAGE, plan.unit.path)
    form = GoalForm(plan, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: AddGoal.run(actor, NewGoal(plan_key=key, **data))) is not None:
            return redirect("plan", key=key)
    return _page(request, form, _("Thêm mục"), key)


@login_required
@require_http_methods(["GET", "POST"])
def goal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader_of(request)
    goal = one_of(queries.goals_visible_to(actor), pk=pk)
    require(actor, Steering.PLAN_MANAGE, goal.plan.unit.path)
    initial = {"code": goal.code, "title": goal.title, "parent_id": goal.parent_id}
    form = GoalForm(goal.plan, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: EditGoal.run(actor, GoalEdits(goal_id=pk, **data))) is not None:
            return redirect("plan", key=goal.plan.key)
    return _page(request, form, _("Sửa mục"), goal.plan.key)


@login_required
@require_POST
def goal_remove(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader_of(request)
    goal = one_of(queries.goals_visible_to(actor), pk=pk)
    require(actor, Steering.PLAN_MANAGE, goal.plan.unit.path)
    say(request, lambda: RemoveGoal.run(actor, GoalId(pk)), _("Đã xóa mục."))
    return redirect("plan", key=goal.plan.key)


def _page(request: HttpRequest, form: GoalForm, title: str, key: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": reverse("plan", args=[key])}
    return render(request, "steering/plans/form.html", context, status=422 if form.errors else 200)
