"""One target with its series, and the entry of its results: from the record where it knows them, else by hand."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.events.queries import history_of
from thongsuot.registry.acting import attempt, say
from thongsuot.registry.indicators.queries import visible_to as indicators_visible_to
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans import queries
from thongsuot.steering.plans.actions import (
    AddTarget,
    EditTarget,
    NewTarget,
    NewValue,
    RecordTargetValue,
    RemoveTarget,
    TargetEdits,
    TargetId,
)
from thongsuot.steering.plans.binding import matching_claims
from thongsuot.steering.plans.forms import TargetForm, ValueForm
from thongsuot.steering.plans.models import Target
from thongsuot.steering.plans.outlook.rows import view_of
from thongsuot.steering.plans.views.common import day_of, reader_of


@login_required
@require_http_methods(["GET", "POST"])
def target_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """POST records a result entered by hand."""
    actor = reader_of(request)
    target = queries.target_for(actor, pk)
    may_enter = _may_enter(actor, target)
    form = ValueForm(request.POST or None)
    if request.method == "POST":
        if not may_enter:
            require(actor, Steering.TARGET_ENTER, target.plan.unit.path)
        if form.is_valid():
            data = form.cleaned_data
            if attempt(form, lambda: RecordTargetValue.run(actor, NewValue(target_id=pk, **data))) is not None:
                return redirect("target", pk=pk)
    on = day_of(request)
    context = {
        "target": target,
        "row": view_of(target, on),
        "on": on,
        "values": queries.actual_values(target)[::-1],
        "offered": matching_claims(actor, target) if may_enter else [],
        "form": form,
        "may_enter": may_enter,
        "may_manage": actor.can(Steering.PLAN_MANAGE, target.plan.unit.path),
        "history": history_of("target", str(pk)),
        "sample_data": target.is_sample,
    }
    return render(request, "steering/plans/target.html", context, status=422 if form.errors else 200)


def _may_enter(actor: Actor, target: Target) -> bool:
    led = target.lead is not None and actor.can(Steering.TARGET_ENTER, target.lead.path)
    return led or actor.can(Steering.TARGET_ENTER, target.plan.unit.path)


@login_required
@require_POST
def target_bind(request: HttpRequest, pk: int, claim: int) -> HttpResponse:
    """Take a figure of the record as the result of its period."""
    actor = reader_of(request)
    queries.target_for(actor, pk)
    say(request, lambda: RecordTargetValue.run(actor, NewValue(pk, claim_id=claim)), _("Đã gắn số liệu vào chỉ tiêu."))
    return redirect("target", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def target_add(request: HttpRequest, key: str) -> HttpResponse:
    actor = reader_of(request)
    plan = queries.get_for(actor, key)
    require(actor, Steering.PLAN_MANAGE, plan.unit.path)
    form = TargetForm(plan, list(indicators_visible_to(actor)), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = _columns(form.cleaned_data)
        done = attempt(form, lambda: AddTarget.run(actor, NewTarget(plan_key=key, **data)))
        if done is not None:
            return redirect("target", pk=done.id)
    return _page(request, form, _("Thêm chỉ tiêu"), reverse("plan", args=[key]))


@login_required
@require_http_methods(["GET", "POST"])
def target_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader_of(request)
    target = queries.target_for(actor, pk)
    require(actor, Steering.PLAN_MANAGE, target.plan.unit.path)
    form = TargetForm(target.plan, list(indicators_visible_to(actor)), request.POST or None, initial=_initial(target))
    if request.method == "POST" and form.is_valid():
        data = _columns(form.cleaned_data) | {"parent_id": target.parent_id, "code": target.code}
        if attempt(form, lambda: EditTarget.run(actor, TargetEdits(target_id=pk, **data))) is not None:
            return redirect("target", pk=pk)
    return _page(request, form, _("Sửa chỉ tiêu"), reverse("target", args=[pk]))


@login_required
@require_POST
def target_remove(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader_of(request)
    key = queries.target_for(actor, pk).plan.key
    if say(request, lambda: RemoveTarget.run(actor, TargetId(pk)), _("Đã xóa chỉ tiêu.")):
        return redirect("plan", key=key)
    return redirect("target", pk=pk)


def _columns(data: dict[str, Any]) -> dict[str, Any]:
    lead = data.pop("lead")
    return data | {"lead_id": lead.pk if lead else None}


def _initial(target: Target) -> dict[str, Any]:
    names = ("name", "goal_id", "direction", "aim", "unit_of_measure", "decimals", "indicator_id", "baseline")
    due = target.due_text or (f"{target.due:%d/%m/%Y}" if target.due else "")
    more = {"baseline_on": target.baseline_on, "due_text": due, "lead": target.lead.key if target.lead else ""}
    return {name: getattr(target, name) for name in names} | more


def _page(request: HttpRequest, form: TargetForm, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "steering/plans/form.html", context, status=422 if form.errors else 200)
