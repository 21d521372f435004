"""The list of plans, one plan with its tree, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.kernel.text import nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.events.queries import history_of
from thongsuot.registry.acting import attempt, say
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans import queries
from thongsuot.steering.plans.actions import (
    ClosePlan,
    CreatePlan,
    EditPlan,
    IssuePlan,
    LinkPlanParent,
    NewPlan,
    PlanDay,
    PlanEdits,
    PlanKey,
    PlanParent,
    RemovePlan,
)
from thongsuot.steering.plans.forms import ParentForm, PlanFilter, PlanForm
from thongsuot.steering.plans.importing.family import kind_for
from thongsuot.steering.plans.models import Plan
from thongsuot.steering.plans.page import plan_page
from thongsuot.steering.plans.views.common import day_of, reader_of
from thongsuot.steering.tasks.domain import Progress

PAGE_SIZE = 20


@login_required
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """Filters stand in the address: ``tim``, ``don_vi``, ``chuong_trinh``, ``nam``, ``cap``, ``trang_thai``."""
    actor, on = reader_of(request), day_of(request)
    form = PlanFilter(request.GET)
    wanted = form.wanted()
    plans = _narrowed(queries.visible_to(actor), wanted).order_by("-year_to", "-year_from", "programme", "pk")
    page = Paginator(plans, PAGE_SIZE).get_page(request.GET.get("trang"))
    progress = queries.progress_of_plans([plan.pk for plan in page], on)
    context = {
        "form": form,
        "page": page,
        "rows": [(plan, progress.get(plan.pk, Progress())) for plan in page],
        "wanted": wanted,
        "on": on,
        "may_create": actor.can(Steering.PLAN_MANAGE),
    }
    return render(request, "steering/plans/list.html", context)


def _narrowed(plans: QuerySet[Plan], wanted: dict[str, Any]) -> QuerySet[Plan]:
    for name, column in (("don_vi", "unit"), ("chuong_trinh", "programme"), ("cap", "level"), ("trang_thai", "status")):
        if name in wanted:
            plans = plans.filter(**{column: wanted[name]})
    if "nam" in wanted:
        plans = plans.filter(year_from__lte=wanted["nam"], year_to__gte=wanted["nam"])
    if "tim" in wanted:
        text = nfc(wanted["tim"]).strip()
        plans = plans.filter(Q(title__icontains=text) | Q(number__icontains=text))
    return plans


@login_required
@require_GET
def plan_detail(request: HttpRequest, key: str) -> HttpResponse:
    actor = reader_of(request)
    plan = queries.get_for(actor, key)
    may_manage = actor.can(Steering.PLAN_MANAGE, plan.unit.path)
    context = {
        "page": plan_page(actor, plan, day_of(request)),
        "plan": plan,
        "history": history_of("plan", plan.key),
        "may_manage": may_manage,
        "import_url": reverse("import-upload", args=[kind_for(plan)]) if may_manage else "",
        "sample_data": plan.is_sample,
    }
    return render(request, "steering/plans/detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def plan_add(request: HttpRequest) -> HttpResponse:
    actor = reader_of(request)
    require(actor, Steering.PLAN_MANAGE)
    on = day_of(request)
    initial = {"unit": queries.own_unit(actor).key, "year_from": on.year, "year_to": on.year}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        unit = data.pop("unit")
        done = attempt(form, lambda: CreatePlan.run(actor, NewPlan(unit_id=unit.pk, **data)))
        if done is not None:
            return redirect("plan", key=done.key)
    return _form_page(request, form, _("Lập kế hoạch"), reverse("plans"))


@login_required
@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, key: str) -> HttpResponse:
    actor, plan = _managed(request, key)
    names = ("title", "number", "dated", "issuer_text", "programme", "level", "year_from", "year_to", "is_public")
    form = PlanForm(request.POST or None, initial={name: getattr(plan, name) for name in names})
    del form.fields["unit"]
    if request.method == "POST" and form.is_valid():
        edits = PlanEdits(key=key, document_id=plan.document_id, **form.cleaned_data)
        if attempt(form, lambda: EditPlan.run(actor, edits)) is not None:
            return redirect("plan", key=key)
    return _form_page(request, form, _("Sửa kế hoạch"), reverse("plan", args=[key]))


@login_required
@require_http_methods(["GET", "POST"])
def plan_parent(request: HttpRequest, key: str) -> HttpResponse:
    """What it carries out: plans whose years reach as far, of the same branch or above."""
    actor, plan = _managed(request, key)
    others = queries.visible_to(actor).filter(year_from__lte=plan.year_from, year_to__gte=plan.year_to)
    initial = {"parent_key": plan.parent.key if plan.parent else ""}
    form = ParentForm(
        list(others.exclude(pk=plan.pk).order_by("-year_to", "pk")[:200]), request.POST or None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        link = PlanParent(key, form.cleaned_data["parent_key"])
        if attempt(form, lambda: LinkPlanParent.run(actor, link)) is not None:
            return redirect("plan", key=key)
    return _form_page(request, form, _("Nối với kế hoạch cấp trên"), reverse("plan", args=[key]))


@login_required
@require_POST
def plan_issue(request: HttpRequest, key: str) -> HttpResponse:
    actor, _plan = _managed(request, key)
    say(request, lambda: IssuePlan.run(actor, PlanDay(key)), _("Đã ban hành kế hoạch và giao các nhiệm vụ có chủ trì."))
    return redirect("plan", key=key)


@login_required
@require_POST
def plan_close(request: HttpRequest, key: str) -> HttpResponse:
    actor, _plan = _managed(request, key)
    say(request, lambda: ClosePlan.run(actor, PlanDay(key)), _("Đã tổng kết kế hoạch."))
    return redirect("plan", key=key)


@login_required
@require_POST
def plan_remove(request: HttpRequest, key: str) -> HttpResponse:
    actor, _plan = _managed(request, key)
    if say(request, lambda: RemovePlan.run(actor, PlanKey(key)), _("Đã xóa kế hoạch.")):
        return redirect("plans")
    return redirect("plan", key=key)


def _managed(request: HttpRequest, key: str) -> tuple[Actor, Plan]:
    actor = reader_of(request)
    plan = queries.get_for(actor, key)
    require(actor, Steering.PLAN_MANAGE, plan.unit.path)
    return actor, plan


def _form_page(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "steering/plans/form.html", context, status=422 if form.errors else 200)
