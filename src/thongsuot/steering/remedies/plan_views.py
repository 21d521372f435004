"""Workspace screens of remedy plans with their burn-down, and of the four boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt, say
from thongsuot.registry.units.queries import get_for as unit_for
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies import queries
from thongsuot.steering.remedies.actions import (
    AddRemedyPlan,
    Boxes,
    Gathering,
    GatherLimits,
    IssueRemedyPlan,
    Issuing,
    NewRemedyPlan,
    PlanKey,
    SubmitRemedyPlan,
    WriteFourBox,
)
from thongsuot.steering.remedies.asked import asked_day
from thongsuot.steering.remedies.choices import LimitStatus, RemedyPlanStatus
from thongsuot.steering.remedies.domain import burn_down
from thongsuot.steering.remedies.forms import BoxesForm, NumberForm, RemedyPlanForm
from thongsuot.steering.remedies.models import RemedyPlan
from thongsuot.steering.remedies.places import homes_of


@login_required
@require_http_methods(["GET", "POST"])
def plans(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    require(actor, Steering.READ)
    homes = homes_of(actor, Steering.REMEDY_MANAGE)
    form = RemedyPlanForm(request.POST or None, initial={"year": today.year}) if homes else None
    if request.method == "POST":
        require(actor, Steering.REMEDY_MANAGE)
        if form and form.is_valid():
            new = NewRemedyPlan(homes[0].pk, **form.cleaned_data)
            key = request.POST.get("khoa", "") or new_key()
            done = attempt(form, lambda: AddRemedyPlan.run(actor, new, idempotency_key=key))
            if done is not None:
                return redirect("remedy-plan", key=done.key)
    context = {"plans": queries.plans_with_counts(actor), "form": form, "key": new_key()}
    return render(request, "steering/remedies/plans.html", context, status=422 if form and form.errors else 200)


@login_required
@require_GET
def plan(request: HttpRequest, key: str) -> HttpResponse:
    actor, on = actor_of(request), asked_day(request)
    row = queries.plan_for(actor, key)
    wanted = queries.Filters(plan=row.key)
    may_manage = actor.can(Steering.REMEDY_MANAGE, row.home.path)
    limits = queries.listed(actor, wanted, on)
    free = queries.visible_to(actor).filter(home=row.home, plan__isnull=True)
    context: dict[str, Any] = {
        "plan": row,
        "limits": limits,
        "counts": queries.counts(actor, wanted, on),
        "on": on,
        "burn": burn_down(queries.moves_of(actor, limits), until=on, due=row.finish_due),
        "free": free.exclude(status__in=(LimitStatus.NOT_A_LIMIT, LimitStatus.CLOSED)) if may_manage else (),
        "may_manage": may_manage and row.status != RemedyPlanStatus.ISSUED,
        "may_submit": may_manage and row.status == RemedyPlanStatus.DRAFT,
        "may_issue": actor.can(Steering.NOTICE_ISSUE, row.home.path) and row.status == RemedyPlanStatus.SUBMITTED,
        "number_form": NumberForm(),
        "csv_url": reverse("remedy-plan-csv", args=[row.key]),
        "list_url": f"{reverse('remedies')}?ke-hoach={row.key}",
    }
    return render(request, "steering/remedies/plan.html", context)


@login_required
@require_GET
def plan_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The burn-down day by day."""
    actor, on = actor_of(request), asked_day(request)
    row = queries.plan_for(actor, key)
    limits = queries.listed(actor, queries.Filters(plan=row.key), on)
    burn = burn_down(queries.moves_of(actor, limits), until=on, due=row.finish_due, days=1)
    header = [_("Ngày"), _("Hạn chế còn mở"), _("Mức cần đạt")]
    points = burn.points if burn else ()
    rows = (
        [format_date(one.day), str(one.open), "" if one.ideal is None else str(one.ideal).replace(".", ",")]
        for one in points
    )
    return csv_response(f"{row.key}.csv", header, rows)  # type: ignore[return-value]


@login_required
@require_POST
def plan_step(request: HttpRequest, key: str, name: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.plan_for(actor, key)
    run = _PLAN_STEPS.get(name)
    if run is None:
        raise Http404
    act, said = run(request, actor, row)
    say(request, act, said)
    return redirect("remedy-plan", key=row.key)


Chosen = tuple[Callable[[], object], str]


def _gather(request: HttpRequest, actor: Actor, row: RemedyPlan) -> Chosen:
    ids = tuple(int(one) for one in request.POST.getlist("han-che") if one.isdigit())
    return lambda: GatherLimits.run(actor, Gathering(row.key, ids)), _("Đã cập nhật danh sách hạn chế.")


def _submit(request: HttpRequest, actor: Actor, row: RemedyPlan) -> Chosen:
    return lambda: SubmitRemedyPlan.run(actor, PlanKey(row.key)), _("Đã trình kế hoạch.")


def _issue(request: HttpRequest, actor: Actor, row: RemedyPlan) -> Chosen:
    number = request.POST.get("number", "")
    return lambda: IssueRemedyPlan.run(actor, Issuing(row.key, number)), _("Đã ghi số ban hành.")


_PLAN_STEPS = {"chon": _gather, "trinh": _submit, "ban-hanh": _issue}


@login_required
@require_http_methods(["GET", "POST"])
def boxes(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Ưu điểm, nhược điểm, nguyên nhân, trách nhiệm of one unit in one year, with the limits they come from."""
    actor = actor_of(request)
    require(actor, Steering.READ)
    place = unit_for(actor, unit)
    sheet = queries.boxes_for(actor, place, year)
    home = next((one for one in homes_of(actor, Steering.REMEDY_MANAGE) if place.path.startswith(one.path)), None)
    followed = home or (sheet.home if sheet else place.parent or place)
    may_write = home is not None or actor.can(Steering.REMEDY_WORK, place.path)
    names = ("strengths", "weaknesses", "causes", "duties")
    form = BoxesForm(request.POST or None, initial={name: getattr(sheet, name, "") for name in names})
    if request.method == "POST" and form.is_valid():
        wanted = Boxes(place.pk, followed.pk, year, **form.cleaned_data)
        if attempt(form, lambda: WriteFourBox.run(actor, wanted)) is not None:
            messages.success(request, _("Đã ghi phân tích."))
            return redirect("four-box", unit=place.key, year=year)
    wanted_limits = queries.Filters(unit=place.key, year=year)
    context = {
        "unit": place,
        "year": year,
        "sheet": sheet,
        "form": form if may_write else None,
        "limits": queries.listed(actor, wanted_limits, asked_day(request)),
        "counts": queries.counts(actor, wanted_limits, asked_day(request)),
        "list_url": f"{reverse('remedies')}?don-vi={place.key}&nam={year}",
    }
    return render(request, "steering/remedies/boxes.html", context, status=422 if form.errors else 200)
