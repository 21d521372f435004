"""Workspace screens of positions: which a unit has, who holds them, appoint somebody."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.acting import attempt
from thongsuot.registry.positions import queries
from thongsuot.registry.positions.actions import AddPosition, AppointHolder, Appointment, NewPosition

PAGE_SIZE = 50


class PositionForm(forms.Form):
    unit = forms.CharField(
        label=gettext_lazy("Mã đơn vị"), max_length=120, help_text=gettext_lazy("Ví dụ: tinh-lang-son.")
    )
    title = forms.CharField(label=gettext_lazy("Chức danh"), max_length=255)
    field = forms.CharField(label=gettext_lazy("Lĩnh vực phụ trách"), max_length=160, required=False)


class AppointmentForm(forms.Form):
    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    on = forms.DateField(
        label=gettext_lazy("Từ ngày"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Ngày phải viết như 01/07/2025.")},
    )
    source = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=255)


@login_required
@require_http_methods(["GET", "POST"])
def positions(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Permission.POSITION_MANAGE)
    form = PositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: AddPosition.run(actor, NewPosition(**form.cleaned_data)))
        if done is not None:
            return redirect("position-admin", pk=done.id)
    mine = within_branches(actor, Permission.POSITION_MANAGE, "unit__path")
    rows = queries.visible_to(actor).filter(mine).order_by("unit__sort_key", "protocol_order", "title")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "form": form}
    return render(request, "registry/positions/list.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def position(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = queries.get_for(actor, pk)
    require(actor, Permission.POSITION_MANAGE, found.unit.path)
    form = AppointmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: AppointHolder.run(actor, Appointment(pk, **form.cleaned_data)))
        if done is not None:
            messages.success(request, _("Đã giao chức danh."))
            return redirect("position-admin", pk=pk)
    context = {"position": found, "form": form}
    return render(request, "registry/positions/detail.html", context, status=422 if form.errors else 200)
