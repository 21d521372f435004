"""Workspace screens of inspections: the list, the plan by risk, one inspection from visit to conclusion."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.platform.files.http import respond
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt, say
from thongsuot.registry.paging import CappedPaginator
from thongsuot.steering.inspections import queries
from thongsuot.steering.inspections.actions import (
    AnswerFinding,
    Choice,
    ChooseUnits,
    ConcludeInspection,
    Concluding,
    EndVisit,
    FindingAnswer,
    NewInspection,
    NewInspectionPlan,
    Order,
    PlanInspections,
    SetInspection,
    VisitOver,
)
from thongsuot.steering.inspections.choices import InspectionPlanStatus, InspectionStatus
from thongsuot.steering.inspections.forms import ConclusionForm, FindingAnswerForm, PlanForm, SetForm
from thongsuot.steering.inspections.models import Inspection
from thongsuot.steering.inspections.rules import checklists
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.asked import asked_day
from thongsuot.steering.remedies.places import homes_of, unit_choices

PAGE_SIZE = 30


@login_required
@require_http_methods(["GET", "POST"])
def inspections(request: HttpRequest) -> HttpResponse:
    """The list and the plans of the years; posting weighs the units for a year's plan."""
    actor, on = actor_of(request), asked_day(request)
    require(actor, Steering.READ)
    homes = homes_of(actor, Steering.INSPECTION_MANAGE)
    form = PlanForm(request.POST or None, initial={"year": on.year}) if homes else None
    if request.method == "POST":
        require(actor, Steering.INSPECTION_MANAGE)
        if form and form.is_valid():
            new = NewInspectionPlan(homes[0].pk, form.cleaned_data["year"], form.cleaned_data["title"])
            done = attempt(form, lambda: PlanInspections.run(actor, new))
            if done is not None:
                return redirect("inspection-plan", pk=done.id)
    year = request.GET.get("nam", "")
    rows = queries.listed(actor, request.GET.get("don-vi", ""), int(year) if year.isdigit() else None)
    seen = homes_of(actor, Steering.READ)
    context = {
        "page": CappedPaginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "plans": queries.plans_visible_to(actor),
        "coverage": queries.coverage(actor, seen[0], on.year, on) if seen else None,
        "year": on.year,
        "form": form,
        "may_set": bool(homes),
    }
    return render(request, "steering/inspections/list.html", context, status=422 if form and form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Units by risk with the reasons; people choose and say why."""
    actor = actor_of(request)
    row = queries.plan_for(actor, pk)
    may_manage = actor.can(Steering.INSPECTION_MANAGE, row.home.path)
    if request.method == "POST":
        chosen = request.POST.getlist("chon")
        reasons = {one: request.POST.get(f"ly-do-{one}", "").strip() for one in chosen if one.isdigit()}
        approve = request.POST.get("phe-duyet") == "1"
        wanted = Choice(row.pk, reasons, approve, request.POST.get("quyet-dinh", ""))
        say(request, lambda: ChooseUnits.run(actor, wanted), _("Đã ghi danh sách đơn vị kiểm tra."))
        return redirect("inspection-plan", pk=row.pk)
    page = CappedPaginator(queries.planned_units(actor, row), 400).get_page(request.GET.get("trang"))
    context = {
        "plan": row,
        "page": page,
        "may_choose": may_manage and row.status == InspectionPlanStatus.DRAFT,
        "may_set": may_manage and row.status == InspectionPlanStatus.APPROVED,
        "coverage": queries.coverage(actor, row.home, row.year, asked_day(request)),
    }
    return render(request, "steering/inspections/plan.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def set_inspection(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    require(actor, Steering.INSPECTION_MANAGE)
    homes = homes_of(actor, Steering.INSPECTION_MANAGE)
    if not homes:
        raise Http404(_("Tài khoản này không lập kiểm tra cho đơn vị nào."))
    home = homes[0]
    asked = {name: request.GET.get(key, "") for name, key in (("unit", "don-vi"),)}
    form = SetForm(request.POST or None, initial=asked)
    choices: dict[str, Any] = {
        "unit": unit_choices(actor, home, today, "—"),
        "checklist": [(one.key, one.name) for one in checklists(today).values()],
        "members": [(str(one.pk), f"{one.display_name}, {one.position_name}") for one in queries.may_go(actor, home)],
    }
    for name, options in choices.items():
        form.fields[name].choices = options  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        plan_id = request.GET.get("ke-hoach", "")
        new = NewInspection(
            home.pk,
            data["unit"],
            data["starts"],
            data["ends"],
            data["checklist"],
            tuple(data["members"]),
            data["decision"],
            queries.plan_for(actor, int(plan_id)).pk if plan_id.isdigit() else None,
        )
        key = request.POST.get("khoa", "") or new_key()
        done = attempt(form, lambda: SetInspection.run(actor, new, idempotency_key=key))
        if done is not None:
            return redirect("inspection", pk=done.id)
    context = {"form": form, "home": home, "key": request.POST.get("khoa") or new_key()}
    return render(request, "steering/inspections/set.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    return _page(request, actor, queries.get_for(actor, pk))


def _page(
    request: HttpRequest, actor: Actor, visit: Inspection, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    findings = queries.findings_of(actor, visit)
    answering = visit.status == InspectionStatus.ANSWERING
    may_answer = answering and actor.can(Steering.INSPECTION_ANSWER, visit.unit.path)
    may_conclude = answering and actor.can(Steering.INSPECTION_CONCLUDE, visit.home.path)
    open_ = visit.status in (InspectionStatus.PLANNED, InspectionStatus.UNDER_WAY)
    answers = {
        one.pk: FindingAnswerForm(initial={"answer": one.answer, "accepts": one.accepts}, prefix=f"g{one.pk}")
        for one in findings
    }
    given = bound or {}
    context: dict[str, Any] = {
        "visit": visit,
        "findings": [(one, given.get(f"g{one.pk}", answers[one.pk]) if may_answer else None) for one in findings],
        "records": queries.records_of(actor, visit),
        "checklist": checklists(visit.starts).get(visit.checklist),
        "members": visit.members.select_related("account"),
        "earlier": queries.earlier_findings(actor, visit) if open_ else [],
        "may_visit": open_ and queries.is_member(actor, visit),
        "conclusion_form": given.get("conclusion", ConclusionForm(findings=findings)) if may_conclude else None,
        "failed": next(iter(given.values()), None),
        "history": [
            {"when": one.effective_at, "who": one.actor_name, "what": label_of(one)}
            for one in history_of("inspection", visit.pk).order_by("-sequence")
        ],
        "linked": sum(1 for one in findings if one.limit_id),
    }
    return render(request, "steering/inspections/inspection.html", context, status=status)


@login_required
@require_POST
def end_visit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    visit = queries.get_for(actor, pk)
    said = _("Đã chốt ghi nhận và gửi đơn vị giải trình.")
    say(request, lambda: EndVisit.run(actor, VisitOver(visit.pk)), said)
    return redirect("inspection", pk=pk)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    finding = queries.finding_for(actor, pk)
    form = FindingAnswerForm(request.POST, prefix=f"g{pk}")
    if form.is_valid():
        words = FindingAnswer(pk, form.cleaned_data["answer"], form.cleaned_data["accepts"])
        if attempt(form, lambda: AnswerFinding.run(actor, words)) is not None:
            messages.success(request, _("Đã ghi giải trình."))
            return redirect("inspection", pk=finding.inspection_id)
    visit = queries.get_for(actor, finding.inspection_id)
    require(actor, Steering.INSPECTION_ANSWER, visit.unit.path)
    return _page(request, actor, visit, {f"g{pk}": form}, status=422)


@login_required
@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    visit = queries.get_for(actor, pk)
    require(actor, Steering.INSPECTION_CONCLUDE, visit.home.path)
    form = ConclusionForm(request.POST, findings=queries.findings_of(actor, visit))
    if form.is_valid():
        data = form.cleaned_data
        orders = tuple(Order(one.pk, data[task], data[due]) for one, task, due in form.rows)
        wanted = Concluding(visit.pk, data["conclusion"], orders)
        if attempt(form, lambda: ConcludeInspection.run(actor, wanted)) is not None:
            messages.success(request, _("Đã kết luận; mỗi phát hiện thành một nhiệm vụ khắc phục."))
            return redirect("inspection", pk=pk)
    return _page(request, actor, visit, {"conclusion": form}, status=422)


@login_required
@require_GET
def photo(request: HttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    return respond(queries.photo_file(actor_of(request), pk, photo_pk), inline=True)  # type: ignore[return-value]
