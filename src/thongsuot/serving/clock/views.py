"""«Tính ngày hẹn» for everybody; the days an office closed on its own for those who keep the calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.kernel.rules import NoRuleForDate
from thongsuot.kernel.workdays import NoCalendar
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.http import page_of
from thongsuot.registry.acting import attempt, say
from thongsuot.registry.units import queries as units
from thongsuot.serving.clock import queries
from thongsuot.serving.clock.actions import Closure, Withdrawal, WithdrawClosure, WriteClosure, Written
from thongsuot.serving.clock.domain.cases import BadCase, case_of, read_case
from thongsuot.serving.clock.domain.model import Reading
from thongsuot.serving.clock.domain.words import moment_words
from thongsuot.serving.clock.extra import calendar_for
from thongsuot.serving.clock.forms import ClosureForm, DueForm
from thongsuot.serving.clock.rules import office_hours_on, rules_on
from thongsuot.serving.permissions import Serving


@require_GET
def due_date(request: HttpRequest) -> HttpResponse:
    """``?so=3&don_vi=working_days&nhan=2026-02-12T09:00``; a procedure's page links here with its own limit."""
    asked = "nhan" in request.GET
    now = timezone.localtime()
    form = DueForm(request.GET) if asked else DueForm(initial=_first(request, now))
    reading = _read(form) if asked and form.is_valid() else None
    context = {
        "form": form,
        "reading": reading,
        "due": moment_words(reading.due_at) if reading and reading.due_at else "",
        "hours": office_hours_on(now.date()),
    }
    return render(request, "serving/clock/due_date.html", context, status=422 if form.errors else 200)


def _first(request: HttpRequest, now: Any) -> dict[str, Any]:
    given = {name: request.GET[name] for name in ("so", "don_vi") if request.GET.get(name)}
    return {"so": 3, "don_vi": "working_days", "nhan": now.replace(second=0, microsecond=0)} | given


def _read(form: DueForm) -> Reading | None:
    try:
        return read_case(case_of(form.plain()), calendar_for, rules_on)
    except (BadCase, NoCalendar, NoRuleForDate) as error:
        form.add_error(None, str(error))
    return None


@login_required
@require_http_methods(["GET", "POST"])
def closures(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.CALENDAR_EDIT)
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _write(actor, dict(form.cleaned_data)))
        if done:
            messages.success(request, _("Đã ghi. Hạn của các hồ sơ chưa xong sẽ được tính lại."))
            return redirect("closures")
    page = page_of(queries.closures_visible_to(actor), ("-first_day", "-pk"), request.GET.get("sau"))
    rows = [(row, not row.is_withdrawn and actor.can(Serving.CALENDAR_EDIT, row.unit.path)) for row in page.rows]
    sample = any(row.is_sample for row in page.rows)
    context = {"form": form, "rows": rows, "next": page.next, "sample_data": sample}
    return render(request, "serving/clock/closures.html", context, status=422 if form.errors else 200)


def _write(actor: Actor, given: dict[str, Any]) -> Written:
    found = units.search(actor, given.pop("unit"), on=given["first_day"], limit=1)
    if not found:
        raise ActionError(_("Không thấy đơn vị này. Hãy ghi tên như trong danh mục đơn vị."), "unit")
    return WriteClosure.run(actor, Closure(unit_id=found[0].pk, **given))


@login_required
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.CALENDAR_EDIT)
    data = Withdrawal(number, request.POST.get("reason", ""))
    say(request, lambda: WithdrawClosure.run(actor, data), _("Đã bỏ. Hạn của các hồ sơ chưa xong sẽ được tính lại."))
    return redirect("closures")
