"""Workspace screens of limits: the list, a new one, those of a document, the page of one, recurrence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.paging import CappedPaginator
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies import queries
from thongsuot.steering.remedies.actions import (
    AddLimit,
    DraftLimits,
    FromDocument,
    NewLimit,
    Recurrence,
    TieRecurrence,
)
from thongsuot.steering.remedies.actions.closing import what_lacks
from thongsuot.steering.remedies.asked import asked_day, filters_of
from thongsuot.steering.remedies.choices import LimitStatus
from thongsuot.steering.remedies.excel import limits_workbook
from thongsuot.steering.remedies.forms import LimitForm
from thongsuot.steering.remedies.models import Limit
from thongsuot.steering.remedies.places import homes_of, unit_choices
from thongsuot.steering.remedies.steps import STEPS, form_of

PAGE_SIZE = 30


@login_required
@require_GET
def limits(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), asked_day(request)
    require(actor, Steering.READ)
    wanted = filters_of(request)
    whole = replace(wanted, state="", overdue=False)  # the counters stay while one of them is chosen
    rest = request.GET.copy()
    for chosen in ("trang-thai", "qua-han", "trang"):
        rest.pop(chosen, None)
    page = CappedPaginator(queries.listed(actor, wanted, on), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "sample_data": any(one.is_sample for one in page),
        "wanted": wanted,
        "on": on,
        "counts": queries.counts(actor, whole, on),
        "rest": rest.urlencode(),
        "states": LimitStatus.choices,
        "fields": Limit._meta.get_field("field").choices,
        "units": queries.units_with_limits(actor),
        "plans": queries.plans_visible_to(actor).order_by("-year"),
        "may_add": bool(homes_of(actor, Steering.REMEDY_MANAGE)),
        "query": request.GET.urlencode(),
    }
    return render(request, "steering/remedies/list.html", context)


@login_required
@require_GET
def excel(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), asked_day(request)
    require(actor, Steering.READ)
    body = limits_workbook(queries.listed(actor, filters_of(request), on), on)
    response = HttpResponse(body, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="han-che-{on:%Y-%m-%d}.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    require(actor, Steering.REMEDY_MANAGE)
    homes = homes_of(actor, Steering.REMEDY_MANAGE)
    if not homes:
        raise Http404(_("Tài khoản này không theo dõi hạn chế của đơn vị nào."))
    form = LimitForm(request.POST or None, initial={"year": today.year})
    form.fields["unit"].choices = unit_choices(actor, homes[0], today, _("chung cả tỉnh"))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        words = {name: data[name] for name in ("field", "source_text", "due_text")}
        new = NewLimit(homes[0].pk, data["text"], data["year"], unit_id=data["unit"], **words)
        key = request.POST.get("khoa", "")
        done = attempt(form, lambda: AddLimit.run(actor, new, idempotency_key=key))
        if done is not None:
            messages.success(request, _("Đã ghi hạn chế."))
            return redirect("remedy", pk=done.id)
    context = {"form": form, "home": homes[0], "key": request.POST.get("khoa") or new_key()}
    return render(request, "steering/remedies/add.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def from_document(request: HttpRequest, key: str) -> HttpResponse:
    """What the reader found in a document, and one button that makes drafts of what was confirmed."""
    actor = actor_of(request)
    require(actor, Steering.REMEDY_MANAGE)
    rows = queries.limitations_waiting(actor, key)
    homes = homes_of(actor, Steering.REMEDY_MANAGE)
    if request.method == "POST" and homes:
        wanted = FromDocument(key, homes[0].pk)
        said = say(request, lambda: DraftLimits.run(actor, wanted), _("Đã lấy các hạn chế thành bản nháp."))
        if said:
            return redirect(f"{reverse('remedies')}?trang-thai={LimitStatus.DRAFT.value}")
    ready = [one for one in rows if one.status == ReviewStatus.CONFIRMED and getattr(one, "limit", None) is None]
    context = {"rows": rows, "ready": ready, "key": key, "may": bool(homes)}
    return render(request, "steering/remedies/from_document.html", context)


@login_required
@require_GET
def limit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    return _page(request, actor, queries.get_for(actor, pk))


@login_required
@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Run a step of the page; what cannot be done comes back with everything typed still there."""
    actor = actor_of(request)
    row = queries.get_for(actor, pk)
    if name not in STEPS:
        raise Http404
    chosen = STEPS[name]
    if not chosen.of_unit:
        require(actor, chosen.permission, row.home.path)
    form = form_of(name, actor, row, timezone.localdate(), request.POST, request.FILES)
    if form.is_valid():
        key = request.POST.get("khoa", "") or new_key()
        done = attempt(form, lambda: chosen.run(actor, row, form.cleaned_data, key))
        if done is not None:
            messages.success(request, chosen.done())
            return redirect("remedy", pk=pk)
    return _page(request, actor, row, {name: form}, status=422)


def _page(
    request: HttpRequest, actor: Actor, row: Limit, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    on = asked_day(request)
    forms = {name: form_of(name, actor, row, on) for name, one in STEPS.items() if one.open_to(actor, row)}
    context: dict[str, Any] = {
        "limit": row,
        "forms": {name.replace("-", "_"): form for name, form in (forms | (bound or {})).items()},
        "failed": next(iter((bound or {}).values()), None),
        "key": request.POST.get("khoa") or new_key(),
        "lacks": what_lacks(row),
        "actions": row.actions.select_related("task__lead"),
        "proofs": row.proofs.select_related("added_by", "claim", "document"),
        "suggestions": queries.suggestions(actor, row) if row.recurs_id is None else [],
        "came_back": queries.visible_to(actor).filter(recurs=row).order_by("year"),
        "history": [
            {"when": one.effective_at, "who": one.actor_name, "what": _told(one)}
            for one in history_of("limit", row.pk).order_by("-sequence")
        ],
        "on": on,
        "is_late": bool(row.due and row.due < on and row.status not in (LimitStatus.CLOSED, LimitStatus.NOT_A_LIMIT)),
    }
    return render(request, "steering/remedies/limit.html", context, status=status)


def _told(event: Any) -> str:
    return f"{label_of(event)}: {event.reason}" if event.reason else label_of(event)


@login_required
@require_GET
def proof(request: HttpRequest, pk: int, proof_pk: int) -> HttpResponse:
    return respond(queries.proof_file(actor_of(request), pk, proof_pk), inline=True)  # type: ignore[return-value]


@login_required
@require_http_methods(["GET", "POST"])
def recurrence(request: HttpRequest) -> HttpResponse:
    """Limits that came back over the years, and pairs that look alike for a person to tie."""
    actor = actor_of(request)
    require(actor, Steering.READ)
    if request.method == "POST":
        later, earlier = request.POST.get("sau", ""), request.POST.get("truoc", "")
        row = queries.get_for(actor, int(later) if later.isdigit() else 0)
        tie = Recurrence(row.pk, int(earlier) if earlier.isdigit() else None)
        say(request, lambda: TieRecurrence.run(actor, tie), _("Đã ghi hạn chế này lặp lại từ năm trước."))
        return redirect("remedy-recurrence")
    may_tie = bool(homes_of(actor, Steering.REMEDY_MANAGE))
    context = {"chains": queries.chains(actor), "alike": queries.unconfirmed(actor), "may_tie": may_tie}
    return render(request, "steering/remedies/recurrence.html", context)
