"""The chairman's brief on a phone, and where orders flow."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.access.requests import actor_of
from thongsuot.steering.overview import flow
from thongsuot.steering.overview.brief import brief_of
from thongsuot.steering.overview.scope import Scope, scope_of
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.queries import programme_progress


@login_required
def brief(request: HttpRequest) -> HttpResponse:
    """``don-vi`` asks for another unit the person may be briefed on."""
    scope = _scope(request)
    context = {
        "brief": brief_of(scope),
        "scope": scope,
        "programmes": programme_progress(scope.unit.pk, scope.on, scope.on.year),
        "made_at": timezone.localtime(),
    }
    return render(request, "steering/overview/brief.html", context)


@login_required
def order_flow(request: HttpRequest) -> HttpResponse:
    scope = _scope(request)
    found = flow.strands(scope)
    context = {"strands": found, "scope": scope, "finding": flow.finding(found)}
    return render(request, "steering/overview/flow.html", context)


def _scope(request: HttpRequest) -> Scope:
    actor = actor_of(request)
    require(actor, Steering.BRIEF)
    scope = scope_of(actor, _today(), request.GET.get("don-vi", ""))
    if scope is None:
        raise AccessDenied(_("Vai trò của bạn không được xem bản tóm tắt của đơn vị này."))
    return scope


def _today() -> date:
    return timezone.localdate()
